// SPDX-License-Identifier: GPL-3.0-or-later
// What two agents said to each other: reached from the graph, read like a conversation, by keyboard and mouse, at any
// length; the way down to a step and back; paused, filtered, copied.
#include <QtTest/QAbstractItemModelTester>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>

#include "tests/ui/support/fleet_desk.h"
#include "ui/shell/crumb_bar.h"
#include "ui/views/agents_view.h"
#include "ui/views/exchange_canvas.h"
#include "ui/views/exchanges_page.h"
#include "ui/views/fleet_panel.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/new_rows_bar.h"
#include "ui/widgets/text_label.h"

using namespace penstock;
using namespace penstock::testing;
using namespace penstock::ui;
using namespace Qt::StringLiterals;

namespace {

Exchange exchangeNumber(int n, TraceIndex trace = {1})
{
    Exchange row;
    row.trace = trace;
    row.askerTrace = trace;
    row.traceId.bytes[0] = 7;
    row.span.value = static_cast<std::uint64_t>(n) + 1;
    row.seq = static_cast<Seq>(n) + 1;
    row.asked = kPictureTime - kHour + n * kSecond;
    row.answered = row.asked + 400 * kMillisecond;
    row.status = StepStatus::ok;
    row.best = Evidence::nestedRun;
    row.isRead = true;
    row.request = {"request " + std::to_string(n), ToldBy::itself, 1};
    row.answer = {"answer " + std::to_string(n), ToldBy::itself, 1};
    return row;
}

std::vector<Exchange> manyExchanges(int count)
{
    std::vector<Exchange> rows;
    for (int n = 0; n < count; ++n)
        rows.push_back(exchangeNumber(n));
    return rows;
}

struct TalkDesk : FleetDesk {
    ActorSelection pair;

    explicit TalkDesk(std::vector<Exchange> said = manyExchanges(40))
    {
        session->setExchanges(std::move(said));
        const auto state = session->snapshot();
        pair = {state->delegations[1].from, state->delegations[1].to};
    }
    ExchangesPage& page() const { return window->exchanges(); }
    ExchangeCanvas& talk() const { return page().canvas(); }
    void open()
    {
        window->state().openExchanges(pair);
        QTRY_VERIFY(page().settled());
        QVERIFY(talk().hasFocus());
    }
    QString request(int row) const
    {
        return page().table().index(row, ExchangeTable::kRequest).data().toString();
    }
    static void trigger(const QWidget& from, const QString& title)
    {
        const auto menus = from.findChildren<QMenu*>();
        QVERIFY(!menus.isEmpty());
        for (QAction* action : menus.back()->actions())
            if (action->text().startsWith(title)) {
                action->trigger();
                menus.back()->close();
                return;
            }
        QFAIL(qPrintable(title));
    }
};

} // namespace

