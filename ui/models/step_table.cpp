// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/step_table.h"

#include <algorithm>
#include <bit>
#include <iterator>

#include "core/base/money.h"
#include "ui/models/format.h"
#include "ui/models/words.h"
#include "ui/theme/glyphs.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

std::vector<TableColumn> makeColumns()
{
    return {
        {u"started"_s, StepTable::tr("Started"), StepTable::tr("Event time"), 104, true, true},
        {u"step"_s, StepTable::tr("Step"), StepTable::tr("What it is called"), 170, false, false,
         true, 110},
        {u"kind"_s, StepTable::tr("Kind"), {}, 96, false, false, false, 64},
        {u"agent"_s, StepTable::tr("Agent"), StepTable::tr("Whose step it is"), 150, false, false,
         false, 80},
        {u"state"_s, StepTable::tr("State"), {}, 80, false, false, false, 72},
        {u"model"_s, StepTable::tr("Model"), {}, 140, false, false, false, 60},
        {u"provider"_s, StepTable::tr("Provider"), {}, 84, false, false, false, 76},
        {u"tool"_s, StepTable::tr("Tool"), {}, 110, false, false, false, 52},
        {u"duration"_s, StepTable::tr("Duration"), StepTable::tr("Event time"), 88, true, true},
        {u"tokens"_s, StepTable::tr("Tokens"), StepTable::tr("Input and output"), 76, true, true},
        {u"cost"_s, StepTable::tr("Cost"), StepTable::tr("Counted cost"), 92, true, true},
        {u"trace"_s, StepTable::tr("Trace"), StepTable::tr("Number of the trace it belongs to"), 64,
         true, true},
    };
}

constexpr FieldId kFields[StepTable::kColumns] = {
    FieldId::started,  FieldId::name,   FieldId::kind,     FieldId::agent,
    FieldId::state,    FieldId::model,  FieldId::provider, FieldId::tool,
    FieldId::duration, FieldId::tokens, FieldId::cost,     FieldId::trace};

/// The word of an enumeration that a step has; it has one.
std::optional<int> wordOf(const FoundStep& step, FieldId field)
{
    const std::uint64_t words = step.fields.words(field);
    return words == 0 ? std::nullopt : std::optional(std::countr_zero(words));
}

bool failed(const FoundStep& step)
{
    return wordOf(step, FieldId::state) == static_cast<int>(StepStatus::error);
}

} // namespace

StepTable::StepTable(QObject* parent) : QAbstractTableModel(parent), m_columns(makeColumns()) {}

FieldSet StepTable::fields()
{
    return fieldsOf(kFields);
}

void StepTable::reset(std::vector<FoundStep> newest)
{
    beginResetModel();
    m_steps = std::move(newest);
    endResetModel();
}

void StepTable::append(std::vector<FoundStep> older)
{
    if (older.empty())
        return;
    beginInsertRows({}, size(), size() + static_cast<int>(older.size()) - 1);
    std::move(older.begin(), older.end(), std::back_inserter(m_steps));
    endInsertRows();
}

/// A page that does not reach down to what is shown begins a new list: nothing between may be missing.
void StepTable::takeNewest(std::vector<FoundStep> newest)
{
    const bool reaches =
        !m_steps.empty() && !newest.empty() && newest.back().at <= m_steps.front().at;
    if (!reaches)
        return reset(std::move(newest));
    const auto known = std::find_if(newest.begin(), newest.end(), [this](const FoundStep& step) {
        return step.at <= m_steps.front().at;
    });
    for (auto step = known; step != newest.end(); ++step)
        if (const int row = rowOf(step->at); row >= 0) {
            m_steps[static_cast<std::size_t>(row)] = std::move(*step);
            emit dataChanged(index(row, 0), index(row, kColumns - 1));
        }
    const auto count = static_cast<int>(known - newest.begin());
    if (count == 0)
        return;
    beginInsertRows({}, 0, count - 1);
    m_steps.insert(m_steps.begin(), std::make_move_iterator(newest.begin()),
                   std::make_move_iterator(known));
    endInsertRows();
}

