// SPDX-License-Identifier: GPL-3.0-or-later
// InflightBudget: bounds the bytes of request bodies that one listener holds at once; a lease is one request's part.
// The budget is shared by the leases, so it may outlive its listener (a reply can come late). Thread-safe; a lease
// belongs to one thread at a time. Asking costs one atomic operation and never waits: no room means "try again later".
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <utility>

namespace penstock {

class InflightBudget final {
public:
    explicit InflightBudget(std::size_t maxBytes) : m_max(maxBytes) {}

    bool tryTake(std::size_t bytes)
    {
        if (m_used.fetch_add(bytes) + bytes <= m_max)
            return true;
        m_used.fetch_sub(bytes);
        return false;
    }
    void giveBack(std::size_t bytes) { m_used.fetch_sub(bytes); }
    std::size_t used() const { return m_used.load(); }

private:
    const std::size_t m_max;
    std::atomic<std::size_t> m_used{0};
};

class InflightLease final {
public:
    InflightLease() = default;
    explicit InflightLease(std::shared_ptr<InflightBudget> budget) : m_budget(std::move(budget)) {}
    InflightLease(InflightLease&& other) noexcept
        : m_budget(std::move(other.m_budget)), m_bytes(std::exchange(other.m_bytes, 0))
    {
    }
    InflightLease& operator=(InflightLease&& other) noexcept
    {
        release();
        m_budget = std::move(other.m_budget);
        m_bytes = std::exchange(other.m_bytes, 0);
        return *this;
    }
    ~InflightLease() { release(); }

    /// Makes the lease `bytes` large; growing fails, changing nothing, when the budget has no room.
    bool resize(std::size_t bytes)
    {
        if (bytes > m_bytes && !m_budget->tryTake(bytes - m_bytes))
            return false;
        if (bytes < m_bytes)
            m_budget->giveBack(m_bytes - bytes);
        m_bytes = bytes;
        return true;
    }
    void release()
    {
        if (m_bytes != 0)
            m_budget->giveBack(std::exchange(m_bytes, 0));
    }
    std::size_t bytes() const { return m_bytes; }

private:
    std::shared_ptr<InflightBudget> m_budget;
    std::size_t m_bytes = 0;
};

} // namespace penstock
