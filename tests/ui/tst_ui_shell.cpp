// SPDX-License-Identifier: GPL-3.0-or-later
// The window around the rooms: range, workspaces, settings, notices, palette and sheet, all with real events.
#include <QtCore/QRegularExpression>
#include <QtCore/QTranslator>
#include <QtCore/QXmlStreamReader>
#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include "tests/ui/support/desk.h"
#include "ui/models/words.h"
#include "ui/shell/close_guard.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/commands.h"
#include "ui/shell/crumb_bar.h"
#include "ui/shell/fuzzy.h"
#include "ui/shell/nav_bar.h"
#include "ui/shell/prompt.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/shortcut_sheet.h"
#include "ui/shell/status_strip.h"
#include "ui/shell/toast_list.h"
#include "ui/shell/translation.h"
#include "ui/theme/fonts.h"
#include "ui/views/fleet_view.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/strip_cell.h"
#include "ui/widgets/text_block.h"

using namespace penstock;
using namespace penstock::testing;
using namespace penstock::ui;

namespace {

class SpokenTray final : public Tray {
public:
    explicit SpokenTray(QStringList& said) : m_said(said) {}
    void say(const QString&, const QString& sentence) override { m_said << sentence; }

private:
    QStringList& m_said;
};

void runCommand(Desk& desk, const char* typed)
{
    desk.press(Qt::Key_K, Qt::ControlModifier);
    QTest::keyClicks(desk.window->palette().input(), QLatin1String(typed));
    desk.press(Qt::Key_Return);
}

/// Triggers the action of the window's open menu that begins with this.
void choose(Desk& desk, const char* begins)
{
    for (QMenu* menu : desk.window->findChildren<QMenu*>())
        for (QAction* action : menu->actions())
            if (action->text().startsWith(QLatin1String(begins))) {
                action->trigger();
                menu->close();
                return;
            }
    QFAIL(begins);
}

std::unique_ptr<MainWindow> again(Desk& desk)
{
    MainWindowOptions options;
    options.settingsPath = desk.directory.filePath(QStringLiteral("settings.ini"));
    options.makeTray = {};
    return std::make_unique<MainWindow>(desk.session, options);
}

} // namespace

class TestShell : public QObject {
    Q_OBJECT
private slots:
    void aTextThatBreaksIntoLinesIsShownWhole()
    {
        Desk desk;
        QWidget narrow;
        auto* column = new QVBoxLayout(&narrow);
        auto* block = new TextBlock(desk.window->theme(), TextBlock::Kind::prose, &narrow);
        column->addWidget(block);
        column->addStretch(1);
        block->setText("Set OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true there");
        narrow.resize(240, 300);
        narrow.show();
        const int line = QFontMetrics(uiFont()).lineSpacing();
        QTRY_VERIFY(block->height() >= 3 * line);
        narrow.resize(900, 300);
        QTRY_VERIFY(block->height() < 2 * line);
    }

    void theFirstRoomIsTheFleet()
    {
        FakeSession* world = new FakeSession;
        std::shared_ptr<FakeSession> session(world);
        fillBelievableWorld(*session, 5);
        QTemporaryDir directory;
        MainWindowOptions options;
        options.settingsPath = directory.filePath(QStringLiteral("settings.ini"));
        MainWindow window(session, options);
        QCOMPARE(window.state().room(), Room::fleet);
    }

