// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/snapshot_table.h"

#include <algorithm>

#include "ui/models/format.h"

namespace penstock::ui {
namespace {

// Re-sorting live may take at most about a fifth of one core.
constexpr qint64 kRestFactor = 4;
constexpr qint64 kMinRestMs = 67;
constexpr qint64 kMaxRestMs = 3000;

} // namespace

SnapshotTable::SnapshotTable(std::vector<TableColumn> columns, QObject* parent)
    : QAbstractTableModel(parent),
      m_columns(std::move(columns)),
      m_newest(std::make_shared<FleetState>()),
      m_shown(m_newest)
{
    m_sortLater.setSingleShot(true);
    connect(&m_sortLater, &QTimer::timeout, this, &SnapshotTable::startSorting);
    m_ruleLater.setSingleShot(true);
    connect(&m_ruleLater, &QTimer::timeout, this, &SnapshotTable::startRule);
}

void SnapshotTable::setState(const State& newest)
{
    m_newest = newest;
    if (m_frozen)
        emit newRowsChanged();
    else
        show(newest);
}

void SnapshotTable::setFrozen(bool frozen)
{
    if (m_frozen == frozen)
        return;
    m_frozen = frozen;
    if (!frozen)
        show(m_newest);
    emit newRowsChanged();
}

void SnapshotTable::show(const State& state)
{
    if (state == m_shown)
        return;
    aboutToShow(*state);
    const std::uint32_t size = sizeOf(*state);
    const bool anotherWorld = size < m_size;
    if (anotherWorld)
        reset(state, size);
    LeftOut next = leftOutOf(*state, size);
    const std::uint32_t listed = next.all.listed(size);
    m_shown = state;
    takeLeftOut(std::move(next));
    m_size = size;
    if (listed > m_count)
        appendRows(listed);
    valuesChanged();
    if (!natural() && !m_job.busy() && !m_sortLater.isActive())
        startSorting();
    if (anotherWorld && !m_filterText.isEmpty())
        startRule();
}

// Another world: nothing of the old one is known of its rows.
void SnapshotTable::reset(const State& state, std::uint32_t size)
{
    beginResetModel();
    m_job.cancel();
    m_leftOut = {};
    m_size = 0;
    m_leftOut = leftOutOf(*state, size);
    m_shown = state;
    m_size = size;
    m_count = natural() ? m_leftOut.all.listed(size) : 0;
    m_order = {};
    endResetModel();
}

// In natural descending order new rows come on top; otherwise they wait at the end for the next sorting.
void SnapshotTable::appendRows(std::uint32_t count)
{
    const int added = static_cast<int>(count - m_count);
    const int first = natural() && m_descending ? 0 : static_cast<int>(m_count);
    beginInsertRows({}, first, first + added - 1);
    if (!natural())
        for (std::uint32_t number = m_count + 1; number <= count; ++number) {
            m_order.rows.push_back(static_cast<std::uint32_t>(m_order.numbers.size()));
            m_order.numbers.push_back(number);
        }
    m_count = count;
    endInsertRows();
}

void SnapshotTable::valuesChanged()
{
    if (m_count > 0)
        emit dataChanged(index(0, 0), index(static_cast<int>(m_count) - 1, columnCount() - 1));
}

void SnapshotTable::sort(int column, Qt::SortOrder order)
{
    const bool descending = order == Qt::DescendingOrder;
    if (column < 0 || column >= columnCount() || (column == m_column && descending == m_descending))
        return;
    m_job.cancel();
    m_sortLater.stop();
    if (column == kNumberColumn) {
        reorder([&] {
            m_column = column;
            m_descending = descending;
            m_order = {};
        });
        emit orderChanged();
        return;
    }
    if (natural()) { // from here on the order is explicit, still as it was
        RowOrder explicitOrder;
        explicitOrder.numbers.resize(m_count);
        explicitOrder.rows.resize(m_count);
        for (std::uint32_t row = 0; row < m_count; ++row) {
            explicitOrder.numbers[row] = m_descending ? m_count - row : row + 1;
            explicitOrder.rows[explicitOrder.numbers[row] - 1] = row;
        }
        m_order = std::move(explicitOrder);
    }
    m_column = column;
    m_descending = descending;
    startSorting();
}

void SnapshotTable::startSorting()
{
    m_jobTime.start();
    KeyReader keyAt = [key = keyReader(m_column), filter = m_leftOut.all](const FleetState& state,
                                                                          std::uint32_t place) {
        return key(state, filter.numberAt(place));
    };
    m_job.start([this, state = m_shown, count = m_count, key = std::move(keyAt),
                 descending = m_descending](std::stop_token stop) -> LatestJob::Apply {
        auto order = std::make_shared<RowOrder>(orderRows(*state, count, key, descending, stop));
        if (stop.stop_requested())
            return {};
        return [this, state, order] { takeOrder(state, std::move(*order)); };
    });
}

void SnapshotTable::takeOrder(const State& state, RowOrder order)
{
    const qint64 rest = std::clamp(m_jobTime.elapsed() * kRestFactor, kMinRestMs, kMaxRestMs);
    reorder([&] {
        const auto sorted = static_cast<std::uint32_t>(order.numbers.size());
        for (std::uint32_t number = sorted + 1; number <= m_count; ++number) {
            order.rows.push_back(static_cast<std::uint32_t>(order.numbers.size()));
            order.numbers.push_back(number);
        }
        m_order = std::move(order);
    });
    emit orderChanged();
    if (m_shown != state)
        m_sortLater.start(static_cast<int>(rest));
}

void SnapshotTable::reorder(const std::function<void()>& change)
{
    emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<std::uint32_t> numbers;
    numbers.reserve(static_cast<std::size_t>(before.size()));
    for (const QModelIndex& i : before)
        numbers.push_back(numberAt(i.row()));
    change();
    QModelIndexList after;
    after.reserve(before.size());
    for (qsizetype i = 0; i < before.size(); ++i)
        after.push_back(index(rowOf(numbers[static_cast<std::size_t>(i)]), before[i].column()));
    changePersistentIndexList(before, after);
    emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

int SnapshotTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_count);
}

int SnapshotTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

std::uint32_t SnapshotTable::numberAt(int row) const
{
    if (row < 0 || row >= static_cast<int>(m_count))
        return 0;
    const auto at = static_cast<std::uint32_t>(row);
    if (natural())
        return m_leftOut.all.numberAt(m_descending ? m_count - at : at + 1);
    return m_leftOut.all.numberAt(m_order.numbers[at]);
}

int SnapshotTable::rowOf(std::uint32_t number) const
{
    if (number == 0 || number > m_size)
        return -1;
    const std::uint32_t place = m_leftOut.all.placeOf(number);
    if (place == 0)
        return -1;
    if (natural())
        return static_cast<int>(m_descending ? m_count - place : place - 1);
    return static_cast<int>(m_order.rows[place - 1]);
}

std::uint32_t SnapshotTable::newRows() const
{
    const std::uint32_t newest = sizeOf(*m_newest);
    if (!filtered() && !m_rule.applies())
        return newest > m_size ? newest - m_size : 0;
    std::uint32_t rows = 0;
    for (std::uint32_t number = m_size + 1; number <= newest; ++number)
        rows +=
            lists(*m_newest, number) && (!m_rule.applies() || m_rule.matches(*m_newest, number));
    return rows;
}

QVariant SnapshotTable::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const std::uint32_t number = numberAt(index.row());
    if (role == kNumberRole)
        return number;
    if (role == Qt::TextAlignmentRole)
        return alignmentValue(m_columns[static_cast<std::size_t>(index.column())].right);
    if (role == Qt::AccessibleTextRole)
        role = Qt::DisplayRole;
    if (role == kCellFilterRole) {
        const auto filter = cellFilter(*m_shown, number, index.column());
        return filter ? QVariant::fromValue(*filter) : QVariant();
    }
    if (role == Qt::ToolTipRole)
        return plainTip(cell(*m_shown, number, index.column(), role).toString());
    return cell(*m_shown, number, index.column(), role);
}

QVariant SnapshotTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const TableColumn& column = m_columns[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole:
        return column.title;
    case Qt::ToolTipRole:
        return column.explanation;
    case Qt::TextAlignmentRole:
        return alignmentValue(column.right);
    default:
        return {};
    }
}

} // namespace penstock::ui
