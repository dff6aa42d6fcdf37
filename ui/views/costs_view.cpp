// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/costs_view.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <limits>

#include "ui/charts/chart_text.h"
#include "ui/models/format.h"
#include "ui/models/gap_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/views/bills_panel.h"
#include "ui/views/charts_toolbar.h"
#include "ui/views/cost_share.h"
#include "ui/views/cost_total.h"
#include "ui/views/view_filter.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/filter_menu.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_label.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kLeastWidth = 320;   ///< beside other views columns give way
constexpr int kBillsWidth = 384;   ///< names of invoices beside two amounts
constexpr int kWithTokens = 1'080; ///< narrower, token columns would stand half outside
constexpr CostTable::Column kTokenColumns[] = {CostTable::kInput, CostTable::kCached,
                                               CostTable::kOutput};
constexpr qint64 kEverything = -1;
constexpr qint64 kOwn = -2;

} // namespace

CostsView::CostsView(const ViewContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_table(new CostTable(this))
{
    m_later.setSingleShot(true);
    buildUi();
    wire();
    showBy(m_by);
}

CostsView::~CostsView()
{
    if (m_cancel)
        m_cancel->store(true);
}

void CostsView::buildUi()
{
    QWidget* head = buildHead();
    m_list = new DataTable(m_context.theme, m_table, m_table->columns(), this);
    m_list->setAccessibleName(tr("Costs"));
    m_list->setStretchColumn(CostTable::kShare); // a longer bar, not names far from their numbers
    m_list->setItemDelegateForColumn(CostTable::kShare,
                                     new CostShareDelegate(m_context.theme, *m_table, m_list));
    m_list->horizontalHeader()->setSortIndicator(CostTable::kTotal, Qt::DescendingOrder);
    m_list->setSortingEnabled(true);
    m_total = new CostTotal(m_context.theme, *m_table, m_list, this);
    QWidget* foot = buildFoot();
    m_bills = new BillsPanel(m_context, this);
    m_bills->setFixedWidth(kBillsWidth);
    auto* left = new QVBoxLayout;
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(0);
    left->addWidget(head);
    left->addWidget(m_list, 1);
    left->addWidget(m_total);
    left->addWidget(buildReasons());
    left->addWidget(foot);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addLayout(left, 1);
    row->addWidget(m_bills);
    setMinimumWidth(kLeastWidth);
}

QWidget* CostsView::buildHead()
{
    auto* bar = new Panel(m_context.theme, Panel::Edge::bottom, this);
    bar->setFixedHeight(kToolbarHeight + 4);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(7, 0, 12, 0);
    row->setSpacing(8);
    for (int i = 0; i < kCostDimensionCount; ++i) {
        const auto by = static_cast<CostDimension>(i);
        auto* button = new QPushButton(costDimensionText(by), bar);
        button->setProperty("tab", true);
        button->setCheckable(true);
        button->setAutoExclusive(true);
        connect(button, &QPushButton::clicked, this, [this, by] { showBy(by); });
        row->addWidget(button);
        m_dimensions[static_cast<std::size_t>(i)] = button;
    }
    row->addStretch(1);
    m_range = new QComboBox(bar);
    m_range->setSizeAdjustPolicy(QComboBox::AdjustToContents); // ranges chosen elsewhere are longer
    m_range->setAccessibleName(tr("Time that is counted"));
    row->addWidget(m_range);
    return bar;
}

QWidget* CostsView::buildReasons()
{
    m_reasons = new Panel(m_context.theme, Panel::Edge::top, this);
    m_reasons->setFixedHeight(kToolbarHeight);
    m_why = new TextLabel(m_context.theme, uiFont(TextSize::caption), Tone::secondary, m_reasons);
    auto* row = new QHBoxLayout(m_reasons);
    row->setContentsMargins(8, 0, 8, 0);
    row->addWidget(m_why, 1);
    m_reasons->hide();
    return m_reasons;
}

QWidget* CostsView::buildFoot()
{
    auto* bar = new Panel(m_context.theme, Panel::Edge::top, this);
    bar->setFixedHeight(kToolbarHeight);
    m_remark = new TextLabel(m_context.theme, uiFont(TextSize::caption), Tone::tertiary, bar);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 0, 0, 0);
    row->setSpacing(16);
    row->addWidget(m_remark, 1);
    row->addWidget(new CostLegend(m_context.theme, bar));
    return bar;
}

