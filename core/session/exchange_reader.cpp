// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/exchange_reader.h"

#include "core/fleet/cascade_list.h"

#include <algorithm>
#include <functional>
#include <map>

namespace penstock {
namespace {

constexpr std::size_t kPage = 1000;
constexpr std::size_t kTextsAtOnce = 64;
constexpr std::size_t kMostNodesKept = 500'000;
/// Of larger ones a tree is not made for a list.
constexpr std::uint64_t kLargestCascade = 200'000;
/// Bytes of a deployment that rows surely keep whole.
constexpr std::size_t kLongestWhole = 500;

FilterPtr is(FieldId field, const std::string& text)
{
    return comparison(field, CompareOp::equal, FilterLiteral::ofText(text));
}

FilterPtr is(FieldId field, int number)
{
    return comparison(field, CompareOp::equal, FilterLiteral::ofNumber(number));
}

/// Where the steps that stand for an actor were sent from. Null: anywhere, or the traces must tell.
FilterPtr sentFrom(const ExchangeActor& actor)
{
    const std::string deployment = actor.deployment.value_or(std::string());
    const bool canAsk = !deployment.empty() && deployment.size() <= kLongestWhole;
    return canAsk ? is(FieldId::deployment, deployment) : nullptr;
}

/// Steps that may stand for something that `from` asked `to`. A step may belong to the run of another deployment, so of
/// who asks only the trace can tell.
FilterPtr asking(const ExchangeActor& from, const ExchangeActor& to)
{
    std::vector<FilterPtr> called{
        is(FieldId::agent, from.name),
        disjunction({is(FieldId::name, to.name), is(FieldId::tool, to.name),
                     is(FieldId::target, to.name)})};
    std::vector<FilterPtr> ran{is(FieldId::agent, to.name),
                               is(FieldId::kind, static_cast<int>(StepKind::agentRun))};
    if (const FilterPtr place = sentFrom(to)) {
        called.push_back(place);
        ran.push_back(disjunction({place, is(FieldId::synthetic, 1)})); // nothing was sent for it
    }
    return disjunction({conjunction(std::move(called)), conjunction(std::move(ran))});
}

FilterPtr filterOf(const ExchangeQuery& query)
{
    FilterPtr filter = asking(query.from, query.to);
    if (query.bothWays)
        filter = disjunction({filter, asking(query.to, query.from)});
    return query.filter ? conjunction({filter, query.filter}) : filter;
}

bool isCancelled(const std::shared_ptr<std::atomic<bool>>& cancel)
{
    return cancel && cancel->load();
}

const Error kStopped{ErrorCode::cancelled, "The search was stopped.", ""};

bool isEarlier(const Exchange& a, const Exchange& b)
{
    return std::tie(a.asked, a.traceId, a.span) < std::tie(b.asked, b.traceId, b.span);
}

} // namespace

ExchangeReader::ExchangeReader(std::string directory, StepSearcher::World world)
    : m_directory(std::move(directory)),
      m_world(std::move(world)),
      m_searcher(StepSearcher::create(m_directory, m_world))
{
}

ExchangeReader::~ExchangeReader() = default;

/// One that is larger than all that may be kept would else be made anew for every page of it.
void ExchangeReader::keepOnly(const std::vector<TraceIndex>& wanted)
{
    std::erase_if(m_traces, [&wanted](const auto& kept) {
        return std::find(wanted.begin(), wanted.end(), TraceIndex{kept.first}) == wanted.end();
    });
    m_nodesKept = 0;
    for (const auto& [index, trace] : m_traces)
        m_nodesKept += trace ? trace->view->nodes.size() : 0;
}

/// In the order asked for; null for what is not there.
std::vector<ExchangeReader::TracePtr> ExchangeReader::traces(const std::vector<TraceIndex>& wanted)
{
    if (m_nodesKept > kMostNodesKept)
        keepOnly(wanted);
    const std::shared_ptr<const FleetState> state = m_world.state();
    const auto changed = [&](TraceIndex trace) {
        return trace && trace.value <= state->traces.size() ? state->traces[trace.value].changed
                                                            : Seq{0};
    };
    std::vector<TraceIndex> missing;
    for (const TraceIndex trace : wanted) {
        const auto kept = m_traces.find(trace.value);
        const bool isThere = kept != m_traces.end() && kept->second &&
                             kept->second->changed == changed(trace) &&
                             kept->second->view->row.id == state->traces[trace.value].id;
        if (trace && !isThere && std::find(missing.begin(), missing.end(), trace) == missing.end())
            missing.push_back(trace);
    }
    for (const TraceIndex trace : missing)
        if (const auto old = m_traces.find(trace.value); old != m_traces.end()) {
            m_nodesKept -= old->second ? old->second->view->nodes.size() : 0;
            m_traces.erase(old);
        }
    const std::vector<std::shared_ptr<const TraceView>> views = m_world.views(missing);
    for (std::size_t i = 0; i < views.size(); ++i) {
        TracePtr made =
            views[i] ? std::make_shared<ExchangeTrace>(views[i], changed(missing[i])) : nullptr;
        m_nodesKept += made ? made->view->nodes.size() : 0;
        m_traces[missing[i].value] = std::move(made);
    }
    std::vector<TracePtr> out;
    for (const TraceIndex trace : wanted)
        out.push_back(trace ? m_traces[trace.value] : nullptr);
    return out;
}

/// What other traces of its cascade asked of this one, and it of them.
const CrossTraceRequests& ExchangeReader::requestsInto(TraceIndex trace, Exchanges& out)
{
    static const CrossTraceRequests kNone;
    const std::shared_ptr<const FleetState> state = m_world.state();
    if (!m_world.cascade || trace.value > state->cascades.size())
        return kNone;
    const CascadeRow row = cascadeRow(*state, trace);
    if (row.traces < 2)
        return kNone;
    const auto [at, isNew] = m_cascades.try_emplace(row.root.value);
    if (!isNew)
        return at->second.requests;
    at->second.tooLarge = row.steps > kLargestCascade;
    out.notLookedInto += at->second.tooLarge;
    if (!at->second.tooLarge)
        if (const std::shared_ptr<const CascadeView> view = m_world.cascade(trace))
            at->second.requests = crossTraceRequests(*view);
    return at->second.requests;
}

Result<Exchanges> ExchangeReader::list(const ExchangeQuery& query)
{
    StepSearch search;
    search.filter = filterOf(query);
    search.now = query.now;
    search.limit = query.limit;
    search.after = query.before;
    search.cancel = query.cancel;
    search.keep = StepSearch::Keep::places;
    const Result<StepPage> page = m_searcher->search(search);
    if (!page)
        return page.error();
    Exchanges out;
    out.diagnostic = page->diagnostic;
    std::map<std::uint32_t, std::vector<SpanId>> found; // by trace
    for (const FoundStep& step : page->steps)
        found[step.at.trace.value].push_back(step.at.span);
    if (page->more)
        out.before = page->steps.back().at;
    std::vector<TraceIndex> wanted;
    for (const auto& [trace, spans] : found)
        wanted.push_back(TraceIndex{trace});
    m_cascades.clear(); // they go on while pages are read
    for (std::size_t first = 0; first < wanted.size(); first += kTextsAtOnce) {
        if (isCancelled(query.cancel))
            return kStopped;
        const std::size_t end = std::min(first + kTextsAtOnce, wanted.size());
        for (const TracePtr& trace : traces({wanted.begin() + static_cast<std::ptrdiff_t>(first),
                                             wanted.begin() + static_cast<std::ptrdiff_t>(end)})) {
            if (!trace)
                continue;
            std::vector<SpanId>& spans = found[trace->view->index.value];
            std::sort(spans.begin(), spans.end());
            for (Exchange& exchange :
                 exchangesOf(*trace, spans, query, requestsInto(trace->view->index, out)))
                out.rows.push_back(std::move(exchange));
        }
    }
    std::sort(out.rows.begin(), out.rows.end(), isEarlier);
    return out;
}

std::size_t ExchangeReader::hashOfRequest(const Exchange& exchange) const
{
    return std::hash<std::string>()(exchange.request.text) ^ (exchange.back ? 1 : 0);
}

Result<std::vector<Exchange>> ExchangeReader::texts(const ExchangeTextsQuery& query)
{
    if (!m_log) {
        auto log = LogReader::open(m_directory);
        if (!log)
            return log.error();
        m_log = std::move(*log);
    }
    std::vector<Exchange> all = query.earlier;
    all.insert(all.end(), query.wanted.begin(), query.wanted.end());
    LoggedSteps log(*m_log);
    for (std::size_t first = 0; first < all.size(); first += kTextsAtOnce) {
        if (isCancelled(query.cancel))
            return kStopped;
        const std::size_t end = std::min(first + kTextsAtOnce, all.size());
        std::vector<TraceIndex> wanted;
        for (std::size_t i = first; i < end; ++i) {
            wanted.push_back(all[i].trace);
            wanted.push_back(all[i].askerTrace);
        }
        const std::vector<TracePtr> held = traces(wanted);
        std::vector<ExchangeSteps> steps(end - first);
        std::vector<Seq> seqs;
        for (std::size_t i = first; i < end; ++i) {
            const ExchangeTrace* trace = held[2 * (i - first)].get();
            const ExchangeTrace* asker = held[2 * (i - first) + 1].get();
            if (trace == nullptr || all[i].isRead)
                continue;
            ExchangeSteps& of = steps[i - first];
            of = stepsOf(all[i], all[i].back ? query.to : query.from, *trace, asker);
            for (const std::uint32_t n : {of.asked, of.firstModel, of.lastModel})
                seqs.push_back(n == 0 ? 0 : trace->node(n).seq);
            for (const std::uint32_t n : {of.call, of.askerModel})
                seqs.push_back(n == 0 || asker == nullptr ? 0 : asker->node(n).seq);
        }
        log.prepare(std::move(seqs));
        for (std::size_t i = first; i < end; ++i)
            if (const TracePtr& trace = held[2 * (i - first)]; trace && !all[i].isRead)
                fillTexts(all[i], steps[i - first], *trace, held[2 * (i - first) + 1].get(), log);
    }
    for (Exchange& exchange : all)
        exchange.isRead = true; // of a trace that is not there any more nothing will ever be known
    std::map<std::pair<std::uint32_t, std::size_t>, unsigned> asked;
    std::vector<std::size_t> order(all.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return isEarlier(all[a], all[b]); });
    for (const std::size_t i : order)
        if (!all[i].request.text.empty())
            all[i].attempt = ++asked[{all[i].trace.value, hashOfRequest(all[i])}];
    all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(query.earlier.size()));
    return all;
}

