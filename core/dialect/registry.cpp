// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dialect/registry.h"

#include <algorithm>

namespace penstock {

#define PENSTOCK_DIALECT(name) const DialectDef& name##Dialect();
#include "core/dialect/dialects.def"
#undef PENSTOCK_DIALECT

DialectRegistry::DialectRegistry()
{
#define PENSTOCK_DIALECT(name) m_rows.push_back(&name##Dialect());
#include "core/dialect/dialects.def"
#undef PENSTOCK_DIALECT
    for (const DialectDef* def : m_rows) {
        const DialectSet bit = dialectBit(def->id);
        for (const KeyId key : def->marks)
            m_ranges[static_cast<std::size_t>(key)].marks |= bit;
        for (const std::string_view prefix : def->markPrefixes)
            m_prefixes[static_cast<unsigned char>(prefix.front())].push_back({prefix, bit});
        for (const ContentRule& rule : def->content)
            if (rule.slot != Content::parameter && rule.slot != Content::parameterMap &&
                rule.slot != Content::tools)
                m_ranges[static_cast<std::size_t>(rule.key)].content = true;
        if (def->detect != nullptr)
            m_detectors.push_back(def);
        if (def->refine != nullptr)
            m_refiners.insert(m_refiners.begin(), def);
    }
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        placeContent(*m_rows[row], row);
    mergeRules();
}

void DialectRegistry::placeContent(const DialectDef& def, std::size_t row)
{
    constexpr std::array kSaid = {Content::input, Content::output, Content::toolArguments,
                                  Content::toolResult, Content::documents};
    for (std::size_t i = 0; i < def.content.size(); ++i) {
        const ContentRule& rule = def.content[i];
        ContentPlace& place = m_ranges[static_cast<std::size_t>(rule.key)].place;
        if (place.rank == ContentPlace::kNowhere &&
            std::find(kSaid.begin(), kSaid.end(), rule.slot) != kSaid.end())
            place = {static_cast<std::uint16_t>(row << 8 | i), rule.slot};
    }
}

void DialectRegistry::mergeRules()
{
    struct Keyed {
        KeyId key;
        MergedRule rule;
    };
    std::vector<Keyed> all;
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        const DialectDef& def = *m_rows[row];
        for (std::size_t i = 0; i < def.fields.size(); ++i) {
            const FieldRule& rule = def.fields[i];
            all.push_back({rule.key,
                           {dialectBit(def.id), static_cast<std::uint16_t>(row << 8 | i),
                            rule.field, rule.as}});
        }
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Keyed& a, const Keyed& b) { return a.key < b.key; });
    for (const Keyed& keyed : all) {
        Range& range = m_ranges[static_cast<std::size_t>(keyed.key)];
        if (range.count == 0)
            range.first = static_cast<std::uint16_t>(m_rules.size());
        ++range.count;
        m_rules.push_back(keyed.rule);
    }
}

const DialectRegistry& DialectRegistry::instance()
{
    static const DialectRegistry kRegistry; // immutable tables, built on first use
    return kRegistry;
}

DialectSet DialectRegistry::markedByUnknown(std::string_view key) const
{
    DialectSet marks = 0;
    if (key.empty())
        return marks;
    for (const Prefix& prefix : m_prefixes[static_cast<unsigned char>(key.front())])
        if (key.starts_with(prefix.text))
            marks |= prefix.marks;
    return marks;
}

DialectSet DialectRegistry::markedByScope(std::string_view scopeName) const
{
    DialectSet marks = 0;
    if (!scopeName.empty())
        for (const DialectDef* def : m_rows)
            for (const std::string_view prefix : def->scopes)
                if (scopeName.starts_with(prefix))
                    marks |= dialectBit(def->id);
    return marks;
}

} // namespace penstock
