// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/exchange_table.h"

#include <algorithm>
#include <iterator>

#include "core/base/text_safety.h"
#include "ui/models/format.h"
#include "ui/models/words.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr std::size_t kCopyBytes = 16u << 20;

std::vector<TableColumn> makeColumns()
{
    const auto t = [](const char* s) { return ExchangeTable::tr(s); };
    return {
        {u"asked"_s, t("Asked"), t("When the request was made, as the sender says"), 104, true,
         true},
        {u"from"_s, t("From"), t("Who asked"), 140},
        {u"to"_s, t("To"), t("Who was asked"), 140},
        {u"request"_s, t("Request"), {}, 240},
        {u"answer"_s, t("Answer"), {}, 240},
        {u"reason"_s, t("Reason"), t("What the asker stated before it asked; a claim"), 160},
        {u"state"_s, t("State"), {}, 92},
        {u"duration"_s, t("Took"), t("From request to answer"), 84, true, true},
        {u"known_by"_s, t("Known by"), {}, 140},
        {u"attempt"_s, t("Attempt"), t("Counts the same request in the same trace"), 60, true,
         true},
        {u"forwarded_bytes"_s, t("Forwarded"),
         t("Bytes of what the asker had been told that stand in the request"), 84, true, true},
        {u"received_bytes"_s, t("Received"), t("Bytes that the asker had been told before"), 84,
         true, true},
        {u"trace_id"_s, t("Trace"), {}, 84, true},
        {u"span_id"_s, t("Step"), {}, 140, true},
    };
}

/// What may differ between two answers about one row, texts apart.
bool sameHead(const Exchange& a, const Exchange& b)
{
    return a.answered == b.answered && a.status == b.status && a.error == b.error &&
           a.seq == b.seq && a.call == b.call && a.asker == b.asker;
}

} // namespace

bool ExchangeTable::Order::operator()(const Exchange& a, const StepCursor& b) const
{
    return a.at() < b;
}

ExchangeTable::ExchangeTable(QObject* parent)
    : QAbstractTableModel(parent), m_columns(makeColumns())
{
}

void ExchangeTable::setPair(std::string from, std::string to)
{
    clear();
    m_from = std::move(from);
    m_to = std::move(to);
}

void ExchangeTable::clear()
{
    beginResetModel();
    m_rows.clear();
    m_read.clear();
    m_counts = {};
    endResetModel();
    emit rowsChanged();
}

void ExchangeTable::add(const Exchange& row, int sign)
{
    const auto by = static_cast<std::uint64_t>(static_cast<std::int64_t>(sign));
    m_counts.unanswered += row.unanswered() ? by : 0;
    m_counts.failed += row.status == StepStatus::error ? by : 0;
    m_counts.retries += row.isRead && row.attempt > 1 ? by : 0;
}

void ExchangeTable::prepend(std::vector<Exchange> older)
{
    std::sort(older.begin(), older.end(),
              [](const Exchange& a, const Exchange& b) { return a.at() < b.at(); });
    const auto end =
        m_rows.empty() ? older.end()
                       : std::lower_bound(older.begin(), older.end(), m_rows.front().at(), Order());
    const auto count = static_cast<int>(end - older.begin());
    if (count == 0)
        return;
    beginInsertRows({}, 0, count - 1);
    for (auto row = older.begin(); row != end; ++row)
        add(*row, 1);
    m_rows.insert(m_rows.begin(), std::make_move_iterator(older.begin()),
                  std::make_move_iterator(end));
    endInsertRows();
    emit olderCame(count);
    emit rowsChanged();
}

void ExchangeTable::takeNewest(const std::vector<Exchange>& newest)
{
    bool changed = false;
    for (const Exchange& row : newest) {
        const auto place = std::lower_bound(m_rows.begin(), m_rows.end(), row.at(), Order());
        const auto number = static_cast<int>(place - m_rows.begin());
        if (place == m_rows.end() || place->at() != row.at()) {
            beginInsertRows({}, number, number);
            m_rows.insert(place, row);
            add(row, 1);
            endInsertRows();
            changed = true;
        } else if (!sameHead(*place, row)) {
            add(*place, -1);
            *place = row;
            add(row, 1);
            emit dataChanged(index(number, 0), index(number, kColumns - 1));
            changed = true;
        }
    }
    if (changed)
        emit rowsChanged();
}

