// SPDX-License-Identifier: GPL-3.0-or-later
// A cascade as text, drawn and real. The goldens of real traces hold names and counts only: their content belongs to
// others. PENSTOCK_WRITE_GOLDENS=1 writes them anew; read the difference before committing it.
#include "app/cli/cascade_text.h"
#include "tests/core/fleet/real_traces.h"

#include <QTest>

#include <set>

using namespace penstock;
using namespace penstock::test;

namespace {

std::string textOf(std::string_view drawing, const cli::CascadeTextOptions& options = {})
{
    Folded world(drawing);
    return cli::cascadeText(*world.fleet().cascade({1}), options);
}

/// Of all cascades, in the order of their ids: the order of arrival must not show.
QByteArray textOfAll(Fleet& fleet)
{
    std::set<std::string> texts;
    const auto state = fleet.publish();
    for (std::uint32_t i = 1; i <= state->traces.size(); ++i)
        texts.insert(cli::cascadeText(*fleet.cascade({i})));
    std::string all;
    for (const std::string& text : texts)
        all += text;
    return QByteArray::fromStdString(all);
}

constexpr std::string_view kRefund =
    "agent_run planner #1 @shop [0-1000] user=ada framework=crew\n"
    "  llm_call gpt #2 [0-100] in=900 out=100 cost=5000\n"
    "  tool_call sql.query #3 [100-110]\n"
    "  tool_call sql.query #4 [110-120] status=error error=locked\n"
    "  tool_call sql.query #5 [120-130]\n"
    "  human_wait approve #6 [130-700]\n"
    "  tool_call send #7 [700-720]\n"
    "trace=2\n"
    "agent_run clerk #1 @desk [800-2000] link=1/#7 provisional\n"
    "  tool_call pay #2 parent=#9 [900-950]\n";

} // namespace

class TestCascadeText : public QObject {
    Q_OBJECT

private slots:
    void aCascadeIsATreeWithItsCriticalPathAndFoldedSteps()
    {
        const std::string expected =
            "cascade 7a000000000000000000000000000001: 2 traces, 9 steps, 2 runs, 1.0 s, "
            "$0.005000, "
            "1,000 tokens, 1 error, 1 unfinished, 1 wait for a person, 1 missing parent\n"
            "in the name of user ada (claimed) organization unknown platform crew (claimed) "
            "deployment shop (claimed) agent planner (claimed)\n"
            "* agent_run planner 1.0 s $0.005000 1,000 tokens\n"
            "*   llm_call gpt 100 ms $0.005000 1,000 tokens\n"
            "*   tool_call sql.query x3, 1 failed\n"
            "*   human_wait approve 570 ms\n"
            "*   tool_call send 20 ms\n"
            "*     agent_run clerk unfinished <- span_link 75 %\n"
            "      missing parent 0000000000000009\n"
            "        tool_call pay 50 ms\n";
        QCOMPARE(QString::fromStdString(textOf(kRefund)), QString::fromStdString(expected));
    }

    void allStepsAreShownOnDemandAndACutSaysHowManyAreMissing()
    {
        const QString all = QString::fromStdString(textOf(kRefund, {true, 0}));
        QCOMPARE(all.count(QStringLiteral("sql.query")), 3);
        const QString cut = QString::fromStdString(textOf(kRefund, {false, 3}));
        QVERIFY(cut.endsWith(QStringLiteral("more steps\n")));
    }

    void whatAnAgentSaysCannotFakeALine()
    {
        const std::string text =
            textOf("agent_run \"a\xE2\x80\xAE* tool_call evil\" #1 @s [0-1]\n");
        QVERIFY(QString::fromStdString(text).contains(QStringLiteral("U+202E")));
    }

    void aRealTraceReadsAsItsGolden_data()
    {
        QTest::addColumn<QString>("file");
        for (const char* name :
             {"formats/claude-agent-2025-12-22.trace.json",
              "formats/google-adk-2025-08-28.trace.json", "formats/koog-2025-08-26.trace.json",
              "formats/pydantic-ai-tools-2025-12-04.trace.json",
              "dev/whowhen/Hand-Crafted-1.otlp.json", "dev/whowhen/Hand-Crafted-12.otlp.json",
              "dev/whowhen/Algorithm-Generated-1.otlp.json"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void aRealTraceReadsAsItsGolden()
    {
        QFETCH(QString, file);
        if (!QFile::exists(tracesDir() + file))
            QSKIP("the shared traces are not on this machine");
        const TraceFile read = readFile(file);
        QVERIFY(read.spans > 0);
        const QByteArray text = textOfAll(*fold(read, false));
        QCOMPARE(textOfAll(*fold(read, true)), text);
        const QString name = file.section(QLatin1Char('/'), -1).section(QLatin1Char('.'), 0, 0);
        QFile golden(sourceDir() + QStringLiteral("/tests/data/cascades/") + name +
                     QStringLiteral(".txt"));
        if (qEnvironmentVariableIsSet("PENSTOCK_WRITE_GOLDENS")) {
            QVERIFY(golden.open(QIODevice::WriteOnly));
            golden.write(text);
            return;
        }
        QVERIFY(golden.open(QIODevice::ReadOnly));
        QCOMPARE(text, golden.readAll());
    }
};

QTEST_APPLESS_MAIN(TestCascadeText)
#include "tst_cascade_text.moc"
