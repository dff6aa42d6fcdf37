// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/commit_content.h"

#include "core/base/encoding.h"

namespace penstock::store {
namespace {

constexpr char kSectionsFormat = 1;
constexpr std::size_t kMaxSectionBytes = std::size_t{1} << 30;

std::string_view view(const Sha256& hash)
{
    return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

/// Collects sections; the directory goes first.
class SectionsBuilder final {
public:
    SectionsBuilder(std::size_t count, Compressor& compressor) : m_compressor(compressor)
    {
        m_directory.push_back(kSectionsFormat);
        putFixed64(m_directory, compressor.dictionaryId());
        putVarint(m_directory, count);
    }
    void add(std::uint32_t items, std::string_view raw)
    {
        const std::size_t before = m_sections.size();
        const bool usesDictionary = m_compressor.compress(raw, m_sections);
        putVarint(m_directory, items);
        putVarint(m_directory, raw.size());
        putVarint(m_directory, (m_sections.size() - before) << 1 | std::uint64_t{usesDictionary});
    }
    std::string take() { return m_directory += m_sections; }

private:
    Compressor& m_compressor;
    std::string m_directory;
    std::string m_sections;
};

} // namespace

std::string buildBody(const std::vector<Segment>& segments, Compressor& compressor)
{
    SectionsBuilder builder(segments.size(), compressor);
    for (const Segment& segment : segments)
        builder.add(segment.entries, segment.bytes);
    return builder.take();
}

std::string buildPacks(const std::vector<Pack>& packs, Compressor& compressor)
{
    if (packs.empty())
        return {};
    SectionsBuilder builder(packs.size(), compressor);
    for (const Pack& pack : packs)
        builder.add(pack.parts, pack.serialized());
    return builder.take();
}

Result<Sections> Sections::parse(std::string_view bytes)
{
    Sections sections;
    if (bytes.empty())
        return sections;
    ByteReader in(bytes);
    std::vector<std::size_t> sizes;
    if (in.byte() != kSectionsFormat)
        in.fail();
    sections.dictionary = in.fixed64();
    const std::uint64_t count = in.varint();
    for (std::uint64_t i = 0; i < count && in.ok(); ++i) {
        Section section;
        section.items = static_cast<std::uint32_t>(in.varint());
        section.rawSize = in.varint();
        const std::uint64_t stored = in.varint();
        section.usesDictionary = (stored & 1) != 0;
        if (section.rawSize > kMaxSectionBytes)
            in.fail();
        sections.items.push_back(section);
        sizes.push_back(stored >> 1);
    }
    for (std::size_t i = 0; i < sizes.size() && in.ok(); ++i)
        sections.items[i].stored = in.bytes(sizes[i]);
    if (!in.ok() || !in.atEnd())
        return Error{ErrorCode::damaged, "A batch of the log cannot be read.", "bad directory"};
    return sections;
}

Sha256 chainHash(const Sha256& previous, const CommitHeader& header, const Sha256& body,
                 const Sha256& packs)
{
    std::string bytes = "penstock commit 1";
    bytes += view(previous);
    putFixed64(bytes, header.number);
    putFixed64(bytes, header.first);
    putFixed64(bytes, header.last);
    putFixed64(bytes, static_cast<std::uint64_t>(header.arrival));
    bytes += view(body);
    bytes += view(packs);
    return sha256(bytes);
}

} // namespace penstock::store
