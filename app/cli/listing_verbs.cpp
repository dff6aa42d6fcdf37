// SPDX-License-Identifier: GPL-3.0-or-later
// list() and what answers it inside an engine.
#include "app/cli/cells.h"
#include "app/cli/listing_rows.h"

#include <nlohmann/json.hpp>

#include <array>
#include <ostream>
#include <sstream>
#include <streambuf>

namespace penstock::cli {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLargestAnswer = 3u << 20;
constexpr std::uint64_t kMostRowsAsked =
    2'000; ///< of what there are many; more is read from the files
constexpr std::chrono::milliseconds kFoldPatience{400};

struct VerbInfo {
    const char* name;
    FieldScope (*scope)(); ///< null: takes no filter
    bool few;              ///< rows are few enough to ask for all of them
};

constexpr std::array<VerbInfo, 8> kVerbs = {{{"agents", AgentFields::scope, true},
                                             {"traces", TraceFields::scope, false},
                                             {"runs", RunFields::scope, false},
                                             {"steps", StepFields::scope, false},
                                             {"delegations", DelegationFields::scope, true},
                                             {"losses", nullptr, true},
                                             {"cascades", nullptr, false},
                                             {"alarms", AlarmFields::scope, true}}};

const VerbInfo& infoOf(ListingVerb verb)
{
    return kVerbs[static_cast<std::size_t>(verb)];
}

FieldScope scopeOf(ListingVerb verb)
{
    return infoOf(verb).scope ? infoOf(verb).scope() : FieldScope();
}

/// Keeps what was written up to a bound; what goes beyond makes the stream fail, so that a listing stops.
class BoundedText final : public std::streambuf {
public:
    std::string take() { return std::move(m_text); }

private:
    int overflow(int c) override
    {
        const char byte = static_cast<char>(c);
        return c == traits_type::eof() || xsputn(&byte, 1) == 1 ? traits_type::not_eof(c)
                                                                : traits_type::eof();
    }
    std::streamsize xsputn(const char* bytes, std::streamsize n) override
    {
        if (m_text.size() + static_cast<std::size_t>(n) > kLargestAnswer)
            return 0;
        m_text.append(bytes, static_cast<std::size_t>(n));
        return n;
    }

    std::string m_text;
};

int printRows(ListingVerb verb, const ListingWorld& world, ListingFilter& filter,
              const ListingOptions& options, std::ostream& out, std::ostream& err)
{
    if (infoOf(verb).scope && !filter.compile(world.steps, err))
        return 2;
    switch (verb) {
    case ListingVerb::agents:
        agentRows(world, filter, options, out);
        return 0;
    case ListingVerb::traces:
        traceRows(world, filter, options, out);
        return 0;
    case ListingVerb::runs:
        runRows(world, filter, options, out);
        return 0;
    case ListingVerb::delegations:
        delegationRows(world, filter, options, out);
        return 0;
    case ListingVerb::losses:
        lossRows(world, options, out);
        return 0;
    case ListingVerb::cascades:
        cascadeRows(world, options, out);
        return 0;
    case ListingVerb::alarms:
        alarmRows(world, filter, options, out);
        return 0;
    case ListingVerb::steps:
        break;
    }
    if (Status found = stepRows(world, filter, options, out, err); !found) {
        err << "penstockctl: " << found.error().sentence << '\n';
        return 3;
    }
    return 0;
}

std::string requestOf(ListingVerb verb, const ListingOptions& o)
{
    return Json{{"verb", infoOf(verb).name}, {"json", o.json},   {"filter", o.filter},
                {"trace", o.trace},          {"agent", o.agent}, {"limit", o.limit},
                {"everything", o.everything}}
        .dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Steps of one agent without a filter make the engine walk through traces without end.
bool fitsOneAnswer(ListingVerb verb, const ListingOptions& o)
{
    if (verb == ListingVerb::steps && !o.agent.empty() && o.filter.empty())
        return false;
    return infoOf(verb).few || (o.limit >= 1 && o.limit <= kMostRowsAsked);
}

} // namespace

Result<ListingText> answerListing(const std::string& request, Engine& engine)
{
    const Json asked = Json::parse(request); // wrong types throw, which CommandServer answers
    const std::string name = asked.at("verb");
    std::size_t verb = 0;
    while (verb < kVerbs.size() && name != kVerbs[verb].name)
        ++verb;
    if (verb == kVerbs.size())
        return Error{ErrorCode::unsupported, "This engine does not know that list.", name};
    ListingOptions options;
    options.json = asked.at("json");
    options.filter = asked.at("filter");
    options.trace = asked.at("trace");
    options.agent = asked.at("agent");
    options.limit = asked.at("limit");
    options.everything = asked.at("everything");

    auto steps = engine.world(kFoldPatience);
    if (!steps)
        return steps.error();
    const std::string directory = engine.status().dataDirectory;
    const ListingWorld world{steps->state(), *steps, directory};
    BoundedText text;
    std::ostream out(&text);
    std::ostringstream err;
    ListingFilter filter(options.filter, scopeOf(static_cast<ListingVerb>(verb)));
    ListingText answer;
    answer.exitCode = filter.parse(err) ? printRows(static_cast<ListingVerb>(verb), world, filter,
                                                    options, out, err)
                                        : 2;
    if (!out)
        return Error{ErrorCode::busy, "These are too many rows for one answer.", {}};
    answer.out = text.take();
    answer.err = err.str();
    return answer;
}

int list(ListingVerb verb, const ListingOptions& options, std::ostream& out, std::ostream& err)
{
    ListingFilter filter(options.filter, scopeOf(verb));
    std::ostringstream said;
    if (!filter.parse(said)) {
        err << said.str();
        return 2;
    }
    if (fitsOneAnswer(verb, options)) {
        const auto answer = askListing(options.dataDirectory, requestOf(verb, options));
        if (answer) {
            out << answer->out << std::flush;
            err << answer->err;
            return answer->exitCode;
        }
    }
    err << said.str();
    const auto archive =
        openArchive(options.dataDirectory, err,
                    verb == ListingVerb::alarms ? Archive::Alarms::yes : Archive::Alarms::no);
    if (!archive)
        return 3;
    const ListingWorld world{archive->state(), worldOf(*archive), options.dataDirectory};
    return printRows(verb, world, filter, options, out, err);
}

} // namespace penstock::cli
