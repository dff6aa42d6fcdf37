// SPDX-License-Identifier: GPL-3.0-or-later
// The verb `steps`: the steps of traces as trees.
#include "app/cli/cells.h"
#include "app/cli/listings.h"
#include "app/cli/listings_filter.h"
#include "app/cli/output.h"

#include <algorithm>

namespace penstock::cli {
namespace {

using Json = nlohmann::ordered_json;

/// Deeper steps are not indented further: a hostile chain of parents would make every row as long as it is deep.
constexpr std::uint32_t kDeepestIndent = 24;

const char* usageRoleName(UsageRole role)
{
    static constexpr const char* kNames[] = {"none", "leaf", "rollup", "duplicate"};
    return kNames[static_cast<std::size_t>(role)];
}

void addStep(Listing& listing, const TraceView& view, const TraceNode& node)
{
    const bool hasCost = node.cost.source != CostSource::none;
    listing.add({view.row.id.hex(),
                 node.span.isZero() ? Json(nullptr) : Json(node.span.hex()),
                 node.parent == 0 ? Json(nullptr) : Json(view.nodes[node.parent - 1].span.hex()),
                 node.depth,
                 std::string(2u * std::min<std::uint32_t>(node.depth, kDeepestIndent), ' ') +
                     std::string(node.name),
                 std::string(stepKindName(node.kind)),
                 std::string(node.name),
                 textOrNull(node.agent),
                 textOrNull(node.model),
                 std::string(stepStatusName(node.status)),
                 timeOrNull(node.start),
                 node.end == 0 ? Json(nullptr) : Json(node.end - node.start),
                 countOrNull(node.usage.input),
                 countOrNull(node.usage.output),
                 countOrNull(node.usage.inputCacheRead),
                 countOrNull(node.usage.inputCacheWrite),
                 countOrNull(node.usage.outputReasoning),
                 usageRoleName(node.role),
                 hasCost ? Json(node.cost.amount) : Json(nullptr),
                 std::string(costSourceName(node.cost.source)),
                 node.missing,
                 node.synthetic,
                 (node.flags & kProvisional) != 0,
                 textOrNull(node.error),
                 node.seq});
}

} // namespace

int listSteps(const ListingOptions& options, std::ostream& out, std::ostream& err)
{
    ListingFilter filter(options.filter, StepFields::scope());
    int exitCode = 0;
    const auto archive = openFiltered(options.dataDirectory, filter, err, exitCode);
    if (!archive)
        return exitCode;
    const auto state = archive->state();
    Listing listing({{"trace_id", ""},
                     {"span_id", "STEP", false, 16},
                     {"parent_span_id", ""},
                     {"depth", ""},
                     {"tree", "NAME", false, 60},
                     {"kind", "KIND"},
                     {"name", ""},
                     {"agent", "AGENT", false, 24},
                     {"model", "MODEL", false, 28},
                     {"status", "STATUS"},
                     {"start_time", "STARTED"},
                     {"duration_ns", "LASTED", true},
                     {"input_tokens", "IN", true},
                     {"output_tokens", "OUT", true},
                     {"cache_read_tokens", ""},
                     {"cache_write_tokens", ""},
                     {"reasoning_tokens", ""},
                     {"usage_role", "COUNTS"},
                     {"cost_micro_usd", "COST", true},
                     {"cost_source", "SOURCE"},
                     {"missing", ""},
                     {"synthetic", ""},
                     {"running", ""},
                     {"error", "ERROR", false, 40},
                     {"seq", ""}},
                    options.json, out);
    std::uint64_t shown = 0;
    StepLog log(archive->log());
    StepFields fields([&log](Seq seq) { return log.entry(seq); });
    for (std::uint32_t i = state->traces.size();
         i >= 1 && (options.limit == 0 || shown < options.limit); --i) {
        if (!options.trace.empty() && state->traces[i].id.hex() != options.trace)
            continue;
        const auto view = archive->fleet().view(TraceIndex{i});
        if (!view)
            continue;
        for (const TraceNode& node : view->nodes) {
            if (options.limit != 0 && shown == options.limit)
                break;
            fields.set(*view, node);
            if ((!options.agent.empty() && node.agent != options.agent) || !filter.matches(fields))
                continue;
            addStep(listing, *view, node);
            ++shown;
        }
    }
    listing.finish(filter.emptySentence("No steps yet."));
    return 0;
}

} // namespace penstock::cli
