// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/number_column.h"

#include "core/base/encoding.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace penstock::store {
namespace {

enum Form : std::uint8_t { kAllUnknown = 0, kAllKnown = 1, kSomeKnown = 2 };

unsigned widthFor(std::uint64_t greatest)
{
    return greatest == 0            ? 0
           : greatest <= UINT8_MAX  ? 1
           : greatest <= UINT16_MAX ? 2
           : greatest <= UINT32_MAX ? 4
                                    : 8;
}

template <class Code> std::uint64_t load(const char* codes, std::size_t row)
{
    Code code;
    std::memcpy(&code, codes + row * sizeof(Code), sizeof(Code));
    return code;
}

/// Numbers as distances from the column's base. Empty when first > last.
struct CodeRange {
    std::uint64_t first = 1;
    std::uint64_t last = 0;
};

CodeRange codesOf(const NumberRange& range, std::int64_t base)
{
    if (range.high < base || range.low > range.high)
        return {};
    const auto distance = [base](std::int64_t n) {
        return static_cast<std::uint64_t>(n) - static_cast<std::uint64_t>(base);
    };
    return {range.low <= base ? 0 : distance(range.low), distance(range.high)};
}

/// A bit for each of `rows` rows that lie in one of the ranges, 64 rows at a time.
template <class Code>
RowMask inside(const char* codes, std::size_t rows, const std::vector<CodeRange>& ranges)
{
    RowMask mask(rows);
    for (const CodeRange& range : ranges) {
        if (range.first > range.last)
            continue;
        const std::uint64_t size = range.last - range.first;
        for (std::size_t word = 0; word * 64 < rows; ++word) {
            const std::size_t end = std::min<std::size_t>(64, rows - word * 64);
            std::uint64_t bits = 0;
            for (std::size_t i = 0; i < end; ++i)
                bits |= std::uint64_t{load<Code>(codes, word * 64 + i) - range.first <= size} << i;
            mask.words()[word] |= bits;
        }
    }
    return mask;
}

} // namespace

void NumberColumnBuilder::add(std::optional<std::int64_t> number)
{
    m_numbers.push_back(number.value_or(0));
    m_known.add(number.has_value());
    m_unknown += number ? 0 : 1;
}

std::string NumberColumnBuilder::encode() const
{
    std::string out;
    if (m_unknown == m_numbers.size()) {
        out.push_back(static_cast<char>(kAllUnknown));
        return out;
    }
    std::int64_t low = INT64_MAX;
    std::int64_t high = INT64_MIN;
    m_known.each([&](std::size_t row) {
        low = std::min(low, m_numbers[row]);
        high = std::max(high, m_numbers[row]);
    });
    const auto base = static_cast<std::uint64_t>(low);
    const unsigned width = widthFor(static_cast<std::uint64_t>(high) - base);
    out.push_back(static_cast<char>(m_unknown == 0 ? kAllKnown : kSomeKnown));
    out.push_back(static_cast<char>(width));
    putFixed64(out, base);
    if (m_unknown != 0)
        out.append(reinterpret_cast<const char*>(m_known.words().data()),
                   m_known.words().size() * sizeof(std::uint64_t));
    const std::size_t at = out.size();
    out.resize(at + m_numbers.size() * width);
    for (std::size_t row = 0; row < m_numbers.size(); ++row) {
        const std::uint64_t code =
            m_known.test(row) ? static_cast<std::uint64_t>(m_numbers[row]) - base : 0;
        std::memcpy(out.data() + at + row * width, &code, width); // little-endian
    }
    return out;
}

std::optional<NumberColumn> NumberColumn::read(std::string_view bytes, std::size_t rows)
{
    ByteReader in(bytes);
    NumberColumn column;
    const std::uint8_t form = in.byte();
    if (form == kAllUnknown && in.ok() && in.atEnd()) {
        return column;
    }
    column.m_allUnknown = false;
    column.m_width = in.byte();
    column.m_base = static_cast<std::int64_t>(in.fixed64());
    if (form == kSomeKnown)
        column.m_known = in.bytes((rows + 63) / 64 * sizeof(std::uint64_t)).data();
    static constexpr std::array kWidths = {0u, 1u, 2u, 4u, 8u};
    if (form > kSomeKnown || form == kAllUnknown ||
        std::find(kWidths.begin(), kWidths.end(), column.m_width) == kWidths.end())
        return std::nullopt;
    column.m_codes = in.bytes(rows * column.m_width).data();
    return in.ok() && in.atEnd() ? std::optional(column) : std::nullopt;
}

std::uint64_t NumberColumn::code(std::size_t row) const
{
    std::uint64_t code = 0;
    std::memcpy(&code, m_codes + row * m_width, m_width);
    return code;
}

bool NumberColumn::isKnown(std::size_t row) const
{
    return !m_allUnknown &&
           (m_known == nullptr || (load<std::uint64_t>(m_known, row / 64) >> (row % 64) & 1) != 0);
}

std::optional<std::int64_t> NumberColumn::at(std::size_t row) const
{
    if (!isKnown(row))
        return std::nullopt;
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(m_base) + code(row));
}

void NumberColumn::keep(const std::vector<NumberRange>& ranges, bool negated, bool whenUnknown,
                        RowMask& rows) const
{
    RowMask in(rows.rows());
    std::vector<CodeRange> codes;
    for (const NumberRange& range : ranges)
        codes.push_back(codesOf(range, m_base));
    if (m_width == 0) {
        const bool holds = std::any_of(codes.begin(), codes.end(), [](const CodeRange& r) {
            return r.first == 0 && r.last >= r.first;
        });
        in = RowMask(rows.rows(), holds);
    } else {
        in = m_width == 1   ? inside<std::uint8_t>(m_codes, rows.rows(), codes)
             : m_width == 2 ? inside<std::uint16_t>(m_codes, rows.rows(), codes)
             : m_width == 4 ? inside<std::uint32_t>(m_codes, rows.rows(), codes)
                            : inside<std::uint64_t>(m_codes, rows.rows(), codes);
    }
    keepIf([&](std::size_t word) { return negated ? ~in.words()[word] : in.words()[word]; },
           whenUnknown, rows);
}

void NumberColumn::keepKnown(bool negated, bool whenUnknown, RowMask& rows) const
{
    keepIf([negated](std::size_t) { return negated ? 0 : ~std::uint64_t{0}; }, whenUnknown, rows);
}

template <class Answers>
void NumberColumn::keepIf(const Answers& answers, bool whenUnknown, RowMask& rows) const
{
    const std::uint64_t unknown = whenUnknown ? ~std::uint64_t{0} : 0;
    for (std::size_t word = 0; word < rows.words().size(); ++word) {
        const std::uint64_t known = m_allUnknown         ? 0
                                    : m_known == nullptr ? ~std::uint64_t{0}
                                                         : load<std::uint64_t>(m_known, word);
        rows.words()[word] &= (answers(word) & known) | (unknown & ~known);
    }
}

} // namespace penstock::store
