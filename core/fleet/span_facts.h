// SPDX-License-Identifier: GPL-3.0-or-later
// SpanFacts: what the fold keeps of one span: the winning version of everything that was said about it. Names that
// repeat are numbers of the world's pool, other texts lie in the blob of their trace. Plain values, fold thread.
// Conflicting versions: final over provisional, span over log event, later end, more attributes, greater digest of
// the content – a total order, and the greatest wins, so merging is commutative, associative and idempotent.
#pragma once

#include "core/base/encoding.h"
#include "core/base/string_pool.h"
#include "core/fleet/text_blob.h"
#include "core/model/step.h"

#include <string>
#include <vector>

namespace penstock {

/// A stretch of a text blob.
struct TextRef {
    std::uint32_t at = 0;
    std::uint32_t size = 0;
    std::string_view in(std::string_view blob) const { return blob.substr(at, size); }
};

/// What the walks over a trace look at lies together in the first cache lines.
struct SpanFacts {
    StepKind kind = StepKind::other;
    StepStatus status = StepStatus::unset;
    bool known = false;      ///< false: only named by others (missing parent, synthetic run)
    bool named = true;       ///< on a run: the sender named the agent
    bool hasEvents = false;  ///< put together from parts
    std::uint32_t flags = 0; ///< without what the store adds: that depends on arrival order
    DialectSet dialects = 0;
    std::uint32_t parentAt = 0; ///< 1-based position in the trace; 0 = root
    std::uint32_t runAt = 0;
    std::uint32_t runParentAt = 0;
    AgentIndex actor;    ///< agent of a run; tool, peer, store or person that the step calls
    AgentIndex runActor; ///< agent of the synthetic run
    StringId service = 0;
    Nanos start = 0;
    Nanos end = 0;
    TextRef extra;                 ///< hints, links and keys, see FactExtras; empty = none
    std::uint64_t responseKey = 0; ///< digest of the response id, 0 = none
    Usage usage;
    Cost cost;
    StringId cacheKey =
        0; ///< whose habit decides whether input holds the cached tokens; 0 = nothing cached
    StringId model = 0;
    SpanId span;
    TextRef name;
    TextRef error;
    StringId session = 0;
    StringId user = 0;
    Seq seq = 0;
    SpanId parent;
    SpanId runSpan; ///< synthetic run between this step and its parent; zero = none
    SpanId runParent;
    std::uint32_t attributes = 0;

    bool has(StepFlag flag) const { return (flags & flag) != 0; }
    bool isModelCall() const { return kind == StepKind::llmCall || kind == StepKind::embedding; }
    bool isError() const { return status == StepStatus::error; }
};

/// The rare parts of a step, varint-coded into SpanFacts::extra.
struct FactExtras {
    struct Hint {
        Evidence evidence = Evidence::none;
        DelegationMode mode = DelegationMode::unknown;
        std::string_view from;
        std::string_view to;
    };
    struct Link {
        TraceId trace;
        SpanId span;
    };
    std::vector<Hint> hints;
    std::vector<Link> links;
    std::vector<std::uint64_t> keys; ///< digests of ids that another trace may name too
    bool hasMandate = false;
    Mandate mandate;
    std::string_view organization; ///< of a run or root
    Nanos humanWait = 0;

    bool empty() const
    {
        return hints.empty() && links.empty() && keys.empty() && !hasMandate &&
               organization.empty() && humanWait == 0;
    }
    void clear();
    void write(std::string& out) const;
    /// Views point into bytes.
    bool read(std::string_view bytes);
};

/// Facts and the blob that their texts lie in.
struct FactsInBlob {
    const SpanFacts* facts;
    std::string_view blob;
};

/// Greater wins. Negative, zero (same content) or positive.
int compareVersions(const FactsInBlob& a, const FactsInBlob& b, const StringPool& names);
/// Of what was said, through texts and not through numbers: the same in every arrival order.
std::uint64_t contentDigest(const FactsInBlob& version, const StringPool& names);
/// Fills what `into` does not say from a lesser part (semconv.md 9.4): tokens of the span stay, a reported
/// cost wins over a computed one, any cost over none.
void fillFrom(SpanFacts& into, const SpanFacts& part);

/// What times and seqs of a record are told relative to.
struct FactsBase {
    Nanos start = 0;
    Seq seq = 0;
};
/// For checkpoints. Names go as pool numbers, other spans as positions, texts in place.
void writeFacts(std::string& out, const FactsInBlob& version, const FactsBase& base);
/// Appends the texts to blob. Parent ids are left zero: they follow from the positions.
SpanFacts readFacts(ByteReader& in, TextBlob& blob, const FactsBase& base);
/// Copies the texts of `version` into blob and makes it refer to them.
void moveTexts(SpanFacts& version, std::string_view from, TextBlob& blob);

} // namespace penstock
