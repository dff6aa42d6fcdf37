// SPDX-License-Identifier: GPL-3.0-or-later
// EngineOptions: everything a person can set about an engine, with the defaults of DESIGN.md 6. Filled by app/ from the
// command line; checked by Engine::open, which answers with a sentence. Plain values.
#pragma once

#include "core/fleet/fleet.h"
#include "core/net/listeners.h"
#include "core/session/alarm_teller.h"
#include "core/store/log_store.h"

#include <cstdint>
#include <string>

namespace penstock {

struct IndexOptions {
    bool enabled = true;
    std::uint64_t stepBytes = 4ull << 30; ///< disk for the rows of steps; 0 = as much as it takes
    std::uint64_t textBytes = 4ull << 30; ///< disk for the words of texts
    std::size_t stepsKept =
        400'000; ///< in memory, until their traces are indexed; others are read again
};

struct EngineOptions {
    std::string dataDirectory;
    std::string address =
        "127.0.0.1";         ///< for both listeners; beyond loopback TLS and tokens are required
    int otlpHttpPort = 4318; ///< 0 = any free, -1 = do not listen
    int otlpGrpcPort = 4317;
    TlsFiles tls;
    bool selfSigned = false; ///< make a certificate in the data directory if tls is empty
    bool requireTokens = false;
    bool insecure = false; ///< allow a wide address without TLS and tokens
    NetLimits limits;
    int networkThreads = 1;
    StoreOptions store; ///< directory is overwritten with dataDirectory
    FleetOptions fleet;
    IndexOptions index;
    std::size_t maxQueuedBytes =
        96u << 20; ///< request bytes waiting for the writer; beyond: 429 / UNAVAILABLE
    std::size_t commitBytes =
        2u << 20; ///< request bytes in one commit: bounds how long anybody waits behind it
    std::string priceOverrides; ///< path of a JSON file; empty = <data>/prices.json if it exists
    std::string maskRules; ///< path of a JSON file; empty = <data>/mask-rules.json if it exists
    bool masking = true;
    std::string policy; ///< path of a policy file; empty = <data>/policy.json if it exists
    /// Without a file the policy that the log has goes on: for a tool that opens an engine for a moment.
    bool policyGoesOn = false;
    AlarmTelling telling; ///< who else is told of alarms
};

} // namespace penstock
