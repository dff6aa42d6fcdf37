// SPDX-License-Identifier: GPL-3.0-or-later
// Schema of log.db: creation, migrations (PRAGMA user_version) and the connection settings of writer and readers.
// Tables: commits (one row a commit, keyed by its first seq), kept_packs (of deleted commits, while others may refer to
// them), dictionaries, recent_identities (of commits not yet in a run), identity_runs and identity_blocks, rewrites (by
// forget: body and packs hashes before and after), quarantine (damaged commits set aside), meta.
#pragma once

#include "core/store/database.h"

#include <string>
#include <string_view>

namespace penstock::store {

inline constexpr int kSchemaVersion = 4;

std::string logPath(const std::string& directory);

/// Settings of the writer's connection; before migrate().
Status configureWriter(Database& database, bool syncCommits);
/// Creates or migrates. unsupported: made by a newer Penstock, or by a development version between 1 and 3.
Status migrate(Database& database);
/// unsupported when a reader of this version cannot read the file; notFound when there is no log in it.
Status checkReadable(Database& database);

/// Empty when absent.
std::string readMeta(Database& database, std::string_view key);
Status writeMeta(Database& database, std::string_view key, std::string_view value);

} // namespace penstock::store
