// SPDX-License-Identifier: GPL-3.0-or-later
// Filters that only a search can answer: the list of steps that match, page by page, stopped and followed; lists of traces
// and runs by the steps in them; the steps that match in an open cascade.
#include <QtTest/QAbstractItemModelTester>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>

#include <set>

#include "tests/ui/support/desk.h"
#include "ui/models/step_table.h"
#include "ui/shell/crumb_bar.h"
#include "ui/shell/filter_line.h"
#include "ui/views/cascades_view.h"
#include "ui/views/steps_list.h"
#include "ui/widgets/data_table.h"

using namespace penstock;
using namespace penstock::testing;
using namespace penstock::ui;
using namespace Qt::StringLiterals;

namespace {

/// What a step of a search knows here.
class Known final : public FieldReader {
public:
    explicit Known(int n) : m_n(n), m_name("step " + std::to_string(n)) {}
    std::string_view text(FieldId field) const override
    {
        if (field == FieldId::name)
            return m_name;
        if (field == FieldId::provider)
            return m_n % 2 ? "openai" : "anthropic";
        return {};
    }
    std::optional<std::int64_t> number(FieldId field) const override
    {
        return field == FieldId::duration ? std::optional<std::int64_t>(m_n * kMillisecond)
                                          : std::nullopt;
    }
    std::uint64_t words(FieldId field) const override
    {
        const auto kind = static_cast<unsigned>(StepKind::toolCall);
        return field == FieldId::kind ? std::uint64_t{1} << kind : 0;
    }
    IdPattern id(FieldId) const override { return {}; }

private:
    int m_n;
    std::string m_name;
};

FoundStep stepNumber(int n, std::uint32_t trace)
{
    FoundStep step;
    step.fields = FieldRecord(Known(n), filterScope(RowKind::step));
    step.at = {kPictureTime - kHour + n * kSecond, {trace}, SpanId{static_cast<std::uint64_t>(n)}};
    step.seq = static_cast<Seq>(n);
    return step;
}

/// Newest first, in three traces.
std::vector<FoundStep> manySteps(int count)
{
    std::vector<FoundStep> steps;
    for (int n = count; n > 0; --n)
        steps.push_back(stepNumber(n, 1 + static_cast<std::uint32_t>(n % 3)));
    return steps;
}

struct StepsDesk : Desk {
    explicit StepsDesk(int count = 450) { session->setSteps(manySteps(count)); }
    StepsList& steps() const { return window->traces().steps(); }
    DataTable& list() const { return steps().table(); }
    void open()
    {
        press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(list().hasFocus());
    }
    QString cell(int row, int column) const
    {
        return list().model()->index(row, column).data().toString();
    }
};

} // namespace

class TestSteps : public QObject {
    Q_OBJECT
private slots:
    void stepsComeNewestFirstAndOlderOnesAsOneScrolls()
    {
        StepsDesk desk;
        desk.open();
        QTRY_COMPARE(desk.steps().model().size(), 200);
        QVERIFY(desk.steps().more());
        QCOMPARE(desk.cell(0, StepTable::kName), u"step 450"_s);
        desk.press(Qt::Key_End);
        QTRY_COMPARE(desk.steps().model().size(), 400);
        desk.press(Qt::Key_End);
        QTRY_COMPARE(desk.steps().model().size(), 450);
        QTRY_VERIFY(!desk.steps().more());
        QVERIFY(desk.steps().statusText().startsWith(u"450 steps in all"_s));
        for (int row = 1; row < 450; ++row)
            QVERIFY(desk.steps().model().at(row - 1).at > desk.steps().model().at(row).at);
    }

    void aStepOfTheListLeadsIntoItsCascadeAndBack()
    {
        StepsDesk desk(20);
        desk.open();
        QTRY_COMPARE(desk.steps().model().size(), 20);
        desk.press(Qt::Key_Down);
        const int row = desk.list().currentRow();
        const StepCursor at = desk.steps().model().at(row).at;
        desk.press(Qt::Key_Return);
        QCOMPARE(desk.window->state().level(), Level::trace);
        QCOMPARE(desk.window->state().trace(), at.trace);
        QCOMPARE(desk.window->state().step(), at.span);
        desk.press(Qt::Key_Escape);
        QCOMPARE(desk.window->state().level(), Level::list);
        QVERIFY(desk.list().isVisible());
        QCOMPARE(desk.list().currentRow(), row);
    }

    void aFilterFindsThemAndTheCountIsSaid()
    {
        StepsDesk desk(60);
        desk.open();
        desk.window->state().setFilter(u"provider = anthropic"_s);
        QTRY_COMPARE(desk.steps().model().size(), 30);
        for (int row = 0; row < 30; ++row)
            QCOMPARE(desk.cell(row, StepTable::kProvider), u"anthropic"_s);
        QVERIFY(desk.window->crumbs().countText().startsWith(u"30 of "_s));
        QCOMPARE(desk.window->crumbs().filter().verdict(), u"valid"_s);
        desk.window->state().setFilter({});
        QTRY_COMPARE(desk.steps().model().size(), 60);
    }

    void aSearchThatTakesLongCanBeStopped()
    {
        StepsDesk desk(60);
        desk.session->holdSearches();
        desk.open();
        QTRY_VERIFY(desk.steps().searching());
        desk.press(Qt::Key_Escape);
        QVERIFY(!desk.steps().searching());
        QVERIFY(desk.steps().statusText().startsWith(u"Stopped"_s));
        desk.session->answerSearches();
        QCoreApplication::processEvents();
        QCOMPARE(desk.steps().model().size(), 0);               // nobody waits for it any more
        desk.window->state().setFilter(u"provider = openai"_s); // another filter begins anew
        desk.session->answerSearches();
        QTRY_COMPARE(desk.steps().model().size(), 30);
    }

