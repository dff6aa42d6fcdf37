// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtCore/QTemporaryDir>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QTextDocument>
#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>

#include <memory>

#include "tests/ui/support/cascade_of.h"
#include "tests/ui/support/desk.h"
#include "ui/shell/close_guard.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/commands.h"
#include "ui/shell/crumb_bar.h"
#include "ui/shell/main_window.h"
#include "ui/shell/mode_chip.h"
#include "ui/shell/paint_overlay.h"
#include "ui/shell/problem_bar.h"
#include "ui/shell/shortcut_sheet.h"
#include "ui/shell/shot_taker.h"
#include "ui/shell/status_strip.h"
#include "ui/views/connect_view.h"
#include "ui/views/conversation_section.h"
#include "ui/views/inspector.h"
#include "ui/views/losses_view.h"
#include "ui/views/traces_view.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/strip_cell.h"

using namespace penstock;
using namespace penstock::testing;
using namespace penstock::ui;

namespace {

QString allPlainText(const QWidget& widget)
{
    QString text;
    for (const QPlainTextEdit* edit : widget.findChildren<QPlainTextEdit*>())
        text += edit->toPlainText() + QLatin1Char('\n');
    return text;
}

void pressAnswer(Desk& desk, const char* text)
{
    QTRY_VERIFY(desk.window->closeGuard().question() != nullptr);
    for (QAbstractButton* button : desk.window->closeGuard().question()->buttons())
        if (button->text() == QLatin1String(text))
            QTest::mouseClick(button, Qt::LeftButton);
}

} // namespace

class TestWindow : public QObject {
    Q_OBJECT
private slots:
    void anEmptyWorldShowsHowToConnectWithTextsToCopy()
    {
        Desk desk(false);
        QCOMPARE(desk.window->state().room(), Room::connect);
        ConnectView& view = desk.window->connectView();
        QVERIFY(view.sentence().startsWith(QLatin1String("Nothing has arrived yet")));
        QCOMPARE(view.copyButtons().size(), 11u);
        QTest::mouseClick(view.copyButtons().front(), Qt::LeftButton);
        QVERIFY(desk.clipboard().contains(
            QLatin1String("OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318")));
        QTest::mouseClick(view.testButton(), Qt::LeftButton);
        QTRY_VERIFY(view.answer().startsWith(QLatin1String("Accepted")));
        QCOMPARE(desk.session->testSpans(), 1);
        QSignalSpy demo(desk.window.get(), &MainWindow::demoRequested);
        QTest::mouseClick(view.demoButton(), Qt::LeftButton);
        QCOMPARE(demo.count(), 1);
    }

    void recipesCarryTlsAndTokenWhereTheyAreRequired()
    {
        EngineStatus status;
        status.otlpHttp = "0.0.0.0:4318";
        status.otlpGrpc = "10.0.0.5:4317";
        status.tls = true;
        status.tokensRequired = true;
        const auto recipes = recipesFor(status);
        QVERIFY(!recipes.empty());
        QVERIFY(recipes.front().text.contains(QLatin1String("https://<this machine>:4318")));
        for (const Recipe& recipe : recipes)
            QVERIFY2(recipe.text.contains(QLatin1String("<token>")), qPrintable(recipe.name));
        status.otlpHttp.clear();
        status.otlpGrpc.clear();
        QVERIFY(recipesFor(status).empty());
    }

    void oneProtocolIsEnoughForEveryRecipe()
    {
        EngineStatus http;
        http.otlpHttp = "127.0.0.1:4318";
        EngineStatus grpc;
        grpc.otlpGrpc = "127.0.0.1:4317";
        QCOMPARE(recipesFor(http).size(), 11u);
        QCOMPARE(recipesFor(grpc).size(), 11u);
        for (const Recipe& recipe : recipesFor(http)) {
            QVERIFY2(recipe.text.contains(QLatin1String("4318")), qPrintable(recipe.name));
            QVERIFY2(!recipe.text.contains(QLatin1String("grpc")), qPrintable(recipe.name));
        }
        for (const Recipe& recipe : recipesFor(grpc)) {
            QVERIFY2(recipe.text.contains(QLatin1String("4317")), qPrintable(recipe.name));
            QVERIFY2(recipe.text.contains(QLatin1String("grpc")), qPrintable(recipe.name));
        }
    }

