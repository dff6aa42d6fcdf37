// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of query/ share: random filters and rows, and an evaluator that walks the tree as the README of
// query/ words it, in the most literal way – what the matcher is compared with.
#pragma once

#include "core/query/matcher.h"

#include <map>
#include <random>
#include <string>
#include <vector>

namespace penstock::test {

inline constexpr Nanos kNow = 1'795'000'000 * kSecond + 123; // November 2026

/// A row whose fields are what the test says; everything else is unknown.
class TestRow final : public FieldReader {
public:
    std::map<FieldId, std::string> texts;
    std::map<FieldId, std::int64_t> numbers;
    std::map<FieldId, std::uint64_t> wordBits;
    std::map<FieldId, IdPattern> ids;
    std::string content;

    std::string_view text(FieldId field) const override
    {
        const auto it = texts.find(field);
        return it == texts.end() ? std::string_view() : std::string_view(it->second);
    }
    std::optional<std::int64_t> number(FieldId field) const override
    {
        const auto it = numbers.find(field);
        return it == numbers.end() ? std::nullopt : std::optional(it->second);
    }
    std::uint64_t words(FieldId field) const override
    {
        const auto it = wordBits.find(field);
        return it == wordBits.end() ? 0 : it->second;
    }
    IdPattern id(FieldId field) const override
    {
        const auto it = ids.find(field);
        return it == ids.end() ? IdPattern{} : it->second;
    }
};

/// Texts are looked for in TestRow::content; a path holds for rows whose agent begins with the anchor.
class TestRowTests final : public RowTestSource {
public:
    class Saying final : public RowTest {
    public:
        explicit Saying(std::string text) : m_text(std::move(text)) {}
        bool holds(const FieldReader& row) const override
        {
            return containsIgnoringCase(static_cast<const TestRow&>(row).content, m_text);
        }

    private:
        const std::string m_text;
    };
    class OnPath final : public RowTest {
    public:
        explicit OnPath(std::string anchor) : m_anchor(std::move(anchor)) {}
        bool holds(const FieldReader& row) const override
        {
            return row.text(FieldId::agent).starts_with(m_anchor);
        }

    private:
        const std::string m_anchor;
    };
    Result<RowTestPtr> onPath(FilterPath, const std::string& anchor) override
    {
        if (anchor == "nobody")
            return Error{ErrorCode::notFound, "No agent, run or step is called nobody.", ""};
        return RowTestPtr(std::make_shared<OnPath>(anchor));
    }
    Result<RowTestPtr> saying(const std::string& text) override
    {
        return RowTestPtr(std::make_shared<Saying>(text));
    }
};

std::string randomText(std::mt19937& random);
FilterLiteral randomLiteral(std::mt19937& random, const FieldInfo& field, CompareOp op);
FilterPtr randomFilter(std::mt19937& random, int depth);
TestRow randomRow(std::mt19937& random);
bool naiveMatch(const FilterPtr& filter, const TestRow& row, Nanos now);
/// `(and (= agent a) (not (exists model)))`
std::string treeOf(const FilterPtr& filter);

} // namespace penstock::test