int StepTable::rowOf(const StepCursor& at) const
{
    const auto place = std::lower_bound(
        m_steps.begin(), m_steps.end(), at,
        [](const FoundStep& step, const StepCursor& wanted) { return step.at > wanted; });
    return place == m_steps.end() || place->at != at ? -1
                                                     : static_cast<int>(place - m_steps.begin());
}

int StepTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : size();
}

int StepTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QString StepTable::text(const FoundStep& step, int column) const
{
    const FieldId field = kFields[column];
    switch (column) {
    case kStarted:
        return listTimeText(step.at.start, m_clock ? m_clock() : step.at.start);
    case kKind:
        return kindText(static_cast<StepKind>(wordOf(step, field).value_or(0)));
    case kState: {
        const auto state = wordOf(step, field);
        const bool isNormal = !state || *state == static_cast<int>(StepStatus::ok) ||
                              *state == static_cast<int>(StepStatus::unset);
        return isNormal ? QString() : statusText(static_cast<StepStatus>(*state));
    }
    case kDuration: {
        const auto duration = step.fields.number(field);
        return duration ? durationText(*duration) : missingText();
    }
    case kTokens: {
        const auto tokens = step.fields.number(field);
        return tokens ? countText(static_cast<std::uint64_t>(*tokens)) : missingText();
    }
    case kCost: {
        const auto cost = step.fields.number(field);
        return cost ? QString::fromStdString(formatMoney(*cost)) : missingText();
    }
    case kTrace:
        return u"#%1"_s.arg(step.at.trace.value);
    default:
        return safeLineOrEmpty(step.fields.text(field));
    }
}

QVariant StepTable::exact(const FoundStep& step, int column) const
{
    switch (column) {
    case kStarted:
        return fullTimeText(step.at.start);
    case kState:
        return statusText(static_cast<StepStatus>(wordOf(step, FieldId::state).value_or(0)));
    case kDuration: {
        const auto duration = step.fields.number(FieldId::duration);
        return duration ? QVariant(static_cast<double>(*duration) / 1e9) : QVariant();
    }
    case kTokens:
    case kCost: {
        const auto number = step.fields.number(kFields[column]);
        return number ? QVariant(qlonglong{*number}) : QVariant();
    }
    default:
        return text(step, column);
    }
}

std::optional<CellFilter> StepTable::filterOf(const FoundStep& step, int column) const
{
    const FieldId field = kFields[column];
    switch (column) {
    case kStarted:
        return minuteCell(field, step.at.start);
    case kKind:
    case kState: {
        const auto word = wordOf(step, field);
        return word ? std::optional(numberCell(field, *word)) : std::nullopt;
    }
    case kDuration:
    case kTokens:
    case kCost: {
        const auto number = step.fields.number(field);
        return number ? numberCell(field, *number) : CellFilter{field, std::nullopt};
    }
    case kTrace: {
        CellFilter cell{field, FilterLiteral()};
        cell.value->kind = FilterLiteral::Kind::id;
        cell.value->id = step.fields.id(field);
        return cell;
    }
    default:
        return textCell(field, step.fields.text(field));
    }
}

QVariant StepTable::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FoundStep& step = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(step, index.column());
    case kCopyRole:
        return exact(step, index.column());
    case Qt::TextAlignmentRole:
        return alignmentValue(m_columns[static_cast<std::size_t>(index.column())].right);
    case kGlyphRole:
        if (index.column() == kState && failed(step))
            return static_cast<int>(Glyph::cross);
        if (index.column() == kName)
            return static_cast<int>(
                glyphOf(static_cast<StepKind>(wordOf(step, FieldId::kind).value_or(0))));
        return static_cast<int>(Glyph::none);
    case kEmphasisRole:
        return static_cast<int>(index.column() == kState && failed(step) ? Emphasis::strong
                                                                         : Emphasis::normal);
    case kCellFilterRole: {
        const auto filter = filterOf(step, index.column());
        return filter ? QVariant::fromValue(*filter) : QVariant();
    }
    default:
        return {};
    }
}

QVariant StepTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns)
        return {};
    const TableColumn& column = m_columns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return column.title;
    if (role == Qt::ToolTipRole)
        return plainTip(column.explanation);
    if (role == Qt::TextAlignmentRole)
        return alignmentValue(column.right);
    return {};
}

} // namespace penstock::ui
