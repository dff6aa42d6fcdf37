// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/chain.h"

#include "core/base/encoding.h"
#include "core/store/schema.h"

#include <cstring>

namespace penstock::store {
namespace {

Result<ChainEnd> readEnd(Database& database, std::string_view key)
{
    const std::string bytes = readMeta(database, key);
    ChainEnd end;
    if (bytes.empty())
        return end;
    ByteReader in(bytes);
    end.header.number = in.fixed64();
    end.header.first = in.fixed64();
    end.header.last = in.fixed64();
    end.header.arrival = static_cast<Nanos>(in.fixed64());
    if (!toSha256(in.bytes(32), end.hash) || !in.atEnd())
        return Error{ErrorCode::damaged,
                     "The " + std::string(key) + " of the log's chain is damaged.", "bad length"};
    return end;
}

} // namespace

std::string_view viewOf(const Sha256& hash)
{
    return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

bool toSha256(std::string_view bytes, Sha256& out)
{
    if (bytes.size() != out.size())
        return false;
    std::memcpy(out.data(), bytes.data(), out.size());
    return true;
}

Result<ChainEnd> readChainEnd(Database& database)
{
    Statement query = database.prepare(
        "SELECT seq, last, number, arrival, hash FROM commits ORDER BY seq DESC LIMIT 1");
    const Statement::Row state = query.step();
    if (state == Statement::Row::failed)
        return query.error();
    if (state == Statement::Row::done)
        return readAnchor(database);
    ChainEnd end;
    end.header = {static_cast<std::uint64_t>(query.integer(2)), static_cast<Seq>(query.integer(0)),
                  static_cast<Seq>(query.integer(1)), query.integer(3)};
    if (!toSha256(query.blob(4), end.hash))
        return Error{ErrorCode::damaged, "The newest batch of the log is damaged.", "bad hash"};
    return end;
}

Result<ChainEnd> readAnchor(Database& database)
{
    return readEnd(database, "anchor");
}

Result<ChainEnd> readHead(Database& database)
{
    return readEnd(database, "head");
}

Status writeAnchor(Database& database, const ChainEnd& anchor)
{
    return writeMeta(database, "anchor", bytesOf(anchor));
}

std::string bytesOf(const ChainEnd& end)
{
    std::string bytes;
    putFixed64(bytes, end.header.number);
    putFixed64(bytes, end.header.first);
    putFixed64(bytes, end.header.last);
    putFixed64(bytes, static_cast<std::uint64_t>(end.header.arrival));
    bytes += viewOf(end.hash);
    return bytes;
}

} // namespace penstock::store
