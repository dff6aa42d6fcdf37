// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/model_table.h"

namespace penstock {

ModelIndex ModelTable::number(StringId name)
{
    if (const auto it = m_byName.find(name); it != m_byName.end())
        return {it->second};
    if (m_table.rows().size() >= kMostModels)
        return {};
    const std::uint32_t number = m_table.add(std::string(m_names.text(name)));
    m_byName.emplace(name, number);
    return {number};
}

void ModelTable::write(std::string& out, std::uint32_t number) const
{
    putText(out, m_table.rows()[number]);
}

bool ModelTable::read(ByteReader& in)
{
    const std::string_view name = in.text();
    const StringId id = m_names.find(name);
    const std::uint32_t number = m_table.add(std::string(name));
    return in.ok() && id != 0 && m_byName.emplace(id, number).second;
}

} // namespace penstock
