// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/trial_table.h"

#include <algorithm>

#include "core/base/money.h"
#include "ui/models/alarm_table.h"
#include "ui/models/format.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

std::vector<TableColumn> makeColumns()
{
    return {
        {u"priority"_s, TrialTable::tr("Priority"), TrialTable::tr("How urgent it would have been"),
         96, false, false, false, 96},
        {u"said_by"_s, TrialTable::tr("Said by"),
         TrialTable::tr("The policy in force, the changed one, or both"), 128, false, false, false,
         112},
        {u"seen"_s, TrialTable::tr("Raised"), TrialTable::tr("When it would have been raised"), 104,
         true, true},
        {u"detector"_s, TrialTable::tr("Detector"), TrialTable::tr("What would have raised it"),
         160, false, false, false, 80},
        {u"about"_s, TrialTable::tr("About"), TrialTable::tr("Agent, tool or budget"), 140, false,
         false, true, 80},
        {u"why"_s, TrialTable::tr("Why"), TrialTable::tr("In one sentence, with value and limit"),
         420, false, false, false, 160},
        {u"spent_after"_s, TrialTable::tr("Spent after"),
         TrialTable::tr("What its trace went on to cost after that: what could have been saved"),
         92, true, true},
    };
}

/// What differs comes first, then what is urgent, then what is new.
auto rankOf(const ComparedFinding& row)
{
    const int differs = row.saidBy == SaidBy::first ? 2 : row.saidBy == SaidBy::second ? 1 : 0;
    return std::tuple(differs, -static_cast<int>(row.found.finding.priority),
                      row.found.finding.arrival);
}

bool less(const ComparedFinding& a, const ComparedFinding& b, int column)
{
    const Finding& x = a.found.finding;
    const Finding& y = b.found.finding;
    switch (column) {
    case TrialTable::kPriority:
        return x.priority > y.priority;
    case TrialTable::kSeen:
        return x.arrival < y.arrival;
    case TrialTable::kDetector:
        return x.detector < y.detector;
    case TrialTable::kAbout:
        return x.subject < y.subject;
    case TrialTable::kSentence:
        return x.sentence < y.sentence;
    case TrialTable::kSpent:
        return a.found.spentAfter < b.found.spentAfter;
    default:
        return rankOf(a) < rankOf(b);
    }
}

} // namespace

QString saidByText(SaidBy who)
{
    switch (who) {
    case SaidBy::first:
        return TrialTable::tr("only the change");
    case SaidBy::second:
        return TrialTable::tr("only in force");
    case SaidBy::both:
        break;
    }
    return TrialTable::tr("both");
}

TrialTable::TrialTable(QObject* parent) : QAbstractTableModel(parent), m_columns(makeColumns()) {}

void TrialTable::setFindings(std::vector<ComparedFinding> findings, Nanos now)
{
    beginResetModel();
    m_findings = std::move(findings);
    m_now = now;
    order();
    endResetModel();
}

int TrialTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_findings.size());
}

int TrialTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(kColumns);
}

QString TrialTable::text(const ComparedFinding& row, int column) const
{
    const Finding& finding = row.found.finding;
    switch (column) {
    case kPriority:
        return priorityText(finding.priority);
    case kSaidBy:
        return saidByText(row.saidBy);
    case kSeen:
        return listTimeText(finding.arrival, m_now);
    case kDetector:
        return safeLine(finding.detector);
    case kAbout:
        return safeLine(finding.subject);
    case kSentence:
        return safeLine(finding.sentence, 400);
    case kSpent:
        return row.found.spentAfter > 0 ? QString::fromStdString(formatMoney(row.found.spentAfter))
                                        : missingText();
    default:
        return {};
    }
}

QVariant TrialTable::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const ComparedFinding& row = at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::TextAlignmentRole:
        return alignmentValue(m_columns[static_cast<std::size_t>(column)].right);
    case Qt::ToolTipRole:
        return column == kSentence ? plainTip(safeLine(row.found.finding.sentence, 1000))
               : column == kSeen   ? QVariant(fullTimeText(row.found.finding.arrival))
                                   : QVariant();
    case kCopyRole:
        return column == kSeen ? fullTimeText(row.found.finding.arrival) : text(row, column);
    case kAlarmRole:
        return column == kPriority ? alarmMark(row.found.finding.priority, AlarmLook::tried) : 0;
    case kEmphasisRole:
        return static_cast<int>(column == kSaidBy && row.saidBy != SaidBy::both ? Emphasis::strong
                                : column == kDetector                           ? Emphasis::muted
                                                                                : Emphasis::normal);
    default:
        return {};
    }
}

QVariant TrialTable::headerData(int section, Qt::Orientation orientation, int role) const
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

void TrialTable::sort(int column, Qt::SortOrder order)
{
    m_column = column;
    m_order = order;
    beginResetModel();
    this->order();
    endResetModel();
}

void TrialTable::order()
{
    std::stable_sort(m_findings.begin(), m_findings.end(),
                     [this](const ComparedFinding& a, const ComparedFinding& b) {
                         return m_order == Qt::AscendingOrder ? less(a, b, m_column)
                                                              : less(b, a, m_column);
                     });
}

} // namespace penstock::ui
