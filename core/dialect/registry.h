// SPDX-License-Identifier: GPL-3.0-or-later
// The dialects in the order of semconv.md 2 (row = precedence) and their tables merged into one index by KeyId, so that
// one pass over a span's attributes serves all of them. Built once, immutable, thread-safe.
#pragma once

#include "core/dialect/dialect.h"

#include <array>
#include <span>
#include <vector>

namespace penstock {

/// A FieldRule with its dialect and precedence.
struct MergedRule {
    DialectSet dialect = 0;
    std::uint16_t priority = 0;
    Field field = Field::count;
    As as = As::text;
};

/// What a key holds of a conversation, by the dialect that has the first word on it.
struct ContentPlace {
    static constexpr std::uint16_t kNowhere = 0xffff;
    std::uint16_t rank =
        kNowhere; ///< row of the dialect × 256 + position of the rule; smaller wins
    Content slot = Content::input;
};

class DialectRegistry final {
public:
    static const DialectRegistry& instance();

    std::span<const DialectDef* const> rows() const { return m_rows; }
    const DialectDef& rowOf(std::uint16_t priority) const { return *m_rows[priority >> 8]; }
    std::span<const MergedRule> rules(KeyId key) const
    {
        const Range r = m_ranges[static_cast<std::size_t>(key)];
        return {m_rules.data() + r.first, r.count};
    }
    DialectSet markedBy(KeyId key) const { return m_ranges[static_cast<std::size_t>(key)].marks; }
    bool isContent(KeyId key) const { return m_ranges[static_cast<std::size_t>(key)].content; }
    /// Of what a step was asked or answered; kNowhere for everything else.
    ContentPlace contentPlace(KeyId key) const
    {
        return m_ranges[static_cast<std::size_t>(key)].place;
    }
    /// For keys outside keys.def.
    DialectSet markedByUnknown(std::string_view key) const;
    DialectSet markedByScope(std::string_view scopeName) const;
    std::span<const DialectDef* const> detectors() const { return m_detectors; }
    std::span<const DialectDef* const> refiners() const { return m_refiners; } ///< lower rows first

private:
    struct Range {
        std::uint16_t first = 0;
        std::uint16_t count = 0;
        DialectSet marks = 0;
        bool content = false;
        ContentPlace place;
    };
    struct Prefix {
        std::string_view text;
        DialectSet marks;
    };

    DialectRegistry();
    void mergeRules();
    void placeContent(const DialectDef& def, std::size_t row);

    std::vector<const DialectDef*> m_rows;
    std::vector<const DialectDef*> m_detectors;
    std::vector<const DialectDef*> m_refiners;
    std::vector<MergedRule> m_rules;
    std::array<std::vector<Prefix>, 256>
        m_prefixes; ///< by first character: flattened messages have hundreds of keys
    std::array<Range, static_cast<std::size_t>(KeyId::count)> m_ranges{};
};

} // namespace penstock
