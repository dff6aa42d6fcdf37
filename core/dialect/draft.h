// SPDX-License-Identifier: GPL-3.0-or-later
// Draft: one step in the making. The table pass fills slots and plain fields, then each detected dialect may refine
// it, then finish.h applies the rules that hold for all. Lives on the stack of normalize(); one thread.
#pragma once

#include "core/dialect/dialect.h"
#include "core/dialect/values.h"

#include <array>
#include <bit>

namespace penstock {

/// What was found in the resource and scope, once for all spans of one ScopeSpans.
struct ScopeFacts {
    const RawScope* scope = nullptr;
    DialectSet marked = 0;
    std::string_view service;
    std::string_view environment;
    std::string_view session;
    std::string_view user;
    std::string_view organization;
    std::string_view
        framework; ///< from the scope's name: `openinference.instrumentation.crewai` → crewai
};

/// The best candidate for one field so far. Not initialised: Draft::filled tells which slots are valid.
struct Slot {
    const Value* value;
    std::uint16_t priority; ///< row of the dialect × 256 + position of the rule; smaller wins
    As as;
};

struct Draft {
    static constexpr std::size_t kMaxHints = 8;

    Draft(const RawSpan& rawSpan, const ScopeFacts& scopeFacts, Step& made, Arena& texts)
        : raw(rawSpan), scope(scopeFacts), step(made), arena(texts)
    {
    }

    const RawSpan& raw;
    const ScopeFacts& scope;
    Step& step;
    Arena& arena;
    DialectSet dialects = 0;
    std::string_view event;     ///< log records: the event's name
    std::string_view operation; ///< gen_ai.operation.name
    std::uint64_t filled = 0;   ///< bit a field
    std::array<Slot, static_cast<std::size_t>(Field::count)> slots;
    CacheSemantics semantics = CacheSemantics::unknown;
    std::uint16_t kindPriority = 0xffff;
    bool contentSeen = false;
    bool reasoningApart = false;  ///< the source does not count reasoning in output
    std::string_view displayName; ///< overrides the derived name
    std::array<DelegationHint, kMaxHints> hints;
    std::size_t hintCount = 0;

    bool has(Dialect d) const { return (dialects & dialectBit(d)) != 0; }
    bool has(Field f) const { return (filled >> static_cast<unsigned>(f) & 1) != 0; }
    bool isLog() const { return raw.signal == Signal::log; }
    const Value& value(Field f) const
    {
        static const Value kNone;
        return has(f) ? *slots[static_cast<std::size_t>(f)].value : kNone;
    }
    std::string_view text(Field f) const
    {
        return has(f) ? toText(value(f), arena) : std::string_view();
    }
    std::string_view attributeText(KeyId id) const
    {
        const Value& v = attribute(raw.attributes, id);
        return isAbsent(v) ? std::string_view() : toText(v, arena);
    }
    void hint(const DelegationHint& h)
    {
        if (hintCount < kMaxHints)
            hints[hintCount++] = h;
        else
            step.flags |= kHintsCut;
    }
    std::string_view join(std::string_view a, std::string_view separator, std::string_view b)
    {
        if (a.empty())
            return b;
        if (b.empty())
            return a;
        auto* p = static_cast<char*>(arena.allocate(a.size() + separator.size() + b.size(), 1));
        std::memcpy(p, a.data(), a.size());
        std::memcpy(p + a.size(), separator.data(), separator.size());
        std::memcpy(p + a.size() + separator.size(), b.data(), b.size());
        return {p, a.size() + separator.size() + b.size()};
    }
};

} // namespace penstock