    void theRangeIsChosenFromTheStripOrTypedAndOneKeyReturnsToNow()
    {
        Desk desk;
        StripCell& cell = desk.window->strip().range();
        QCOMPARE(cell.value(), QStringLiteral("45 min"));
        QTest::mouseClick(&cell, Qt::LeftButton);
        choose(desk, "The last 3 hours");
        QCOMPARE(desk.window->state().rangeLength(), 180 * kMinute);
        QVERIFY(desk.window->state().following());
        desk.press(Qt::Key_R, Qt::ControlModifier);
        Prompt& prompt = desk.window->prompt();
        QVERIFY(prompt.isVisible());
        prompt.line(0).setText(QStringLiteral("2026-11-20 14:30"));
        prompt.line(1).setText(QStringLiteral("2026-11-20 14:10"));
        desk.press(Qt::Key_Return);
        QVERIFY(prompt.complaint().contains(QLatin1String("later")));
        prompt.line(1).setText(QStringLiteral("15:10"));
        desk.press(Qt::Key_Return);
        QVERIFY(!prompt.isVisible());
        QVERIFY(!desk.window->state().following());
        QCOMPARE(desk.window->state().range(0).length(), 40 * kMinute);
        QCOMPARE(cell.value(), QStringLiteral("14:30\u201315:10"));
        desk.press(Qt::Key_Space);
        QVERIFY(desk.window->state().following());
        QCOMPARE(desk.window->state().rangeLength(), 180 * kMinute);
    }

    void aWorkspaceIsKeptOpenedAndForgotten()
    {
        Desk desk;
        desk.window->state().goTo(Room::fleet);
        desk.window->fleet().showTable(true);
        desk.window->state().setFilter(QStringLiteral("deployment = support-prod"));
        desk.press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        desk.press(Qt::Key_Return); // without a name
        QVERIFY(desk.window->prompt().isVisible());
        QTest::keyClicks(&desk.window->prompt().line(0), QStringLiteral("support"));
        desk.press(Qt::Key_Return);
        desk.window->state().setFilter({});
        desk.window->fleet().showTable(false);
        desk.window->state().goTo(Room::losses);
        const auto later = again(desk); // it is in the file, not only in this window
        later->show();
        for (const Command& command : later->commands().all())
            if (command.title == QLatin1String("Open support"))
                command.action->trigger();
        QCOMPARE(later->state().room(), Room::fleet);
        QCOMPARE(later->state().filter(), QStringLiteral("deployment = support-prod"));
        QVERIFY(later->fleet().tableShown());
        runCommand(desk, "forget support");
        for (const Command& command : desk.window->commands().all())
            QVERIFY(command.title != QLatin1String("Open support"));
    }

    void aClosedWindowComesBackAsItWas()
    {
        Desk desk;
        desk.window->traces().showList(TracesView::List::runs);
        desk.window->state().setFilter(QStringLiteral("steps > 3"));
        desk.window->state().setRangeLength(180 * kMinute);
        desk.window->closeGuard().quit();
        const auto later = again(desk);
        QCOMPARE(later->state().room(), Room::traces);
        QCOMPARE(later->traces().list(), TracesView::List::runs);
        QCOMPARE(later->state().filter(), QStringLiteral("steps > 3"));
        QCOMPARE(later->state().rangeLength(), 180 * kMinute);
    }

