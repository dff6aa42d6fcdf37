// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/step_tree_model.h"

#include <algorithm>
#include <limits>

#include "core/base/money.h"
#include "ui/models/format.h"
#include "ui/models/snapshot_table.h"
#include "ui/models/words.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();

// New steps come near the end most of the time, so the node is near where it was: look outward from there.
std::size_t findNode(const TraceView& trace, SpanId span, std::size_t hint)
{
    const std::vector<TraceNode>& nodes = trace.nodes;
    const std::size_t n = nodes.size();
    for (std::size_t d = 0; d <= n; ++d) {
        if (hint + d < n && nodes[hint + d].span == span)
            return hint + d;
        if (d <= hint && hint - d < n && nodes[hint - d].span == span)
            return hint - d;
    }
    return kNowhere;
}

QString nodeCost(const TraceNode& node)
{
    if (node.costBelow > 0) {
        const QString sum = QString::fromStdString(formatMoney(node.costBelow));
        return node.status == StepStatus::running ? u"≥ "_s + sum : sum;
    }
    return costText(node.cost);
}

QString nodeText(const TraceNode& node, int column)
{
    switch (column) {
    case StepTreeModel::kStep:
        if (node.missing)
            return StepTreeModel::tr("missing parent %1")
                .arg(QString::fromStdString(node.span.hex()));
        return node.name.empty() ? kindText(node.kind) : safeLineOrEmpty(node.name);
    case StepTreeModel::kCost:
        return nodeCost(node);
    case StepTreeModel::kDuration:
        return node.end > node.start ? durationText(node.end - node.start) : missingText();
    case StepTreeModel::kTime:
        if (!node.error.empty())
            return node.error.empty()
                       ? StepTreeModel::tr("failed")
                       : StepTreeModel::tr("failed: %1").arg(safeLineOrEmpty(node.error, 160));
        return node.missing ? StepTreeModel::tr("not received") : statusText(node.status);
    default:
        return {};
    }
}

} // namespace

StepTreeModel::StepTreeModel(QObject* parent) : QAbstractTableModel(parent) {}

void StepTreeModel::setTrace(std::shared_ptr<const TraceView> trace)
{
    if (trace == m_trace)
        return;
    if (trace && m_trace && trace->index == m_trace->index) {
        replace(std::move(trace));
        return;
    }
    beginResetModel();
    m_trace = std::move(trace);
    m_folded.clear();
    setIdentity(true);
    measureTimes();
    endResetModel();
    emit foldingChanged();
}

void StepTreeModel::setIdentity(bool everythingVisible)
{
    m_rows.clear();
    if (m_trace && !everythingVisible)
        m_rows = visibleRows(*m_trace);
    m_count =
        m_trace ? static_cast<int>(everythingVisible ? m_trace->nodes.size() : m_rows.size()) : 0;
}

void StepTreeModel::measureTimes()
{
    m_first = m_trace ? m_trace->row.start : 0;
    m_last = m_trace ? std::max(m_trace->row.end, m_trace->row.start + 1) : 1;
}

StepTreeModel::Rows StepTreeModel::visibleRows(const TraceView& trace) const
{
    Rows rows;
    int hiddenBelow = std::numeric_limits<int>::max();
    for (std::size_t i = 0; i < trace.nodes.size(); ++i) {
        const TraceNode& node = trace.nodes[i];
        if (node.depth > hiddenBelow)
            continue;
        rows.push_back(static_cast<std::uint32_t>(i));
        hiddenBelow =
            m_folded.contains(node.span.value) ? node.depth : std::numeric_limits<int>::max();
    }
    return rows;
}

// The count changes first, at the end, then the rows are laid out anew: Qt allows no other way to do both at once.
void StepTreeModel::replace(std::shared_ptr<const TraceView> trace)
{
    Rows rows = m_folded.empty() ? Rows() : visibleRows(*trace);
    resize(static_cast<int>(m_folded.empty() ? trace->nodes.size() : rows.size()));
    emit layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    std::vector<std::pair<SpanId, std::size_t>> spans;
    for (const QModelIndex& i : before) {
        const std::size_t at = nodeIndex(i.row());
        spans.emplace_back(at < m_trace->nodes.size() ? m_trace->nodes[at].span : SpanId{}, at);
    }
    m_trace = std::move(trace);
    m_rows = std::move(rows);
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i) {
        const auto& [span, hint] = spans[static_cast<std::size_t>(i)];
        const std::size_t node = findNode(*m_trace, span, hint);
        const auto found = std::lower_bound(m_rows.begin(), m_rows.end(), node);
        int row = -1;
        if (node != kNowhere && m_rows.empty())
            row = static_cast<int>(node);
        else if (node != kNowhere && found != m_rows.end() && *found == node)
            row = static_cast<int>(found - m_rows.begin());
        after.push_back(index(row, before[i].column()));
    }
    changePersistentIndexList(before, after);
    measureTimes();
    emit layoutChanged();
}

void StepTreeModel::resize(int count)
{
    if (count > m_count) {
        beginInsertRows({}, m_count, count - 1);
        m_count = count;
        endInsertRows();
    } else if (count < m_count) {
        beginRemoveRows({}, count, m_count - 1);
        m_count = count;
        endRemoveRows();
    }
}