    void aPausedListSaysHowFarItIsBehindAndNothingBesideItMoves()
    {
        Desk desk;
        auto* chip = desk.window->findChild<ModeChip*>();
        const int width = chip->sizeHint().width();
        desk.press(Qt::Key_Space);
        QCOMPARE(chip->text(), QStringLiteral("PAUSED"));
        desk.session->statusToShow().now += 41 * kSecond;
        QTRY_COMPARE(chip->accessibleDescription(), QStringLiteral("41 s behind"));
        QCOMPARE(chip->sizeHint().width(), width);
        desk.press(Qt::Key_Space);
        QCOMPARE(chip->text(), QStringLiteral("LIVE"));
    }

    void anEngineThatIsGoneIsSaidEverywhereSomebodyMayLook()
    {
        Desk desk;
        EngineStatus& status = desk.session->statusToShow();
        status.kind = SessionKind::attached;
        status.recording = false;
        status.problems = {"The engine no longer answers: nothing is being recorded."};
        auto* chip = desk.window->findChild<ModeChip*>();
        QTRY_COMPARE(chip->text(), QStringLiteral("NOT RECORDING"));
        QVERIFY(desk.window->problems().isVisible());
        desk.window->state().goTo(Room::connect);
        QVERIFY(desk.window->connectView().sentence().contains(QLatin1String("not listening")));
        QVERIFY(!desk.window->connectView().testButton()->isVisible());
    }

