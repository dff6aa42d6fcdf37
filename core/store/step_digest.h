// SPDX-License-Identifier: GPL-3.0-or-later
// StepDigester: who a step is (trace, span, made from a log event, provisional) and what it says, as 64 + 64 keyed bits.
// A collision of the first alone only flags a revision too many; dropping a step as a duplicate takes both.
// What the store or the price table adds does not count: the same bytes sent again give the same digest.
// One thread. About 0.5 µs a step.
#pragma once

#include "core/base/hash.h"
#include "core/model/step.h"

#include <cstdint>
#include <string>

namespace penstock::store {

struct Identity {
    std::uint64_t key = 0;
    std::uint64_t digest = 0;
    bool operator==(const Identity&) const = default;
};

class StepDigester final {
public:
    explicit StepDigester(const KeyedHash& hash) : m_hash(hash) {}

    Identity identify(const Step& step);
    /// Scopes are remembered by address; call when the memory of earlier steps may be gone.
    void forgetScopes() { m_lastScope = nullptr; }

private:
    void appendRaw(const RawSpan& raw);
    void appendNormalised(const Step& step);

    const KeyedHash& m_hash;
    std::string m_bytes;
    std::string m_scopeBytes;
    const RawScope* m_lastScope = nullptr;
    std::uint64_t m_lastScopeHash = 0;
};

} // namespace penstock::store
