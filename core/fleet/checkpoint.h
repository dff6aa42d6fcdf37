// SPDX-License-Identifier: GPL-3.0-or-later
// Checkpoint: the World in a KeyedStorage. save() writes what changed since the last save: groups of table rows, new
// names, and the traces that were touched (in parts, so that a huge trace is not written whole). restore() reads the
// tables; traces come back one by one when a late step or a viewer asks. Fold thread.
// Derived state: what cannot be read is cleared and the fold begins again from the log.
#pragma once

#include "core/base/keyed_storage.h"
#include "core/fleet/world.h"

#include <functional>
#include <memory>
#include <string>

namespace penstock {

class Checkpoint final {
public:
    explicit Checkpoint(KeyedStorage& storage) : m_storage(storage) {}

    /// Null when there is no checkpoint, or none that can be read (then the storage is cleared).
    std::unique_ptr<World> restore(const FleetOptions& options);
    /// damaged: a trace could not be read back; the storage is cleared and a restart folds the log again.
    Status save(World& world);
    /// Never null; an unreadable trace comes back empty and makes the next save() say so.
    std::unique_ptr<TraceState> loadTrace(const World& world, TraceIndex index);
    /// The same, not taken apart: read() does that, on any thread.
    StoredTrace storedTrace(TraceIndex index);
    /// TraceOutline of a huge trace, on any thread; empty when it has none.
    static std::string storedOutline(KeyedReader& storage, TraceIndex index);
    /// record: by number, each asked for once. Null when a record cannot be read. Without TraceState::makeLookup().
    static std::unique_ptr<TraceState>
    read(TraceIndex index, std::uint64_t traceKey,
         const std::function<std::string(std::uint32_t)>& record);

private:
    bool readAll(World& world, ByteReader& meta);
    void saveMeta(World& world);
    void saveNames(const World& world);
    void saveTrace(TraceState& trace);
    template <class Table, class Write>
    void saveGroups(std::string_view name, Table& table, const Write& write);
    static void forgetChanges(World& world);
    template <std::uint32_t kGroup, class Read>
    bool readGroups(std::string_view name, std::uint32_t rows, const Read& read);

    KeyedStorage& m_storage;
    std::uint32_t m_namesSaved = 0;
    bool m_damaged = false;
    std::string m_record;
};

} // namespace penstock
