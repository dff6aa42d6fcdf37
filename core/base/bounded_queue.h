// SPDX-License-Identifier: GPL-3.0-or-later
// BoundedQueue: hands items from many threads to one, bounded by a caller-given weight (bytes, steps).
// tryPush never waits (network threads answer "retry" instead); push waits (writer → fold back-pressure).
// Thread-safe. close() wakes everybody; what is queued can still be taken.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace penstock {

template <class T> class BoundedQueue final {
public:
    explicit BoundedQueue(std::size_t maxWeight) : m_maxWeight(maxWeight) {}

    /// False when the bound is reached or the queue is closed. An item heavier than the bound still
    /// enters an empty queue, so that nothing can be stuck for ever.
    bool tryPush(T item, std::size_t weight)
    {
        std::lock_guard lock(m_mutex);
        if (m_closed || (!m_items.empty() && m_weight + weight > m_maxWeight))
            return false;
        add(std::move(item), weight);
        return true;
    }
    /// Waits for room; false when closed.
    bool push(T item, std::size_t weight)
    {
        std::unique_lock lock(m_mutex);
        m_room.wait(
            lock, [&] { return m_closed || m_items.empty() || m_weight + weight <= m_maxWeight; });
        if (m_closed)
            return false;
        add(std::move(item), weight);
        return true;
    }
    /// Waits for at least one item, then takes whole items until their weight reaches maxTake.
    /// Empty only when closed and drained.
    std::vector<T> takeSome(std::size_t maxTake)
    {
        std::unique_lock lock(m_mutex);
        m_arrived.wait(lock, [&] { return m_closed || !m_items.empty(); });
        return take(maxTake);
    }
    /// As takeSome, but gives up after the duration with an empty vector.
    template <class Duration> std::vector<T> takeSomeFor(std::size_t maxTake, Duration patience)
    {
        std::unique_lock lock(m_mutex);
        m_arrived.wait_for(lock, patience, [&] { return m_closed || !m_items.empty(); });
        return take(maxTake);
    }
    void close()
    {
        std::lock_guard lock(m_mutex);
        m_closed = true;
        m_arrived.notify_all();
        m_room.notify_all();
    }
    bool closed() const
    {
        std::lock_guard lock(m_mutex);
        return m_closed;
    }
    /// Nothing comes any more.
    bool drained() const
    {
        std::lock_guard lock(m_mutex);
        return m_closed && m_items.empty();
    }
    bool hasItems() const
    {
        std::lock_guard lock(m_mutex);
        return !m_items.empty();
    }
    std::size_t weight() const
    {
        std::lock_guard lock(m_mutex);
        return m_weight;
    }

private:
    void add(T item, std::size_t weight)
    {
        m_items.emplace_back(std::move(item), weight);
        m_weight += weight;
        m_arrived.notify_one();
    }
    std::vector<T> take(std::size_t maxTake)
    {
        std::vector<T> out;
        std::size_t taken = 0;
        while (!m_items.empty() && (out.empty() || taken + m_items.front().second <= maxTake)) {
            taken += m_items.front().second;
            out.push_back(std::move(m_items.front().first));
            m_items.pop_front();
        }
        m_weight -= taken;
        if (taken > 0)
            m_room.notify_all();
        return out;
    }

    mutable std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::condition_variable m_room;
    std::deque<std::pair<T, std::size_t>> m_items;
    const std::size_t m_maxWeight;
    std::size_t m_weight = 0;
    bool m_closed = false;
};

} // namespace penstock