    void newOnesComeWhileFollowingAndWaitWhilePaused()
    {
        StepsDesk desk(50);
        desk.open();
        QTRY_COMPARE(desk.steps().model().size(), 50);
        desk.session->setSteps(manySteps(53));
        desk.session->publish();
        QTRY_VERIFY(desk.steps().willSearch());
        QTRY_COMPARE_WITH_TIMEOUT(desk.steps().model().size(), 53, 8000);
        desk.press(Qt::Key_Down); // touched: paused
        desk.session->setSteps(manySteps(60));
        desk.session->publish();
        QTRY_COMPARE(desk.window->bridge().snapshot()->seq, desk.session->snapshot()->seq);
        QVERIFY(!desk.steps().willSearch() && !desk.steps().searching());
        QCOMPARE(desk.steps().model().size(), 53);
        desk.press(Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(desk.steps().model().size(), 60, 8000);
    }

    void tracesAndRunsAreFilteredByTheStepsInThem()
    {
        StepsDesk desk;
        const int all = desk.window->traces().traceTable().model()->rowCount();
        desk.window->state().setFilter(u"provider = openai"_s); // neither has such a word
        QTRY_COMPARE(desk.window->traces().traceTable().model()->rowCount(), 3);
        QVERIFY(all > 3);
        QVERIFY(desk.window->crumbs().filter().verdict() != u"not applied here"_s);
        QCOMPARE(desk.window->crumbs().leftOut().text(), u"%1 left out, show"_s.arg(all - 3));
        desk.window->state().setFilter(u"steps > 0"_s); // their own: no search
        QTRY_COMPARE(desk.window->traces().traceTable().model()->rowCount(), all);
        const int asked = desk.session->searches();
        desk.window->traces().showList(TracesView::List::runs);
        QCOMPARE(desk.session->searches(), asked);
        desk.window->state().setFilter(u"provider = openai"_s);
        QTRY_VERIFY(desk.session->searches() > asked);
        QTRY_VERIFY(desk.window->crumbs().filter().verdict() != u"not applied here"_s);
        const auto& runs = *desk.window->traces().runTable().model();
        for (int row = 0; row < runs.rowCount(); ++row)
            QVERIFY(runs.index(row, RunTable::kTrace).data(kCopyRole).toUInt() <= 3);
    }

    void cascadesAreFilteredByTheStepsInThem()
    {
        StepsDesk desk;
        desk.window->state().goTo(Room::cascades);
        const auto& rows = *desk.window->cascades().table().model();
        const int all = rows.rowCount();
        QVERIFY(all > 3);
        const auto state = desk.session->snapshot();
        std::set<std::uint32_t> holding; // the steps are in the first three traces
        for (std::uint32_t trace = 1; trace <= 3; ++trace)
            holding.insert(state->cascades[trace].root.value);
        desk.window->state().setFilter(u"provider = openai"_s); // a trace has no such word
        QTRY_COMPARE(rows.rowCount(), static_cast<int>(holding.size()));
        for (int row = 0; row < rows.rowCount(); ++row)
            QVERIFY(
                holding.contains(rows.index(row, CascadeTable::kNumber).data(kCopyRole).toUInt()));
        QTRY_VERIFY(desk.window->crumbs().filter().verdict() != u"not applied here"_s);
        desk.window->state().setFilter({});
        QTRY_COMPARE(rows.rowCount(), all);
    }

    void inAnOpenCascadeWhatOnlyTheLogKnowsIsMarked()
    {
        StepsDesk desk;
        desk.openRefund();
        const Shape& shape = desk.window->cascadePage().waterfall().shape();
        std::vector<FoundStep> found;
        for (const std::uint32_t node : {3u, 5u, 8u}) {
            const StepKey key = keyOf(*shape->view, node);
            found.push_back(stepNumber(2 * static_cast<int>(node), key.trace.value));
            found.back().at.span = key.span;
        }
        desk.session->setSteps(found);
        desk.window->state().setFilter(u"provider = anthropic"_s);
        QTRY_VERIFY(desk.window->cascadePage().waterfall().marks().matching != nullptr);
        const auto& matching = *desk.window->cascadePage().waterfall().marks().matching;
        for (std::uint32_t node = 1; node <= shape->size(); ++node)
            QCOMPARE(bool(matching[node]), node == 3 || node == 5 || node == 8);
        QTRY_VERIFY(desk.window->crumbs().countText().startsWith(u"3 of "_s));
    }

    void theModelKeepsItsPromisesWhilePagesCome()
    {
        StepTable table;
        QAbstractItemModelTester tester(&table,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        const std::vector<FoundStep> all = manySteps(100);
        table.reset({all.begin() + 20, all.begin() + 60});
        table.append({all.begin() + 60, all.end()});
        QCOMPARE(table.size(), 80);
        table.takeNewest({all.begin(), all.begin() + 40});
        QCOMPARE(table.size(), 100);
        QCOMPARE(table.rowOf(all[77].at), 77);
        table.takeNewest({stepNumber(900, 1), stepNumber(890, 1)}); // nothing is known in between
        QCOMPARE(table.size(), 2);
        for (int column = 0; column < StepTable::kColumns; ++column)
            QVERIFY(table.index(0, column).data(Qt::DisplayRole).isValid());
        QCOMPARE(
            table.index(0, StepTable::kProvider).data(kCellFilterRole).value<CellFilter>().field,
            FieldId::provider);
    }
};

QTEST_MAIN(TestSteps)
#include "tst_ui_steps.moc"
