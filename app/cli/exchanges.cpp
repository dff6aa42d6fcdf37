// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/exchanges.h"

#include "app/cli/cells.h"
#include "app/cli/output.h"
#include "core/base/text_safety.h"
#include "core/session/exchange_reader.h"

#include <algorithm>
#include <ostream>

namespace penstock::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kTextInTable = 400; ///< characters; the whole text is in JSON

Json textJson(const ExchangeText& text)
{
    if (text.text.empty())
        return nullptr;
    return {
        {"text", text.text}, {"told_by", std::string(toldByPhrase(text.by))}, {"seq", text.seq}};
}

Json toJson(const Exchange& exchange)
{
    return {{"trace_id", exchange.traceId.hex()},
            {"span_id", exchange.span.hex()},
            {"asker_span_id", exchange.asker.isZero() ? Json(nullptr) : Json(exchange.asker.hex())},
            {"kind", std::string(stepKindName(exchange.kind))},
            {"status", std::string(stepStatusName(exchange.status))},
            {"known_by", std::string(evidenceName(exchange.best))},
            {"mode", std::string(delegationModeName(exchange.mode))},
            {"asked_time", timeOrNull(exchange.asked)},
            {"answered_time", timeOrNull(exchange.answered)},
            {"unanswered", exchange.unanswered()},
            {"attempt", exchange.attempt},
            {"request", textJson(exchange.request)},
            {"answer", textJson(exchange.answer)},
            {"rationale", textJson(exchange.rationale)},
            {"received_bytes", exchange.received},
            {"forwarded_bytes", exchange.forwarded},
            {"error", textOrNull(exchange.error)}};
}

void printText(std::ostream& out, const char* what, const ExchangeText& text, ToldBy usual)
{
    if (text.text.empty()) {
        out << "  " << what << "  not recorded\n";
        return;
    }
    out << "  " << what << "  " << visibleLine(text.text, kTextInTable);
    if (text.by != usual)
        out << "  (told by " << toldByPhrase(text.by) << ')';
    out << '\n';
}

void print(std::ostream& out, const Exchange& exchange)
{
    out << formatUtc(exchange.asked) << "  " << exchange.traceId.hex().substr(0, 8) << ' '
        << exchange.span.hex() << "  " << stepKindName(exchange.kind) << ", known by "
        << evidenceName(exchange.best);
    if (exchange.attempt > 1)
        out << ", the same request for the " << exchange.attempt << ". time";
    if (exchange.status == StepStatus::error)
        out << ", FAILED";
    out << '\n';
    printText(out, "request  ", exchange.request, ToldBy::itself);
    if (!exchange.rationale.text.empty())
        printText(out, "rationale", exchange.rationale, ToldBy::askerModel);
    if (exchange.answered == 0)
        out << "  answer     none yet\n";
    else
        printText(out, "answer   ", exchange.answer, ToldBy::itself);
    if (exchange.forwarded > 0)
        out << "  forwarded  " << formatCount(static_cast<std::int64_t>(exchange.forwarded))
            << " of " << formatCount(static_cast<std::int64_t>(exchange.received))
            << " bytes received stand in the request\n";
    if (!exchange.error.empty())
        out << "  error      " << visibleLine(exchange.error, kTextInTable) << '\n';
}

bool isKnown(const FleetState& state, const ExchangeActor& actor)
{
    for (std::uint32_t i = 1; i <= state.agents.size(); ++i)
        if (actor.is(state.agents[i].name, state.agents[i].deployment))
            return true;
    return false;
}

} // namespace

int listExchanges(const ExchangeOptions& options, std::ostream& out, std::ostream& err)
{
    const auto archive = openArchive(options.dataDirectory, err);
    if (!archive)
        return 3;
    const ExchangeActor from{options.from, options.fromDeployment};
    const ExchangeActor to{options.to, options.toDeployment};
    for (const ExchangeActor& actor : {from, to})
        if (!isKnown(*archive->state(), actor)) {
            err << "penstockctl: nobody is called " << visibleLine(actor.name, 60)
                << (actor.deployment ? " in " + visibleLine(*actor.deployment, 60) : std::string())
                << "; penstockctl agents --all lists the names.\n";
            return 2;
        }
    ExchangeReader reader(archive->directory(), worldOf(*archive));
    ExchangeQuery query;
    query.from = from;
    query.to = to;
    query.limit = options.limit == 0 ? SIZE_MAX : options.limit;
    const Result<Exchanges> found = reader.read(query);
    if (!found) {
        err << "penstockctl: " << found.error().sentence << '\n';
        return 3;
    }
    for (const Exchange& exchange : found->rows)
        if (options.json)
            out << jsonLine(toJson(exchange));
        else
            print(out, exchange);
    if (found->more())
        err << "penstockctl: older ones are left out; --limit shows more of them.\n";
    if (found->rows.empty() && !options.json)
        out << "They said nothing to each other in this direction.\n";
    return 0;
}

} // namespace penstock::cli
