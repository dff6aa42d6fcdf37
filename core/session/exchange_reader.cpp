// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/exchange_reader.h"

#include "core/dialect/normalizer.h"
#include "core/session/exchange_texts.h"
#include "core/session/logged_steps.h"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace penstock {
namespace {

constexpr std::size_t kPage = 1000;

bool isCallable(StepKind kind)
{
    return kind != StepKind::agentRun && kind != StepKind::llmCall && kind != StepKind::workflow &&
           kind != StepKind::other;
}

bool isCallAbove(StepKind kind)
{
    return kind == StepKind::toolCall || kind == StepKind::handoff ||
           kind == StepKind::a2aRequest || kind == StepKind::mcpRequest ||
           kind == StepKind::acpRequest;
}

/// The exchanges of one trace.
class TraceExchanges final {
public:
    TraceExchanges(const TraceView& view, LoggedSteps& log, const ExchangeQuery& query)
        : m_view(view), m_log(log), m_query(query)
    {
    }
    std::vector<Exchange> find()
    {
        for (const TraceDelegation& d : m_view.delegations)
            if (d.toNode != 0 && d.fromAgent == m_query.from && d.toAgent == m_query.to)
                add(d.toNode, d.fromNode, d.best, d.mode);
        for (std::uint32_t n = 1; n <= m_view.nodes.size(); ++n)
            if (isCallable(node(n).kind) && node(n).agent == m_query.from && callsIt(n))
                add(n, runOf(n), Evidence::call, DelegationMode::returnToCaller);
        std::sort(m_found.begin(), m_found.end(), [](const Exchange& a, const Exchange& b) {
            return std::tie(a.asked, a.span) < std::tie(b.asked, b.span);
        });
        std::map<std::string, unsigned> asked;
        for (Exchange& exchange : m_found)
            if (!exchange.request.text.empty())
                exchange.attempt = ++asked[exchange.request.text];
        return std::move(m_found);
    }

private:
    const TraceNode& node(std::uint32_t n) const { return m_view.nodes[n - 1]; }
    const Step* step(std::uint32_t n)
    {
        const LogEntry* entry = node(n).seq == 0 ? nullptr : m_log.entry(node(n).seq);
        return entry ? entry->step : nullptr;
    }
    Conversation conversation(std::uint32_t n)
    {
        const Step* logged = n == 0 ? nullptr : step(n);
        return logged ? readConversation(*logged) : Conversation();
    }
    std::uint32_t runOf(std::uint32_t n) const
    {
        for (; n != 0 && node(n).kind != StepKind::agentRun; n = node(n).parent) {
        }
        return n;
    }
    bool callsIt(std::uint32_t n)
    {
        if (node(n).name == m_query.to)
            return true;
        const Step* logged = step(n);
        return logged && (logged->toolName == m_query.to || logged->target == m_query.to);
    }
    /// The last model call of the asker that began before; 0 = none.
    std::uint32_t askersModel(Nanos asked, std::uint32_t notBelow) const
    {
        std::uint32_t found = 0;
        for (std::uint32_t n = 1; n <= m_view.nodes.size(); ++n)
            if (node(n).kind == StepKind::llmCall && node(n).agent == m_query.from &&
                node(n).start <= asked && n != notBelow &&
                (found == 0 || node(n).start >= node(found).start))
                found = n;
        return found;
    }
    /// The first or last model call of a run; 0 = none.
    std::uint32_t modelOf(std::uint32_t run, bool last) const
    {
        std::uint32_t found = 0;
        for (std::uint32_t n = run; n != 0 && n <= m_view.nodes.size(); ++n)
            if (node(n).kind == StepKind::llmCall && runOf(n) == run &&
                (found == 0 || (node(n).start > node(found).start) == last))
                found = n;
        return found;
    }
    /// The first of these steps that recorded something.
    template <class Text>
    ExchangeText firstOf(std::initializer_list<std::pair<ToldBy, std::uint32_t>> steps,
                         const Text& textOf)
    {
        for (const auto& [by, n] : steps)
            if (std::string text = n == 0 ? std::string() : textOf(by, conversation(n));
                !text.empty())
                return {std::move(text), by, node(n).seq};
        return {};
    }
    void add(std::uint32_t to, std::uint32_t from, Evidence best, DelegationMode mode)
    {
        const TraceNode& asked = node(to);
        if (asked.start < m_query.since || asked.start > m_query.until)
            return;
        Exchange out;
        out.trace = m_view.index;
        out.traceId = m_view.row.id;
        out.span = asked.span;
        out.asker = from == 0 ? SpanId{} : node(from).span;
        out.kind = asked.kind;
        out.status = asked.status;
        out.best = best;
        out.mode = mode;
        out.asked = asked.start;
        out.answered = asked.end;
        out.error = asked.error;
        fillTexts(out, to);
        m_found.push_back(std::move(out));
    }
    void fillTexts(Exchange& out, std::uint32_t to)
    {
        const std::uint32_t above = node(to).parent;
        const std::uint32_t call = above != 0 && isCallAbove(node(above).kind) ? above : 0;
        const std::uint32_t asker = askersModel(out.asked, to);
        const bool isRun = node(to).kind == StepKind::agentRun;
        out.request =
            firstOf({{ToldBy::itself, to},
                     {ToldBy::call, call},
                     {ToldBy::askerModel, isRun ? asker : 0},
                     {ToldBy::ownModel, isRun ? modelOf(to, false) : 0}},
                    [](ToldBy by, const Conversation& said) {
                        return by == ToldBy::askerModel ? outputText(said) : requestText(said);
                    });
        out.answer = firstOf({{ToldBy::itself, to},
                              {ToldBy::call, call},
                              {ToldBy::ownModel, isRun ? modelOf(to, true) : 0}},
                             [](ToldBy, const Conversation& said) { return answerText(said); });
        const bool isRequest = out.request.by == ToldBy::askerModel;
        out.rationale =
            firstOf({{ToldBy::askerModel, asker}}, [isRequest](ToldBy, const Conversation& said) {
                return rationaleText(said, !isRequest);
            });
        if (asker == 0)
            return;
        const Forwarding forwarding = forwardedIn(out.request.text, conversation(asker));
        out.received = forwarding.received;
        out.forwarded = forwarding.forwarded;
    }

