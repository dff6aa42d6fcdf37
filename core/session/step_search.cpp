// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/step_search.h"

#include "core/fields/row_paths.h"
#include "core/fleet/cost_breakdown.h"
#include "core/session/found_steps.h"
#include "core/session/indexed_step.h"
#include "core/session/logged_steps.h"
#include "core/session/path_traces.h"
#include "core/session/search_sources.h"
#include "core/store/step_index_reader.h"
#include "core/store/text_finder.h"

#include <algorithm>
#include <chrono>
#include <span>

namespace penstock {
namespace {

using namespace store; // NOLINT: a source file

constexpr std::uint32_t kLiveSteps = 8192;     ///< steps of traces that are looked at together
constexpr std::size_t kLiveStepsToRead = 1024; ///< of these, what the log says of so many together
constexpr std::size_t kLiveTextsToRead = 256;  ///< or of so many with their texts
constexpr std::size_t kStepsToRead = 64;       ///< of a segment, whose texts are read together
constexpr auto kTellEvery = std::chrono::milliseconds(100);

bool readsLog(const FieldSet& fields)
{
    return (fields & EntryFields::logged()).any();
}

class Searcher final : public StepSearcher {
public:
    Searcher(std::string directory, World world)
        : m_directory(std::move(directory)), m_world(std::move(world))
    {
    }
    void prepare() override
    {
        if (openFiles() && m_index)
            m_index->end();
    }
    Result<StepPage> search(const StepSearch& search) override;

private:
    friend class Run;
    Status openFiles();

    const std::string m_directory;
    const World m_world;
    std::unique_ptr<StepIndexReader> m_index; ///< null: there is none
    std::unique_ptr<LogReader> m_log;
};

/// One search.
class Run final {
public:
    Run(Searcher& searcher, const StepSearch& search)
        : m_searcher(searcher),
          m_search(search),
          m_state(searcher.m_world.state()),
          m_logged(*searcher.m_log),
          m_lowered(lowerFilter(search.filter, search.now)),
          m_firstSeq(searcher.m_log->firstSeq()),
          m_sources(search, *m_state, searcher.m_index ? &searcher.m_index->directory() : nullptr),
          m_paths(searcher.m_index.get(), searcher.m_world, m_state),
          m_kept(keptFields(search)),
          m_found(search)
    {
    }
    Result<StepPage> go();

private:
    bool compile(StepPage& page);
    void lookAtSegment(const SegmentInfo& info);
    void lookAtTraces(const std::vector<TraceIndex>& traces);
    void lookAtStep(StepFields& step, const std::shared_ptr<const TraceView>& view,
                    std::size_t number);
    using Candidates =
        std::vector<std::pair<StepCursor, std::size_t>>; ///< newest first, and their rows
    const StepSegment& opened(const SegmentInfo& info);
    Candidates candidatesIn(const StepSegment& segment, const RowMask& rows);
    void prepareRows(const StepSegment& segment, const Candidates& candidates, std::size_t from);
    void note(const LoweredFilter& lowered);
    FoundStep foundIn(const SegmentInfo& info, const StepCursor& at, std::size_t row);
    FoundStep foundAs(const TraceView& view, std::size_t number);
    bool keepsFields() const { return m_kept.fields.any(); }
    bool isWanted(const TraceNode& node) const { return !m_search.onlyCounted || node.counts != 0; }
    bool isCancelled() const { return m_search.cancel && m_search.cancel->load(); }
    void looked(std::uint64_t steps);