void ExchangeTable::takeTexts(const std::vector<Exchange>& read)
{
    for (const Exchange& row : read) {
        const int number = rowOf(row.at());
        if (number < 0 || !sameHead(at(number), row))
            continue; // it changed meanwhile and is asked for again
        Exchange& place = m_rows[static_cast<std::size_t>(number)];
        add(place, -1);
        if (!place.isRead)
            m_read.push_back(row.at());
        place = row;
        add(place, 1);
        emit dataChanged(index(number, 0), index(number, kColumns - 1));
    }
    letGoOfTexts();
    emit rowsChanged();
}

void ExchangeTable::letGoOfTexts()
{
    while (m_read.size() > kMostRead) {
        const int number = rowOf(m_read.front());
        m_read.pop_front();
        if (number < 0)
            continue;
        Exchange& row = m_rows[static_cast<std::size_t>(number)];
        add(row, -1);
        row.isRead = false;
        row.request = row.answer = row.rationale = {};
        add(row, 1);
    }
}

int ExchangeTable::rowOf(const StepCursor& at) const
{
    const auto place = std::lower_bound(m_rows.begin(), m_rows.end(), at, Order());
    return place == m_rows.end() || place->at() != at ? -1
                                                      : static_cast<int>(place - m_rows.begin());
}

Nanos ExchangeTable::gapBefore(int row) const
{
    if (row <= 0)
        return 0;
    const Exchange& before = at(row - 1);
    return std::max<Nanos>(0, at(row).asked - std::max(before.asked, before.answered));
}

int ExchangeTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : size();
}

int ExchangeTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QString ExchangeTable::text(const Exchange& row, int column) const
{
    switch (column) {
    case kAsked:
        return fullTimeText(row.asked);
    case kFrom:
        return safeLine(askerOf(row));
    case kTo:
        return safeLine(askedOf(row));
    case kRequest:
        return safeLine(row.request.text);
    case kAnswer:
        return safeLine(row.answer.text);
    case kReason:
        return safeLine(row.rationale.text);
    case kState:
        return row.unanswered() ? tr("no answer") : statusText(row.status);
    case kDuration:
        return row.answered > row.asked ? durationText(row.answered - row.asked) : missingText();
    case kKnownBy:
        return evidenceText(row.best);
    case kAttempt:
        return row.isRead ? QString::number(row.attempt) : missingText();
    case kForwarded:
        return row.isRead ? bytesText(row.forwarded) : missingText();
    case kReceived:
        return row.isRead ? bytesText(row.received) : missingText();
    case kTrace:
        return u"#%1"_s.arg(row.trace.value);
    default:
        return QString::fromStdString(row.span.hex());
    }
}

/// For copies and exports; nothing where it is not known.
QVariant ExchangeTable::exact(const Exchange& row, int column) const
{
    const auto said = [](const std::string& text) {
        return text.empty() ? QVariant()
                            : QVariant(QString::fromStdString(
                                  visibleText(text, kCopyBytes, LineBreaks::keep).text));
    };
    switch (column) {
    case kRequest:
        return said(row.request.text);
    case kAnswer:
        return said(row.answer.text);
    case kReason:
        return said(row.rationale.text);
    case kDuration:
        return row.answered > row.asked
                   ? QVariant(static_cast<double>(row.answered - row.asked) / 1e9)
                   : QVariant();
    case kAttempt:
        return row.isRead ? QVariant(row.attempt) : QVariant();
    case kForwarded:
        return row.isRead ? QVariant(qulonglong{row.forwarded}) : QVariant();
    case kReceived:
        return row.isRead ? QVariant(qulonglong{row.received}) : QVariant();
    case kTrace:
        return QString::fromStdString(row.traceId.hex());
    default:
        return text(row, column);
    }
}

QVariant ExchangeTable::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Exchange& row = at(index.row());
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return text(row, index.column());
    if (role == kCopyRole)
        return exact(row, index.column());
    if (role == Qt::TextAlignmentRole)
        return alignmentValue(m_columns[static_cast<std::size_t>(index.column())].right);
    return {};
}

QVariant ExchangeTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns)
        return {};
    const TableColumn& column = m_columns[static_cast<std::size_t>(section)];
    return role == Qt::DisplayRole ? QVariant(column.title) : QVariant();
}

} // namespace penstock::ui
