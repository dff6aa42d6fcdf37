// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/bills_panel.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

#include "core/query/parser.h"
#include "ui/models/format.h"
#include "ui/models/gap_text.h"
#include "ui/theme/metrics.h"
#include "ui/views/bill_form.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/section.h"
#include "ui/widgets/side_panel.h"
#include "ui/widgets/text_block.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kKeyWidth = 104;
constexpr int kListRows = 6;
constexpr qint64 kCountAgainMs = 15'000; ///< bills whose period is not over

std::vector<KeyValue> factsOf(const Bill& bill, const Reconciliation& made)
{
    const auto money = [](const QString& key, MicroUsd amount) {
        KeyValue row = fact(key, moneyText(amount));
        row.alignRight = true;
        return row;
    };
    const CostTotals& cost = made.counted.cost;
    std::vector<KeyValue> rows;
    for (const auto& [key, amount] : {std::pair(BillsPanel::tr("billed"), bill.amount),
                                      std::pair(BillsPanel::tr("reported"), cost.reported),
                                      std::pair(BillsPanel::tr("computed"), cost.computed),
                                      std::pair(BillsPanel::tr("estimated"), cost.estimated),
                                      std::pair(BillsPanel::tr("counted"), cost.total())})
        rows.push_back(money(key, amount));
    KeyValue difference = fact(BillsPanel::tr("difference"), differenceText(made.difference));
    difference.alignRight = difference.strong = difference.rule = true;
    rows.push_back(difference);
    if (cost.unpricedCalls > 0) {
        KeyValue unpriced = fact(BillsPanel::tr("no price"),
                                 countOf(static_cast<std::uint64_t>(cost.unpricedCalls),
                                         BillsPanel::tr("call"), BillsPanel::tr("calls")));
        unpriced.alignRight = true;
        rows.push_back(unpriced);
    }
    if (const ForeignMoney& foreign = bill.foreign; !foreign.currency.empty()) {
        rows.push_back(fact(BillsPanel::tr("on the invoice"), foreignText(foreign)));
        rows.push_back(fact(BillsPanel::tr("rate entered"),
                            BillsPanel::tr("%1 USD for 1 %2")
                                .arg(QString::fromStdString(formatRate(foreign.rate)),
                                     safeLine(foreign.currency))));
    }
    rows.push_back(fact(BillsPanel::tr("from"), fullTimeText(bill.from)));
    rows.push_back(fact(BillsPanel::tr("until"), fullTimeText(bill.to)));
    rows.push_back(fact(BillsPanel::tr("only"), bill.filter.empty() ? BillsPanel::tr("everything")
                                                                    : safeLine(bill.filter, 400)));
    rows.push_back(
        fact(BillsPanel::tr("entered by"), safeLine(bill.by), fullTimeText(bill.enteredAt)));
    if (!bill.note.empty())
        rows.push_back(fact(BillsPanel::tr("note"), safeLine(bill.note, 400)));
    return rows;
}

} // namespace

BillsPanel::BillsPanel(const ViewContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_table(new BillTable(this))
{
    buildUi();
    wire();
    explain();
}

BillsPanel::~BillsPanel()
{
    if (m_cancel)
        m_cancel->store(true);
}

void BillsPanel::buildUi()
{
    m_panel = new SidePanel(m_context.theme, this);
    auto* bills = new Section(m_context.theme, tr("Bills"), m_panel);
    bills->addWidget(buildList());
    m_panel->addSection(bills);
    m_sums = new Section(m_context.theme, tr("Billed and counted"), m_panel);
    m_facts = new KeyValueList(m_context.theme, kKeyWidth, m_sums);
    m_facts->setAccessibleName(tr("Billed and counted"));
    m_sums->addWidget(m_facts);
    m_panel->addSection(m_sums);
    m_reasons = new Section(m_context.theme, tr("What is known about it"), m_panel);
    m_text = new TextBlock(m_context.theme, TextBlock::Kind::prose, m_reasons);
    m_reasons->addWidget(m_text);
    m_panel->addSection(m_reasons);
    auto* page = new SidePanel(m_context.theme, this);
    auto* section = new Section(m_context.theme, tr("Enter a bill"), page);
    m_form = new BillForm(m_context.theme, section);
    section->addWidget(m_form);
    page->addSection(section);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_panel);
    m_pages->addWidget(page);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);
}

QWidget* BillsPanel::buildList()
{
    auto* holder = new QWidget(this);
    m_list = new DataTable(m_context.theme, m_table, m_table->columns(), holder);
    m_list->setAccessibleName(tr("Bills"));
    m_list->setStretchColumn(BillTable::kName);
    m_list->horizontalHeader()->setSortIndicatorShown(false);
    m_list->setEmptyText(tr("No bill was entered yet."));
    m_list->setFixedHeight(kRoomyRow + kListRows * kListRow);
    m_enter = new QPushButton(tr("Enter a bill\u2026"), holder);
    m_enter->setToolTip(plainTip(tr("A billed total, to be held against what was counted (B)")));
    m_takeBack = new QPushButton(tr("Take back"), holder);
    m_takeBack->setToolTip(plainTip(tr("The selected bill goes; that it was there stays logged")));
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(12, 0, 12, 0);
    buttons->setSpacing(8);
    buttons->addWidget(m_enter);
    buttons->addWidget(m_takeBack);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout(holder);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(8);
    column->addWidget(m_list);
    column->addLayout(buttons);
    return holder;
}

