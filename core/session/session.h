// SPDX-License-Identifier: GPL-3.0-or-later
// Session: the only door from ui/ and app/ into the core. Commands in, immutable snapshots out. Three kinds: embedded
// (the engine runs in this process), attached (another process owns the data directory; this one tails its log), and
// later replay. Thread-safe; callbacks come on a core thread and must only post to their own loop.
#pragma once

#include "core/alarm/alarm_picture.h"
#include "core/base/result.h"
#include "core/fleet/fleet_state.h"
#include "core/fleet/rate_series.h"
#include "core/model/alarm.h"
#include "core/model/bill.h"
#include "core/model/conversation.h"
#include "core/session/costs.h"
#include "core/session/exchanges.h"
#include "core/session/step_search.h"

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace penstock {

enum class SessionKind { embedded, attached, replay };

/// How far the index for searching is. Plain values.
struct IndexStatus {
    Seq through = 0; ///< every step logged up to here is in the index
    Seq textsThrough = 0;
    /// Of older steps the rows, or the words, had to go for want of space: they are looked at in memory and in the log.
    /// 0: everything is there.
    Nanos stepsFrom = 0;
    Seq textsFrom = 0;
    std::uint64_t waitingSteps = 0; ///< of traces that are not in it as they are now
    std::uint64_t bytes = 0;        ///< on disk
    std::string problem;            ///< a sentence; empty = none
};

/// The policy file: which one is watched, and what is wrong with it as it is now.
struct PolicyStatus {
    std::string file; ///< that is looked at, whether it is there or not
    std::string
        problem; ///< a sentence with line and key; what was in force before it went wrong still holds
};

/// Figures for the status strip. Plain values, cheap to ask for at 15 Hz.
struct EngineStatus {
    SessionKind kind = SessionKind::embedded;
    bool recording = false; ///< listening and able to store
    std::string otlpGrpc;   ///< "127.0.0.1:4317", empty = not listening
    std::string otlpHttp;
    bool tls = false;
    bool tokensRequired = false;
    double stepsPerSecond = 0;     ///< over the last 5 s
    std::uint64_t queuedBytes = 0; ///< waiting for the writer
    Nanos foldLag = 0; ///< arrival of newest logged entry minus arrival of newest folded one
    std::uint64_t logBytes = 0;
    std::uint64_t freeBytes = 0;
    bool diskFull = false;
    IndexStatus index;
    PolicyStatus policy;
    std::vector<std::string> problems; ///< sentences: damage, port taken, disk full …
    std::string dataDirectory;
    Nanos now = 0;
};

/// Everything about one step, for the inspector. Owns its memory.
struct StepDetail {
    std::shared_ptr<const void> hold; ///< keeps `step` alive
    const Step* step = nullptr;
    Seq seq = 0;
    Nanos arrival = 0;
    std::string source;
    Conversation conversation;
    /// Raw attributes with section ("span", "resource", "scope", "event exception", "link 1", "body"), key and text.
    struct RawRow {
        std::string section;
        std::string key;
        std::string type;
        std::string text;
    };
    std::vector<RawRow> raw;
};

class Session {
public:
    virtual ~Session() = default;

    virtual std::shared_ptr<const FleetState> snapshot() const = 0; ///< newest; never null
    virtual EngineStatus status() const = 0;
    /// Called at most once until snapshot() is taken again, from a core thread.
    virtual void onChanged(std::function<void()> wake) = 0;

    virtual void watch(TraceIndex trace) = 0; ///< FleetState::opened will hold it
    virtual void unwatch(TraceIndex trace) = 0;
    /// Of the cascade that this trace belongs to; FleetState::openedCascades will hold it under this trace, a large one
    /// first as its structure (CascadeFacts::stepsToCome). It is put together beside the fold, and anew as it changes.
    virtual void watchCascade(TraceIndex anyOfIts) = 0;
    virtual void unwatchCascade(TraceIndex anyOfIts) = 0;
    /// Reads one step from the log; the callback comes on a core thread. A newer request does not cancel an older one.
    virtual void stepDetail(Seq seq, std::function<void(Result<StepDetail>)> done) = 0;

    /// Finds steps, newest first, a page at a time; `done` comes on a core thread, one search after the other. Setting
    /// search.cancel ends it with `cancelled`.
    virtual void searchSteps(StepSearch search, std::function<void(Result<StepPage>)> done) = 0;

    /// What two actors said to each other, a page at a time, newest pages first; and the texts of some of it. As searches:
    /// one after the other, on a core thread.
    virtual void listExchanges(ExchangeQuery query,
                               std::function<void(Result<Exchanges>)> done) = 0;
    virtual void readExchanges(ExchangeTextsQuery query,
                               std::function<void(Result<std::vector<Exchange>>)> done) = 0;

    /// What a person does about alarms: `act` as it stands goes into the log, and from there into FleetState::alarms. `done`
    /// comes on a core thread when it is there; an error tells why nothing was logged.
    virtual void actOnAlarms(AlarmAct act, std::function<void(Status)> done) = 0;

    /// What was spent, taken apart; as a search: one after the other, on a core thread.
    virtual void readCosts(CostQuery query, std::function<void(Result<CostAnswer>)> done) = 0;
    /// Enters a billed total, or takes one back; as actOnAlarms. It is in FleetState::bills then.
    virtual void actOnBills(BillAct act, std::function<void(Status)> done) = 0;

    /// Sends one small agent run over our own OTLP/HTTP listener, as a real SDK would (empty state's "send a test span").
    virtual void sendTestSpan(std::function<void(Status)> done) = 0;
    /// Clean end: stop listening, store what is queued, checkpoint. Blocks; called once.
    virtual void close() = 0;
};

} // namespace penstock