    void settingsAreUsedAtOnceAndRemembered()
    {
        Desk desk;
        desk.press(Qt::Key_Comma, Qt::ControlModifier);
        SettingsDialog* dialog = desk.window->settingsDialog();
        QVERIFY(dialog && dialog->isVisible() && !dialog->isModal());
        QTest::keyClick(&dialog->themeBox(), Qt::Key_Down);
        QCOMPARE(desk.window->theme().kind(), ThemeKind::dark);
        const DataTable& list = desk.window->traces().traceTable();
        const int dense = list.rowHeight(0);
        QTest::keyClick(&dialog->densityBox(), Qt::Key_Down);
        QVERIFY(list.rowHeight(0) > dense);
        QTest::keyClick(&dialog->zoomBox(), Qt::Key_Down);
        QTest::keyClick(&dialog->closingBox(), Qt::Key_Down);
        QTest::mouseClick(&dialog->doNotDisturb(), Qt::LeftButton, {}, QPoint(8, 11));
        QVERIFY(desk.window->preferences().doNotDisturb());
        const auto later = again(desk);
        QVERIFY(later->theme().roomy());
        QCOMPARE(later->preferences().zoom(), 110);
        QCOMPARE(later->preferences().closing(), Closing::ask);
        QVERIFY(later->preferences().doNotDisturb());
        dialog->activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), dialog);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(!dialog->isVisible());
    }

    void settingsShowWhatTheEngineWasStartedWith()
    {
        Desk desk;
        desk.window->showSettings();
        const auto& rows = desk.window->settingsDialog()->facts().rows();
        QVERIFY(rows.size() >= 7);
        const auto grpc = std::ranges::find(rows, QStringLiteral("OTLP/gRPC"), &KeyValue::key);
        QVERIFY(grpc != rows.end());
        QCOMPARE(grpc->value, QString::fromStdString(desk.session->status().otlpGrpc));
    }

    void closingQuitsWhenThatIsWhatWasChosen()
    {
        Desk desk;
        desk.window->preferences().setClosing(Closing::quit);
        QSignalSpy closed(desk.window.get(), &MainWindow::closed);
        desk.window->close();
        QCOMPARE(closed.count(), 1);
        QVERIFY(desk.window->closeGuard().question() == nullptr);
    }

    void aFullDiskIsToldOnceInTheWindowAndOnTheDesktop()
    {
        QStringList said;
        Desk desk(true, [&said] { return std::make_unique<SpokenTray>(said); });
        QWidget other; // the person is elsewhere
        other.show();
        other.activateWindow();
        QTRY_VERIFY(!desk.window->isActiveWindow());
        desk.session->statusToShow().diskFull = true;
        QTRY_COMPARE(desk.window->toasts().sentences().size(), 1);
        QVERIFY(desk.window->toasts().sentences().front().contains(QLatin1String("disk is full")));
        QCOMPARE(said, desk.window->toasts().sentences());
        desk.session->statusToShow().foldLag = 9 * kSecond;
        QTRY_COMPARE(desk.window->toasts().sentences().size(), 2);
        QSignalSpy status(&desk.window->bridge(), &SessionBridge::statusChanged);
        QTRY_VERIFY(status.count() > 1); // it holds on: no second notice
        QCOMPARE(desk.window->notices().recent().size(), 2u);
    }

    void sendersThatAreTurnedAwayLeadToTheLosses()
    {
        Desk desk;
        QVERIFY(desk.window->notices().recent().empty()); // what was lost before is no news
        desk.session->building().totals.losses.add(LossKind::rejectedAuth, 12);
        desk.session->publish();
        QTRY_COMPARE(
            desk.window->toasts().sentences(),
            QStringList{QStringLiteral("12 items of senders were turned away; Losses says why.")});
        QTest::mouseClick(desk.window->toasts().findChild<QAbstractButton*>(), Qt::LeftButton);
        QCOMPARE(desk.window->state().room(), Room::losses);
        QVERIFY(!desk.window->toasts().isVisible());
    }

    void whoDoesNotWantToBeDisturbedFindsNoticesInTheList()
    {
        QStringList said;
        Desk desk(true, [&said] { return std::make_unique<SpokenTray>(said); });
        desk.window->preferences().setDoNotDisturb(true);
        desk.session->statusToShow().diskFull = true;
        QTRY_COMPARE(desk.window->notices().recent().size(), 1u);
        QVERIFY(desk.window->toasts().sentences().isEmpty());
        QVERIFY(said.isEmpty());
        desk.press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(desk.window->toasts().sentences().size(), 1);
        desk.press(Qt::Key_Escape);
        QVERIFY(!desk.window->toasts().isVisible());
    }

    void germanIsThereAndCanBeChosen()
    {
        QCOMPARE(installLanguage(QStringLiteral("xx")), QStringLiteral("en"));
        QCOMPARE(installLanguage(QStringLiteral("de")), QStringLiteral("de"));
        {
            Desk desk;
            QCOMPARE(desk.window->nav().button(Room::fleet)->text(), QStringLiteral("Flotte"));
            desk.window->showSettings();
            QCOMPARE(desk.window->settingsDialog()->windowTitle(), QStringLiteral("Einstellungen"));
            QVERIFY(desk.window->settingsDialog()->languageBox().findText(
                        QStringLiteral("Deutsch")) > 0);
            desk.window->state().setFilter(QStringLiteral("errors > 0"));
            QVERIFY(desk.window->crumbs().leftOut().text().contains(QLatin1String("ausgelassen")));
            for (std::size_t i = 0; i < kLossKindCount; ++i) { // what the core says
                const auto kind = static_cast<LossKind>(i);
                QVERIFY(lossKindExplanation(kind).toStdString() != lossKindSentence(kind));
            }
        }
        for (QTranslator* translator : qApp->findChildren<QTranslator*>())
            delete translator; // the other tests speak English
        Desk desk;
        QCOMPARE(desk.window->nav().button(Room::fleet)->text(), QStringLiteral("Fleet"));
    }

    void everyTextIsTranslatedAndKeepsWhatIsPutIntoIt()
    {
        QFile file(qEnvironmentVariable("PENSTOCK_SOURCE_DIR") +
                   QStringLiteral("/resources/translations/penstock_de.ts"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&file);
        QString source;
        int texts = 0;
        const auto places = [](const QString& text) {
            static const QRegularExpression kPlace(QStringLiteral("%[0-9n]"));
            QStringList found;
            for (auto it = kPlace.globalMatch(text); it.hasNext();)
                found << it.next().captured();
            std::ranges::sort(found);
            return found;
        };
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            if (xml.name() == QLatin1String("source"))
                source = xml.readElementText();
            if (xml.name() != QLatin1String("translation"))
                continue;
            const bool finished = !xml.attributes().hasAttribute(QLatin1String("type"));
            const QString text = xml.readElementText();
            QVERIFY2(finished && !text.isEmpty(), qPrintable(source));
            QCOMPARE(places(text), places(source));
            QCOMPARE(text.front().isSpace(), source.front().isSpace());
            QCOMPARE(text.back().isSpace(), source.back().isSpace());
            ++texts;
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QVERIFY(texts > 900);
    }

    void thePaletteFindsByLettersInOrderAndKnowsEveryCommand()
    {
        Desk desk;
        desk.press(Qt::Key_K, Qt::ControlModifier);
        CommandPalette& palette = desk.window->palette();
        int runnable = 0;
        for (const Command& command : desk.window->commands().all())
            runnable += command.action != nullptr;
        QCOMPARE(palette.shownTitles().size(), runnable);
        QTest::keyClicks(palette.input(), QStringLiteral("lodt"));
        QCOMPARE(palette.shownTitles().front(), QStringLiteral("Light or dark theme"));
        palette.input()->clear();
        QTest::keyClicks(palette.input(), QStringLiteral("zzz"));
        QVERIFY(palette.shownTitles().isEmpty());
    }

    void lettersAtTheBeginningsOfWordsCountMore()
    {
        const auto score = [](const char* pattern, const char* text) {
            return fuzzyScore(QLatin1String(pattern).toString(), QLatin1String(text).toString());
        };
        QVERIFY(!score("abc", "acb"));
        QCOMPARE(score("", "anything"), std::optional(0));
        QVERIFY(score("fa", "Fold all").value() > score("fa", "Unfold that").value());
        QVERIFY(score("los", "Losses").value() > score("los", "Close those").value());
    }

    void theSheetShowsEveryKeyInAnyWindow_data()
    {
        QTest::addColumn<QSize>("size");
        for (const QSize size : {QSize(960, 700), QSize(1280, 800), QSize(2560, 1440)})
            QTest::addRow("%d", size.width()) << size;
    }
    void theSheetShowsEveryKeyInAnyWindow()
    {
        QFETCH(QSize, size);
        Desk desk;
        desk.window->resize(size);
        desk.press(Qt::Key_Question);
        const ShortcutSheet& sheet = desk.window->sheet();
        QVERIFY(sheet.isVisible());
        QVERIFY(desk.window->rect().contains(sheet.geometry()));
        QVERIFY(sheet.complete());
        for (const Command& command : desk.window->commands().all())
            QVERIFY(sheet.text().contains(command.title));
    }
};

QTEST_MAIN(TestShell)
#include "tst_ui_shell.moc"
