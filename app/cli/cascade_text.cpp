// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cascade_text.h"

#include "core/base/text_safety.h"
#include "core/fleet/cascade_paths.h"

#include <algorithm>

namespace penstock::cli {
namespace {

constexpr std::uint32_t kDeepestIndent = 24;

std::string counted(std::uint64_t n, std::string_view one, std::string_view many)
{
    return formatCount(static_cast<std::int64_t>(n)).append(" ").append(n == 1 ? one : many);
}

class Writer final {
public:
    Writer(const CascadeView& view, const CascadeTextOptions& options)
        : m_view(view),
          m_options(options),
          m_marked(onPath(view, view.size() == 0 ? std::vector<CriticalStretch>()
                                                 : criticalPath(view, 1)))
    {
        if (!options.unfolded)
            m_folded = foldedRuns(view);
    }

    std::string take()
    {
        sums();
        chain();
        auto folded = m_folded.begin();
        std::uint64_t lines = 0;
        for (std::uint32_t n = 1; n <= m_view.size();) {
            if (m_options.mostLines != 0 && ++lines > m_options.mostLines) {
                m_text += "… " + counted(m_view.size() - n + 1, "more step", "more steps") + "\n";
                break;
            }
            while (folded != m_folded.end() && folded->first < n)
                ++folded;
            if (folded != m_folded.end() && folded->first == n) {
                line(n, &*folded);
                n = folded->end;
            } else {
                line(n, nullptr);
                ++n;
            }
        }
        return std::move(m_text);
    }

private:
    void sums()
    {
        const CascadeFacts& f = m_view.facts;
        m_text += "cascade " + f.id.hex() + ": " +
                  counted(m_view.traces.size(), "trace", "traces") + ", " +
                  counted(f.steps, "step", "steps") + ", " + counted(f.runs, "run", "runs") + ", " +
                  formatDuration(f.end - f.start) + ", " +
                  money(f.cost.total(), f.cost.unpricedCalls) + ", " + tokens(f.usage);
        const auto some = [this](std::uint64_t n, std::string_view one, std::string_view many) {
            if (n > 0)
                m_text += ", " + counted(n, one, many);
        };
        some(f.errors, "error", "errors");
        some(f.open, "unfinished", "unfinished");
        some(f.waits, "wait for a person", "waits for a person");
        some(f.missingParents, "missing parent", "missing parents");
        some(f.tracesLeftOut, "trace left out, because it is too large",
             "traces left out, because it is too large");
        m_text += "\n";
    }
    void chain()
    {
        if (m_view.size() == 0)
            return;
        static constexpr std::string_view kRoles[] = {"user", "organization", "platform",
                                                      "deployment", "agent"};
        m_text += "in the name of";
        for (const ActorLink& link : actorChain(m_view, 1)) {
            m_text.append(" ").append(kRoles[static_cast<std::size_t>(link.role)]).append(" ");
            m_text += link.name == 0 ? std::string("unknown")
                                     : visibleLine(m_view.text(link.name), 60) + " (claimed)";
        }
        m_text += "\n";
    }
    static std::string money(MicroUsd cost, std::int64_t unpriced)
    {
        if (cost == 0)
            return unpriced > 0 ? "cost unknown" : "no cost";
        return (unpriced > 0 ? "at least " : "") + formatMoney(cost);
    }
    static std::string tokens(const UsageTotals& usage)
    {
        const std::int64_t sum = usage.input + usage.output;
        if (sum == 0 && usage.callsNoUsage > 0)
            return "tokens unknown";
        return (usage.callsNoUsage > 0 ? "at least " : "") +
               counted(static_cast<std::uint64_t>(sum), "token", "tokens");
    }
    void line(std::uint32_t n, const FoldedRun* folded)
    {
        const CascadeNode& node = m_view.node(n);
        const std::uint32_t last = folded != nullptr ? folded->end : n + 1;
        const bool marked =
            std::any_of(m_marked.begin() + n, m_marked.begin() + last, [](bool on) { return on; });
        m_text += marked ? "* " : "  ";
        m_text.append(std::size_t{std::min<std::uint32_t>(node.depth, kDeepestIndent)} * 2, ' ');
        if (node.has(kMissingStep)) {
            m_text += "missing parent " + node.span.hex() + "\n";
            return;
        }
        m_text.append(stepKindName(node.kind))
            .append(" ")
            .append(visibleLine(m_view.text(node.name), 80));
        if (folded != nullptr)
            fold(*folded);
        else
            own(n, node);
        m_text += "\n";
    }
    void fold(const FoldedRun& run)
    {
        m_text += " x" + formatCount(run.count);
        if (run.failed > 0)
            m_text += ", " + formatCount(run.failed) + " failed";
        if (run.open > 0)
            m_text += ", " + formatCount(run.open) + " unfinished";
        branch(run.cost, run.tokens);
    }
    void own(std::uint32_t n, const CascadeNode& node)
    {
        m_text += node.status == StepStatus::running
                      ? std::string(" unfinished")
                      : " " + formatDuration(std::max<Nanos>(node.end - node.start, 0));
        if (node.status == StepStatus::error)
            m_text += " error";
        if (const std::string_view error = m_view.errorOf(n); !error.empty())
            m_text += ": " + visibleLine(error, 80);
        branch(node.costBelow, node.tokensBelow);
        if (node.has(kSyntheticRun))
            m_text += " (no span stands for it)";
        if (node.has(kCausedTop))
            for (const CascadeEdge& edge : m_view.edgesInto(n))
                if (edge.inTree)
                    m_text.append(" <- ")
                        .append(evidenceName(edge.best))
                        .append(" ")
                        .append(std::to_string(edge.confidence) + " %");
    }
    void branch(MicroUsd cost, std::int64_t tokens)
    {
        if (cost != 0)
            m_text += " " + formatMoney(cost);
        if (tokens != 0)
            m_text += " " + counted(static_cast<std::uint64_t>(tokens), "token", "tokens");
    }

    const CascadeView& m_view;
    const CascadeTextOptions m_options;
    const std::vector<bool> m_marked;
    std::vector<FoldedRun> m_folded;
    std::string m_text;
};

} // namespace

std::string cascadeText(const CascadeView& view, const CascadeTextOptions& options)
{
    return Writer(view, options).take();
}

} // namespace penstock::cli