    Searcher& m_searcher;
    const StepSearch& m_search;
    const std::shared_ptr<const FleetState> m_state;
    LoggedSteps m_logged;
    const LoweredFilter m_lowered;
    const Seq m_firstSeq;
    SearchSources m_sources;
    std::shared_ptr<const FilterMatcher> m_matcher;
    std::unique_ptr<SegmentFilter> m_columns;
    std::unique_ptr<TextFinder> m_texts; ///< made when a text is looked for
    PathTraces m_paths;
    std::unique_ptr<StepSegment> m_segment; ///< one at a time: they are large
    const SegmentInfo* m_segmentInfo = nullptr;
    bool m_followsPaths = false;
    const FieldScope m_kept;
    FoundSteps m_found;
    StepSearchProgress m_progress;
    std::chrono::steady_clock::time_point m_told = std::chrono::steady_clock::now();
    bool m_damaged = false;
    bool m_readsTexts = false; ///< the filter asks what steps say
    bool m_readsLog = false;   ///< or anything else that only the log knows
};

Result<StepPage> Searcher::search(const StepSearch& search)
{
    if (Status opened = openFiles(); !opened)
        return opened.error();
    Result<StepPage> page = Run(*this, search).go();
    if (m_index)
        m_index->end();
    return page;
}

Status Searcher::openFiles()
{
    if (!m_log) {
        auto log = LogReader::open(m_directory);
        if (!log)
            return log.error();
        m_log = std::move(*log);
    }
    if (m_index && m_index->file().wasReplaced())
        m_index.reset();
    if (!m_index)
        if (auto index = StepIndexReader::open(m_directory))
            m_index = std::move(*index);
    if (m_index && !m_index->begin())
        m_index.reset(); // damaged: opened again with the next search
    return Done{};
}

bool Run::compile(StepPage& page)
{
    RowPaths paths(RowKind::step, m_state,
                   [this](TraceIndex trace) { return m_paths.view(trace); });
    CompiledFilter compiled = compileFilter(m_search.filter, m_search.now, &paths);
    page.diagnostic = compiled.diagnostic;
    m_matcher = std::move(compiled.matcher);
    if (!m_matcher)
        return false;
    note(m_lowered);
    m_readsLog = m_readsLog || (m_search.visit && readsLog(m_search.fields));
    m_columns = std::make_unique<SegmentFilter>(
        m_lowered, SegmentFilter::Gone{m_firstSeq, EntryFields::logged()},
        [this](const FieldTest& test, const StepSegment& segment, RowMask& rows) {
            if (!m_texts)
                m_texts = std::make_unique<TextFinder>(m_searcher.m_index->file(), m_firstSeq);
            m_progress.textsThrough = m_texts->through();
            return m_texts->keepSaying(test, segment, rows);
        },
        [this](const FieldTest& test, const StepSegment& segment, RowMask& rows) {
            m_paths.keep(test, segment, rows);
        });
    return true;
}

void Run::note(const LoweredFilter& lowered)
{
    for (const LoweredFilter& child : lowered.children)
        note(child);
    if (lowered.kind != LoweredFilter::Kind::test)
        return;
    const bool saying = lowered.test.kind == FieldTest::Kind::content;
    m_readsTexts = m_readsTexts || saying;
    m_followsPaths = m_followsPaths || lowered.test.kind == FieldTest::Kind::path;
    m_readsLog = m_readsLog || saying || m_found.byActor() ||
                 EntryFields::logged().test(static_cast<std::size_t>(lowered.test.field));
}

Result<StepPage> Run::go()
{
    StepPage page;
    if (!compile(page))
        return page;
    if (m_searcher.m_index)
        m_progress.indexedThrough = m_searcher.m_index->through();
    const std::vector<SearchSource> all = m_sources.find(m_progress);
    for (auto at = all.begin(); at != all.end() && !m_found.isDoneBefore(at->newest);) {
        if (isCancelled())
            return Error{ErrorCode::cancelled, "The search was stopped.", ""};
        if (at->segment != nullptr) {
            lookAtSegment(*at->segment);
            ++at;
            continue;
        }
        std::vector<TraceIndex> traces;
        for (std::uint32_t steps = 0;
             at != all.end() && at->segment == nullptr && steps < kLiveSteps; ++at) {
            traces.push_back(at->trace);
            steps += m_state->traces[at->trace.value].steps;
        }
        lookAtTraces(traces);
    }
    if (isCancelled())
        return Error{ErrorCode::cancelled, "The search was stopped.", ""};
    page.steps = m_found.take([this](std::vector<Seq> seqs) {
        if (readsLog(m_kept.fields))
            m_logged.prepare(std::move(seqs), LongValues::only({}));
    });
    m_damaged = m_damaged || (m_segment && m_segment->isDamaged());
    if (m_damaged)
        return Error{ErrorCode::damaged,
                     "The index of the log is damaged; it is made anew with the next start.", ""};
    page.more = !m_search.visit && page.steps.size() == m_search.limit;
    page.progress = m_progress;
    return page;
}

const StepSegment& Run::opened(const SegmentInfo& info)
{
    if (m_segmentInfo == &info)
        return *m_segment;
    m_damaged = m_damaged || (m_segment && m_segment->isDamaged());
    m_segment = m_searcher.m_index->segment(info);
    m_segmentInfo = &info;
    return *m_segment;
}

/// Newest first.
Run::Candidates Run::candidatesIn(const StepSegment& segment, const RowMask& rows)
{
    Candidates wanted;
    const NumberColumn& starts = segment.numbers(static_cast<unsigned>(FieldId::started));
    const NumberColumn& traces = segment.numbers(kTraceColumn);
    SegmentRow reader(segment);
    rows.each([&](std::size_t row) {
        StepCursor at{starts.at(row).value_or(0), {}, {}};
        if (m_found.isDoneBefore(at.start))
            return;
        at.trace.value = static_cast<std::uint32_t>(traces.at(row).value_or(0));
        reader.set(row);
        at.span.value = reader.id(FieldId::step).high;
        if (m_found.wants(at))
            wanted.emplace_back(at, row);
    });
    std::sort(wanted.begin(), wanted.end(), std::greater<>());
    return wanted;
}

void Run::lookAtSegment(const SegmentInfo& info)
{
    RowMask rows = m_sources.rowsOf(info);
    const std::uint64_t all = rows.count();
    const StepSegment& segment = opened(info);
    if (m_search.onlyCounted)
        segment.numbers(kCountsColumn).keep({{1, UINT8_MAX}}, false, false, rows);
    const bool isExact = m_columns->keep(segment, rows);
    looked(all);
    if (!rows.any())
        return;
    const Candidates wanted = candidatesIn(segment, rows);
    const bool asksSteps = !isExact || m_found.byActor() || m_search.visit;
    IndexedStep step(segment, m_firstSeq, m_logged);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const auto [at, row] = wanted[i];
        if (m_found.isDoneBefore(at.start) || isCancelled())
            break; // the others are older
        if (!m_found.wants(at))
            continue; // its trace has one already
        if (!isExact && m_readsTexts && i % kStepsToRead == 0)
            prepareRows(segment, wanted, i);
        if (!isExact && m_followsPaths)
            m_paths.prepare(wanted, i);
        if (asksSteps)
            step.set(row);
        if (m_found.byActor() && m_found.knowsActor(step))
            continue;
        if ((!isExact && !m_matcher->matches(step)) ||
            (m_found.byActor() && !m_found.isNewActor(step)))
            continue;
        if (m_search.visit) {
            const StepMark mark = step.mark();
            m_search.visit({step, at.trace, mark.counts, mark.cacheApart, mark.doubts, *m_state});
        } else
            m_found.add(at, 0, &info,
                        [this, &info, at = at, row = row] { return foundIn(info, at, row); });
    }
}

/// Texts of the candidates that are looked at next.
void Run::prepareRows(const StepSegment& segment, const Candidates& candidates, std::size_t from)
{
    const NumberColumn& seqs = segment.numbers(kSeqColumn);
    std::vector<Seq> next;
    IndexedStep step(segment, m_firstSeq, m_logged);
    for (std::size_t i = from; i < std::min(from + kStepsToRead, candidates.size()); ++i) {
        step.set(candidates[i].second);
        if (!m_found.byActor() || !m_found.knowsActor(step))
            next.push_back(static_cast<Seq>(seqs.at(candidates[i].second).value_or(0)));
    }
    m_logged.prepare(std::move(next));
}

FoundStep Run::foundIn(const SegmentInfo& info, const StepCursor& at, std::size_t row)
{
    const StepSegment& segment = opened(info);
    if (!keepsFields())
        return {FieldRecord(), at,
                static_cast<Seq>(segment.numbers(kSeqColumn).at(row).value_or(0)), 0, 0};
    IndexedStep step(segment, m_firstSeq, m_logged);
    step.set(row);
    const StepMark mark = step.mark();
    return {FieldRecord(step, m_kept), at, mark.seq, mark.depth, mark.flags};
}

void Run::lookAtTraces(const std::vector<TraceIndex>& traces)
{
    struct LiveStep {
        std::uint32_t view = 0;
        std::uint32_t number = 0;
    };
    const std::vector<std::shared_ptr<const TraceView>> views = m_searcher.m_world.views(traces);
    std::vector<LiveStep> wanted;
    for (std::uint32_t v = 0; v < views.size(); ++v) {
        const std::size_t before = wanted.size();
        const std::size_t all = views[v] ? views[v]->nodes.size() : 0;
        for (std::uint32_t i = 0; i < all; ++i)
            if (isWanted(views[v]->nodes[i]))
                wanted.push_back({v, i});
        looked(all - (wanted.size() - before));
    }
    StepFields step([this](Seq seq) { return m_logged.entry(seq); });
    const std::size_t atOnce = m_readsTexts ? kLiveTextsToRead : kLiveStepsToRead;
    for (std::size_t first = 0; first < wanted.size() && !isCancelled(); first += atOnce) {
        const auto now = std::span(wanted).subspan(first, std::min(atOnce, wanted.size() - first));
        if (m_readsLog) {
            std::vector<Seq> seqs;
            for (const LiveStep& at : now)
                seqs.push_back(views[at.view]->nodes[at.number].seq);
            m_logged.prepare(std::move(seqs), m_readsTexts ? LongValues() : LongValues::only({}));
        }
        for (const LiveStep& at : now)
            lookAtStep(step, views[at.view], at.number);
        looked(now.size());
    }
}

void Run::lookAtStep(StepFields& step, const std::shared_ptr<const TraceView>& view,
                     std::size_t number)
{
    const TraceNode& node = view->nodes[number];
    const StepCursor at{node.start, view->index, node.span};
    step.set(*view, node);
    if (!m_found.wants(at) || !m_matcher->matches(step) ||
        (m_found.byActor() && !m_found.isNewActor(step)))
        return;
    if (m_search.visit)
        m_search.visit(
            {step, view->index, node.counts, unsureOfCache(node), node.cost.doubts, *m_state});
    else
        m_found.add(at, node.seq, view.get(),
                    [this, view, number] { return foundAs(*view, number); });
}

FoundStep Run::foundAs(const TraceView& view, std::size_t number)
{
    const TraceNode& node = view.nodes[number];
    if (!keepsFields())
        return {FieldRecord(), {node.start, view.index, node.span}, node.seq, 0, 0};
    StepFields step([this](Seq seq) { return m_logged.entry(seq); });
    step.set(view, node);
    return {FieldRecord(step, m_kept),
            {node.start, view.index, node.span},
            node.seq,
            node.depth,
            node.flags};
}

void Run::looked(std::uint64_t steps)
{
    m_progress.looked += steps;
    const auto now = std::chrono::steady_clock::now();
    if (!m_search.onProgress || now - m_told < kTellEvery)
        return;
    m_told = now;
    m_search.onProgress(m_progress);
}

} // namespace

std::unique_ptr<StepSearcher> StepSearcher::create(std::string directory, World world)
{
    return std::make_unique<Searcher>(std::move(directory), std::move(world));
}

} // namespace penstock
