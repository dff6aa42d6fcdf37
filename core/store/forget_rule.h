// SPDX-License-Identifier: GPL-3.0-or-later
// ForgetRule: which steps one forget takes. What was stored when it was asked: the steps that name whom it is about, and
// those that name nobody in a trace where another step does. What arrives later: only further steps of the traces that
// lost some, so that a child that comes late does not bring back what went; new work of the same user is new.
// Filled by the planner; while the writer asks takesLate() it does not change. Senders choose trace ids: ordered sets.
#pragma once

#include "core/store/log_store.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace penstock::store {

/// The session that the step was sent with; a trace id put there for want of one names nobody.
std::string_view namedSession(const Step& step);
/// False for no trace and for the stand-in that gathers a service's loose log records, which may be anybody's.
bool isRealTrace(const Step& step);

struct ForgetRule {
    using Traces = std::set<TraceId>;

    LogStore::ForgetRequest request;
    Seq through = 0;      ///< the newest entry when it was asked
    Traces userTraces;    ///< in which some step names the user
    Traces sessionTraces; ///< in which some step names the session
    Traces oldTraces;     ///< of steps that are only too old

    bool asksForNames() const { return !request.user.empty() || !request.session.empty(); }
    void learnNames(const Step& step);
    bool takes(const Step& step) const;
    bool takesLate(const Step& step) const;
    bool takes(const LogEntry& entry) const
    {
        return entry.kind == EntryKind::step &&
               (entry.seq <= through ? takes(*entry.step) : takesLate(*entry.step));
    }

    /// What a forget that was cut short needs to go on: the request in one row, the traces in several.
    std::string requestBytes() const;
    std::vector<std::string> traceChunks() const;
    bool readRequest(std::string_view bytes);
    bool readTraces(std::string_view chunk);
};

} // namespace penstock::store