class TestExchanges : public QObject {
    Q_OBJECT
private slots:
    void anEdgeOfTheGraphOpensWhatItsEndsSaid()
    {
        TalkDesk desk;
        desk.window->state().selectActor(desk.pair);
        QTRY_VERIFY(desk.canvas().selected().what == What::edge);
        desk.settle();
        QVERIFY(desk.fleet().panel().talkButton().isVisible());
        desk.canvas().setFocus();
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.window->state().level(), Level::exchanges);
        QVERIFY(desk.page().isVisible());
        QVERIFY(desk.window->crumbs().path().contains(u"\u2192"_s));
        desk.press(Qt::Key_Escape);
        QCOMPARE(desk.window->state().level(), Level::list);
        QVERIFY(desk.fleet().isVisible());
        desk.press(Qt::Key_E);
        QCOMPARE(desk.window->state().level(), Level::exchanges);
    }

    void whoTheyAreIsToldAndAskedWithTheirDeployments()
    {
        TalkDesk desk;
        desk.open();
        const auto state = desk.session->snapshot();
        const AgentRow& from = state->agents[desk.pair.from.value];
        const AgentRow& to = state->agents[desk.pair.to.value];
        QVERIFY(!from.deployment.empty());
        const ExchangeQuery& asked = desk.session->lastExchangeQuery();
        QVERIFY((asked.from == ExchangeActor{from.name, from.deployment}));
        QVERIFY((asked.to == ExchangeActor{to.name, to.deployment}));
        QStringList heads;
        for (const TextLabel* label : desk.page().findChildren<TextLabel*>())
            heads << label->text();
        for (const AgentRow* actor : {&from, &to})
            QVERIFY(heads.contains(QString::fromStdString(actor->name) + u"  \u00B7  "_s +
                                   QString::fromStdString(actor->deployment)));
    }

    void aRowOfTheTableOpensThemToo()
    {
        TalkDesk desk;
        desk.fleet().showTable(true);
        DataTable& list = desk.fleet().tables().delegationTable();
        list.setFocus();
        list.selectRow(0, true);
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.window->state().level(), Level::exchanges);
    }

    void theNewestIsInSightAndEveryOneIsThereInOrder()
    {
        TalkDesk desk;
        desk.open();
        QCOMPARE(desk.page().table().size(), 40);
        QVERIFY(desk.talk().atEnd());
        QCOMPARE(desk.talk().inSight().second, 39);
        QCOMPARE(desk.request(39), u"request 39"_s);
        for (int row = 1; row < 40; ++row)
            QVERIFY(desk.page().table().at(row - 1).asked < desk.page().table().at(row).asked);
        QVERIFY(desk.page().countText().startsWith(u"40 exchanges"_s));
    }

    void theKeyboardWalksOpensAndComesBack()
    {
        TalkDesk desk;
        desk.open();
        desk.press(Qt::Key_K);
        QCOMPARE(desk.talk().current(), 39);
        desk.press(Qt::Key_K);
        desk.press(Qt::Key_Up);
        desk.press(Qt::Key_J);
        QCOMPARE(desk.talk().current(), 38);
        QVERIFY(desk.talk().accessibleDescription().contains(u"request 38"_s));
        QVERIFY(!desk.window->state().following()); // touched
        desk.press(Qt::Key_Home);
        QCOMPARE(desk.talk().current(), 0);
        QVERIFY(!desk.talk().placeOf(0).isEmpty());
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.window->state().level(), Level::trace);
        QCOMPARE(desk.window->state().step().value, std::uint64_t{1});
        QCOMPARE(desk.window->state().room(), Room::fleet);
        desk.press(Qt::Key_Escape);
        QCOMPARE(desk.window->state().level(), Level::exchanges);
        QCOMPARE(desk.talk().current(), 0); // as it was left
        desk.press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(desk.window->state().level(), Level::trace);
        desk.press(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(desk.window->state().level(), Level::exchanges);
    }

    void longTextsFoldAndTheRestIsCounted()
    {
        std::vector<Exchange> said = manyExchanges(3);
        for (int line = 0; line < 60; ++line)
            said[1].answer.text += "\nline " + std::to_string(line);
        TalkDesk desk(said);
        desk.open();
        desk.talk().select(1);
        const int folded = desk.talk().placeOf(1).height();
        desk.press(Qt::Key_Right);
        QVERIFY(desk.talk().unfolded(1));
        QVERIFY(desk.talk().placeOf(1).height() > folded + 500);
        desk.press(Qt::Key_Left);
        QCOMPARE(desk.talk().placeOf(1).height(), folded);
    }

    void unansweredFailedAndRepeatedOnesAreCounted()
    {
        std::vector<Exchange> said = manyExchanges(10);
        said[3].answered = 0;
        said[3].answer = {};
        said[4].status = StepStatus::error;
        said[4].error = "timeout";
        said[5].attempt = 2;
        TalkDesk desk(said);
        desk.open();
        QTRY_VERIFY(desk.page().countText().contains(u"1 asked again"_s));
        QVERIFY(desk.page().countText().contains(u"1 failed"_s));
        QVERIFY(desk.page().countText().contains(u"1 without answer"_s));
    }

    void bothWaysShowsWhatTheOtherAsked()
    {
        std::vector<Exchange> said = manyExchanges(6);
        said[2].back = said[5].back = true;
        TalkDesk desk(said);
        desk.open();
        QCOMPARE(desk.page().table().size(), 4);
        desk.press(Qt::Key_B);
        QTRY_COMPARE(desk.page().table().size(), 6);
        QVERIFY(desk.page().bothWaysButton().isChecked());
        const ExchangeTable& table = desk.page().table();
        QCOMPARE(table.index(2, ExchangeTable::kFrom).data(),
                 table.index(1, ExchangeTable::kTo).data());
    }

    void aFilterIsAppliedAndWhatItLeavesOutIsCounted()
    {
        std::vector<Exchange> said = manyExchanges(20);
        said[7].status = StepStatus::error;
        TalkDesk desk(said);
        desk.open();
        desk.window->state().setFilter(u"state = failed"_s);
        QTRY_COMPARE(desk.page().table().size(), 1);
        QTRY_COMPARE(desk.window->crumbs().leftOut().text(), u"19 left out, show"_s);
        desk.talk().select(0);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QCoreApplication::sendEvent(desk.talk().viewport(), &event);
        TalkDesk::trigger(desk.talk(), u"Filter out: state"_s);
        QVERIFY(desk.window->state().filter().contains(u"not state = failed"_s));
    }

    void pausedItStandsAndFollowingBringsTheNewest()
    {
        TalkDesk desk;
        desk.open();
        desk.press(Qt::Key_K); // touched: paused
        auto more = manyExchanges(45);
        desk.session->setExchanges(more);
        desk.session->building().delegations.change(1).count += 5;
        desk.session->publish();
        QTRY_VERIFY(desk.page().newRows().text().contains(u'5'));
        QCOMPARE(desk.page().table().size(), 40);
        desk.press(Qt::Key_Space);
        QTRY_COMPARE(desk.page().table().size(), 45);
        QTRY_VERIFY(desk.talk().atEnd());
        QCOMPARE(desk.talk().inSight().second, 44);
    }

    void whatWasSaidCanBeCopied()
    {
        TalkDesk desk;
        desk.open();
        desk.talk().select(4);
        QTRY_VERIFY(desk.page().table().at(4).isRead);
        desk.press(Qt::Key_C, Qt::ControlModifier);
        QVERIFY(desk.clipboard().contains(u"Request: request 4"_s));
        QVERIFY(desk.clipboard().contains(u"Answer: answer 4"_s));
    }

    void hostileTextStaysText()
    {
        std::vector<Exchange> said = manyExchanges(2);
        said[1].request.text = "<b>bold</b> \u202Eevil";
        TalkDesk desk(said);
        desk.open();
        QTRY_VERIFY(desk.page().table().at(1).isRead);
        QVERIFY(desk.request(1).contains(u"U+202E"_s));
        QVERIFY(desk.request(1).contains(u"<b>"_s));
    }

    void theModelKeepsItsPromisesWhileRowsCome()
    {
        ExchangeTable table;
        QAbstractItemModelTester tester(&table,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        table.setPair("a", "b");
        const std::vector<Exchange> all = manyExchanges(300);
        table.prepend({all.begin() + 200, all.begin() + 250});
        table.prepend({all.begin(), all.begin() + 210}); // 10 of them are there already
        QCOMPARE(table.size(), 250);
        table.takeNewest({all.begin() + 240, all.end()});
        QCOMPARE(table.size(), 300);
        Exchange changed = all[250];
        changed.answered = 0;
        table.takeNewest({changed});
        QCOMPARE(table.counts().unanswered, std::uint64_t{1});
        table.takeTexts({all.begin(), all.end()});
        QCOMPARE(table.counts().unanswered,
                 std::uint64_t{1}); // the one that changed is not overwritten
        QCOMPARE(table.rowOf(all[299].at()), 299);
        QCOMPARE(table.gapBefore(1), 600 * kMillisecond);
        table.clear();
        QCOMPARE(table.size(), 0);
    }

    void aHundredThousandScrollLikeTen()
    {
        TalkDesk desk(manyExchanges(100'000));
        desk.window->state().openExchanges(desk.pair);
        QTRY_COMPARE_WITH_TIMEOUT(desk.page().table().size(), 100'000, 60'000);
        QTRY_VERIFY(desk.page().settled());
        std::vector<double> times;
        const int textsBefore = desk.session->textsAsked();
        for (int turn = 0; turn < 200; ++turn) {
            desk.talk().verticalScrollBar()->setValue((turn * 7919 % 10'000) * 1000);
            QElapsedTimer timer;
            timer.start();
            desk.talk().viewport()->repaint();
            times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
        std::sort(times.begin(), times.end());
        qInfo("a jump among 100,000: median %.2f ms, p95 %.2f ms, largest %.2f ms", times[100],
              times[190], times[199]);
        QVERIFY2(times[100] < 16, "most jumps must fit into a frame, even on a busy machine");
        QTRY_VERIFY(desk.page().settled());
        QVERIFY(desk.session->textsAsked() - textsBefore < 200 * 120); // only what was looked at
        desk.press(Qt::Key_Home);
        QTRY_COMPARE(desk.request(0), u"request 0"_s);
        desk.press(Qt::Key_End);
        QTRY_COMPARE(desk.request(99'999), u"request 99999"_s);
    }
};

QTEST_MAIN(TestExchanges)
#include "tst_ui_exchanges.moc"
