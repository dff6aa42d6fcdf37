// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/number_column.h"

#include "core/base/encoding.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

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

/// A bit for each of 64 bytes that are 0 or 1.
std::uint64_t bitsOf(const std::array<std::uint8_t, 64>& marks)
{
    std::uint64_t bits = 0;
    for (std::size_t eight = 0; eight < 8; ++eight) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, marks.data() + eight * 8, 8);
        bits |= bytes * 0x0102040810204080ull >> 56 << (eight * 8);
    }
    return bits;
}

/// A bit for each of `rows` rows that lie in one of the ranges, 64 rows at a time: loops that vector instructions can do.
template <class Code>
RowMask inside(const char* codes, std::size_t rows, const std::vector<CodeRange>& ranges)
{
    RowMask mask(rows);
    for (const CodeRange& range : ranges) {
        constexpr std::uint64_t kMost = std::numeric_limits<Code>::max();
        if (range.first > range.last || range.first > kMost)
            continue;
        const auto first = static_cast<Code>(range.first);
        const auto size = static_cast<Code>(std::min(range.last, kMost) - range.first);
        std::array<Code, 64> some{};
        std::array<std::uint8_t, 64> marks{};
        for (std::size_t word = 0; word * 64 < rows; ++word) {
            const std::size_t count = std::min<std::size_t>(64, rows - word * 64);
            if (count == 64)
                std::memcpy(some.data(), codes + word * sizeof some, sizeof some);
            else
                std::memcpy(some.data(), codes + word * sizeof some, count * sizeof(Code));
            for (std::size_t i = 0; i < 64; ++i)
                marks[i] = static_cast<Code>(some[i] - first) <= size ? 1 : 0;
            const std::uint64_t real =
                count == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
            mask.words()[word] |= bitsOf(marks) & real;
        }
    }
    return mask;
}

template <class Code>
std::pair<std::uint64_t, std::uint64_t> extremes(const char* codes, std::size_t rows)
{
    std::array<Code, 64> least{};
    std::array<Code, 64> greatest{};
    least.fill(std::numeric_limits<Code>::max());
    std::array<Code, 64> some{};
    std::size_t row = 0;
    for (; row + 64 <= rows; row += 64) {
        std::memcpy(some.data(), codes + row * sizeof(Code), sizeof some);
        for (std::size_t i = 0; i < 64; ++i) {
            least[i] = std::min(least[i], some[i]);
            greatest[i] = std::max(greatest[i], some[i]);
        }
    }
    for (; row < rows; ++row) {
        const auto code = static_cast<Code>(load<Code>(codes, row));
        least[0] = std::min(least[0], code);
        greatest[0] = std::max(greatest[0], code);
    }
    return {*std::min_element(least.begin(), least.end()),
            *std::max_element(greatest.begin(), greatest.end())};
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
    switch (m_width) {
    case 0:
        return 0;
    case 1:
        return load<std::uint8_t>(m_codes, row);
    case 2:
        return load<std::uint16_t>(m_codes, row);
    case 4:
        return load<std::uint32_t>(m_codes, row);
    default:
        return load<std::uint64_t>(m_codes, row);
    }
}

std::optional<NumberColumn::Bounds> NumberColumn::bounds(std::size_t rows) const
{
    if (m_allUnknown || m_known != nullptr || rows == 0)
        return std::nullopt;
    std::pair<std::uint64_t, std::uint64_t> codes{0, 0};
    if (m_width != 0)
        codes = m_width == 1   ? extremes<std::uint8_t>(m_codes, rows)
                : m_width == 2 ? extremes<std::uint16_t>(m_codes, rows)
                : m_width == 4 ? extremes<std::uint32_t>(m_codes, rows)
                               : extremes<std::uint64_t>(m_codes, rows);
    const auto base = static_cast<std::uint64_t>(m_base);
    const Bounds all{static_cast<std::int64_t>(base + codes.first),
                     static_cast<std::int64_t>(base + codes.second)};
    return all.least >= m_base && all.greatest >= all.least ? std::optional(all) : std::nullopt;
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
    constexpr std::size_t kFewOf = 32; // then looking at each costs less than going through all
    if (rows.count() * kFewOf < rows.rows())
        return keepFew(ranges, negated, whenUnknown, rows);
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

void NumberColumn::keepFew(const std::vector<NumberRange>& ranges, bool negated, bool whenUnknown,
                           RowMask& rows) const
{
    RowMask kept(rows.rows());
    rows.each([&](std::size_t row) {
        const std::optional<std::int64_t> number = at(row);
        const bool holds =
            number && std::any_of(ranges.begin(), ranges.end(), [&](const NumberRange& range) {
                return *number >= range.low && *number <= range.high;
            });
        if (number ? holds != negated : whenUnknown)
            kept.set(row);
    });
    rows = std::move(kept);
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
