// SPDX-License-Identifier: GPL-3.0-or-later
// IndexedStep: a row of the step index with everything a filter may ask of a step. Texts are read from the log, and what
// retention took from the log is unknown here too, although the index may still have it. One thread.
#pragma once

#include "core/fields/row_fields.h"
#include "core/session/logged_steps.h"
#include "core/store/step_segment.h"

namespace penstock {

class IndexedStep final : public StepRow {
public:
    /// Entries before firstSeq are no longer in the log.
    IndexedStep(const store::StepSegment& segment, Seq firstSeq, LoggedSteps& logged)
        : m_segment(segment), m_row(segment), m_firstSeq(firstSeq), m_logged(logged)
    {
    }
    void set(std::size_t row)
    {
        m_row.set(row);
        m_number = row;
        m_seq = static_cast<Seq>(m_segment.numbers(store::kSeqColumn).at(row).value_or(0));
        m_isGone = m_seq != 0 && m_seq < m_firstSeq;
    }
    Seq seq() const { return m_seq; }
    store::StepMark mark() const { return m_segment.mark(m_number); }

    TraceIndex traceIndex() const override { return TraceIndex{mark().trace}; }
    SpanId span() const override { return SpanId{m_row.id(FieldId::step).high}; }
    bool says(std::string_view text) const override
    {
        if (containsIgnoringCase(m_row.text(FieldId::name), text) ||
            containsIgnoringCase(m_row.text(FieldId::error), text))
            return true;
        const LogEntry* entry = m_seq == 0 ? nullptr : m_logged.entry(m_seq);
        return entry != nullptr && stepSays(*entry->step, text);
    }
    std::string_view text(FieldId field) const override
    {
        return isGone(field) ? std::string_view() : m_row.text(field);
    }
    std::optional<std::int64_t> number(FieldId field) const override
    {
        return isGone(field) ? std::nullopt : m_row.number(field);
    }
    std::uint64_t words(FieldId field) const override
    {
        return isGone(field) ? 0 : m_row.words(field);
    }
    IdPattern id(FieldId field) const override { return m_row.id(field); }

private:
    bool isGone(FieldId field) const
    {
        return m_isGone && EntryFields::logged().test(static_cast<std::size_t>(field));
    }

    const store::StepSegment& m_segment;
    store::SegmentRow m_row;
    const Seq m_firstSeq;
    LoggedSteps& m_logged;
    std::size_t m_number = 0;
    Seq m_seq = 0; ///< 0: nothing was logged for it
    bool m_isGone = false;
};

} // namespace penstock
