// SPDX-License-Identifier: GPL-3.0-or-later
// Export under real events: what is written is what is seen, the person is told where it went and what is not in it.
#include "tests/ui/support/fleet_desk.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtSvg/QSvgRenderer>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include "ui/charts/chart_board.h"
#include "ui/export/export_dialog.h"
#include "ui/views/charts_view.h"
#include "ui/views/fleet_toolbar.h"
#include "ui/widgets/data_table.h"

using namespace penstock;
using namespace penstock::testing;
using namespace penstock::ui;

namespace {

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Share of the pixels that are about as bright; letters are drawn a little otherwise.
double likeness(const QImage& a, const QImage& b)
{
    qint64 alike = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            alike += std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))) < 24;
    return static_cast<double>(alike) / static_cast<double>(a.width() * a.height());
}

/// The room on the screen, exported by hand: Ctrl+E, format, file, the button.
struct Export {
    Desk& desk;
    ExportDialog dialog;
    QString file;
    QStringList said;

    Export(Desk& on, Exportable& view, ExportFormat format, StepExporter steps = {})
        : desk(on), dialog(on.window->theme(), std::move(steps), on.window.get())
    {
        QObject::connect(&dialog, &ExportDialog::exported, &dialog,
                         [this](const QString& s) { said << s; });
        QObject::connect(&dialog, &ExportDialog::failed, &dialog,
                         [this](const QString& s) { said << s; });
        dialog.fileLine().setText(desk.directory.filePath(QStringLiteral("x")));
        dialog.offer(view.exportOffer());
        dialog.choose(format);
        file = dialog.fileLine().text();
    }
    void use(const QString& path)
    {
        dialog.fileLine().setText(path);
        file = path;
    }
    bool run()
    {
        QTest::mouseClick(&dialog.exportButton(), Qt::LeftButton);
        return QTest::qWaitFor([this] { return !said.isEmpty(); }, 5000);
    }
};

} // namespace

class TestUiExport final : public QObject {
    Q_OBJECT
private slots:
    void aTableIsWrittenAsItIsSeen()
    {
        Desk desk;
        TracesView& traces = desk.window->traces();
        desk.window->state().goTo(Room::traces);
        desk.window->state().setFilter(QStringLiteral("agents > 1"));
        traces.traceTable().sortByColumn(2, Qt::AscendingOrder);
        auto* model = static_cast<SnapshotTable*>(traces.traceTable().model());
        QTRY_VERIFY(!model->sorting() && model->rowCount() > 0);
        traces.traceTable().setColumnHidden(3, true);
        traces.traceTable().horizontalHeader()->moveSection(0, 1);
        Export csv(desk, traces, ExportFormat::json);
        QVERIFY(csv.run());
        const QJsonArray rows = QJsonDocument::fromJson(contents(csv.file)).array();
        QCOMPARE(rows.size(), model->rowCount());
        const auto& columns = model->columns();
        for (int row = 0; row < model->rowCount(); ++row) {
            const QJsonObject object = rows[row].toObject();
            QCOMPARE(object.size(), static_cast<qsizetype>(columns.size()) - 1);
            QVERIFY(!object.contains(columns[3].key));
            QCOMPARE(object, [&] {
                QJsonObject seen =
                    QJsonDocument::fromJson(traces.traceTable().rowAsJson(row).toUtf8()).object();
                seen.remove(columns[3].key);
                return seen;
            }());
        }
        QVERIFY2(csv.said.front().contains(csv.file), qPrintable(csv.said.front()));
        QVERIFY2(csv.said.front().contains(QLatin1String("The filter leaves out")),
                 qPrintable(csv.said.front()));
    }

    void theColumnsOfACsvStandAsOnTheScreen()
    {
        Desk desk;
        TracesView& traces = desk.window->traces();
        desk.window->state().goTo(Room::traces);
        DataTable& table = traces.traceTable();
        table.horizontalHeader()->moveSection(0, 2);
        Export csv(desk, traces, ExportFormat::csv);
        QVERIFY(csv.run());
        const QByteArray head = contents(csv.file).split('\r').front();
        const auto title = [&](int column) {
            return csvField(table.model()->headerData(column, Qt::Horizontal).toString());
        };
        QVERIFY2(head.startsWith(title(1) + ',' + title(2) + ',' + title(0) + ','), head);
        QCOMPARE(contents(csv.file).count("\r\n"), table.model()->rowCount() + 1);
    }

    void picturesShowTheGraphAtItsSize()
    {
        FleetDesk desk;
        Export png(desk, desk.fleet(), ExportFormat::png);
        QVERIFY(png.run());
        QImage image;
        QVERIFY(image.loadFromData(contents(png.file)));
        QCOMPARE(image.size(), desk.canvas().size() * desk.canvas().devicePixelRatioF());
        QVERIFY2(png.said.front().contains(desk.fleet().toolbar().countText()),
                 qPrintable(png.said.front()));
        Export svg(desk, desk.fleet(), ExportFormat::svg);
        QVERIFY(svg.run());
        QSvgRenderer renderer;
        QVERIFY(renderer.load(contents(svg.file)));
        QCOMPARE(renderer.viewBox().size(), desk.canvas().size());
        const QByteArray drawn = contents(svg.file);
        QVERIFY(!drawn.contains("<image")); // lines and words, not pixels
        for (const NodeFacts& node : desk.canvas().drawing()->picture.nodes)
            if (node.name.size() < 10) // longer ones may be cut to their box
                QVERIFY2(drawn.contains(node.name.toUtf8()), qPrintable(node.name));
        // and the same picture
        QImage painted(image.size(), QImage::Format_RGB32);
        QPainter painter(&painted);
        renderer.render(&painter);
        painter.end();
        QVERIFY2(likeness(painted, image) > 0.97,
                 qPrintable(QString::number(likeness(painted, image))));
    }

