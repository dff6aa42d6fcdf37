// SPDX-License-Identifier: GPL-3.0-or-later
// ModelTable: the models that calls named, numbered by first appearance, so that rates can refer to them by a number and
// snapshots can be read on any thread. Owned by World, fold thread. Bounded: beyond kMostModels a new name is numbered 0
// and its rates are summed under kOtherRates.
#pragma once

#include "core/base/encoding.h"
#include "core/base/string_pool.h"
#include "core/fleet/rates.h"
#include "core/fleet/tracked_table.h"

#include <string>
#include <unordered_map>

namespace penstock {

class ModelTable final {
public:
    static constexpr std::uint32_t kMostModels = 4096;

    explicit ModelTable(const StringPool& names) : m_names(names) {}

    ModelIndex number(StringId name);
    TrackedTable<std::string>& table() { return m_table; }
    void write(std::string& out, std::uint32_t number) const;
    bool read(ByteReader& in);

private:
    const StringPool& m_names;
    TrackedTable<std::string> m_table;
    std::unordered_map<StringId, std::uint32_t> m_byName;
};

} // namespace penstock