std::size_t StepTreeModel::endOfSubtree(std::size_t node) const
{
    const std::vector<TraceNode>& nodes = m_trace->nodes;
    std::size_t end = node + 1;
    while (end < nodes.size() && nodes[end].depth > nodes[node].depth)
        ++end;
    return end;
}

void StepTreeModel::setFolded(int row, bool folded)
{
    if (row < 0 || row >= m_count || !hasChildren(row) || isFolded(row) == folded)
        return;
    if (m_rows.empty()) {
        m_rows.resize(m_trace->nodes.size());
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            m_rows[i] = static_cast<std::uint32_t>(i);
    }
    const std::size_t node = nodeIndex(row);
    const std::size_t end = endOfSubtree(node);
    const std::uint64_t span = nodeAt(row).span.value;
    const auto at = m_rows.begin() + row + 1;
    if (folded) {
        const auto last = std::lower_bound(at, m_rows.end(), end);
        beginRemoveRows({}, row + 1, row + static_cast<int>(last - at));
        m_folded.insert(span);
        m_rows.erase(at, last);
        m_count = static_cast<int>(m_rows.size());
        endRemoveRows();
    } else {
        m_folded.erase(span);
        Rows inside;
        int hiddenBelow = std::numeric_limits<int>::max();
        for (std::size_t i = node + 1; i < end; ++i) {
            const TraceNode& n = m_trace->nodes[i];
            if (n.depth > hiddenBelow)
                continue;
            inside.push_back(static_cast<std::uint32_t>(i));
            hiddenBelow =
                m_folded.contains(n.span.value) ? n.depth : std::numeric_limits<int>::max();
        }
        beginInsertRows({}, row + 1, row + static_cast<int>(inside.size()));
        m_rows.insert(at, inside.begin(), inside.end());
        m_count = static_cast<int>(m_rows.size());
        endInsertRows();
    }
    emit dataChanged(index(row, 0), index(row, kColumns - 1));
    emit foldingChanged();
}

void StepTreeModel::foldAll()
{
    if (!m_trace)
        return;
    const std::vector<TraceNode>& nodes = m_trace->nodes;
    for (std::size_t i = 0; i + 1 < nodes.size(); ++i)
        if (nodes[i + 1].depth > nodes[i].depth && nodes[i].depth > 0)
            m_folded.insert(nodes[i].span.value);
    refold();
}

void StepTreeModel::unfoldAll()
{
    m_folded.clear();
    refold();
}

void StepTreeModel::refold()
{
    if (!m_trace)
        return;
    beginResetModel();
    setIdentity(m_folded.empty());
    endResetModel();
    emit foldingChanged();
}

int StepTreeModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_count;
}

int StepTreeModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

std::size_t StepTreeModel::nodeIndex(int row) const
{
    const auto at = static_cast<std::size_t>(row);
    if (m_rows.empty())
        return at;
    return at < m_rows.size() ? m_rows[at] : kNowhere;
}

bool StepTreeModel::hasChildren(int row) const
{
    const std::size_t node = nodeIndex(row);
    const std::vector<TraceNode>& nodes = m_trace->nodes;
    return node + 1 < nodes.size() && nodes[node + 1].depth > nodes[node].depth;
}

bool StepTreeModel::isFolded(int row) const
{
    return !m_folded.empty() && m_folded.contains(nodeAt(row).span.value);
}

std::uint32_t StepTreeModel::countBelow(int row) const
{
    const std::size_t node = nodeIndex(row);
    return static_cast<std::uint32_t>(endOfSubtree(node) - node - 1);
}

int StepTreeModel::parentRow(int row) const
{
    const int depth = nodeAt(row).depth;
    for (int r = row - 1; r >= 0; --r)
        if (nodeAt(r).depth < depth)
            return r;
    return -1;
}

int StepTreeModel::siblingRow(int row, int by) const
{
    const int depth = nodeAt(row).depth;
    for (int r = row + by; r >= 0 && r < m_count; r += by) {
        if (nodeAt(r).depth == depth)
            return r;
        if (nodeAt(r).depth < depth)
            return -1;
    }
    return -1;
}

int StepTreeModel::rowOfSpan(SpanId span) const
{
    for (int row = 0; row < m_count; ++row)
        if (nodeAt(row).span == span)
            return row;
    return -1;
}

std::size_t StepTreeModel::hiddenCount() const
{
    return m_trace ? m_trace->nodes.size() - static_cast<std::size_t>(m_count) : 0;
}

QVariant StepTreeModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const std::size_t at = nodeIndex(index.row());
    if (at >= m_trace->nodes.size()) // between the two halves of replace()
        return {};
    const TraceNode& node = m_trace->nodes[at];
    switch (role) {
    case Qt::DisplayRole:
    case kCopyRole:
        return nodeText(node, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == kStep
                   ? QVariant(kindText(node.kind) + u", "_s + nodeText(node, kStep))
                   : nodeText(node, index.column());
    case Qt::ToolTipRole:
        return index.column() == kStep ? QVariant(plainTip(safeLine(node.name, 2000))) : QVariant();
    case Qt::TextAlignmentRole:
        return alignmentValue(index.column() == kCost || index.column() == kDuration);
    default:
        return {};
    }
}

QVariant StepTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentValue(section == kCost || section == kDuration);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case kStep:
        return tr("Step");
    case kCost:
        return tr("Cost");
    case kDuration:
        return tr("Duration");
    case kTime:
        return tr("Time");
    default:
        return {};
    }
}

} // namespace penstock::ui
