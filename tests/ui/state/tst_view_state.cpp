// SPDX-License-Identifier: GPL-3.0-or-later
// One view state: place, time, filter and selection move together and come back together.
#include "ui/state/view_state.h"

#include <QSignalSpy>
#include <QTest>

using namespace penstock;
using namespace penstock::ui;
using namespace Qt::StringLiterals;

class TestViewState : public QObject {
    Q_OBJECT

private slots:
    void whileFollowingTheRangeEndsNow()
    {
        ViewState state;
        QCOMPARE(state.range(kDay), (TimeRange{kDay - ViewState::kFirstLength, kDay}));
        state.setRangeLength(kHour);
        QCOMPARE(state.range(2 * kDay), (TimeRange{2 * kDay - kHour, 2 * kDay}));
    }

    void aRangeOfItsOwnStopsFollowingAndOneStepReturnsToLive()
    {
        ViewState state;
        QSignalSpy following(&state, &ViewState::followingChanged);
        state.setRange({kHour, 2 * kHour});
        QVERIFY(!state.following());
        QCOMPARE(following.size(), 1);
        QCOMPARE(state.range(kDay), (TimeRange{kHour, 2 * kHour}));
        state.setFollowing(true);
        QCOMPARE(state.range(kDay).to, kDay);
    }

    void turningToAViewBesideIsAPlaceButNoStepInTheHistory()
    {
        ViewState state;
        state.goTo(Room::fleet);
        const bool couldGoBack = state.canGoBack();
        QSignalSpy moved(&state, &ViewState::placeChanged);
        state.attend(Room::charts, Level::list);
        state.attend(Room::charts, Level::list);
        QCOMPARE(state.room(), Room::charts);
        QCOMPARE(moved.size(), 1);
        QCOMPARE(state.canGoBack(), couldGoBack);
    }

    void whatTheFilterLeavesOutIsToldOfTheViewThatThePersonIsIn()
    {
        ViewState state;
        state.goTo(Room::fleet);
        QSignalSpy told(&state, &ViewState::filterReported);
        state.reportFilter(Room::traces, Level::list, {u"traces"_s, 3, 10, false, {}});
        QCOMPARE(told.size(), 0);
        QCOMPARE(state.filterOutcome().rows, QString());
        state.attend(Room::traces, Level::list);
        QCOMPARE(told.size(), 1);
        QCOMPARE(state.filterOutcome().shown, 3u);
    }

    void anEmptyRangeIsNotTakenAndATinyOneIsWidened()
    {
        ViewState state;
        state.setRange({kHour, kHour});
        QVERIFY(state.following());
        state.setRange({kHour, kHour + 1});
        QCOMPARE(state.range(kDay).length(), ViewState::kShortestLength);
    }

    void backAndForwardBringTimeFilterAndSelectionWithThem()
    {
        ViewState state;
        state.goTo(Room::fleet);
        state.selectActor({{7}, {}});
        state.setFilter(u"state = failed"_s);
        state.setRange({kHour, 2 * kHour});
        state.openTrace({3});
        QCOMPARE(state.level(), Level::trace);
        state.goBack();
        QCOMPARE(state.room(), Room::fleet);
        QCOMPARE(state.range(kDay), (TimeRange{kHour, 2 * kHour}));
        state.goBack();
        QCOMPARE(state.range(kDay).to, kDay);
        QCOMPARE(state.filter(), u"state = failed"_s);
        QCOMPARE(state.actors(), (ActorSelection{{7}, {}}));
        state.goBack();
        QCOMPARE(state.filter(), QString());
        state.goForward();
        state.goForward();
        state.goForward();
        QCOMPARE(state.trace(), TraceIndex{3});
        QVERIFY(!state.canGoForward());
    }

    void everyPartHasMovedBeforeAnybodyIsTold()
    {
        ViewState state;
        QStringList seen;
        const auto note = [&] {
            seen << state.filter() + (state.range(kDay).to == kDay ? u" live"_s : u" fixed"_s);
        };
        connect(&state, &ViewState::rangeChanged, &state, note);
        connect(&state, &ViewState::filterChanged, &state, note);
        state.restore({{u"filter"_s, u"a"_s},
                       {u"from"_s, qlonglong{kHour}},
                       {u"to"_s, qlonglong{2 * kHour}}});
        state.goBack();
        QCOMPARE(seen, QStringList({u"a fixed"_s, u"a fixed"_s, u" live"_s, u" live"_s}));
    }

    void theSameFilterAgainIsNoNewPlace()
    {
        ViewState state;
        state.setFilter(u"kind = tool"_s);
        state.setFilter(u"  kind = tool "_s);
        state.goBack();
        QVERIFY(!state.canGoBack());
    }

    void aSavedWorkspaceComesBackInANewSession()
    {
        ViewState first;
        first.goTo(Room::losses);
        first.setFilter(u"env = prod"_s);
        first.setRangeLength(6 * kHour);
        first.setRange({kHour, 3 * kHour});
        ViewState second;
        second.restore(first.save());
        QCOMPARE(second.room(), Room::losses);
        QCOMPARE(second.filter(), u"env = prod"_s);
        QCOMPARE(second.range(kDay), (TimeRange{kHour, 3 * kHour}));
        QVERIFY(!second.following());
        second.setFollowing(true);
        QCOMPARE(second.range(kDay).length(), 6 * kHour);
    }

    void aDamagedWorkspaceChangesNothingHarmful()
    {
        ViewState state;
        state.restore({{u"room"_s, u"nowhere"_s}, {u"length"_s, -5}, {u"from"_s, 9}, {u"to"_s, 3}});
        QCOMPARE(state.room(), Room::traces);
        QVERIFY(state.following());
        QCOMPARE(state.rangeLength(), ViewState::kFirstLength);
    }
};

QTEST_APPLESS_MAIN(TestViewState)
#include "tst_view_state.moc"
