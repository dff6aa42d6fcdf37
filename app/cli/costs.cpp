// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/costs.h"

#include "app/cli/cells.h"
#include "app/cli/cost_reading.h"
#include "app/cli/gap_words.h"
#include "app/cli/listings_filter.h"
#include "app/cli/output.h"

#include <cstdio>
#include <ostream>

namespace penstock::cli {
namespace {

using Json = nlohmann::ordered_json;

const std::vector<Column>& costColumns()
{
    static const std::vector<Column> kColumns = {{"row", ""},
                                                 {"by", ""},
                                                 {"name", "", false, 48},
                                                 {"label", "NAME", false, 48},
                                                 {"agent", "", false, 24},
                                                 {"deployment", ""},
                                                 {"reported_micro_usd", "REPORTED", true},
                                                 {"computed_micro_usd", "COMPUTED", true},
                                                 {"estimated_micro_usd", "ESTIMATED", true},
                                                 {"estimated_because", ""},
                                                 {"cost_micro_usd", "TOTAL", true},
                                                 {"share", "SHARE", true},
                                                 {"calls", "CALLS", true},
                                                 {"unpriced_calls", "NO PRICE", true},
                                                 {"unpriced_input_tokens", "NO PRICE IN", true},
                                                 {"unpriced_output_tokens", "NO PRICE OUT", true},
                                                 {"calls_without_tokens", ""},
                                                 {"input_tokens", "IN", true},
                                                 {"cache_read_tokens", "CACHED", true},
                                                 {"cache_write_tokens", ""},
                                                 {"output_tokens", "OUT", true},
                                                 {"reasoning_tokens", ""}};
    return kColumns;
}

/// Of the money. Nothing was priced: nobody knows.
std::string shareOf(MicroUsd part, MicroUsd whole)
{
    if (whole == 0)
        return "–";
    char text[16];
    std::snprintf(text, sizeof text, "%.1f %%",
                  100.0 * static_cast<double>(part) / static_cast<double>(whole));
    return text;
}

/// Amounts by reason; they add up to what is estimated.
Json estimatedBecause(const CostSums& sums)
{
    Json json = Json::object();
    for (int doubt = 0; doubt <= kCostDoubtCount; ++doubt)
        if (const MicroUsd amount = sums.estimatedFor[static_cast<std::size_t>(doubt)]; amount != 0)
            json[std::string(costDoubtName(doubt))] = amount;
    return json;
}

/// A cascade is its id, what it began with and whose that was; the others are their name.
Row costRow(const char* row, CostDimension by, const CostLine& line, const std::string& shown,
            const TraceRow* root, MicroUsd whole)
{
    const CostSums& s = line.sums;
    const bool nothingPriced = s.cost.total() == 0 && s.cost.unpricedCalls > 0;
    const auto money = [nothingPriced](MicroUsd amount) {
        return nothingPriced ? Json(nullptr) : Json(amount);
    };
    return {row,
            std::string(costDimensionName(by)),
            textOrNull(line.name),
            shown,
            root ? textOrNull(root->agent) : Json(nullptr),
            textOrNull(root ? root->deployment : std::string_view(line.deployment)),
            money(s.cost.reported),
            money(s.cost.computed),
            money(s.cost.estimated),
            estimatedBecause(s),
            costOrNull(s.cost),
            shareOf(s.cost.total(), whole),
            s.usage.calls,
            s.cost.unpricedCalls,
            s.unpriced.input,
            s.unpriced.output,
            s.usage.callsNoUsage,
            s.usage.input,
            s.usage.inputCacheRead,
            s.usage.inputCacheWrite,
            s.usage.output,
            s.usage.outputReasoning};
}

std::string shownName(const CostLine& line, const TraceRow* root)
{
    if (line.name.empty())
        return "(unknown)";
    if (root == nullptr)
        return !line.sharesItsName ? line.name
                                   : line.name + " \u00b7 " +
                                         (line.deployment.empty() ? "(unknown)" : line.deployment);
    return line.name.substr(0, 8) + " " + std::string(root->name);
}

void printCosts(const CostOptions& options, CostDimension by, const CostBreakdown& costs,
                const FleetState& state, std::ostream& out)
{
    Listing listing(costColumns(), options.json, out);
    const MicroUsd whole = costs.total.cost.total();
    CostLine rest;
    std::size_t left = 0;
    for (std::size_t i = 0; i < costs.by(by).size(); ++i) {
        const CostLine& line = costs.by(by)[i];
        if (options.limit != 0 && i >= options.limit) {
            add(rest.sums, line.sums);
            ++left;
            continue;
        }
        const TraceRow* root = line.root ? &state.traces[line.root.value] : nullptr;
        listing.add(costRow("line", by, line, shownName(line, root), root, whole));
    }
    if (left > 0)
        listing.add(costRow("rest", by, rest,
                            "(" + formatCount(static_cast<std::int64_t>(left)) + " more)", nullptr,
                            whole));
    CostLine total;
    total.sums = costs.total;
    if (!costs.by(by).empty())
        listing.add(costRow("total", by, total, "TOTAL", nullptr, whole));
    listing.finish("Nothing that counts was used in this range.");
    if (!options.json && costs.total.cost.estimated != 0)
        out << "Why costs are estimated:\n" << estimateLines(costs.total);
}

} // namespace

int showCosts(const CostOptions& options, std::ostream& out, std::ostream& err)
{
    const auto by = costDimensionOf(options.dimension);
    if (!by)
        return misused("--by takes agent, cascade, deployment, user or model.", err);
    ListingFilter filter(options.filter, StepFields::scope());
    CostQuery query;
    query.now = filter.now();
    if (!filter.parse(err) || !readPeriod(options, query, err))
        return 2;
    query.filter = filter.filter();
    const auto archive = openArchive(options.dataDirectory, err);
    if (!archive)
        return 3;
    int exitCode = 0;
    const auto costs = costsOf(*archive, query, options.filter, err, exitCode);
    if (costs)
        printCosts(options, *by, *costs, *archive->state(), out);
    return exitCode;
}

} // namespace penstock::cli
