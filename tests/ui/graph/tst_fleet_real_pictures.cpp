// SPDX-License-Identifier: GPL-3.0-or-later
// The fleet graph of real traces, as text: the same whichever way round they arrive. Agents only: the names of tools
// belong to others. PENSTOCK_WRITE_GOLDENS=1 writes the goldens anew; read the difference before committing it.
#include "tests/core/fleet/real_traces.h"
#include "ui/graph/fleet_drawing.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray pictureOf(const FleetState& state)
{
    ui::PictureOptions options;
    options.filter = [](const FleetState& s, AgentIndex agent) {
        const ActorKind kind = s.agents[agent.value].kind;
        return kind == ActorKind::agent || kind == ActorKind::remoteAgent;
    };
    // When the traces were made, so that there are rates.
    options.until = 0;
    for (std::uint32_t i = 1; i <= state.agents.size(); ++i)
        options.until = std::max(options.until, state.agents[i].lastSeen);
    return ui::textOf(ui::fleetPicture(state, options)).toUtf8();
}

} // namespace

class TestFleetRealPictures : public QObject {
    Q_OBJECT

private slots:
    void aRealTraceIsDrawnAsItsGolden_data()
    {
        QTest::addColumn<QString>("file");
        for (const char* file :
             {"formats/koog-2025-08-26.trace.json", "formats/google-adk-2025-08-28.trace.json",
              "formats/claude-agent-2025-12-22.trace.json", "formats/quo_tav_agent.json",
              "dev/whowhen/Hand-Crafted-1.otlp.json",
              "dev/whowhen/Algorithm-Generated-1.otlp.json"})
            QTest::newRow(file) << QString::fromLatin1(file);
    }
    void aRealTraceIsDrawnAsItsGolden()
    {
        QFETCH(QString, file);
        const TraceFile read = readFile(file);
        QVERIFY2(read.spans > 0, "the shared traces are not on this machine");
        const auto forwards = fold(read, false);
        const auto backwards = fold(read, true);
        const QByteArray picture = pictureOf(*forwards->publish());
        QCOMPARE(pictureOf(*backwards->publish()), picture);
        const QString name = file.section(u'/', -1).section(u'.', 0, 0);
        QFile golden(sourceDir() + u"/tests/data/fleet_graph/"_s + name + u".txt"_s);
        if (qEnvironmentVariableIsSet("PENSTOCK_WRITE_GOLDENS")) {
            QVERIFY(golden.open(QIODevice::WriteOnly));
            golden.write(picture);
            return;
        }
        QVERIFY2(golden.open(QIODevice::ReadOnly), qPrintable(golden.fileName()));
        QCOMPARE(picture, golden.readAll());
    }

    void everyRealTraceCanBeLaidOutAndDrawn()
    {
        const TraceFile read = readFile(u"formats/quo_tav_agent.json"_s);
        QVERIFY2(read.spans > 0, "the shared traces are not on this machine");
        const auto state = fold(read, false)->publish();
        const ui::Drawing drawing =
            ui::makeDrawing(ui::fleetPicture(*state, {}), nullptr, {true, true, true});
        QCOMPARE(drawing->scene.nodes.size(), drawing->picture.nodes.size());
        QCOMPARE(drawing->scene.edges.size(), drawing->picture.edges.size());
        QVERIFY(drawing->picture.nodes.size() > 2);
    }
};

QTEST_GUILESS_MAIN(TestFleetRealPictures)
#include "tst_fleet_real_pictures.moc"
