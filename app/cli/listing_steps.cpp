// SPDX-License-Identifier: GPL-3.0-or-later
// The verb `steps`: the steps of traces as trees, or those that a filter finds, newest first.
#include "app/cli/cells.h"
#include "app/cli/listing_rows.h"
#include "app/cli/output.h"

#include <algorithm>
#include <bit>
#include <ostream>

#include <unistd.h>

namespace penstock::cli {
namespace {

using Json = nlohmann::ordered_json;

/// Deeper steps are not indented further: a hostile chain of parents would make every row as long as it is deep.
constexpr std::uint32_t kDeepestIndent = 24;

/// Of a page that is searched for; also the number of steps that are shown on a terminal before more are looked for.
constexpr std::size_t kPage = 500;

const char* usageRoleName(UsageRole role)
{
    static constexpr const char* kNames[] = {"none", "leaf", "rollup", "duplicate"};
    return kNames[static_cast<std::size_t>(role)];
}

const std::vector<Column>& columns()
{
    static const std::vector<Column> kColumns = {{"trace_id", ""},
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
                                                 {"seq", ""}};
    return kColumns;
}

/// What addStep() shows.
FieldSet shownFields()
{
    static constexpr FieldId kShown[] = {FieldId::trace,
                                         FieldId::step,
                                         FieldId::parent,
                                         FieldId::kind,
                                         FieldId::name,
                                         FieldId::agent,
                                         FieldId::model,
                                         FieldId::state,
                                         FieldId::started,
                                         FieldId::duration,
                                         FieldId::inputTokens,
                                         FieldId::outputTokens,
                                         FieldId::cacheReadTokens,
                                         FieldId::cacheWriteTokens,
                                         FieldId::reasoningTokens,
                                         FieldId::usage,
                                         FieldId::cost,
                                         FieldId::costSource,
                                         FieldId::placeholder,
                                         FieldId::synthetic,
                                         FieldId::error};
    return fieldsOf(kShown);
}

std::string hexOf(const IdPattern& trace)
{
    return SpanId{trace.high}.hex() + SpanId{trace.low}.hex();
}

/// A row, whichever way it was found. `indent`: its place in the tree is shown.
void addStep(Listing& listing, const FieldReader& row, std::uint16_t depth, std::uint32_t flags,
             Seq seq, bool indent)
{
    const auto number = [&row](FieldId field) {
        const std::optional<std::int64_t> n = row.number(field);
        return n ? Json(*n) : Json(nullptr);
    };
    const auto word = [&row](FieldId field) { // one bit, or none: the first word
        const std::uint64_t bits = row.words(field);
        return bits == 0 ? 0 : std::countr_zero(bits);
    };
    const auto span = [&row](FieldId field) {
        const IdPattern id = row.id(field);
        return id.digits == 0 ? Json(nullptr) : Json(SpanId{id.high}.hex());
    };
    const std::string name(row.text(FieldId::name));
    const std::size_t shift = indent ? 2u * std::min<std::uint32_t>(depth, kDeepestIndent) : 0;
    listing.add({hexOf(row.id(FieldId::trace)),
                 span(FieldId::step),
                 span(FieldId::parent),
                 depth,
                 std::string(shift, ' ') + name,
                 std::string(stepKindName(static_cast<StepKind>(word(FieldId::kind)))),
                 name,
                 textOrNull(row.text(FieldId::agent)),
                 textOrNull(row.text(FieldId::model)),
                 std::string(stepStatusName(static_cast<StepStatus>(word(FieldId::state)))),
                 number(FieldId::started),
                 number(FieldId::duration),
                 number(FieldId::inputTokens),
                 number(FieldId::outputTokens),
                 number(FieldId::cacheReadTokens),
                 number(FieldId::cacheWriteTokens),
                 number(FieldId::reasoningTokens),
                 usageRoleName(static_cast<UsageRole>(word(FieldId::usage))),
                 number(FieldId::cost),
                 std::string(costSourceName(static_cast<CostSource>(word(FieldId::costSource)))),
                 row.number(FieldId::placeholder) == 1,
                 row.number(FieldId::synthetic) == 1,
                 (flags & kProvisional) != 0,
                 textOrNull(row.text(FieldId::error)),
                 seq});
}

/// Traces, the newest first, each as a tree.
void listTrees(const ListingWorld& world, const ListingOptions& options, Listing& listing,
               const std::ostream& out)
{
    const auto& state = world.state;
    StepFields fields([](Seq) { return nullptr; }); // a row shows nothing that only the log knows
    std::uint64_t shown = 0;
    for (std::uint32_t i = state->traces.size(); i >= 1 && out; --i) {
        if (!options.trace.empty() && state->traces[i].id.hex() != options.trace)
            continue;
        const auto view = world.steps.views({TraceIndex{i}}).front();
        for (std::size_t n = 0; view && n < view->nodes.size(); ++n) {
            const TraceNode& node = view->nodes[n];
            if (!options.agent.empty() && node.agent != options.agent)
                continue;
            if (options.limit != 0 && shown == options.limit)
                return;
            fields.set(*view, node);
            addStep(listing, fields, node.depth, node.flags, node.seq, true);
            ++shown;
        }
    }
}

/// One line that is written over, on a terminal only.
void showProgress(const StepSearchProgress& progress, std::ostream& err)
{
    if (isatty(STDERR_FILENO) == 0)
        return;
    err << "\r" << progress.looked << " of " << progress.all << " steps looked at\033[K"
        << std::flush;
}

FilterPtr withOptions(FilterPtr filter, const ListingOptions& options)
{
    std::vector<FilterPtr> terms = {std::move(filter)};
    if (!options.trace.empty()) { // what is no id is no trace's
        const TraceId trace = TraceId::parse(options.trace).value_or(TraceId{});
        terms.push_back(comparison(FieldId::trace, CompareOp::equal, FilterLiteral::ofId(trace)));
    }
    if (!options.agent.empty())
        terms.push_back(
            comparison(FieldId::agent, CompareOp::equal, FilterLiteral::ofText(options.agent)));
    return conjunction(std::move(terms));
}

/// Steps, the newest first. What the index does not have is looked at as well, and said.
Status listFound(const ListingWorld& world, const ListingFilter& filter,
                 const ListingOptions& options, Listing& listing, const std::ostream& out,
                 std::ostream& err)
{
    const auto searcher = StepSearcher::create(world.dataDirectory, world.steps);
    StepSearch search;
    search.filter = withOptions(filter.filter(), options);
    search.now = filter.now();
    search.fields = shownFields();
    search.onProgress = [&err](const StepSearchProgress& progress) { showProgress(progress, err); };
    for (std::uint64_t shown = 0;;) {
        search.limit =
            options.limit == 0 ? kPage : std::min<std::uint64_t>(kPage, options.limit - shown);
        const Result<StepPage> page = searcher->search(search);
        if (isatty(STDERR_FILENO) != 0)
            err << "\r\033[K";
        if (!page)
            return page.error();
        for (const FoundStep& step : page->steps)
            addStep(listing, step.fields, step.depth, step.flags, step.seq, false);
        shown += page->steps.size();
        if (!page->more || !out || (options.limit != 0 && shown >= options.limit))
            return Done{};
        search.after = page->steps.back().at;
    }
}

} // namespace

Status stepRows(const ListingWorld& world, const ListingFilter& filter,
                const ListingOptions& options, std::ostream& out, std::ostream& err)
{
    Listing listing(columns(), options.json, out);
    if (!filter.filter())
        listTrees(world, options, listing, out);
    else if (Status listed = listFound(world, filter, options, listing, out, err); !listed)
        return listed;
    listing.finish(filter.emptySentence("No steps yet."));
    return Done{};
}

} // namespace penstock::cli
