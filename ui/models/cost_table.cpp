// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/cost_table.h"

#include <algorithm>
#include <numeric>

#include "ui/models/format.h"
#include "ui/models/gap_text.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

std::vector<TableColumn> makeColumns()
{
    return {
        {u"name"_s, CostTable::tr("Name"), CostTable::tr("What the money was spent on"), 240, false,
         false, true, 120},
        {u"agent"_s, CostTable::tr("Agent"), CostTable::tr("Whose run began the cascade"), 130,
         false, false, false, 70},
        {u"cost"_s, CostTable::tr("Total"),
         CostTable::tr(
             "Reported, computed and estimated together; \u2265 where calls have no price"),
         104, true, true},
        {u"share"_s, CostTable::tr("Share"),
         CostTable::tr("Of the total. The bar: reported full, computed light, estimated hatched"),
         128, true, true},
        {u"reported"_s, CostTable::tr("Reported"), CostTable::tr("Said by the senders"), 96, true,
         true},
        {u"computed"_s, CostTable::tr("Computed"),
         CostTable::tr("From tokens and the table of prices"), 96, true, true},
        {u"estimated"_s, CostTable::tr("Estimated"),
         CostTable::tr("The sender calls it an estimate, or a price or tokens had to be guessed: "
                       "each amount says why"),
         96, true, true},
        {u"no_price"_s, CostTable::tr("No price"),
         CostTable::tr("Calls that nobody knows the price of, and their tokens: not in the total"),
         124, true, true},
        {u"calls"_s, CostTable::tr("Calls"), CostTable::tr("Model calls that count"), 64, true,
         true},
        {u"input"_s, CostTable::tr("Input"), CostTable::tr("Prompt tokens, cached ones included"),
         88, true, true},
        {u"cached"_s, CostTable::tr("Cached"),
         CostTable::tr("Of the input, tokens read from or written to a cache"), 80, true, true},
        {u"output"_s, CostTable::tr("Output"), CostTable::tr("Generated tokens"), 80, true, true},
    };
}

std::int64_t cachedOf(const CostSums& sums)
{
    return sums.usage.inputCacheRead + sums.usage.inputCacheWrite;
}

std::int64_t unpricedTokens(const CostSums& sums)
{
    return sums.unpriced.input + sums.unpriced.output;
}

/// What rows are sorted by, but for names.
std::pair<std::int64_t, std::int64_t> keyOf(const CostSums& sums, int column)
{
    switch (column) {
    case CostTable::kReported:
        return {sums.cost.reported, 0};
    case CostTable::kComputed:
        return {sums.cost.computed, 0};
    case CostTable::kEstimated:
        return {sums.cost.estimated, 0};
    case CostTable::kNoPrice:
        return {sums.cost.unpricedCalls, unpricedTokens(sums)};
    case CostTable::kCalls:
        return {sums.usage.calls, 0};
    case CostTable::kInput:
        return {sums.usage.input, 0};
    case CostTable::kCached:
        return {cachedOf(sums), 0};
    case CostTable::kOutput:
        return {sums.usage.output, 0};
    default:
        return {sums.cost.total(), unpricedTokens(sums)};
    }
}

QString partText(MicroUsd amount)
{
    return amount == 0 ? missingText() : moneyText(amount);
}

QString tokenText(std::int64_t n)
{
    return n == 0 ? missingText() : tokensText(n);
}

std::optional<FieldId> fieldOf(CostDimension by)
{
    switch (by) {
    case CostDimension::agent:
        return FieldId::agent;
    case CostDimension::deployment:
        return FieldId::deployment;
    case CostDimension::user:
        return FieldId::user;
    case CostDimension::model:
        return FieldId::model;
    case CostDimension::cascade:
        break;
    }
    return std::nullopt;
}

} // namespace

CostTable::CostTable(QObject* parent)
    : QAbstractTableModel(parent),
      m_columns(makeColumns()),
      m_costs(std::make_shared<CostBreakdown>()),
      m_state(std::make_shared<FleetState>())
{
}

void CostTable::show(const Costs& costs, CostDimension by, const State& state)
{
    beginResetModel();
    m_costs = costs;
    m_state = state;
    m_by = by;
    m_largest = 0;
    for (const CostLine& line : m_costs->by(m_by))
        m_largest = std::max(m_largest, line.sums.cost.total());
    order();
    endResetModel();
}

int CostTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int CostTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(kColumns);
}

const CostLine& CostTable::lineAt(int row) const
{
    return m_costs->by(m_by)[m_order[static_cast<std::size_t>(row)]];
}

int CostTable::rowOf(const CostLine& line) const
{
    for (int row = 0; row < rowCount(); ++row)
        if (lineAt(row).name == line.name && lineAt(row).deployment == line.deployment)
            return row;
    return -1;
}

CostParts CostTable::partsAt(int row) const
{
    if (m_largest <= 0)
        return {};
    const CostTotals& cost = lineAt(row).sums.cost;
    const auto part = [this](MicroUsd amount) {
        return std::max(0.0, static_cast<double>(amount) / static_cast<double>(m_largest));
    };
    return {part(cost.reported), part(cost.computed), part(cost.estimated)};
}

