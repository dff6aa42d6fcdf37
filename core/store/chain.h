// SPDX-License-Identifier: GPL-3.0-or-later
// The hash chain's two ends: the newest commit, which the next one follows, and the anchor – the newest commit that
// retention deleted – from which verification counts. Writer and verifier; any thread with its own connection.
#pragma once

#include "core/store/commit_content.h"
#include "core/store/database.h"

namespace penstock::store {

struct ChainEnd {
    CommitHeader header;
    Sha256 hash{};
};

/// Of the newest commit; where retention left none, the anchor; all zeros for a log without entries.
Result<ChainEnd> readChainEnd(Database& database);
Result<ChainEnd> readAnchor(Database& database);
Status writeAnchor(Database& database, const ChainEnd& anchor);
/// The newest commit as every commit notes it beside the chain, so that an end that was cut off is noticed. Zeros when no
/// commit noted it yet.
Result<ChainEnd> readHead(Database& database);
/// What is kept of an end under its key in `meta`.
std::string bytesOf(const ChainEnd& end);

std::string_view viewOf(const Sha256& hash);
/// False unless bytes are 32.
bool toSha256(std::string_view bytes, Sha256& out);

} // namespace penstock::store
