// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/alarms_view.h"

#include <QtCore/QTimer>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/views/alarm_detail.h"
#include "ui/views/policy_page.h"
#include "ui/views/view_filter.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/new_rows_bar.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_label.h"

namespace penstock::ui {
namespace {

/// Beside other views the texts give way; else the widest room would be the least of all windows.
constexpr int kLeastWidth = 320;
constexpr int kDetailWidth = 336; ///< of the 352 of side panels: the list needs the rest

QString emptyText(AlarmTab tab)
{
    switch (tab) {
    case AlarmTab::active:
        return AlarmsView::tr("No alarm is active.");
    case AlarmTab::returned:
        return AlarmsView::tr("Nothing that is over waits to be seen or reset.");
    case AlarmTab::shelved:
        return AlarmsView::tr("Nothing is shelved.");
    case AlarmTab::suppressed:
        return AlarmsView::tr("Nothing is held back.");
    case AlarmTab::history:
        break;
    }
    return AlarmsView::tr("No alarm has come and gone yet.");
}

} // namespace

AlarmsView::AlarmsView(const ViewContext& context, std::shared_ptr<PolicyDesk> desk,
                       QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_policy(new PolicyPage(context, std::move(desk), this)),
      m_blink(new QTimer(this))
{
    buildUi();
    wire();
    takeSnapshot();
}

AlarmsView::List AlarmsView::makeList(AlarmTab tab, const QString& name)
{
    List list;
    list.tab = new QPushButton(name, this);
    list.tab->setProperty("tab", true);
    list.tab->setCheckable(true);
    list.tab->setAutoExclusive(true);
    list.tab->setChecked(tab == m_tab);
    list.model = new AlarmTable(tab, this);
    list.table = new DataTable(m_context.theme, list.model, list.model->columns(), this);
    list.table->setStretchColumn(AlarmTable::kSentence);
    list.table->setAccessibleName(tr("Alarms: %1").arg(name));
    const int first = tab == AlarmTab::history ? AlarmTable::kSince : AlarmTable::kPriority;
    list.table->horizontalHeader()->setSortIndicator(
        first, tab == AlarmTab::history ? Qt::DescendingOrder : Qt::AscendingOrder);
    list.table->setSortingEnabled(true);
    list.table->setKeepsPlace(true);
    list.table->setSelectsMany();
    return list;
}

void AlarmsView::buildUi()
{
    m_lists = {makeList(AlarmTab::active, tr("Active")),
               makeList(AlarmTab::returned, tr("Returned")),
               makeList(AlarmTab::shelved, tr("Shelved")),
               makeList(AlarmTab::suppressed, tr("Suppressed")),
               makeList(AlarmTab::history, tr("History"))};
    QWidget* head = buildHead();
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(buildLists());
    m_pages->addWidget(m_policy);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(m_pages, 1);
    setMinimumWidth(kLeastWidth);
}

QWidget* AlarmsView::buildLists()
{
    auto* page = new QWidget(this);
    m_stack = new QStackedWidget(page);
    for (const List& list : m_lists)
        m_stack->addWidget(list.table);
    QWidget* acts = buildActs();
    m_detail = new AlarmDetail(m_context, page);
    m_detail->setFixedWidth(kDetailWidth);
    auto* left = new QVBoxLayout;
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(0);
    left->addWidget(buildFloodBar(page));
    left->addWidget(m_stack, 1);
    left->addWidget(acts);
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addLayout(left, 1);
    row->addWidget(m_detail);
    return page;
}

QWidget* AlarmsView::buildHead()
{
    auto* bar = new Panel(m_context.theme, Panel::Edge::bottom, this);
    bar->setFixedHeight(kToolbarHeight + 4);
    m_newRows = new NewRowsBar(m_context.theme, bar);
    m_verdict = new TextLabel(m_context.theme, uiFont(), Tone::secondary, bar);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(7, 0, 12, 0);
    row->setSpacing(8);
    for (const List& list : m_lists)
        row->addWidget(list.tab);
    m_policyTab = new QPushButton(tr("Policy"), bar);
    m_policyTab->setProperty("tab", true);
    m_policyTab->setCheckable(true);
    m_policyTab->setAutoExclusive(true);
    m_policyTab->setToolTip(plainTip(tr("What raises alarms, and whether it raises too many")));
    row->addWidget(m_policyTab);
    row->addSpacing(8);
    row->addWidget(m_newRows);
    row->addStretch(1);
    row->addWidget(m_verdict);
    return bar;
}

QWidget* AlarmsView::buildActs()
{
    auto* bar = new Panel(m_context.theme, Panel::Edge::top, this);
    bar->setFixedHeight(kToolbarHeight + 12);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(7, 0, 12, 0);
    row->setSpacing(8);
    const auto add = [&](AlarmActKind kind, const QString& text, const QString& tip) {
        auto* button = new QPushButton(text, bar);
        button->setToolTip(plainTip(tip));
        row->addWidget(button);
        m_acts.emplace_back(kind, button);
    };
    add(AlarmActKind::acknowledge, tr("Acknowledge"),
        tr("You have seen it. That changes nothing for the agents (A)"));
    add(AlarmActKind::reset, tr("Reset"), tr("It is over and may go to the history"));
    add(AlarmActKind::shelve, tr("Shelve\u2026"),
        tr("Not to hear of it for a while, with an end and a reason (S)"));
    add(AlarmActKind::unshelve, tr("Unshelve"), tr("To hear of it again"));
    add(AlarmActKind::comment, tr("Comment\u2026"), tr("A note for whoever looks next (C)"));
    row->addStretch(1);
    return bar;
}

void AlarmsView::wire()
{
    connect(&m_context.bridge, &SessionBridge::snapshotChanged, this, [this] {
        if (isVisible()) // a room that nobody looks at costs nothing
            takeSnapshot();
    });
    connect(&m_context.state, &ViewState::followingChanged, this, &AlarmsView::takeFollowing);
    connect(m_newRows, &QAbstractButton::clicked, this,
            [this] { m_context.state.setFollowing(true); });
    for (std::size_t i = 0; i < kTabs; ++i) {
        const List& list = m_lists[i];
        connect(list.tab, &QPushButton::clicked, this,
                [this, i] { showTab(static_cast<AlarmTab>(i)); });
        connect(list.table, &DataTable::touched, this,
                [this] { m_context.state.setFollowing(false); });
        connect(list.table, &DataTable::activatedRow, this, &AlarmsView::goToCause);
        connect(list.table, &DataTable::currentRowChanged, this, &AlarmsView::updateDetail);
        connect(list.table, &DataTable::selectionTaken, this, &AlarmsView::updateDetail);
        followFilter(m_context, *list.model);
        for (const auto changed : {&SnapshotTable::newRowsChanged, &SnapshotTable::filterTaken})
            connect(list.model, changed, this, &AlarmsView::updateTexts);
    }
    connect(m_policyTab, &QPushButton::clicked, this, &AlarmsView::showPolicy);
    connect(m_policy, &PolicyPage::said, this, &AlarmsView::said);
    connect(m_detail, &AlarmDetail::stepWanted, this, &AlarmsView::openStep);
    connect(m_detail, &AlarmDetail::alarmWanted, this, &AlarmsView::goToAlarm);
    m_blink->setSingleShot(true);
    connect(m_blink, &QTimer::timeout, this, &AlarmsView::blink);
    wireActs();
}

void AlarmsView::wireActs()
{
    const auto on = [this](AlarmActKind kind, auto run) {
        connect(&button(kind), &QPushButton::clicked, this, run);
    };
    on(AlarmActKind::acknowledge, &AlarmsView::acknowledge);
    on(AlarmActKind::reset, &AlarmsView::reset);
    on(AlarmActKind::unshelve, &AlarmsView::unshelve);
    on(AlarmActKind::shelve, &AlarmsView::shelveWanted);
    on(AlarmActKind::comment, &AlarmsView::commentWanted);
}

QPushButton& AlarmsView::button(AlarmActKind kind) const
{
    return *std::find_if(m_acts.begin(), m_acts.end(), [kind](const auto& act) {
                return act.first == kind;
            })->second;
}

void AlarmsView::showTab(AlarmTab tab)
{
    m_tab = tab;
    shown().tab->setChecked(true);
    m_pages->setCurrentIndex(0);
    emit policyShownChanged(false);
    m_stack->setCurrentWidget(shown().table);
    shown().model->setState(m_context.bridge.snapshot());
    updateFloodBar();
    updateTexts();
    updateDetail();
}

void AlarmsView::showPolicy()
{
    m_policyTab->setChecked(true);
    m_pages->setCurrentWidget(m_policy);
    emit policyShownChanged(true);
    m_policy->focusEditor();
    updateDetail();
}

bool AlarmsView::policyShown() const
{
    return m_pages->currentWidget() == m_policy;
}

const Alarm* AlarmsView::current() const
{
    const int row = policyShown() ? -1 : shown().table->currentRow();
    return row < 0 || row >= shown().model->rowCount()
               ? nullptr
               : AlarmTable::alarmAt(*shown().model->shown(), shown().model->numberAt(row));
}

void AlarmsView::focusList()
{
    if (policyShown())
        return;
    table().setFocus();
    if (table().model()->rowCount() > 0 && !table().selectionModel()->hasSelection())
        table().selectRow(0, true);
}

void AlarmsView::setSidePanelShown(bool shown)
{
    m_detail->setVisible(shown);
}

bool AlarmsView::sidePanelShown() const
{
    return m_detail->isVisibleTo(this);
}

void AlarmsView::acknowledge()
{
    AlarmAct seen;
    seen.kind = AlarmActKind::acknowledge;
    act(std::move(seen));
}

void AlarmsView::reset()
{
    AlarmAct over;
    over.kind = AlarmActKind::reset;
    act(std::move(over));
}

void AlarmsView::unshelve()
{
    AlarmAct again;
    again.kind = AlarmActKind::unshelve;
    act(std::move(again));
}

void AlarmsView::act(AlarmAct act)
{
    act.alarms = chosenFor(act.kind);
    if (act.alarms.empty()) {
        emit said(floodIn(shown().table->currentRow()) != nullptr
                      ? tr("Open the flood first: what nobody has looked at is not acknowledged.")
                      : tr("Select an alarm for which this can be done."));
        return;
    }
    act.seen = shown().model->shown()->seq;
    m_context.bridge.actOnAlarms(std::move(act), [this](const QString& problem) {
        emit said(problem.isEmpty() ? tr("It is in the log.") : problem);
    });
}

void AlarmsView::takeSnapshot()
{
    for (const List& list : m_lists)
        list.model->setState(m_context.bridge.snapshot());
    if (policyShown())
        m_policy->takeSnapshot();
    updateTexts();
    updateDetail();
}

void AlarmsView::takeFollowing()
{
    if (!m_context.state.following())
        takeSnapshot(); // a room that was not seen is paused at the same moment as all others
    for (const List& list : m_lists)
        list.model->setFrozen(!m_context.state.following());
    updateTexts();
    updateDetail();
}

void AlarmsView::updateTexts()
{
    static const QString kNames[kTabs] = {tr("Active"), tr("Returned"), tr("Shelved"),
                                          tr("Suppressed"), tr("History")};
    for (std::size_t i = 0; i < kTabs; ++i) {
        const List& list = m_lists[i];
        const int rows = list.model->rowCount();
        const bool counts = rows > 0 && static_cast<AlarmTab>(i) != AlarmTab::history;
        list.tab->setText(counts ? tr("%1 %2").arg(kNames[i]).arg(rows) : kNames[i]);
        list.table->setEmptyText(emptySentence(outcomeOf(*list.model, tr("alarms")),
                                               emptyText(static_cast<AlarmTab>(i))));
    }
    const bool paused = !m_context.state.following();
    m_newRows->setState(paused ? NewRowsBar::Mode::paused : NewRowsBar::Mode::hidden,
                        paused ? shown().model->newRows() : 0);
    const auto alarms = m_context.bridge.snapshot()->alarms;
    std::uint32_t unseen = 0;
    for (std::size_t i = 0; alarms && i < alarms->counts.unseen.size(); ++i)
        unseen += alarms->counts.unseen[i];
    m_verdict->setText(!alarms       ? tr("The fold has not looked yet")
                       : unseen == 0 ? tr("Everything has been seen")
                                     : countOf(unseen, tr("alarm that nobody has seen"),
                                               tr("alarms that nobody has seen")));
    if (isVisible())
        m_context.state.reportFilter(Room::alarms, Level::list,
                                     outcomeOf(*shown().model, tr("alarms")));
    blink();
}

void AlarmsView::updateDetail()
{
    m_detail->show(current(), *shown().model->shown());
    for (const auto& [kind, button] : m_acts)
        button->setEnabled(!chosenFor(kind).empty());
    updateFloodBar();
}

/// Only while there is something that blinks on the screen.
void AlarmsView::blink()
{
    if (!isVisible() || !shown().model->hasUnseen())
        return;
    shown().table->viewport()->update();
    if (!m_blink->isActive())
        m_blink->start(nextBlink());
}

void AlarmsView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    takeSnapshot();
}

} // namespace penstock::ui
