// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/step_filter.h"

#include <QtCore/QCoreApplication>

#include "core/fields/row_paths.h"
#include "ui/models/format.h"

namespace penstock::ui {
namespace {

struct FilterWords {
    Q_DECLARE_TR_FUNCTIONS(filter)
};

constexpr std::size_t kStopCheckEvery = 4096;

FieldScope knownInTrace()
{
    FieldScope scope = StepFields::scope();
    scope.fields &= ~EntryFields::logged();
    scope.fields.reset(static_cast<std::size_t>(FieldId::text));
    return scope;
}

QString notHere(const FilterDiagnostic& diagnostic)
{
    return FilterWords::tr("The filter is not applied here. %1")
        .arg(safeLine(diagnostic.sentence, 300));
}

} // namespace

MatchedSteps matchSteps(const QString& filter, const std::shared_ptr<const TraceView>& trace,
                        const std::shared_ptr<const FleetState>& state, Nanos now,
                        const std::stop_token& stop)
{
    MatchedSteps out;
    const ParsedFilter parsed = parseFilter(filter.toStdString(), knownInTrace());
    if (parsed.verdict == FilterVerdict::empty)
        return out;
    if (parsed.verdict == FilterVerdict::invalid) {
        out.sentence = notHere(parsed.diagnostic);
        return out;
    }
    RowPaths paths(RowKind::step, state, [trace](TraceIndex) { return trace; });
    const CompiledFilter compiled = compileFilter(parsed.filter, now, &paths);
    if (!compiled.matcher) {
        out.sentence = notHere(compiled.diagnostic);
        return out;
    }
    out.applies = true;
    out.matching.resize(trace->nodes.size());
    StepFields row([](Seq) { return static_cast<const LogEntry*>(nullptr); });
    for (std::size_t i = 0; i < trace->nodes.size(); ++i) {
        if (i % kStopCheckEvery == 0 && stop.stop_requested())
            break;
        row.set(*trace, trace->nodes[i]);
        out.matching[i] = compiled.matcher->matches(row);
        out.count += out.matching[i];
    }
    return out;
}

} // namespace penstock::ui
