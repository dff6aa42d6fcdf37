// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/costs.h"

#include "core/fields/row_fields.h"

#include <algorithm>

namespace penstock {
namespace {

/// Which kinds of rows a filter asks about.
struct Asked {
    bool trace = false;
    bool step = false;
};

bool isOfTrace(FieldId field)
{
    return field == FieldId::user || field == FieldId::session || field == FieldId::trace;
}

void ask(const Filter& filter, Asked& asked)
{
    for (const FilterPtr& child : filter.children)
        ask(*child, asked);
    switch (filter.kind) {
    case FilterKind::compare:
    case FilterKind::in:
    case FilterKind::exists:
        (isOfTrace(filter.field) ? asked.trace : asked.step) = true;
        break;
    case FilterKind::path:
        asked.step = true;
        break;
    default:
        break;
    }
}

struct SplitFilter {
    FilterPtr trace; ///< answered by the row of the trace
    FilterPtr step;
    FilterDiagnostic diagnostic;
};

SplitFilter split(const FilterPtr& filter)
{
    SplitFilter made;
    if (!filter)
        return made;
    std::vector<FilterPtr> terms = {filter};
    if (filter->kind == FilterKind::conjunction)
        terms = filter->children;
    std::vector<FilterPtr> ofTrace;
    std::vector<FilterPtr> ofStep;
    for (const FilterPtr& term : terms) {
        Asked asked;
        ask(*term, asked);
        if (asked.trace && asked.step) {
            made.diagnostic.problem = FilterProblem::unknownField;
            made.diagnostic.range = term->range;
            made.diagnostic.sentence = "Costs know user, session and trace of a whole trace: they "
                                       "cannot stand in one `or` with what steps say.";
            return made;
        }
        (asked.trace ? ofTrace : ofStep).push_back(term);
    }
    made.trace = conjunction(std::move(ofTrace));
    made.step = conjunction(std::move(ofStep));
    return made;
}

/// Which traces pass, each asked once.
class TraceTest final {
public:
    explicit TraceTest(std::shared_ptr<const FilterMatcher> matcher) : m_matcher(std::move(matcher))
    {
    }
    bool passes(TraceIndex trace, const FleetState& state)
    {
        if (!m_matcher)
            return true;
        m_known.resize(std::max<std::size_t>(m_known.size(), state.traces.size() + 1));
        char& known = m_known[trace.value];
        if (known == 0) {
            m_fields.set(state.traces[trace.value]);
            known = m_matcher->matches(m_fields) ? 'y' : 'n';
        }
        return known == 'y';
    }

private:
    const std::shared_ptr<const FilterMatcher> m_matcher;
    TraceFields m_fields;
    std::vector<char> m_known;
};

/// What useOf() asks.
constexpr FieldId kFieldsOfUse[] = {FieldId::started,          FieldId::ended,
                                    FieldId::inputTokens,      FieldId::cacheReadTokens,
                                    FieldId::cacheWriteTokens, FieldId::outputTokens,
                                    FieldId::reasoningTokens,  FieldId::cost,
                                    FieldId::costSource,       FieldId::agent,
                                    FieldId::deployment,       FieldId::model};

CountedUse useOf(const SeenStep& seen)
{
    const FieldReader& row = seen.fields;
    const auto number = [&row](FieldId field) { return row.number(field).value_or(kNotSaid); };
    CountedUse use;
    use.trace = seen.trace;
    use.start = row.number(FieldId::started).value_or(0);
    use.end = row.number(FieldId::ended).value_or(0);
    use.counts = seen.counts;
    use.usage.input = number(FieldId::inputTokens);
    use.usage.inputCacheRead = number(FieldId::cacheReadTokens);
    use.usage.inputCacheWrite = number(FieldId::cacheWriteTokens);
    use.usage.output = number(FieldId::outputTokens);
    use.usage.outputReasoning = number(FieldId::reasoningTokens);
    use.cost.amount = row.number(FieldId::cost).value_or(0);
    for (const CostSource source :
         {CostSource::reported, CostSource::computed, CostSource::estimated})
        if ((row.words(FieldId::costSource) >> static_cast<unsigned>(source) & 1) != 0)
            use.cost.source = source;
    use.cost.doubts = seen.doubts;
    use.cacheApart = seen.cacheApart;
    use.agent = row.text(FieldId::agent);
    use.deployment = row.text(FieldId::deployment);
    use.model = row.text(FieldId::model);
    return use;
}

} // namespace

Result<CostAnswer> readCosts(StepSearcher& searcher, const CostQuery& query)
{
    CostAnswer answer;
    const SplitFilter filters = split(query.filter);
    answer.diagnostic = filters.diagnostic;
    if (!answer.understood())
        return answer;
    std::shared_ptr<const FilterMatcher> ofTrace;
    if (filters.trace) {
        CompiledFilter compiled = compileFilter(filters.trace, query.now);
        answer.diagnostic = compiled.diagnostic;
        ofTrace = std::move(compiled.matcher);
        if (!ofTrace)
            return answer;
    }
    TraceTest traces(std::move(ofTrace));
    CostCounter counter(query.from, query.to);
    Seq seq = 0;
    StepSearch search;
    search.filter = filters.step;
    search.now = query.now;
    search.cancel = query.cancel;
    search.onProgress = query.onProgress;
    search.onlyCounted = true;
    search.fields = fieldsOf(kFieldsOfUse);
    search.visit = [&](const SeenStep& seen) {
        seq = seen.state.seq;
        if (traces.passes(seen.trace, seen.state))
            counter.add(useOf(seen), seen.state);
    };
    Result<StepPage> page = searcher.search(search);
    if (!page)
        return page.error();
    answer.progress = page->progress;
    answer.diagnostic = page->diagnostic;
    answer.costs = counter.take(seq);
    return answer;
}

} // namespace penstock