void CostsView::wire()
{
    connect(&m_context.bridge, &SessionBridge::snapshotChanged, this, [this] {
        if (isVisible()) // a room that nobody looks at costs nothing
            takeSnapshot();
    });
    for (const auto changed :
         {&ViewState::filterChanged, &ViewState::rangeChanged, &ViewState::followingChanged})
        connect(&m_context.state, changed, this, [this] {
            fillRanges();
            ask(true);
        });
    connect(&m_later, &QTimer::timeout, this, &CostsView::start);
    connect(m_range, &QComboBox::activated, this, &CostsView::chooseRange);
    connect(m_list, &DataTable::touched, this, [this] { m_context.state.setFollowing(false); });
    connect(m_list, &DataTable::activatedRow, this, &CostsView::openLine);
    connect(m_bills, &BillsPanel::said, this, &CostsView::said);
    connect(m_bills, &BillsPanel::enterWanted, this, &CostsView::beginBill);
    connect(m_bills, &BillsPanel::formClosed, this, &CostsView::focusList);
}

void CostsView::showBy(CostDimension by)
{
    m_by = by;
    dimensionButton(by).setChecked(true);
    m_list->setColumnShown(CostTable::kAgent, by == CostDimension::cascade);
    showCosts();
}

void CostsView::takeSnapshot()
{
    m_bills->takeSnapshot();
    if (m_context.state.following() || !m_known)
        ask(false);
}

/// The lengths that charts offer, everything, and what somebody chose elsewhere.
void CostsView::fillRanges()
{
    const bool following = m_context.state.following();
    const qint64 length = m_context.state.rangeLength();
    m_range->clear();
    int chosen = -1;
    for (const Nanos each : ChartsToolbar::kLengths) {
        if (following && each == length)
            chosen = m_range->count();
        m_range->addItem(tr("the last %1").arg(lengthText(each)), qint64{each});
    }
    m_range->addItem(tr("everything known"), kEverything);
    if (chosen < 0) {
        chosen = m_range->count();
        const TimeRange range = rangeNow();
        m_range->addItem(
            following ? tr("the last %1").arg(durationText(length))
                      : tr("%1 from %2")
                            .arg(durationText(range.length()), listTimeText(range.from, range.to)),
            kOwn);
    }
    m_range->setCurrentIndex(chosen);
}

void CostsView::chooseRange(int index)
{
    const qint64 chosen = m_range->itemData(index).toLongLong();
    if (chosen > 0) {
        m_context.state.setRangeLength(chosen);
        m_context.state.setFollowing(true);
    } else if (chosen == kEverything) {
        const std::shared_ptr<const FleetState> state = m_context.bridge.snapshot();
        Nanos first = std::numeric_limits<Nanos>::max();
        Nanos last = 0;
        for (std::uint32_t i = 1; i <= state->traces.size(); ++i) {
            if (state->traces[i].start > 0)
                first = std::min(first, state->traces[i].start);
            last = std::max(last, state->traces[i].end);
        }
        if (first < last)
            m_context.state.setRange({first, last + 1});
    }
}

void CostsView::showCosts()
{
    const int row = m_list->currentRow();
    const bool selected = row >= 0 && row < m_table->rowCount() && m_table->by() == m_by;
    const CostLine before = selected ? m_table->lineAt(row) : CostLine();
    m_table->show(m_costs, m_by, m_context.bridge.snapshot());
    if (selected)
        m_list->selectRow(m_table->rowOf(before), false);
    report();
}