QString CostTable::sumText(const CostSums& sums, int column) const
{
    switch (column) {
    case kTotal:
        return costText(sums.cost, false);
    case kShare: {
        const MicroUsd whole = m_costs->total.cost.total();
        return whole == 0 || sums.cost.total() == 0
                   ? missingText()
                   : QString::number(100.0 * static_cast<double>(sums.cost.total()) /
                                         static_cast<double>(whole),
                                     'f', 1) +
                         u" %"_s;
    }
    case kReported:
        return partText(sums.cost.reported);
    case kComputed:
        return partText(sums.cost.computed);
    case kEstimated:
        return partText(sums.cost.estimated);
    case kNoPrice:
        return sums.cost.unpricedCalls == 0
                   ? missingText()
                   : tr("%1 \u00b7 %2 tok")
                         .arg(shortCountText(static_cast<std::uint64_t>(sums.cost.unpricedCalls)),
                              shortCountText(static_cast<std::uint64_t>(unpricedTokens(sums))));
    case kCalls:
        return tokenText(sums.usage.calls);
    case kInput:
        return tokenText(sums.usage.input);
    case kCached:
        return tokenText(cachedOf(sums));
    case kOutput:
        return tokenText(sums.usage.output);
    default:
        return {};
    }
}

QString CostTable::text(const CostLine& line, int column) const
{
    if (column == kName)
        return costLineText(line, m_by, *m_state);
    if (column == kAgent)
        return line.root && line.root.value <= m_state->traces.size()
                   ? safeLine(m_state->traces[line.root.value].agent)
                   : missingText();
    return sumText(line.sums, column);
}

QString CostTable::totalText(int column) const
{
    if (column == kName)
        return tr("Total");
    return column == kAgent ? QString() : sumText(m_costs->total, column);
}

QString CostTable::tip(const CostLine& line, int column) const
{
    const CostSums& sums = line.sums;
    const auto count = [](std::int64_t n) { return countText(static_cast<std::uint64_t>(n)); };
    if (column == kNoPrice && sums.cost.unpricedCalls > 0)
        return tr("%1 calls have no price: %2 input and %3 output tokens; %4 of them said nothing "
                  "about tokens. They are not in the total.")
            .arg(count(sums.cost.unpricedCalls), count(sums.unpriced.input),
                 count(sums.unpriced.output), count(sums.unpriced.callsNoUsage));
    if (column == kEstimated && sums.cost.estimated != 0)
        return estimateTexts(sums).join(u'\n');
    if (column == kName && !line.deployment.empty())
        return tr("%1, in %2").arg(safeLine(line.name), safeLine(line.deployment));
    if (column == kShare)
        return tr("Reported %1, computed %2, estimated %3")
            .arg(moneyText(sums.cost.reported), moneyText(sums.cost.computed),
                 moneyText(sums.cost.estimated));
    if (column == kCached && cachedOf(sums) > 0)
        return tr("%1 read from a cache, %2 written to one")
            .arg(count(sums.usage.inputCacheRead), count(sums.usage.inputCacheWrite));
    return {};
}

QVariant CostTable::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CostLine& line = lineAt(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case kCopyRole:
    case Qt::AccessibleTextRole:
        return text(line, column);
    case Qt::ToolTipRole:
        if (const QString said = tip(line, column); !said.isEmpty())
            return plainTip(said);
        return {};
    case Qt::TextAlignmentRole:
        return alignmentValue(m_columns[static_cast<std::size_t>(column)].right);
    case kCellFilterRole:
        if (const auto condition = conditionAt(index.row()); condition && column == kName)
            return QVariant::fromValue(*condition);
        return {};
    case kEmphasisRole:
        if (column == kNoPrice && line.sums.cost.unpricedCalls > 0)
            return static_cast<int>(Emphasis::strong);
        return static_cast<int>(column == kName && line.name.empty() ? Emphasis::muted
                                                                     : Emphasis::normal);
    default:
        return {};
    }
}

QVariant CostTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const TableColumn& column = m_columns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return column.title;
    if (role == Qt::ToolTipRole)
        return plainTip(column.explanation);
    return role == Qt::TextAlignmentRole ? QVariant(alignmentValue(column.right)) : QVariant();
}

std::optional<CellFilter> CostTable::conditionAt(int row) const
{
    const auto field = fieldOf(m_by);
    return field ? std::optional(textCell(*field, lineAt(row).name)) : std::nullopt;
}

void CostTable::sort(int column, Qt::SortOrder order)
{
    m_column = column;
    m_sortOrder = order;
    beginResetModel();
    this->order();
    endResetModel();
}

void CostTable::order()
{
    const std::vector<CostLine>& lines = m_costs->by(m_by);
    m_order.resize(lines.size());
    std::iota(m_order.begin(), m_order.end(), std::size_t{0});
    const bool byText = m_column == kName || m_column == kAgent;
    const auto less = [&](std::size_t a, std::size_t b) {
        if (byText)
            return text(lines[a], m_column).localeAwareCompare(text(lines[b], m_column)) < 0;
        return keyOf(lines[a].sums, m_column) < keyOf(lines[b].sums, m_column);
    };
    std::stable_sort(m_order.begin(), m_order.end(), [&](std::size_t a, std::size_t b) {
        return m_sortOrder == Qt::AscendingOrder ? less(a, b) : less(b, a);
    });
}

} // namespace penstock::ui
