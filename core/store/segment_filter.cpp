// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/segment_filter.h"

#include "core/base/encoding.h"

#include <algorithm>

namespace penstock::store {
namespace {

bool needsMore(const FieldTest& test)
{
    return test.kind == FieldTest::Kind::content || test.kind == FieldTest::Kind::path;
}

/// False: no step of the segment has one of these ids. There are as many as steps, so they are not taken apart for nothing.
bool mayHoldIds(const FieldTest& test, const StepSegment& segment)
{
    constexpr unsigned kFirstWord = 16; ///< digits
    const auto mayHold = [&](const IdPattern& id) {
        std::string word;
        putFixed64(word, id.high);
        return id.digits < kFirstWord || segment.mayHold(static_cast<unsigned>(test.field), word);
    };
    return test.negated || test.whenUnknown || std::ranges::any_of(test.ids, mayHold);
}

/// Cheap ones first, so that texts are searched for what is left.
int rank(const LoweredFilter& lowered)
{
    if (lowered.kind != LoweredFilter::Kind::test)
        return 1;
    return needsMore(lowered.test) ? 2 : 0;
}

} // namespace

SegmentFilter::SegmentFilter(const LoweredFilter& lowered, const Gone& gone, SayingRows saying,
                             PathRows onPath)
    : m_lowered(lowered), m_gone(gone), m_saying(std::move(saying)), m_onPath(std::move(onPath))
{
    prepare(lowered);
}

void SegmentFilter::prepare(const LoweredFilter& lowered)
{
    for (const LoweredFilter& child : lowered.children)
        prepare(child);
    if (lowered.kind != LoweredFilter::Kind::test)
        return;
    if (!needsMore(lowered.test))
        m_matchers.emplace(&lowered, FilterMatcher(lowered, {}));
}

bool SegmentFilter::keep(const StepSegment& segment, RowMask& rows) const
{
    m_isExact = true;
    keepOf(m_lowered, segment, rows);
    return m_isExact;
}

void SegmentFilter::keepOf(const LoweredFilter& lowered, const StepSegment& segment,
                           RowMask& rows) const
{
    if (lowered.kind == LoweredFilter::Kind::test)
        return keepTest(lowered, segment, rows);
    RowMask any(lowered.kind == LoweredFilter::Kind::any ? rows.rows() : 0);
    for (int turn = 0; turn <= 2; ++turn)
        for (const LoweredFilter& child : lowered.children) {
            if (rank(child) != turn)
                continue;
            if (!rows.any())
                return;
            if (lowered.kind == LoweredFilter::Kind::all) {
                keepOf(child, segment, rows);
                continue;
            }
            RowMask some = rows;
            keepOf(child, segment, some);
            any |= some;
        }
    if (lowered.kind == LoweredFilter::Kind::any)
        rows = std::move(any);
}

void SegmentFilter::keepTest(const LoweredFilter& lowered, const StepSegment& segment,
                             RowMask& rows) const
{
    const FieldTest& test = lowered.test;
    if (needsMore(test)) {
        const bool isPath = test.kind == FieldTest::Kind::path;
        const bool isTold = !isPath && m_saying && m_saying(test, segment, rows);
        m_isExact = m_isExact && isTold;
        if (isPath && m_onPath)
            m_onPath(test, segment, rows);
        return;
    }
    if (m_gone.before <= 1 || !m_gone.fields.test(static_cast<std::size_t>(test.field)))
        return keepByColumn(lowered, segment, rows);
    RowMask gone(rows.rows(), true);
    segment.numbers(kSeqColumn)
        .keep({{1, static_cast<std::int64_t>(m_gone.before) - 1}}, false, false, gone);
    RowMask kept = rows;
    keepByColumn(lowered, segment, kept);
    for (std::size_t i = 0; i < rows.words().size(); ++i) {
        const std::uint64_t unknown = test.whenUnknown ? rows.words()[i] : 0;
        rows.words()[i] = (kept.words()[i] & ~gone.words()[i]) | (unknown & gone.words()[i]);
    }
}

void SegmentFilter::keepByColumn(const LoweredFilter& lowered, const StepSegment& segment,
                                 RowMask& rows) const
{
    const FieldTest& test = lowered.test;
    const auto column = static_cast<unsigned>(test.field);
    if (!isStepColumn(fieldInfo(test.field))) { // of other rows: no step knows it
        if (!test.whenUnknown)
            rows = RowMask(rows.rows());
        return;
    }
    if (test.kind == FieldTest::Kind::ranges)
        return segment.numbers(column).keep(test.ranges, test.negated, test.whenUnknown, rows);
    const FieldType type = fieldInfo(test.field).type;
    if (type != FieldType::text && type != FieldType::enumeration && type != FieldType::id)
        return segment.numbers(column).keepKnown(test.negated, test.whenUnknown, rows);
    if (test.kind == FieldTest::Kind::idIn && !mayHoldIds(test, segment)) {
        rows = RowMask(rows.rows());
        return;
    }
    const ValueColumn& values = segment.values(column);
    const FilterMatcher& matcher = m_matchers.at(&lowered);
    std::vector<bool> marks(values.values().size());
    bool some = false;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        marks[i] = matcher.matches(ColumnValue(values.values()[i]));
        some = some || marks[i];
    }
    if (some)
        values.keep(marks, rows);
    else
        rows = RowMask(rows.rows());
}

} // namespace penstock::store
