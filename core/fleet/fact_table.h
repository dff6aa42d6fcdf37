// SPDX-License-Identifier: GPL-3.0-or-later
// FactTable: the facts of a trace by position, 0-based, in chunks. What share() gave may be read on any thread: the
// owner's next change of a chunk copies that chunk, 2 MB at most. Owned by TraceState, fold thread. A lookup costs three
// loads, of which a walk finds two in the nearest cache.
#pragma once

#include "core/base/large_vector.h"
#include "core/fleet/span_facts.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <vector>

namespace penstock {

class FactTable final {
public:
    static constexpr std::size_t kChunk = 8192;

    FactTable() = default;
    FactTable(FactTable&&) = default;
    FactTable& operator=(FactTable&&) = default;

    std::size_t size() const { return m_size; }
    const SpanFacts& operator[](std::size_t at) const
    {
        return m_chunks[at / kChunk]->facts[at % kChunk];
    }
    SpanFacts& change(std::size_t at) { return own(at / kChunk).facts[at % kChunk]; }
    void push_back(const SpanFacts& facts)
    {
        if (m_size % kChunk == 0) {
            m_chunks.push_back(std::make_shared<Chunk>());
            if (m_size > 0) // a trace of more than one chunk fills the next one too
                m_chunks.back()->facts.reserve(kChunk);
        }
        LargeVector<SpanFacts>& last = own(m_size / kChunk).facts;
        makeRoom(last, last.size());
        last.push_back(facts);
        ++m_size;
    }
    FactTable share()
    {
        for (const std::shared_ptr<Chunk>& chunk : m_chunks)
            chunk->shared = true;
        return *this;
    }

    std::size_t heapBytes() const
    {
        std::size_t bytes = m_chunks.capacity() * sizeof m_chunks[0];
        for (const std::shared_ptr<Chunk>& chunk : m_chunks)
            bytes +=
                sizeof(Chunk) + 2 * sizeof(void*) + chunk->facts.capacity() * sizeof(SpanFacts);
        return bytes;
    }

    class Iterator final {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = SpanFacts;
        using difference_type = std::ptrdiff_t;
        using pointer = const SpanFacts*;
        using reference = const SpanFacts&;
        Iterator(const FactTable& table, std::size_t at) : m_table(&table), m_at(at) {}
        const SpanFacts& operator*() const { return (*m_table)[m_at]; }
        Iterator& operator++()
        {
            ++m_at;
            return *this;
        }
        bool operator==(const Iterator& other) const { return m_at == other.m_at; }

    private:
        const FactTable* m_table;
        std::size_t m_at;
    };
    Iterator begin() const { return {*this, 0}; }
    Iterator end() const { return {*this, m_size}; }

private:
    struct Chunk {
        LargeVector<SpanFacts> facts;
        bool shared =
            false; ///< for the owner only: a use count read while a reader lets go orders nothing
    };
    FactTable(const FactTable&) = default;

    /// For one more than `size`. Most traces are small and there are many: doubling would waste a third of them.
    static void makeRoom(LargeVector<SpanFacts>& facts, std::size_t size)
    {
        if (facts.capacity() <= size)
            facts.reserve(std::min(kChunk, size + std::max<std::size_t>(4, size / 2)));
    }
    Chunk& own(std::size_t number)
    {
        std::shared_ptr<Chunk>& chunk = m_chunks[number];
        if (chunk->shared) {
            auto copy = std::make_shared<Chunk>();
            makeRoom(copy->facts, chunk->facts.size());
            copy->facts.insert(copy->facts.end(), chunk->facts.begin(), chunk->facts.end());
            chunk = std::move(copy);
        }
        return *chunk;
    }

    std::vector<std::shared_ptr<Chunk>> m_chunks;
    std::size_t m_size = 0;
};

} // namespace penstock
