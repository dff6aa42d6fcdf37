// SPDX-License-Identifier: GPL-3.0-or-later
// Real traces through reader, dialects and fold. The goldens hold agent names and counts only: the content of the
// traces belongs to others. PENSTOCK_WRITE_GOLDENS=1 writes them anew; read the difference before committing it.
#include "tests/core/fleet/real_traces.h"

#include <QTest>

#include <set>

using namespace penstock;
using namespace penstock::test;

namespace {

std::string text(std::int64_t n)
{
    return std::to_string(n);
}

std::string tokensOf(const UsageTotals& u)
{
    return " in=" + text(u.input) + " out=" + text(u.output) + " calls=" + text(u.calls) +
           " no_usage=" + text(u.callsNoUsage);
}

/// Agents, delegations and totals; of tools and other actors only how many there are.
std::string summaryOf(const FleetState& s)
{
    std::multiset<std::string> lines;
    std::array<std::int64_t, 5> actors{};
    std::array<std::int64_t, 5> calls{};
    const auto number = [](std::uint64_t n) { return std::to_string(n); };
    for (std::uint32_t i = 1; i <= s.agents.size(); ++i) {
        const AgentRow& row = s.agents[i];
        if (row.runs == 0 && row.steps == 0)
            continue;
        if (row.kind == ActorKind::agent)
            lines.insert("agent " + row.name + " runs=" + number(row.runs) + " steps=" +
                         number(row.steps) + " errors=" + number(row.errors) + tokensOf(row.usage));
        ++actors[static_cast<std::size_t>(row.kind)];
        calls[static_cast<std::size_t>(row.kind)] += static_cast<std::int64_t>(row.runs);
    }
    for (std::uint32_t i = 1; i <= s.delegations.size(); ++i) {
        const DelegationRow& row = s.delegations[i];
        if (row.count == 0 || row.toKind != ActorKind::agent)
            continue;
        lines.insert("delegation " + s.agents[row.from.value].name + " -> " +
                     s.agents[row.to.value].name + " " + std::string(evidenceName(row.best)) + " " +
                     std::string(delegationModeName(row.mode)) + " count=" + number(row.count));
    }
    const FleetTotals& t = s.totals;
    std::uint64_t missing = 0;
    for (std::uint32_t i = 1; i <= s.traces.size(); ++i)
        missing += s.traces[i].missingParents;
    std::string all = "totals steps=" + number(t.steps) + " traces=" + number(t.traces) +
                      " runs=" + number(t.runs) + " errors=" + number(t.errors) +
                      " missing_parents=" + number(missing) + tokensOf(t.usage) + "\n";
    all += "calls tools=" + text(calls[2]) + " of " + text(actors[2]) +
           " remote=" + text(calls[1]) + " memory=" + text(calls[3]) + " human=" + text(calls[4]) +
           "\n";
    for (const std::string& line : lines)
        all += line + "\n";
    return all;
}

} // namespace

class TestFleetRealTraces : public QObject {
    Q_OBJECT

private slots:
    void aRealTraceFoldsToItsGolden_data()
    {
        QTest::addColumn<QString>("file");
        const QString files[] = {
            QStringLiteral("formats/autogen-2025-06-06.trace.json"),
            QStringLiteral("formats/claude-agent-2025-12-22.trace.json"),
            QStringLiteral("formats/google-adk-2025-08-28.trace.json"),
            QStringLiteral("formats/pydantic-ai-tools-2025-12-04.trace.json"),
            QStringLiteral("formats/koog-2025-08-26.trace.json"),
            QStringLiteral("formats/quo_tav_agent.json"),
            QStringLiteral("dev/whowhen/Hand-Crafted-1.otlp.json"),
            QStringLiteral("dev/whowhen/Algorithm-Generated-1.otlp.json"),
        };
        for (const QString& file : files)
            QTest::newRow(qPrintable(file)) << file;
    }
    void aRealTraceFoldsToItsGolden()
    {
        QFETCH(QString, file);
        if (!QFile::exists(tracesDir() + file))
            QSKIP("the shared traces are not on this machine");
        const TraceFile read = readFile(file);
        QVERIFY(read.spans > 0);
        const auto forwards = fold(read, false);
        const auto backwards = fold(read, true);
        QVERIFY(forwards->dumpWorld() == backwards->dumpWorld());
        const QByteArray summary = QByteArray::fromStdString(summaryOf(*forwards->publish()));
        const QString name = file.section(QLatin1Char('/'), -1).section(QLatin1Char('.'), 0, 0);
        QFile golden(sourceDir() + QStringLiteral("/tests/data/fleet/") + name +
                     QStringLiteral(".txt"));
        if (qEnvironmentVariableIsSet("PENSTOCK_WRITE_GOLDENS")) {
            QVERIFY(golden.open(QIODevice::WriteOnly));
            golden.write(summary);
            return;
        }
        QVERIFY(golden.open(QIODevice::ReadOnly));
        QCOMPARE(summary, golden.readAll());
    }

    void everySpanOfEveryRealTraceIsShownOnce()
    {
        if (!QDir(tracesDir()).exists())
            QSKIP("the shared traces are not on this machine");
        int files = 0;
        for (const QString& folder : {QStringLiteral("formats/"), QStringLiteral("dev/whowhen/"),
                                      QStringLiteral("dev/tau_airline/")}) {
            const QStringList names =
                QDir(tracesDir() + folder).entryList({QStringLiteral("*.json")}, QDir::Files);
            for (const QString& name : names) {
                const TraceFile read = readFile(folder + name);
                const auto fleet = fold(read, false);
                const auto state = fleet->publish();
                std::uint64_t shown = 0;
                for (std::uint32_t i = 1; i <= state->traces.size(); ++i) {
                    const auto view = fleet->view({i});
                    for (const TraceNode& node : view->nodes)
                        shown += node.seq != 0 ? 1 : 0;
                }
                QVERIFY2(shown == read.spans,
                         qPrintable(name +
                                    QStringLiteral(" shows %1 of %2").arg(shown).arg(read.spans)));
                ++files;
            }
        }
        QVERIFY(files > 0);
    }
};

QTEST_APPLESS_MAIN(TestFleetRealTraces)
#include "tst_fleet_real_traces.moc"
