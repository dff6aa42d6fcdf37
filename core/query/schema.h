// SPDX-License-Identifier: GPL-3.0-or-later
// The schema of the filter language: which fields there are, of which type, on which rows. Made from fields.def;
// constant data and pure functions, any thread. Names are matched whatever their case.
#pragma once

#include "core/base/ascii_case.h"

#include <bitset>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace penstock {

enum class FieldId : std::uint8_t {
#define FIELD(id, name, type, rows, lookup, sentence) id,
#define ALIAS(name, id, deprecated)
#include "core/query/fields.def"
#undef FIELD
#undef ALIAS
};

enum class FieldType : std::uint8_t {
    text,
    count,       ///< tokens, calls, rows: 1500, 1.5k
    duration,    ///< 250ms, 2h30m
    time,        ///< an age (15m), today, or a point in time
    money,       ///< $0.50
    enumeration, ///< one of few words; a row may have several
    boolean,
    id,      ///< hex
    serial,  ///< #412
    content, ///< text search
};

/// Rows of a list, and bits of FieldInfo::rows.
enum class RowKind : std::uint8_t {
    agent = 1,
    run = 2,
    trace = 4,
    step = 8,
    delegation = 16,
    alarm = 32
};

/// Which index a store keeps. exact: equality and `in`; of an id also its beginning. range: order.
enum class FieldLookup : std::uint8_t { none, exact, range, text };

struct FieldInfo {
    FieldId id;
    std::string_view name;
    FieldType type;
    std::uint8_t rows; ///< bits of RowKind
    FieldLookup lookup;
    std::string_view sentence;
    bool on(RowKind kind) const { return (rows & static_cast<std::uint8_t>(kind)) != 0; }
};

std::span<const FieldInfo> allFields();
inline constexpr std::size_t kFieldLimit = 128;
using FieldSet = std::bitset<kFieldLimit>;
FieldSet fieldsOf(std::span<const FieldId> fields);

const FieldInfo& fieldInfo(FieldId id);

struct FieldMatch {
    const FieldInfo* field = nullptr; ///< null: no such field
    bool deprecated = false;          ///< found by a spelling that has a newer one
};
FieldMatch findField(std::string_view name);

/// What a list offers: its kind of row, and the fields that it can tell (a list may know less than the schema has).
struct FieldScope {
    std::optional<RowKind> rows; ///< nothing: any row, every field of the schema
    FieldSet fields = FieldSet().set();
    bool has(const FieldInfo& field) const
    {
        return (!rows || field.on(*rows)) && fields.test(static_cast<std::size_t>(field.id));
    }
};

std::string_view rowKindPlural(RowKind kind);     ///< `agents`
std::string_view fieldTypePhrase(FieldType type); ///< `a duration such as 15m or 2h30m`

/// Words of an enumeration; the position of a word is its number. Empty for other fields.
std::span<const std::string_view> enumWords(FieldId field);
/// Number of a word, whatever its case; also accepts `error` for failed. Nothing: no such word.
std::optional<unsigned> enumNumber(FieldId field, std::string_view word);

/// The candidate that a person most likely meant, or empty: at most a third of the letters differ.
std::string_view closestWord(std::string_view word, std::span<const std::string_view> candidates);

} // namespace penstock