    void whileATraceIsReadTheTreeSaysSoAndHowMuchThereIs()
    {
        Desk desk;
        const TraceIndex slow =
            desk.session->addTrace("slow to read", {}, kPictureTime, kSecond, 12'400);
        desk.session->publish();
        QTRY_COMPARE(desk.window->bridge().snapshot()->traces.size(), slow.value);
        desk.window->state().openTrace(slow);
        const WaterfallCanvas& tree = desk.window->cascadePage().waterfall();
        QVERIFY(tree.waiting());
        QVERIFY(tree.waitingSentence().isEmpty()); // a short wait is not worth a sentence
        QTRY_VERIFY(tree.waitingSentence().contains(QLatin1String("it has 12,400 steps")));
        TraceView view;
        view.index = slow;
        view.nodes.resize(1);
        desk.session->setView(view);
        desk.session->publish();
        QTRY_VERIFY(!tree.waiting());
        QTRY_COMPARE(tree.rows().count(), 1);
    }

    void lossesAreMarkedInTheStripAndOneClickAway()
    {
        Desk desk;
        QCOMPARE(desk.window->strip().losses().value(), QStringLiteral("16"));
        QTest::mouseClick(&desk.window->strip().losses(), Qt::LeftButton);
        QCOMPARE(desk.window->state().room(), Room::losses);
        QVERIFY(desk.window->losses().table().model()->rowCount() > 10);
    }

    void problemsOfTheEngineAreSaidInWords()
    {
        Desk desk;
        QVERIFY(!desk.window->problems().isVisible());
        desk.session->statusToShow().problems = {"Port 4317 is taken by another program."};
        QTRY_VERIFY(desk.window->problems().isVisible());
        QCOMPARE(desk.window->problems().sentences().first(),
                 QStringLiteral("Port 4317 is taken by another program."));
    }

    void theInspectorShowsDetailFailureAndMissingSteps()
    {
        Desk desk;
        desk.openRefund();
        Inspector& inspector = desk.window->cascadePage().inspector();
        WaterfallCanvas& steps = desk.window->cascadePage().waterfall();
        steps.select(24); // stripe.refund
        QTRY_VERIFY(inspector.hasDetail());
        QVERIFY(inspector.conversation().shownCards() > 0);
        QCOMPARE(inspector.mandate().rows().front().value, QStringLiteral("support-triage"));
        QCOMPARE(inspector.mandate().rows().back().value, QStringLiteral("unknown"));
        QCOMPARE(inspector.usage().rows().back().value, QStringLiteral("2026-11-01"));
        QCOMPARE((inspector.usage().rows().end() - 2)->second, QStringLiteral("$0.704652"));
        desk.press(Qt::Key_6, Qt::AltModifier);
        QCOMPARE(inspector.tab(), Inspector::Tab::raw);
        QCOMPARE(inspector.rawTable().model()->rowCount(), 12);
        inspector.showTab(Inspector::Tab::all);
        steps.select(2); // nothing scripted for it
        QTRY_COMPARE(inspector.message(), QStringLiteral("The log has no such step."));
        QVERIFY(!inspector.hasDetail());
        steps.select(20); // the missing parent
        QVERIFY(inspector.message().startsWith(QLatin1String("This step has not been received")));
    }

    void contentThatWasNotCapturedSaysHowToSwitchItOn()
    {
        Desk desk;
        StepDetail detail = makeRefundDetail(1001);
        detail.conversation = {};
        detail.conversation.absentHint = "Set OTEL_LOG_USER_PROMPTS=1.";
        desk.session->setDetail(1001, detail);
        desk.openRefund();
        desk.window->cascadePage().waterfall().select(2);
        Inspector& inspector = desk.window->cascadePage().inspector();
        QTRY_VERIFY(inspector.hasDetail());
        QVERIFY(
            allPlainText(inspector.content()).contains(QLatin1String("OTEL_LOG_USER_PROMPTS=1")));
    }

    void hostileTextNeverBecomesMarkup()
    {
        Desk desk;
        desk.openRefund();
        desk.window->cascadePage().waterfall().select(13);
        Inspector& inspector = desk.window->cascadePage().inspector();
        inspector.showTab(Inspector::Tab::messages);
        QTRY_VERIFY(inspector.hasDetail());
        const QString text = allPlainText(inspector.content());
        QVERIFY(text.contains(QLatin1String("<h1>Approved</h1>")));
        QVERIFY(text.contains(QString::fromUtf8("‹U+202E›TCK-88304‹U+200B›")));
        QVERIFY(text.contains(QString::fromUtf8("‹U+0000›")));
        QVERIFY(text.contains(QString::fromUtf8("‹U+001B›")));
        QVERIFY(!text.contains(QChar(0x202E)));
        QVERIFY2(text.size() < 20'000, "three megabytes are folded, not laid out");
        for (const QLabel* label : inspector.findChildren<QLabel*>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
        for (const QWidget* widget : desk.window->findChildren<QWidget*>())
            QVERIFY(!widget->toolTip().contains(QLatin1String("<img")));
    }

    void theThemeSwitchesLiveAndIsRemembered()
    {
        Desk desk;
        const QImage light = desk.window->grab().toImage();
        desk.press(Qt::Key_T, Qt::ControlModifier);
        QCOMPARE(desk.window->theme().kind(), ThemeKind::dark);
        const QImage dark = desk.window->grab().toImage();
        QVERIFY(qGray(light.pixel(5, 600)) > 200);
        QVERIFY(qGray(dark.pixel(5, 600)) < 50);
        const QSettings settings(desk.directory.filePath(QStringLiteral("settings.ini")),
                                 QSettings::IniFormat);
        QCOMPARE(settings.value(QStringLiteral("theme")).toString(), QStringLiteral("dark"));
    }

    void closingWithoutATrayAsksAndKeepsRecording()
    {
        Desk desk;
        QSignalSpy closed(desk.window.get(), &MainWindow::closed);
        desk.window->close();
        QVERIFY(desk.window->closeGuard().question() != nullptr);
        QCOMPARE(closed.count(), 0);
        pressAnswer(desk, "Keep recording");
        QVERIFY(desk.window->isMinimized());
        QCOMPARE(closed.count(), 0);
        desk.window->showNormal();
        desk.window->close();
        pressAnswer(desk, "Quit");
        QTRY_COMPARE(closed.count(), 1);
    }

    void withATrayClosingHidesTheWindowAndTheTrayBringsItBack()
    {
        auto made = std::make_unique<Tray>();
        Tray* tray = made.get();
        Desk desk(true, [&made] { return std::move(made); });
        QSignalSpy closed(desk.window.get(), &MainWindow::closed);
        QVERIFY(desk.window->closeGuard().hasTray());
        desk.window->close();
        QVERIFY(!desk.window->isVisible());
        QVERIFY(desk.window->closeGuard().question() == nullptr);
        QCOMPARE(closed.count(), 0);
        desk.session->addTrace("while away", {}, kPictureTime, kSecond, 1);
        desk.session->publish();
        emit tray->showWanted();
        QVERIFY(desk.window->isVisible());
        QTRY_COMPARE(desk.window->traces().traceTable().model()->rowCount(), 62);
        desk.window->close();
        emit tray->quitWanted(); // from the hidden window
        QCOMPARE(closed.count(), 1);
    }

    void quittingFromTheTrayWhileTheWindowIsShownAsksNothing()
    {
        auto made = std::make_unique<Tray>();
        Tray* tray = made.get();
        Desk desk(true, [&made] { return std::move(made); });
        QSignalSpy closed(desk.window.get(), &MainWindow::closed);
        emit tray->quitWanted();
        QCOMPARE(closed.count(), 1);
        QVERIFY(desk.window->closeGuard().question() == nullptr);
    }

    void anAttachedDesktopClosesWithoutAQuestion()
    {
        Desk desk;
        desk.session->statusToShow().kind = SessionKind::attached;
        QSignalSpy status(&desk.window->bridge(), &SessionBridge::statusChanged);
        QTRY_VERIFY(status.count() > 0);
        QSignalSpy closed(desk.window.get(), &MainWindow::closed);
        desk.window->close();
        QCOMPARE(closed.count(), 1);
    }

    void theDesktopIsWokenOnceForManyChanges()
    {
        Desk desk;
        QSignalSpy pulled(&desk.window->bridge(), &SessionBridge::snapshotChanged);
        for (int i = 0; i < 200; ++i) {
            desk.session->addTrace("burst", {}, kPictureTime, kSecond, 1);
            desk.session->publish();
        }
        QTRY_COMPARE(desk.window->traces().traceTable().model()->rowCount(), 61 + 200);
        QVERIFY(pulled.count() <= 3);
    }

    void aMillionStepsScrollWithoutItemsForEach()
    {
        Desk desk;
        desk.session->setCascade({5}, makeBigCascade(1'000'000));
        desk.window->state().openTrace({5});
        WaterfallCanvas& steps = desk.window->cascadePage().waterfall();
        QTRY_VERIFY_WITH_TIMEOUT(desk.window->cascadePage().settled(), 20'000);
        QVERIFY(steps.rows().count() > 500'000);
        steps.grab();
        steps.grab(); // the small map is made
        const qint64 atTop = steps.lastPaintNanos();
        steps.select(500'001);
        QVERIFY(steps.frame().topRow > 100'000);
        steps.grab();
        const qint64 inTheMiddle = steps.lastPaintNanos();
        QVERIFY2(inTheMiddle < 4 * atTop + 5'000'000,
                 qPrintable(QStringLiteral("%1 then %2 ns").arg(atTop).arg(inTheMiddle)));
        desk.press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(desk.window->overlay().isVisible());
        QCOMPARE(desk.window->overlay().lines().size(), 5);
    }

    void shotsAreTakenOfEveryViewAndDiffer()
    {
        Desk desk;
        QTemporaryDir pictures;
        ShotTaker shots(*desk.window, pictures.path());
        QSignalSpy finished(&shots, &ShotTaker::finished);
        shots.start();
        QVERIFY(finished.wait(480'000));
        QCOMPARE(shots.missing(), QStringList());
        QCOMPARE(finished.first().first().toInt(), 0);
        QCOMPARE(shots.saved().size(), 2 * 3 * 31);
        QSet<QByteArray> different;
        for (const QString& file : shots.saved()) {
            QFile picture(pictures.filePath(file));
            QVERIFY(picture.open(QIODevice::ReadOnly));
            different.insert(picture.readAll());
        }
        QCOMPARE(different.size(), shots.saved().size());
    }

    void shotsFailHonestlyWhenThereIsNothingToShow()
    {
        Desk desk(false);
        ShotTaker shots(*desk.window, QStringLiteral("/proc/no-such-place"));
        QSignalSpy finished(&shots, &ShotTaker::finished);
        shots.start();
        QCOMPARE(finished.first().first().toInt(), 1);
    }
};

QTEST_MAIN(TestWindow)
#include "tst_ui_window.moc"
