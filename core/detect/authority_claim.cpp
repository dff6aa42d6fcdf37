// SPDX-License-Identifier: GPL-3.0-or-later
// Claim: a step says by whom it was authorised, and no link of the chain above it is that one: no agent, user or
// organisation. Judged when the chain is known up to its root: what is not known is not called unsupported.
#include "core/detect/climbs.h"
#include "core/detect/detector.h"
#include "core/detect/mentions.h"
#include "core/detect/sentence.h"

namespace penstock {
namespace {

enum Parameter { kClaims };
constexpr ParameterDef kParameters[] = {
    {"claims", 1, 1, 1000, "claims that nothing supports, in a trace"},
};

struct Claim {
    Seq seq;
    SpanId span;
    std::uint64_t grantedBy;
    Label grantedByName;
    Label who;
};

struct State {
    Climbs<Claim, 8> claims;
    Mentions<12> steps;
    std::uint32_t unsupported;
    bool active;
};

class UnsupportedClaim final : public TraceDetector<State> {
public:
    explicit UnsupportedClaim(Settings settings) : m_claims(settings[kClaims]) {}

    void seen(const Seen& seen, Voice& voice) override
    {
        const Step& step = seen.step;
        const Mandate* mandate = step.mandate;
        const bool claims = mandate != nullptr && !mandate->grantedBy.empty();
        State* there = claims ? &state(seen.slot) : known(seen.slot);
        if (there == nullptr)
            return;
        const auto visit = [&](Claim& claim, const SeenRun* above) {
            if (above == nullptr) {
                tell(*there, claim, seen, voice);
                return false;
            }
            return above->agent != claim.grantedBy && above->user != claim.grantedBy &&
                   above->organization != claim.grantedBy;
        };
        there->claims.arrived(seen.trace, step.span, visit);
        if (!claims || isOwn(step, mandate->grantedBy))
            return;
        Claim claim{};
        claim.seq = seen.entry.seq;
        claim.span = step.span;
        claim.grantedBy = agentDigest(mandate->grantedBy);
        claim.grantedByName.set(mandate->grantedBy);
        claim.who.set(step.agentName.empty() ? step.name : step.agentName);
        there->claims.begin(seen.trace, step.parent, claim, visit);
    }

protected:
    void left(State& state, const WatchedTrace& trace, Voice& voice) override
    {
        if (state.active)
            voice.clear(findingKey(trace.trace), kTraceLeft);
    }

private:
    /// The step itself says who is behind it: a user or an organisation, or who handed over to it.
    static bool isOwn(const Step& step, std::string_view grantedBy)
    {
        return step.user == grantedBy || step.organization == grantedBy ||
               std::any_of(step.delegations.begin(), step.delegations.end(),
                           [&](const DelegationHint& h) { return h.fromAgent == grantedBy; });
    }

    void tell(State& there, const Claim& claim, const Seen& seen, Voice& voice) const
    {
        const std::uint64_t key = findingKey(seen.trace.trace);
        there.steps.add(claim.seq, claim.span);
        ++there.unsupported;
        if (there.unsupported < m_claims || !voice.wants(key, there.unsupported))
            return;
        there.active = true;
        Finding finding;
        finding.trace = seen.trace.trace;
        finding.subject = claim.who.text();
        finding.sentence = quoted(claim.who.text()) + " says that " +
                           quoted(claim.grantedByName.text()) +
                           " authorised it, and nobody of that name is in the chain above it.";
        finding.values.push_back(valueOf("claims", there.unsupported, m_claims - 1));
        there.steps.putInto(finding, seen.trace.trace);
        voice.raise(key, std::move(finding));
    }

    const double m_claims;
};

} // namespace

const DetectorDef& unsupportedClaimDetector()
{
    static const DetectorDef kDef{"authority.claim", "A claim of authority that nothing supports",
                                  Priority::high, kParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<UnsupportedClaim>(setup.values);
                                  }};
    return kDef;
}

} // namespace penstock
