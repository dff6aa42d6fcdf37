// SPDX-License-Identifier: GPL-3.0-or-later
// KeyedStorage: where the fold keeps what it checkpoints – derived state that can be rebuilt from the log. Implemented
// over SQLite by store/state_store, in memory by tests. One thread (the fold's). Reads see the puts made since the
// last commit; a commit is atomic, all or nothing. Keys are below 2^53, tables fewer than 512.
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace penstock {

/// What is committed, as it is at each get(); one thread, any.
class KeyedReader {
public:
    virtual ~KeyedReader() = default;
    virtual std::string get(std::string_view table, std::uint64_t key) = 0; ///< empty = absent
};

class KeyedStorage {
public:
    virtual ~KeyedStorage() = default;

    virtual Seq checkpointSeq() = 0; ///< of the last commit, 0 = none
    virtual std::string get(std::string_view table, std::uint64_t key) = 0; ///< empty = absent
    virtual void put(std::string_view table, std::uint64_t key, std::string_view value) = 0;
    virtual void remove(std::string_view table, std::uint64_t key) = 0;
    virtual Status commit(Seq seq) = 0;
    /// For another thread, which never waits for this one; null when there is no such thing.
    virtual std::unique_ptr<KeyedReader> reader() { return nullptr; }
    virtual void clear() = 0; ///< forgets everything; checkpointSeq() is 0 afterwards
};

} // namespace penstock
