// SPDX-License-Identifier: GPL-3.0-or-later
// Export of the whole desktop on a real log, from the keyboard: Ctrl+E in the open cascade, and every format read back.
#include "app/bench/server_process.h"
#include "app/desktop/desktop_session.h"
#include "app/desktop/step_exporter.h"
#include "ui/shell/main_window.h"
#include "ui/timeline/waterfall_canvas.h"
#include "ui/views/cascade_page.h"
#include "ui/views/traces_view.h"
#include "ui/widgets/data_table.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtGui/QImage>
#include <QtSvg/QSvgRenderer>
#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>

using namespace penstock;
using namespace penstock::ui;
using bench::TemporaryDirectory;

namespace {

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void import(const TemporaryDirectory& into, const QString& file)
{
    int exitCode = -1;
    bench::runProgram(
        {PENSTOCKCTL, "import", "--data-dir", into.path() + "/data", file.toStdString()},
        &exitCode);
    QCOMPARE(exitCode, 0);
}

/// Every step as the listing tells it, but for its number in the log.
QList<QJsonObject> stepsIn(const TemporaryDirectory& directory)
{
    const std::string out = bench::runProgram(
        {PENSTOCKCTL, "steps", "--json", "--data-dir", directory.path() + "/data"});
    QList<QJsonObject> steps;
    for (const QByteArray& line : QByteArray::fromStdString(out).split('\n')) {
        QJsonObject step = QJsonDocument::fromJson(line).object();
        step.remove(QStringLiteral("seq"));
        if (!step.isEmpty())
            steps << step;
    }
    return steps;
}

/// The desktop on a log with one real trace, its cascade open.
struct RealDesk {
    TemporaryDirectory directory;
    desktop::DesktopSession session;
    std::unique_ptr<MainWindow> window;
    QString said; ///< what the person was told last

    RealDesk()
    {
        import(directory, qEnvironmentVariable("PENSTOCK_SOURCE_DIR") +
                              QStringLiteral("/../shared/traces/dev/whowhen/"
                                             "Hand-Crafted-1.otlp.json"));
        EngineOptions options;
        options.dataDirectory = directory.path() + "/data";
        options.otlpHttpPort = 0;
        options.otlpGrpcPort = 0;
        auto opened = desktop::openDesktopSession(options);
        QVERIFY(opened.ok());
        session = std::move(*opened);
        MainWindowOptions windowOptions;
        windowOptions.settingsPath = path("settings.ini");
        windowOptions.makeTray = {};
        windowOptions.exportSteps = desktop::stepExporter(options.dataDirectory);
        window = std::make_unique<MainWindow>(session.session, windowOptions);
        window->resize(1440, 900);
        window->show();
        QVERIFY(QTest::qWaitForWindowExposed(window.get()));
        window->activateWindow();
        openCascade();
    }
    ~RealDesk()
    {
        window.reset();
        session.commands.reset();
        session.session->close();
    }
    QString path(const char* name) const
    {
        return QString::fromStdString(directory.path()) + QLatin1Char('/') + QLatin1String(name);
    }
    void press(int key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(key), modifiers);
    }
    void openCascade() const
    {
        QTRY_VERIFY(QApplication::focusWidget() != nullptr);
        press(Qt::Key_3, Qt::ControlModifier);
        QTRY_VERIFY(window->traces().traceTable().model()->rowCount() > 0);
        press(Qt::Key_Return);
        QTRY_VERIFY(window->cascadePage().settled());
        QVERIFY(window->cascadePage().waterfall().shape()->size() > 10);
    }
    /// Ctrl+E, the format, the name, Enter.
    void exportAs(ExportFormat format, const char* name)
    {
        press(Qt::Key_E, Qt::ControlModifier);
        ExportDialog& dialog = window->exportDialog();
        QTRY_VERIFY(dialog.isActiveWindow());
        dialog.choose(format);
        dialog.fileLine().setFocus();
        dialog.fileLine().selectAll();
        QTest::keyClicks(&dialog.fileLine(), path(name));
        QSignalSpy done(&dialog, &ExportDialog::exported);
        press(Qt::Key_Return);
        QTRY_COMPARE(done.size(), 1);
        said = done.front().front().toString();
        press(Qt::Key_Escape);
        QTRY_VERIFY(!dialog.isVisible());
        window->activateWindow(); // as a window manager does
        QTRY_VERIFY(window->isAncestorOf(QApplication::focusWidget()));
    }
};

} // namespace

class TestUiExportLog final : public QObject {
    Q_OBJECT
private slots:
    void theStepsOfACascadeAreImportedAgainEqual()
    {
        RealDesk desk;
        desk.exportAs(ExportFormat::otlp, "cascade.otlp.jsonl");
        const QList<QJsonObject> there = stepsIn(desk.directory);
        QVERIFY2(desk.said.contains(QStringLiteral("%1 steps").arg(there.size())),
                 qPrintable(desk.said));
        const TemporaryDirectory other;
        import(other, desk.path("cascade.otlp.jsonl"));
        QCOMPARE(stepsIn(other), there);
    }

    void theOpenCascadeIsAPictureThatShowsItsSteps()
    {
        RealDesk desk;
        const CascadePage& page = desk.window->cascadePage();
        desk.exportAs(ExportFormat::png, "cascade.png");
        QImage image;
        QVERIFY(image.loadFromData(contents(desk.path("cascade.png"))));
        QCOMPARE(image.size(), page.size() * page.devicePixelRatioF());
        desk.exportAs(ExportFormat::svg, "cascade.svg");
        QVERIFY2(desk.said.contains(QLatin1String("Only the lines on the screen")),
                 qPrintable(desk.said));
        const QByteArray svg = contents(desk.path("cascade.svg"));
        QSvgRenderer renderer;
        QVERIFY(renderer.load(svg));
        QCOMPARE(renderer.viewBox().size(), page.size());
        QVERIFY(svg.contains("Critical path"));
        QVERIFY(!svg.contains("<image")); // the small map is of shapes too
    }

    void theListOfTracesIsATableInBothFormats()
    {
        RealDesk desk;
        desk.press(Qt::Key_Escape); // up to the list
        QTRY_VERIFY(desk.window->traces().isVisible());
        const QAbstractItemModel& rows = *desk.window->traces().traceTable().model();
        desk.exportAs(ExportFormat::csv, "traces.csv");
        QCOMPARE(contents(desk.path("traces.csv")).count("\r\n"), rows.rowCount() + 1);
        desk.exportAs(ExportFormat::json, "traces.json");
        const QJsonArray table =
            QJsonDocument::fromJson(contents(desk.path("traces.json"))).array();
        QCOMPARE(table.size(), rows.rowCount());
        QCOMPARE(table.first().toObject(),
                 QJsonDocument::fromJson(desk.window->traces().traceTable().rowAsJson(0).toUtf8())
                     .object());
    }
};

QTEST_MAIN(TestUiExportLog)
#include "tst_ui_export_log.moc"
