// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs of penstockctl that do something (listings.h has those that show something). Each answers with the exit code
// of DESIGN.md 6: 0 ok, 1 found a problem, 2 usage, 3 could not. Sentences go to err, results to out.
#pragma once

#include "app/cli/engine_flags.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace penstock::cli {

int serve(EngineFlags& flags, std::ostream& out, std::ostream& err);

struct ImportOptions {
    std::string dataDirectory;
    std::vector<std::string> files;
    bool json = false;
};
int importFiles(const ImportOptions& options, std::ostream& out, std::ostream& err);

struct TokenOptions {
    std::string dataDirectory;
    bool json = false;
    std::string deployment; ///< create
    std::string expires;    ///< create: duration, empty = never
    std::string id;         ///< revoke
};
int createToken(const TokenOptions& options, std::ostream& out, std::ostream& err);
int listTokens(const TokenOptions& options, std::ostream& out, std::ostream& err);
int revokeToken(const TokenOptions& options, std::ostream& out, std::ostream& err);

struct ForgetOptions {
    std::string dataDirectory;
    bool json = false;
    std::string user;
    std::string session;
    std::string before; ///< RFC 3339 time or a duration ago
};
int forget(const ForgetOptions& options, std::ostream& out, std::ostream& err);

/// What a running engine says about itself.
int showStatus(const std::string& dataDirectory, bool json, std::ostream& out, std::ostream& err);
/// What it holds in memory, part by part, and what bounds each.
int showMemory(const std::string& dataDirectory, bool json, std::ostream& out, std::ostream& err);

int verifyLog(const std::string& dataDirectory, bool json, std::ostream& out, std::ostream& err);

} // namespace penstock::cli
