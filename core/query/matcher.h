// SPDX-License-Identifier: GPL-3.0-or-later
// FilterMatcher: a filter compiled for one moment, run over rows in memory. Immutable, shared between threads; matches()
// allocates nothing and stops at the first test that decides. Rows are seen through a FieldReader; a reader whose class
// is final costs no virtual call. Errors come from compileFilter() only.
#pragma once

#include "core/base/result.h"
#include "core/query/lowering.h"
#include "core/query/parser.h"

#include <algorithm>

namespace penstock {

/// One row. Each method is asked only for fields of its type; what the row does not have, or does not know, is unknown:
/// an empty text, nothing, no bits, an id of zeros.
class FieldReader {
public:
    virtual ~FieldReader() = default;
    virtual std::string_view text(FieldId field) const = 0;
    virtual std::optional<std::int64_t>
    number(FieldId field) const = 0; ///< count, duration, time, money, boolean, serial
    virtual std::uint64_t
    words(FieldId field) const = 0;                ///< a bit for each word of the enumeration
    virtual IdPattern id(FieldId field) const = 0; ///< digits 0: unknown
};

/// A question about a whole row that fields do not answer: lies it on a path, does it say a text.
class RowTest {
public:
    virtual ~RowTest() = default;
    virtual bool holds(const FieldReader& row) const = 0;
};
using RowTestPtr = std::shared_ptr<const RowTest>;

/// Makes the row tests of a list: who knows the relations and the texts behind the rows.
class RowTestSource {
public:
    virtual ~RowTestSource() = default;
    /// An error's sentence tells what the anchor is not.
    virtual Result<RowTestPtr> onPath(FilterPath path, const std::string& anchor) = 0;
    virtual Result<RowTestPtr> saying(const std::string& text) = 0;
};

class FilterMatcher final {
public:
    FilterMatcher(const LoweredFilter& lowered, std::vector<RowTestPtr> rowTests);

    template <class Reader> bool matches(const Reader& row) const
    {
        std::uint32_t at = m_entry;
        while (at < kReject) {
            const Test& test = m_tests[at];
            at = holds(test, row) ? test.onTrue : test.onFalse;
        }
        return at == kAccept;
    }

private:
    static constexpr std::uint32_t kReject = 0xFFFF'FFFE, kAccept = 0xFFFF'FFFF;

    /// The commonest shapes have a kind of their own: one text, one range.
    enum class Kind : std::uint8_t {
        knownText,
        knownNumber,
        knownWords,
        knownId,
        oneText,
        texts,
        contains,
        oneRange,
        ranges,
        words,
        ids,
        row
    };
    struct Test {
        Kind kind{};
        FieldId field{};
        bool negated = false;
        bool whenUnknown = false;
        std::uint32_t onTrue = 0;
        std::uint32_t onFalse = 0;
        std::uint64_t mask = 0;
        NumberRange range;
        std::string text;
        std::vector<std::string> texts;
        std::vector<NumberRange> ranges;
        std::vector<IdPattern> ids;
        RowTestPtr row;
    };

    std::uint32_t addTests(const LoweredFilter& lowered, std::uint32_t onTrue,
                           std::uint32_t onFalse, std::vector<RowTestPtr>& rowTests);
    static Test testFor(const FieldTest& test, std::vector<RowTestPtr>& rowTests);
    static bool inRanges(const std::vector<NumberRange>& ranges, std::int64_t number);
    static bool inIds(const std::vector<IdPattern>& ids, const IdPattern& id);

    template <class Reader> static bool holds(const Test& test, const Reader& row)
    {
        switch (test.kind) {
        case Kind::knownText:
        case Kind::oneText:
        case Kind::texts:
        case Kind::contains: {
            const std::string_view text = row.text(test.field);
            return text.empty() ? test.whenUnknown : insideText(test, text) != test.negated;
        }
        case Kind::knownNumber:
        case Kind::oneRange:
        case Kind::ranges: {
            const std::optional<std::int64_t> number = row.number(test.field);
            return !number ? test.whenUnknown : insideNumber(test, *number) != test.negated;
        }
        case Kind::knownWords:
        case Kind::words: {
            const std::uint64_t words = row.words(test.field);
            return words == 0 ? test.whenUnknown
                              : (test.kind == Kind::knownWords || (words & test.mask) != 0) !=
                                    test.negated;
        }
        case Kind::knownId:
        case Kind::ids: {
            const IdPattern id = row.id(test.field);
            return id.digits == 0
                       ? test.whenUnknown
                       : (test.kind == Kind::knownId || inIds(test.ids, id)) != test.negated;
        }
        case Kind::row:
            break;
        }
        return test.row->holds(row) != test.negated;
    }
    static bool insideText(const Test& test, std::string_view text)
    {
        if (test.kind == Kind::oneText)
            return text == test.text;
        if (test.kind == Kind::texts)
            return std::binary_search(test.texts.begin(), test.texts.end(), text,
                                      std::less<std::string_view>());
        return test.kind == Kind::knownText || containsIgnoringCase(text, test.text);
    }
    static bool insideNumber(const Test& test, std::int64_t number)
    {
        if (test.kind == Kind::oneRange)
            return number >= test.range.low && number <= test.range.high;
        return test.kind == Kind::knownNumber || inRanges(test.ranges, number);
    }

    std::vector<Test> m_tests;
    std::uint32_t m_entry = kAccept;
};

struct CompiledFilter {
    std::shared_ptr<const FilterMatcher> matcher; ///< null: see the diagnostic
    FilterDiagnostic diagnostic;
};
/// `source` may be null when neither paths nor texts can be asked for. Compile again when `now` has moved on: it costs
/// about a microsecond.
CompiledFilter compileFilter(const FilterPtr& filter, Nanos now, RowTestSource* source = nullptr);

} // namespace penstock