void CostsView::report()
{
    showRemark();
    if (!isVisible())
        return;
    FilterOutcome outcome;
    outcome.rows = tr("model calls");
    outcome.shown = static_cast<quint64>(m_costs->total.usage.calls);
    outcome.known = static_cast<quint64>(std::max(m_all, m_costs->total.usage.calls));
    outcome.busy = m_cancel != nullptr;
    outcome.sentence = m_problem;
    m_context.state.reportFilter(Room::costs, Level::list, outcome);
    m_list->setEmptyText(!m_known
                             ? tr("Counting\u2026")
                             : emptySentence(outcome, tr("No model call ended in this time.")));
}

void CostsView::showRemark()
{
    if (!m_problem.isEmpty())
        m_remark->setText(m_problem);
    else if (!m_known)
        m_remark->setText(tr("Counting\u2026"));
    else
        m_remark->setText(tr("What ended from %1 to %2; usage told twice is counted once")
                              .arg(fullTimeText(m_costs->from), fullTimeText(m_costs->to)));
    if (m_narrow)
        m_remark->setText(tr("Tokens stand in a wider list") + u" \u00B7 "_s + m_remark->text());
    m_remark->setToolTip(plainTip(m_remark->text()));
    const QStringList why = estimateTexts(m_costs->total);
    m_why->setText(tr("Estimated: %1").arg(why.join(u" \u00B7 "_s)));
    m_why->setToolTip(plainTip(why.join(u'\n')));
    m_reasons->setVisible(!why.isEmpty());
}

QString CostsView::whyEstimated() const
{
    return m_reasons->isVisibleTo(this) ? m_why->text() : QString();
}

QString CostsView::remark() const
{
    return m_remark->text();
}

void CostsView::focusList()
{
    m_list->setFocus();
    if (m_table->rowCount() > 0 && !m_list->selectionModel()->hasSelection())
        m_list->selectRow(0, true);
}

void CostsView::openLine()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_table->rowCount())
        return;
    if (m_by == CostDimension::cascade) {
        m_context.state.openCascade(m_table->lineAt(row).root);
    } else if (const auto condition = m_table->conditionAt(row)) {
        FilterWanted wanted(*condition, NarrowBy::only);
        QCoreApplication::sendEvent(window(), &wanted);
        const CostLine& line = m_table->lineAt(row);
        if (line.sharesItsName) { // the name alone would let others through
            FilterWanted where(textCell(FieldId::deployment, line.deployment), NarrowBy::only);
            QCoreApplication::sendEvent(window(), &where);
        }
    }
}

void CostsView::beginBill()
{
    setSidePanelShown(true);
    m_bills->beginBill(rangeNow(), m_problem.isEmpty() ? m_context.state.filter() : QString());
}

bool CostsView::goUp()
{
    const bool shown = m_bills->isVisible() && m_bills->formShown();
    if (shown)
        m_bills->closeForm();
    return shown;
}

void CostsView::setSidePanelShown(bool shown)
{
    m_bills->setVisible(shown);
    fitColumns();
}

/// Money stays whole in a narrow list; that tokens left is said.
void CostsView::fitColumns()
{
    const int room = width() - (sidePanelShown() ? kBillsWidth : 0);
    const bool narrow = room < kWithTokens;
    if (m_narrow == narrow)
        return;
    m_narrow = narrow;
    for (const CostTable::Column column : kTokenColumns)
        m_list->setColumnShown(column, !narrow);
    m_total->update();
    showRemark();
}

void CostsView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

bool CostsView::sidePanelShown() const
{
    return m_bills->isVisibleTo(this);
}

bool CostsView::settled() const
{
    return m_known && !m_cancel && !m_wanted && m_bills->settled();
}

void CostsView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    fillRanges();
    m_bills->takeSnapshot();
    ask(true);
    report();
}

} // namespace penstock::ui