void BillsPanel::wire()
{
    connect(m_enter, &QPushButton::clicked, this, &BillsPanel::enterWanted);
    connect(m_takeBack, &QPushButton::clicked, this, &BillsPanel::takeBack);
    connect(m_list, &DataTable::currentRowChanged, this, &BillsPanel::explain);
    connect(m_form, &BillForm::entered, this, &BillsPanel::enter);
    connect(m_form, &BillForm::cancelled, this, &BillsPanel::closeForm);
    connect(m_table, &QAbstractItemModel::dataChanged, this, &BillsPanel::explain);
    connect(m_table, &QAbstractItemModel::modelReset, this, &BillsPanel::explain);
}

void BillsPanel::takeSnapshot()
{
    const std::shared_ptr<const FleetState> state = m_context.bridge.snapshot();
    std::vector<Bill> bills;
    for (std::uint32_t i = 1; i <= state->bills.size(); ++i)
        if (state->bills[i].number != 0)
            bills.push_back(state->bills[i]);
    const bool again = !m_sincePass.isValid() || m_sincePass.elapsed() > kCountAgainMs;
    const bool idle = settled();
    for (const Bill& bill : bills) {
        const bool known = m_table->madeOf(bill.number) != nullptr;
        const bool goesOn = bill.to > state->logTime - kHour;
        if (idle && (!known || (again && goesOn)))
            m_waiting.push_back(bill);
    }
    const Bill* before = current();
    const std::uint32_t selected = before ? before->number : 0;
    m_table->setBills(std::move(bills));
    if (selected != 0 && m_list->currentRow() < 0)
        m_list->selectRow(m_table->rowOf(selected), false);
    if (idle && !m_waiting.empty()) {
        m_sincePass.start();
        countNext();
    }
}

/// One after the other: bills must not crowd out what the person asks for.
void BillsPanel::countNext()
{
    m_cancel.reset();
    if (m_waiting.empty())
        return;
    const Bill bill = m_waiting.front();
    m_waiting.pop_front();
    CostQuery query;
    query.filter = parseFilter(bill.filter, filterScope(RowKind::step)).filter;
    query.now = bill.to;
    query.from = bill.from;
    query.to = bill.to;
    m_cancel = query.cancel = std::make_shared<std::atomic<bool>>(false);
    m_context.bridge.readCosts(std::move(query),
                               [this, bill](Result<CostAnswer>& answer) { take(bill, answer); });
}

void BillsPanel::take(const Bill& bill, Result<CostAnswer>& answer)
{
    if (!answer)
        emit said(QString::fromStdString(answer.error().sentence));
    else if (!answer->understood())
        emit said(QString::fromStdString(answer->diagnostic.sentence));
    else
        m_table->setMade(bill.number, reconcile(bill, answer->costs, *m_context.bridge.snapshot()));
    countNext();
}

void BillsPanel::beginBill(const TimeRange& period, const QString& filter)
{
    m_pages->setCurrentIndex(1);
    const Nanos from = period.from - period.from % kDay;
    const Nanos to = (period.to + kDay - 1) / kDay * kDay;
    m_form->begin(from, to, filter);
}

bool BillsPanel::formShown() const
{
    return m_pages->currentIndex() == 1;
}

void BillsPanel::closeForm()
{
    m_pages->setCurrentIndex(0);
    emit formClosed();
}

void BillsPanel::enter(const Bill& bill)
{
    m_form->enterButton().setEnabled(false);
    m_context.bridge.actOnBills({BillAct::Kind::enter, bill}, [this](const QString& problem) {
        m_form->enterButton().setEnabled(true);
        if (!problem.isEmpty())
            return m_form->complain(problem);
        closeForm();
        emit said(tr("The bill is in the log."));
        takeSnapshot();
    });
}

void BillsPanel::takeBack()
{
    const Bill* bill = current();
    if (bill == nullptr)
        return;
    BillAct act;
    act.kind = BillAct::Kind::takeBack;
    act.bill.number = bill->number;
    m_context.bridge.actOnBills(act, [this](const QString& problem) {
        emit said(problem.isEmpty() ? tr("The bill was taken back.") : problem);
        takeSnapshot();
    });
}

const Bill* BillsPanel::current() const
{
    const int row = m_list->currentRow();
    return row < 0 || row >= m_table->rowCount() ? nullptr
                                                 : &m_table->bills()[static_cast<std::size_t>(row)];
}

QString BillsPanel::explanation() const
{
    return m_text->wholeText();
}

void BillsPanel::explain()
{
    const Bill* bill = current();
    const Reconciliation* made = bill ? m_table->madeOf(bill->number) : nullptr;
    m_takeBack->setEnabled(bill != nullptr);
    m_sums->setVisible(made != nullptr);
    m_reasons->setVisible(made != nullptr || m_table->rowCount() == 0);
    if (made == nullptr) {
        m_text->setText(tr("Enter what a provider billed for a period: it is held against what was "
                           "counted there, and what is known about the difference is said.")
                            .toStdString());
        return;
    }
    m_facts->setRows(factsOf(*bill, *made));
    QStringList lines{gapVerdict(bill->amount, *made)};
    for (const GapFact& gap : made->facts)
        lines << u"\u2022 "_s + gapSentence(gap);
    m_text->setText(lines.join(u'\n').toStdString());
}

} // namespace penstock::ui
