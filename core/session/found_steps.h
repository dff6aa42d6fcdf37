// SPDX-License-Identifier: GPL-3.0-or-later
// FoundSteps: the newest few of the steps that a search comes across, in any order. What a step shows is read only when
// it is among them in the end. One thread.
#pragma once

#include "core/fields/row_fields.h"
#include "core/session/step_search.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <string>
#include <unordered_set>

namespace penstock {

/// What a search keeps of the steps it finds.
inline FieldScope keptFields(const StepSearch& search)
{
    FieldScope scope = StepFields::scope();
    if (search.keep == StepSearch::Keep::fields) {
        scope.fields &= search.fields;
        return scope;
    }
    scope.fields.reset();
    if (search.keep == StepSearch::Keep::oneOfEachActor)
        scope.fields = fieldsOf(kActorFields);
    return scope;
}

class FoundSteps final {
public:
    using Make = std::function<FoundStep()>;

    explicit FoundSteps(const StepSearch& search)
        : m_limit(search.keep == StepSearch::Keep::oneOfEachTrace ||
                          search.keep == StepSearch::Keep::oneOfEachActor || search.visit
                      ? SIZE_MAX
                      : search.limit),
          m_after(search.after),
          m_oneOfEach(search.keep == StepSearch::Keep::oneOfEachTrace),
          m_byActor(search.keep == StepSearch::Keep::oneOfEachActor)
    {
    }
    /// Only with Keep::oneOfEachActor: whose steps look as this one does has none yet.
    bool isNewActor(const FieldReader& step) { return m_actors.insert(actorOf(step)).second; }
    bool knowsActor(const FieldReader& step) const { return m_actors.contains(actorOf(step)); }
    bool byActor() const { return m_byActor; }
    /// Would be on the page, as far as is known.
    bool wants(const StepCursor& at) const
    {
        if (m_oneOfEach && m_traces.contains(at.trace.value))
            return false;
        return (!m_after || at < *m_after) && (!isFull() || at > m_heap.front().at);
    }
    /// No step that starts at `newest` or earlier can be on the page.
    bool isDoneBefore(Nanos newest) const
    {
        return m_limit == 0 || (isFull() && m_heap.front().at.start > newest);
    }
    /// seq: of a logged step that `make` reads; 0 = none. source: what else it reads; those of one are made together.
    void add(const StepCursor& at, Seq seq, const void* source, Make make)
    {
        if (isFull()) {
            std::pop_heap(m_heap.begin(), m_heap.end(), isNewer);
            m_heap.pop_back();
        }
        if (m_oneOfEach)
            m_traces.insert(at.trace.value);
        m_heap.push_back({at, seq, source, std::move(make)});
        std::push_heap(m_heap.begin(), m_heap.end(), isNewer);
    }
    std::size_t limit() const { return m_limit; }
    /// `prepare` is told all the logged steps first.
    std::vector<FoundStep> take(const std::function<void(std::vector<Seq>)>& prepare)
    {
        std::sort_heap(m_heap.begin(), m_heap.end(), isNewer);
        std::vector<Seq> seqs;
        for (const Candidate& candidate : m_heap)
            seqs.push_back(candidate.seq);
        prepare(std::move(seqs));
        std::vector<std::size_t> bySource(m_heap.size());
        std::iota(bySource.begin(), bySource.end(), 0);
        std::stable_sort(bySource.begin(), bySource.end(), [this](std::size_t a, std::size_t b) {
            return std::less<>()(m_heap[a].source, m_heap[b].source);
        });
        std::vector<FoundStep> out(m_heap.size());
        for (const std::size_t i : bySource)
            out[i] = m_heap[i].make();
        return out;
    }

private:
    struct Candidate {
        StepCursor at;
        Seq seq = 0;
        const void* source = nullptr;
        Make make;
    };
    static std::string actorOf(const FieldReader& step)
    {
        std::string actor;
        for (const FieldId field : kActorFields) {
            const std::string_view text = step.text(field);
            actor += std::to_string(text.size()) + ':';
            actor += text;
        }
        return actor;
    }
    static bool isNewer(const Candidate& a, const Candidate& b) { return a.at > b.at; }
    bool isFull() const { return m_heap.size() >= m_limit; }

    const std::size_t m_limit;
    const std::optional<StepCursor> m_after;
    const bool m_oneOfEach;
    const bool m_byActor;
    std::unordered_set<std::string> m_actors;
    std::unordered_set<std::uint32_t> m_traces; ///< that have one
    std::vector<Candidate> m_heap;              ///< the oldest in front
};

} // namespace penstock
