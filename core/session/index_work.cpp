// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/index_work.h"

#include "core/fleet/cost_breakdown.h"

#include <algorithm>

namespace penstock {

using namespace store; // NOLINT: a source file

namespace {

constexpr std::uint32_t kStepsAtOnce = 15'000; ///< of a segment
constexpr std::uint32_t kStepsOfAView = 4096;  ///< that the fold is asked for in one go
constexpr Nanos kQuiet = 2 * kSecond;
/// A trace that never rests is indexed again after this, and the longer the larger it is: about a tenth of one thread.
constexpr auto kPatience = std::chrono::seconds(10);
constexpr auto kPatiencePerStep = std::chrono::microseconds(30);
constexpr auto kFlushTextsEvery = std::chrono::seconds(5);
constexpr auto kTurn = std::chrono::seconds(2);

/// A node with what only the log knows of its step.
class RowToIndex final : public FieldReader {
public:
    RowToIndex() : m_tree([](Seq) { return nullptr; }) {}
    void set(const TraceView& view, const TraceNode& node, const FieldReader& logged)
    {
        m_tree.set(view, node);
        m_logged = &logged;
    }
    std::string_view text(FieldId field) const override
    {
        if (field == FieldId::tool && !callsTool(m_tree.node().kind))
            return {};
        return reader(field).text(field);
    }
    std::optional<std::int64_t> number(FieldId field) const override
    {
        return reader(field).number(field);
    }
    std::uint64_t words(FieldId field) const override { return reader(field).words(field); }
    IdPattern id(FieldId field) const override { return m_tree.id(field); }

private:
    const FieldReader& reader(FieldId field) const
    {
        const bool isLogged = EntryFields::logged().test(static_cast<std::size_t>(field));
        return isLogged ? *m_logged : static_cast<const FieldReader&>(m_tree);
    }
    StepFields m_tree;
    const FieldReader* m_logged = nullptr;
};

} // namespace

Result<std::unique_ptr<IndexWork>> IndexWork::open(const std::string& directory, Folder& folder,
                                                   const IndexOptions& options,
                                                   const std::atomic<bool>& stopping)
{
    auto file = IndexFile::openForWriting(directory);
    if (!file)
        return file.error();
    auto log = LogReader::open(directory);
    if (!log)
        return log.error();
    std::unique_ptr<IndexWork> work(
        new IndexWork(std::move(*file), std::move(*log), folder, options, stopping));
    if (Status ready = work->prepare(); !ready)
        return ready.error();
    return work;
}

IndexWork::IndexWork(std::unique_ptr<IndexFile> file, std::unique_ptr<LogReader> log,
                     Folder& folder, const IndexOptions& options, const std::atomic<bool>& stopping)
    : m_file(std::move(file)),
      m_log(std::move(log)),
      m_folder(folder),
      m_stopping(stopping),
      m_steps(*m_file, options.stepBytes == 0 || options.textBytes == 0
                           ? 0
                           : options.stepBytes + options.textBytes), // of the whole file
      m_texts(*m_file, options.textBytes),
      m_parts(
          *m_log,
          [this](const LogEntry& entry) {
              if (m_textsKept)
                  m_textsKept = m_texts.add(entry);
          },
          [this](Seq seq) { return m_texts.wantedFrom(seq); }, options.stepsKept)
{
}

/// What another fold numbered, or a log that lost its end, is no use; nor is it known what a forget took that was cut short.
Status IndexWork::prepare()
{
    m_generation = m_folder.generation();
    Status loaded = m_steps.load();
    if (loaded)
        loaded = m_texts.load();
    if (!loaded || m_file->isForgetting() || m_texts.through() > m_log->lastSeq() ||
        m_steps.through() > m_log->lastSeq() || !fits(*m_folder.newest()))
        return clear();
    m_swept = m_steps.through();
    m_parts.startAfter(std::min(m_swept, m_texts.resumeAfter()));
    return Done{};
}

bool IndexWork::fits(const FleetState& state) const
{
    for (std::uint32_t i = 1; i <= state.traces.size(); ++i)
        if (const TraceId known = m_steps.idOf(i); !known.isZero() && known != state.traces[i].id)
            return false;
    return m_steps.idOf(state.traces.size() + 1).isZero();
}

Status IndexWork::clear()
{
    m_generation = m_folder.generation();
    m_waiting.clear();
    m_swept = 0;
    m_parts.startAfter(0);
    m_texts.forgetAll();
    return m_steps.clear();
}

Status IndexWork::beginForget()
{
    m_waiting.clear();
    m_swept = 0;
    if (Status loaded = m_texts.load(); !loaded)
        return loaded;
    m_parts.startAfter(0);
    return m_steps.beginForget();
}

/// The fold has started over.
Status IndexWork::endForget(const std::vector<SeqRange>& rewritten)
{
    m_generation = m_folder.generation();
    return m_texts.forget(rewritten);
}

Result<bool> IndexWork::turn()
{
    if (m_folder.generation() != m_generation)
        if (Status cleared = clear(); !cleared)
            return cleared.error();
    const Clock::time_point end = Clock::now() + kTurn;
    const std::shared_ptr<const FleetState> state = m_folder.newest();
    m_stoodStill = state->seq == m_swept;
    const std::vector<TraceIndex> due = dueTraces(*state);
    m_swept = state->seq;
    auto at = due.begin();
    while (at != due.end() && Clock::now() < end && !m_stopping) {
        std::vector<TraceIndex> traces;
        for (std::uint32_t steps = 0; at != due.end() && steps < kStepsAtOnce; ++at) {
            traces.push_back(*at);
            steps += state->traces[at->value].steps;
        }
        if (Status done = indexTraces(*state, traces); !done)
            return done.error();
    }
    if (Status done = indexTexts(state->seq); !done)
        return done.error();
    if (Status done = tidy(); !done)
        return done.error();
    if (throughNow(*state) != m_steps.through())
        if (Status done = m_steps.commit(throughNow(*state)); !done)
            return done.error();
    m_parts.dropThrough(m_steps.through());
    return at != due.end() || (m_parts.readThrough() < state->seq && m_parts.hasRoom());
}

/// Reads on for the words of what arrived, also of traces that are not due.
Status IndexWork::indexTexts(Seq through)
{
    const Clock::time_point end = Clock::now() + kTurn;
    m_textsKept = Done{};
    if (Status read = m_parts.read(through, [&] { return !m_stopping && Clock::now() < end; });
        !read)
        return read;
    if (!m_textsKept)
        return m_textsKept;
    if (!m_stoodStill && Clock::now() - m_textsFlushed < kFlushTextsEvery)
        return Done{};
    m_textsFlushed = Clock::now();
    return m_texts.flush();
}

/// In the order in which they came, so that the log is read in its order.
std::vector<TraceIndex> IndexWork::dueTraces(const FleetState& state)
{
    std::vector<TraceIndex> due;
    m_waitingSteps = 0;
    for (std::uint32_t i = 1; i <= state.traces.size(); ++i) {
        const TraceRow& row = state.traces[i];
        const Seq seen = m_steps.seen(i, row.id).seq;
        if (seen != 0 && seen >= row.changed)
            continue;
        const auto [at, isNew] =
            m_waiting.try_emplace(i, Waiting{std::max(seen, m_swept), Clock::now()});
        m_waitingSteps += row.steps;
        if (isDue(state, row, at->second))
            due.push_back(TraceIndex{i});
    }
    return due;
}

bool IndexWork::isDue(const FleetState& state, const TraceRow& row, const Waiting& waiting) const
{
    const bool quiet = m_stoodStill || state.logTime - row.lastArrival >= kQuiet;
    return quiet || Clock::now() - waiting.found >= kPatience + row.steps * kPatiencePerStep;
}

/// Never goes back: a trace that waits was in the index as it was then.
Seq IndexWork::throughNow(const FleetState& state)
{
    Seq through = state.seq;
    for (const auto& [trace, waiting] : m_waiting)
        through = std::min(through, waiting.since);
    return std::max(through, m_steps.through());
}

/// A few at a time: the fold has other work. What it folds in between is in the later ones only, so the entry that all of
/// them have is that of the first.
Folder::Views IndexWork::viewsOf(const FleetState& state, const std::vector<TraceIndex>& traces)
{
    Folder::Views all;
    for (auto at = traces.begin(); at != traces.end();) {
        const auto first = at;
        for (std::uint32_t steps = 0; at != traces.end() && steps < kStepsOfAView; ++at)
            steps += state.traces[at->value].steps;
        Folder::Views some = m_folder.views({first, at});
        if (some.generation != m_generation)
            return some;
        if (first == traces.begin())
            all = std::move(some);
        else
            std::move(some.traces.begin(), some.traces.end(), std::back_inserter(all.traces));
    }
    return all;
}

Status IndexWork::indexTraces(const FleetState& state, const std::vector<TraceIndex>& traces)
{
    const Folder::Views views = viewsOf(state, traces);
    if (views.generation != m_generation)
        return Done{}; // the fold started over, or ended
    if (Status read = readParts(traces, views); !read)
        return read;
    for (const auto& view : views.traces) {
        Status written = view ? writeTrace(*view, views.seen) : Status(Done{});
        if (!written || m_stopping) {
            m_steps.abandon();
            return written;
        }
    }
    if (Status committed = m_steps.commit(m_steps.through()); !committed)
        return committed;
    for (const auto& view : views.traces) {
        if (!view)
            continue;
        m_waiting.erase(view->index.value);
        m_waitingSteps -=
            std::min<std::uint64_t>(m_waitingSteps, state.traces[view->index.value].steps);
    }
    return Done{};
}

/// What was indexed of the traces before comes from there, the rest from the log.
Status IndexWork::readParts(const std::vector<TraceIndex>& traces, const Folder::Views& views)
{
    std::vector<bool> again;
    for (const TraceIndex trace : traces)
        if (!m_steps.idOf(trace.value).isZero()) {
            again.resize(std::max<std::size_t>(again.size(), trace.value + 1));
            again[trace.value] = true;
        }
    if (!again.empty())
        if (Status read = m_steps.readBack(again,
                                           [this](const FieldReader& row, const StepMark& mark) {
                                               if (mark.seq != 0 && m_parts.hasRoom())
                                                   m_parts.add(mark.seq, row);
                                           });
            !read)
            return read;
    Seq newest = 0;
    for (const auto& view : views.traces)
        for (std::size_t i = 0; view && i < view->nodes.size(); ++i)
            newest = std::max(newest, view->nodes[i].seq);
    return m_parts.read(newest, [this] { return !m_stopping; });
}

/// In the order of the log: what does not fit into m_parts is read from there, and there a portion at a time is cheap. It is
/// not read on here: words belong to a transaction of their own.
Status IndexWork::writeTrace(const TraceView& view, Seq seen)
{
    std::vector<const TraceNode*> nodes;
    nodes.reserve(view.nodes.size());
    for (const TraceNode& node : view.nodes)
        nodes.push_back(&node);
    std::sort(nodes.begin(), nodes.end(),
              [](const TraceNode* a, const TraceNode* b) { return a->seq < b->seq; });
    m_steps.beginTrace(view.index.value, view.row.id, seen);
    for (auto at = nodes.begin(); at != nodes.end() && !m_stopping;) {
        const auto end = at + std::min<std::ptrdiff_t>(kStepsOfAView, nodes.end() - at);
        if (Status added = writeRows(view, {at, end}); !added)
            return added;
        at = end;
    }
    m_parts.prepare({}); // lets go of the last portion
    m_steps.endTrace();
    return Done{};
}

Status IndexWork::writeRows(const TraceView& view, std::span<const TraceNode* const> nodes)
{
    std::vector<Seq> seqs;
    for (const TraceNode* node : nodes)
        seqs.push_back(node->seq);
    m_parts.prepare(std::move(seqs));
    RowToIndex row;
    for (const TraceNode* node : nodes) {
        row.set(view, *node, m_parts.find(node->seq));
        const StepMark mark{view.index.value, node->seq,    node->depth,
                            node->flags,      node->counts, unsureOfCache(*node),
                            node->cost.doubts};
        if (Status added = m_steps.addRow(row, mark); !added)
            return added;
        m_parts.drop(node->seq);
    }
    return Done{};
}

Status IndexWork::tidy()
{
    if (Result<bool> done = m_steps.takeAway(m_log->firstSeq(), EntryFields::logged()); !done)
        return done.error();
    if (Status done = m_texts.dropBefore(m_log->firstSeq()); !done)
        return done;
    for (bool more = true; more && !m_stopping;) {
        Result<bool> merged = m_steps.tidy();
        if (!merged)
            return merged.error();
        more = *merged;
    }
    return Done{};
}

IndexStatus IndexWork::status()
{
    IndexStatus status;
    status.through = m_steps.through();
    status.textsThrough = m_texts.readable();
    status.stepsFrom = m_steps.from();
    status.textsFrom = m_texts.from();
    status.waitingSteps = m_waitingSteps;
    status.bytes = m_file->usedBytes();
    return status;
}

} // namespace penstock