    const TraceView& m_view;
    LoggedSteps& m_log;
    const ExchangeQuery& m_query;
    std::vector<Exchange> m_found;
};

FilterPtr is(FieldId field, const std::string& text)
{
    return comparison(field, CompareOp::equal, FilterLiteral::ofText(text));
}

} // namespace

ExchangeReader::ExchangeReader(std::string directory, StepSearcher::World world)
    : m_directory(std::move(directory)),
      m_world(std::move(world)),
      m_searcher(StepSearcher::create(m_directory, m_world))
{
}

ExchangeReader::~ExchangeReader() = default;

/// Newest first: those in which a step of the one that is asked, or a call of it, stands.
Result<std::vector<TraceIndex>> ExchangeReader::tracesWithBoth(const ExchangeQuery& query)
{
    const FilterPtr called =
        conjunction({is(FieldId::agent, query.from),
                     disjunction({is(FieldId::name, query.to), is(FieldId::tool, query.to),
                                  is(FieldId::target, query.to)})});
    const FilterPtr ran =
        conjunction({is(FieldId::agent, query.to),
                     comparison(FieldId::kind, CompareOp::equal,
                                FilterLiteral::ofNumber(static_cast<int>(StepKind::agentRun)))});
    StepSearch search;
    search.filter = disjunction({called, ran});
    search.limit = kPage;
    search.cancel = query.cancel;
    std::vector<TraceIndex> traces;
    std::unordered_set<std::uint32_t> known;
    for (;;) {
        Result<StepPage> page = m_searcher->search(search);
        if (!page)
            return page.error();
        for (const FoundStep& step : page->steps)
            if (step.at.start >= query.since && known.insert(step.at.trace.value).second)
                traces.push_back(step.at.trace);
        // Every trace has at least one: so many traces are enough for a page.
        const bool enough = traces.size() > query.limit ||
                            (!page->steps.empty() && page->steps.back().at.start < query.since);
        if (!page->more || enough)
            return traces;
        search.after = page->steps.back().at;
    }
}

Result<Exchanges> ExchangeReader::read(const ExchangeQuery& query)
{
    if (!m_log) {
        auto log = LogReader::open(m_directory);
        if (!log)
            return log.error();
        m_log = std::move(*log);
    }
    Result<std::vector<TraceIndex>> traces = tracesWithBoth(query);
    if (!traces)
        return traces.error();
    Exchanges out;
    LoggedSteps log(*m_log);
    for (const TraceIndex trace : *traces) {
        if (query.cancel && query.cancel->load())
            return Error{ErrorCode::cancelled, "The search was stopped.", ""};
        const auto views = m_world.views({trace});
        if (!views.empty() && views.front())
            for (Exchange& exchange : TraceExchanges(*views.front(), log, query).find())
                out.rows.push_back(std::move(exchange));
    }
    std::sort(out.rows.begin(), out.rows.end(), [](const Exchange& a, const Exchange& b) {
        return std::tie(a.asked, a.traceId, a.span) < std::tie(b.asked, b.traceId, b.span);
    });
    if (out.rows.size() > query.limit) {
        out.more = true;
        out.rows.erase(out.rows.begin(), out.rows.end() - static_cast<std::ptrdiff_t>(query.limit));
    }
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
