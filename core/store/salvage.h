// SPDX-License-Identifier: GPL-3.0-or-later
// Salvage: what to do with a log.db that SQLite calls damaged. The file is moved aside whole; a fresh one gets every
// batch that can still be read and decoded, with its place and hash; batches that cannot be decoded go to the table
// quarantine. Identities are made anew from the steps. At start-up, by the owner of the writer lock; reads everything.
#pragma once

#include "core/base/result.h"

#include <string>

namespace penstock::store {

/// log.db and its WAL get a new name, which is returned.
Result<std::string> moveAside(const std::string& directory);
/// Fills the fresh, migrated log.db of the directory from the file that was moved aside. The sentence says how much
/// came through.
Result<std::string> salvage(const std::string& directory, const std::string& damagedPath);

/// A note for the next start that SQLite found damage while running.
void requestRepair(const std::string& directory);
/// True once after requestRepair().
bool takeRepairRequest(const std::string& directory);

} // namespace penstock::store
