// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"
#include "core/store/state_store.h"

#include <filesystem>

namespace penstock {

Status copyState(const std::string& fromDirectory, const std::string& toDirectory)
{
    const std::string from = fromDirectory + "/state.db";
    if (!std::filesystem::exists(from))
        return Done{};
    auto database = store::Database::open(from, store::Database::Mode::readOnly);
    if (!database)
        return database.error();
    std::string target;
    for (const char c : toDirectory + "/state.db") {
        target += c;
        if (c == '\'')
            target += c; // doubled inside an SQL literal
    }
    return (*database)->execute("VACUUM INTO '" + target + "'");
}

} // namespace penstock
