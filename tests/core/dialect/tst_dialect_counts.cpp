// SPDX-License-Identifier: GPL-3.0-or-later
// What real exporters wrote, counted: kinds, agents, tokens, cost, messages of every trace file that lies beside the
// project. Only numbers are kept in tests/data/dialect/real_traces.counts; PENSTOCK_UPDATE_GOLDEN=1 rewrites them.
#include "core/ingest/file_reader.h"
#include "core/pricing/price_table.h"
#include "tests/core/dialect/fixtures.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>

#include <map>
#include <set>

using namespace penstock;

namespace {

struct Counts {
    std::size_t steps = 0;
    std::map<std::string, std::size_t> kinds;
    std::set<std::string> agents;
    std::int64_t input = 0;
    std::int64_t output = 0;
    std::int64_t reported = 0;  ///< micro-USD said by the sender
    std::int64_t estimated = 0; ///< said by the sender to be an estimate
    std::size_t priced = 0;     ///< steps our price table knows
    std::size_t withContent = 0;
    std::size_t delegations = 0;
};

void count(const RawBatch& raw, std::shared_ptr<const RawBatch> batch, const PriceTable& prices,
           Counts& out)
{
    const auto steps = normalize(std::move(batch));
    QCOMPARE(steps->steps.size(), raw.spans.size());
    for (Step& step : steps->steps) {
        ++out.steps;
        ++out.kinds[std::string(stepKindName(step.kind))];
        if (step.kind == StepKind::agentRun)
            out.agents.insert(std::string(step.agentName));
        if (step.usage.input > 0 && step.kind == StepKind::llmCall)
            out.input += step.usage.input;
        if (step.usage.output > 0 && step.kind == StepKind::llmCall)
            out.output += step.usage.output;
        out.reported += step.cost.source == CostSource::reported ? step.cost.amount : 0;
        out.estimated += step.cost.source == CostSource::estimated ? step.cost.amount : 0;
        prices.price(step);
        out.priced += step.cost.source == CostSource::computed;
        out.withContent += !readConversation(step).empty();
        out.delegations += step.delegations.size();
    }
}

std::string line(const std::string& name, const Counts& c)
{
    std::string out = name + ": steps=" + std::to_string(c.steps);
    for (const auto& [kind, n] : c.kinds)
        out += " " + kind + "=" + std::to_string(n);
    out += " agents=" + std::to_string(c.agents.size()) + " input=" + std::to_string(c.input) +
           " output=" + std::to_string(c.output);
    out += " reported=" + std::to_string(c.reported) + " estimated=" + std::to_string(c.estimated);
    out += " priced=" + std::to_string(c.priced) + " content=" + std::to_string(c.withContent);
    return out + " delegations=" + std::to_string(c.delegations) + "\n";
}

} // namespace

class DialectCountsTest : public QObject {
    Q_OBJECT

private slots:
    void everyFileGivesTheCountsOfItsLine();

private:
    static QString tracesDir()
    {
        return QString::fromStdString(test::sourceDir()) + QStringLiteral("/../shared/traces");
    }
};

void DialectCountsTest::everyFileGivesTheCountsOfItsLine()
{
    if (!QDir(tracesDir()).exists())
        QSKIP("the real traces do not lie beside the project");
    const auto prices = PriceTable::builtIn();
    std::map<std::string, Counts> counts;
    for (const QString& folder : {QStringLiteral("dev/whowhen"), QStringLiteral("dev/tau_airline"),
                                  QStringLiteral("formats")}) {
        QDirIterator files(tracesDir() + u'/' + folder, {QStringLiteral("*.json")}, QDir::Files);
        while (files.hasNext()) {
            const QString path = files.next();
            const bool single = folder == QStringLiteral("formats");
            Counts& mine =
                counts[(single ? folder + u'/' + files.fileName() : folder).toStdString()];
            const auto summary = readTraceFile(path.toStdString(), {}, [&](FileChunk chunk) {
                count(*chunk.batch, chunk.batch, *prices, mine);
                return true;
            });
            QVERIFY2(summary.ok(), qPrintable(path));
            QCOMPARE(summary->rejected, std::uint64_t{0});
        }
    }
    std::string actual;
    for (const auto& [name, c] : counts)
        actual += line(name, c);
    const QString golden = QString::fromStdString(test::sourceDir()) +
                           QStringLiteral("/tests/data/dialect/real_traces.counts");
    if (qEnvironmentVariableIsSet("PENSTOCK_UPDATE_GOLDEN")) {
        QFile file(golden);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(actual.data(), static_cast<qint64>(actual.size()));
        return;
    }
    const QStringList expected =
        QString::fromStdString(test::readFile(golden.toStdString())).split(u'\n');
    const QStringList lines = QString::fromStdString(actual).split(u'\n');
    for (qsizetype i = 0; i < std::max(expected.size(), lines.size()); ++i)
        QCOMPARE(lines.value(i), expected.value(i));
}

QTEST_GUILESS_MAIN(DialectCountsTest)
#include "tst_dialect_counts.moc"
