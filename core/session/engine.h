// SPDX-License-Identifier: GPL-3.0-or-later
// Engine: listeners, writer and fold over one data directory, composed; the embedded Session and what `penstockctl
// serve` runs. open() binds, recovers and returns when traffic can be taken (the fold may still be catching up).
// Thread-safe like Session.
#pragma once

#include "core/base/memory_part.h"
#include "core/session/engine_options.h"
#include "core/session/session.h"
#include "core/session/translator.h"

#include <chrono>
#include <memory>

namespace penstock {

class Engine : public Session {
public:
    /// Errors: locked (another engine owns the directory – attach instead), denied (wide address without TLS and
    /// tokens), io (port taken, directory not writable), invalid (bad rule or price file).
    static Result<std::unique_ptr<Engine>> open(const EngineOptions& options,
                                                std::shared_ptr<const Clock> clock);

    /// For import into a running engine's own process: same queue, same commits.
    virtual Result<Outcome> store(Contribution contribution, std::size_t bytes) = 0;
    virtual const Translator& translator() const = 0;
    virtual Result<LogStore::Forgotten> forget(const LogStore::ForgetRequest& request) = 0;
    /// What Session::actOnAlarms does, on the calling thread; not the fold's.
    virtual Status act(const AlarmAct& act) = 0;
    virtual Status act(const BillAct& act) = 0; ///< as Session::actOnBills
    /// The fleet as the log stands when this is called, for whoever makes lists of it; not on the fold's thread. busy:
    /// the fold does not get there within `patience`. Must not outlive the engine.
    virtual Result<StepSearcher::World> world(std::chrono::milliseconds patience) = 0;
    /// What the engine holds in memory, part by part; the last parts are the heap of the whole process. Waits for the fold.
    virtual std::vector<MemoryPart> memory() = 0;
    virtual std::string
    tlsFingerprint() const = 0; ///< hex SHA-256 of our certificate as it is now; empty without TLS
};

} // namespace penstock
