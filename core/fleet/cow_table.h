// SPDX-License-Identifier: GPL-3.0-or-later
// CowTable: a growing table whose snapshots share structure. Rows live in chunks, chunks in pages; share() copies only
// the list of pages, and the first write after it copies one page of pointers and one chunk (invariant 7: a snapshot
// costs what changed). Row numbers start at 1; 0 is "none". One writer thread; what share() gave may be read from any
// thread. Whether a chunk may be shared is told by its generation, not by a use count: a count read while another
// thread lets go of its snapshot would order nothing.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace penstock {

template <class Row, std::size_t kChunk = 64> class CowTable final {
    static constexpr std::size_t kPage = 64; ///< chunks
    struct Chunk {
        std::vector<Row> rows;
        std::uint64_t generation = 0;
    };
    struct Page {
        std::vector<std::shared_ptr<Chunk>> chunks;
        std::uint64_t generation = 0;
    };

public:
    std::uint32_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }

    const Row& operator[](std::uint32_t number) const
    {
        const std::size_t at = number - 1;
        return m_pages[at / (kChunk * kPage)]->chunks[at / kChunk % kPage]->rows[at % kChunk];
    }
    /// A picture that later writes do not touch. Cost: one pointer for every 4,096 rows.
    CowTable share()
    {
        ++m_generation;
        return *this;
    }
    /// Appends and returns the row's number.
    std::uint32_t add(Row row)
    {
        Page& page = ownPage(m_size / (kChunk * kPage));
        if (m_size % kChunk == 0) {
            page.chunks.push_back(std::make_shared<Chunk>());
            page.chunks.back()->generation = m_generation;
            page.chunks.back()->rows.reserve(kChunk);
        }
        ownChunk(page, m_size / kChunk % kPage).rows.push_back(std::move(row));
        return ++m_size;
    }
    /// For writing; copies the chunk if a snapshot may share it.
    Row& change(std::uint32_t number)
    {
        PENSTOCK_ASSERT(number >= 1 && number <= m_size);
        const std::size_t at = number - 1;
        return ownChunk(ownPage(at / (kChunk * kPage)), at / kChunk % kPage).rows[at % kChunk];
    }
    /// True when both tables show the very same memory for this row.
    bool sharesRow(const CowTable& other, std::uint32_t number) const
    {
        return number <= m_size && number <= other.m_size && &(*this)[number] == &other[number];
    }

private:
    Page& ownPage(std::size_t at)
    {
        if (at == m_pages.size()) {
            m_pages.push_back(std::make_shared<Page>());
            m_pages.back()->generation = m_generation;
        } else if (m_pages[at]->generation != m_generation) {
            m_pages[at] = std::make_shared<Page>(*m_pages[at]);
            m_pages[at]->generation = m_generation;
        }
        return *m_pages[at];
    }
    Chunk& ownChunk(Page& page, std::size_t at)
    {
        if (page.chunks[at]->generation != m_generation) {
            auto copy = std::make_shared<Chunk>();
            copy->generation = m_generation;
            copy->rows.reserve(kChunk);
            copy->rows = page.chunks[at]->rows;
            copy->rows.reserve(kChunk);
            page.chunks[at] = std::move(copy);
        }
        return *page.chunks[at];
    }

    std::vector<std::shared_ptr<Page>> m_pages;
    std::uint64_t m_generation = 0;
    std::uint32_t m_size = 0;
};

} // namespace penstock