Result<Exchanges> ExchangeReader::read(const ExchangeQuery& query)
{
    ExchangeQuery pages = query;
    pages.limit = kPage;
    Exchanges out;
    do {
        Result<Exchanges> page = list(pages);
        if (!page)
            return page.error();
        out.rows.insert(out.rows.begin(), page->rows.begin(), page->rows.end());
        out.before = page->before;
        out.notLookedInto += page->notLookedInto;
        out.diagnostic = page->diagnostic;
        pages.before = out.before;
    } while (out.before && out.rows.size() <= query.limit);
    if (out.rows.size() > query.limit) {
        out.rows.erase(out.rows.begin(), out.rows.end() - static_cast<std::ptrdiff_t>(query.limit));
        out.before = out.rows.front().at();
    }
    Result<std::vector<Exchange>> told =
        texts({query.from, query.to, std::move(out.rows), {}, query.cancel});
    if (!told)
        return told.error();
    out.rows = std::move(*told);
    return out;
}

std::string_view toldByPhrase(ToldBy by)
{
    switch (by) {
    case ToldBy::itself:
        return "the step itself";
    case ToldBy::call:
        return "the call above it";
    case ToldBy::askerModel:
        return "the asker's model call before";
    case ToldBy::ownModel:
        return "its own model call";
    case ToldBy::nobody:
        break;
    }
    return "nobody";
}

} // namespace penstock