    void theNameOfAToolIsWorthMoreThanHowLongItHasBeenQuiet()
    {
        FleetDesk desk;
        FleetState& world = desk.session->building();
        for (std::uint32_t i = 1; i <= world.agents.size(); ++i)
            if (world.agents[i].name == "kubectl.rollout")
                world.agents.change(i).lastSeen = kPictureTime - 400 * kDay;
        desk.session->publish();
        const auto isStale = [&desk] {
            const auto& nodes = desk.picture().nodes;
            const auto node =
                std::ranges::find(nodes, QStringLiteral("kubectl.rollout"), &NodeFacts::name);
            return node != nodes.end() && node->stale;
        };
        QTRY_VERIFY(isStale());
        desk.settle();
        Export svg(desk, desk.fleet(), ExportFormat::svg);
        QVERIFY(svg.run());
        QVERIFY(contents(svg.file).contains(">kubectl.rollout<"));
        QVERIFY(!contents(svg.file).contains("400 d ago"));
        QVERIFY(contents(svg.file).contains("/min<")); // of others: numbers are in the picture
    }

    void chartsAreWrittenAsPictureAndAsFigures()
    {
        Desk desk;
        desk.window->resize(1440, 900);
        desk.window->state().goTo(Room::charts);
        ChartsView& charts = desk.window->charts();
        QTRY_VERIFY(charts.board().data() && charts.settled());
        Export svg(desk, charts, ExportFormat::svg);
        QVERIFY(svg.run());
        QVERIFY(contents(svg.file).contains("procurement")); // words stay words
        Export json(desk, charts, ExportFormat::json);
        QVERIFY(json.run());
        const QJsonArray rows = QJsonDocument::fromJson(contents(json.file)).array();
        const ChartData& data = *charts.board().data();
        QCOMPARE(rows.size(), static_cast<qsizetype>(data.span.count));
        const QJsonObject last = rows.at(rows.size() - 2).toObject();
        QCOMPARE(last.value(QLatin1String("spend $ a minute.all")).toDouble(),
                 data.of(Measure::spend).whole[data.span.count - 2]);
        QVERIFY(last.value(QLatin1String("losses.refused")).isNull()); // nobody counted it here
    }

    void theStepsOfTheOpenTraceAreHandedOverAndTheFileIsWholeOrNotThere()
    {
        Desk desk;
        desk.openRefund();
        std::vector<Seq> asked;
        const StepExporter good = [&](std::vector<Seq> steps, const FileWriter::Put& put,
                                      const std::stop_token&) -> Result<QString> {
            asked = std::move(steps);
            const Status told = put("{}\n");
            return told ? Result<QString>(QStringLiteral("1 step is no longer in the log."))
                        : told.error();
        };
        Export otlp(desk, desk.window->cascadePage(), ExportFormat::otlp, good);
        QVERIFY(otlp.run());
        std::size_t known = 0;
        for (const CascadeNode& node : desk.window->cascadePage().waterfall().shape()->view->nodes)
            known += node.seq != 0;
        QCOMPARE(asked.size(), known);
        QCOMPARE(contents(otlp.file), QByteArray("{}\n"));
        QVERIFY(otlp.said.front().contains(QLatin1String("no longer in the log")));

        const StepExporter bad = [](std::vector<Seq>, const FileWriter::Put& put,
                                    const std::stop_token&) -> Result<QString> {
            if (const Status told = put("half"); !told)
                return told.error();
            return Error{ErrorCode::io, "The log cannot be read.", {}};
        };
        Export failing(desk, desk.window->cascadePage(), ExportFormat::otlp, bad);
        failing.use(otlp.file); // the name offered holds the time
        QVERIFY(failing.dialog.remark().contains(QLatin1String("would be replaced")));
        QVERIFY(failing.run());
        QCOMPARE(contents(failing.file), QByteArray("{}\n")); // the old one stands
        QCOMPARE(failing.said.front(), QStringLiteral("The log cannot be read."));
    }

    void aFolderThatIsNotThereIsSaid()
    {
        Desk desk;
        Export png(desk, desk.window->traces(), ExportFormat::png);
        png.dialog.fileLine().setText(desk.directory.filePath(QStringLiteral("no/such/x.png")));
        QVERIFY(png.run());
        QVERIFY2(png.said.front().contains(QLatin1String("cannot be written")),
                 qPrintable(png.said.front()));
    }
};

QTEST_MAIN(TestUiExport)
#include "tst_ui_export.moc"
