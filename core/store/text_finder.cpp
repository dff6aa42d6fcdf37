// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/text_finder.h"

#include "core/base/ascii_case.h"
#include "core/store/text_words.h"

#include <algorithm>
#include <utility>

namespace penstock {

using namespace store; // NOLINT: a source file

TextFinder::TextFinder(IndexFile& file, Seq firstSeq) : m_file(file), m_firstSeq(firstSeq)
{
    Statement list =
        file.database().prepare("SELECT id, first, last, closed FROM texts ORDER BY first");
    bool anyGap = false;
    while (list.step() == Statement::Row::row) {
        const auto first = static_cast<Seq>(list.integer(1));
        const auto last = static_cast<Seq>(list.integer(2));
        if (list.integer(3) == kGapInTexts && !anyGap)
            m_through = first - 1;
        anyGap = anyGap || list.integer(3) == kGapInTexts;
        if (list.integer(3) == kGapInTexts)
            continue;
        m_segments[first] = {list.integer(0), first, last, {}};
        m_through = anyGap ? m_through : last;
    }
}

TextFinder::Segment* TextFinder::covering(Seq seq)
{
    auto at = m_segments.upper_bound(seq);
    if (at == m_segments.begin())
        return nullptr;
    --at;
    return seq <= at->second.last ? &at->second : nullptr;
}

const RowMask& TextFinder::saying(Segment& segment, const std::string& text)
{
    const auto [at, isNew] = segment.saying.try_emplace(text);
    if (isNew)
        at->second =
            TextSegment(segment.last - segment.first + 1, [&](unsigned part) -> const std::string& {
                m_file.blob(IndexBlob::textPart, segment.id * kTextParts + part, m_parts[part]);
                return m_parts[part];
            }).saying(piecesOf(text));
    return at->second;
}

/// Which of the entries may say it; nothing where that is not known of all of them, or where they are more than a few.
std::optional<std::vector<NumberRange>> TextFinder::fewThatSay(const NumberColumn::Bounds& entries,
                                                               const std::string& text)
{
    constexpr std::size_t kFew = 16;
    const auto last = static_cast<Seq>(entries.greatest);
    std::vector<NumberRange> few;
    for (Seq at = std::max(static_cast<Seq>(entries.least), m_firstSeq); at <= last;) {
        Segment* segment = covering(at);
        if (segment == nullptr)
            return std::nullopt;
        const RowMask& steps = saying(*segment, text);
        if (few.size() + steps.count() > kFew)
            return std::nullopt;
        steps.each([&](std::size_t step) {
            const Seq seq = segment->first + step;
            if (seq >= m_firstSeq) // the words of older ones go with their segment
                few.push_back({static_cast<std::int64_t>(seq), static_cast<std::int64_t>(seq)});
        });
        at = segment->last + 1;
    }
    return few;
}

/// Marks those of `rows` whose logged entry may say it; true: the words tell it of all of them.
bool TextFinder::addEntries(const std::string& text, const NumberColumn& seqs, const RowMask& rows,
                            RowMask& said)
{
    // A word that is seldom said is said by few entries, or none: then rows need not be looked at one by one.
    const std::optional<NumberColumn::Bounds> entries =
        rows.count() * 2 > rows.rows() ? seqs.bounds(rows.rows()) : std::nullopt;
    if (const auto few =
            entries && entries->least > 0 ? fewThatSay(*entries, text) : std::nullopt) {
        RowMask some = rows;
        seqs.keep(*few, false, false, some);
        said |= some;
        return true;
    }
    bool isCovered = true;
    Segment* segment = nullptr;
    const RowMask* inSegment = nullptr;
    rows.each([&](std::size_t row) {
        const auto seq = static_cast<Seq>(seqs.at(row).value_or(0));
        if (said.test(row) || seq < m_firstSeq || seq == 0)
            return;
        if (segment == nullptr || seq < segment->first || seq > segment->last) {
            segment = covering(seq);
            inSegment = segment ? &saying(*segment, text) : nullptr;
        }
        isCovered = isCovered && inSegment != nullptr;
        if (inSegment == nullptr || inSegment->test(seq - segment->first))
            said.set(row);
    });
    return isCovered;
}

bool TextFinder::keepSaying(const FieldTest& test, const StepSegment& steps, RowMask& rows)
{
    const std::string& text = test.texts[0];
    RowMask said(rows.rows());
    for (const FieldId field : {FieldId::name, FieldId::error}) { // what the fold shows of the step
        const ValueColumn& values = steps.values(static_cast<unsigned>(field));
        std::vector<bool> marks;
        for (const std::string_view value : values.values())
            marks.push_back(containsIgnoringCase(value, text));
        RowMask some = rows;
        values.keep(marks, some);
        said |= some;
    }
    const bool isCovered = addEntries(text, steps.numbers(kSeqColumn), rows, said);
    const bool isExact = isPartOfWord(text) && isCovered;
    if (!test.negated)
        rows = std::move(said);
    else if (isExact)
        for (std::size_t i = 0; i < rows.words().size(); ++i)
            rows.words()[i] &= ~said.words()[i];
    return isExact;
}

} // namespace penstock
