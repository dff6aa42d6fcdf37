// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of searching share: an engine over a directory of its own with real traces in it, and the answer to a
// search as the matcher gives it over every step in memory – what the index is compared with.
#pragma once

#include "app/bench/server_process.h"
#include "core/fields/row_paths.h"
#include "core/session/archive.h"
#include "core/session/engine.h"
#include "core/session/importer.h"
#include "core/session/logged_steps.h"

#include <QTest>

#include <filesystem>
#include <future>

namespace penstock::test {

inline std::unique_ptr<Engine> openEngine(const std::string& directory, IndexOptions index = {})
{
    EngineOptions options;
    options.dataDirectory = directory;
    options.otlpHttpPort = 0;
    options.otlpGrpcPort = -1;
    options.index = index;
    auto engine = Engine::open(options, std::make_shared<SystemClock>());
    return engine ? std::move(*engine) : nullptr;
}

inline std::vector<std::string> realTraces(const std::vector<std::string>& folders)
{
    std::vector<std::string> files;
    const std::string root = qEnvironmentVariable("PENSTOCK_SOURCE_DIR").toStdString();
    for (const std::string& folder : folders)
        for (const auto& entry :
             std::filesystem::directory_iterator(root + "/../shared/traces/" + folder))
            if (entry.path().extension() == ".json")
                files.push_back(entry.path().string());
    std::sort(files.begin(), files.end());
    return files;
}

/// A directory that a closed engine left, again: what took its time to be made is shared by tests.
inline void copyDirectory(const std::string& from, const std::string& to)
{
    for (const auto& entry : std::filesystem::directory_iterator(from))
        if (entry.is_regular_file())
            std::filesystem::copy_file(entry.path(), to + "/" + entry.path().filename().string(),
                                       std::filesystem::copy_options::overwrite_existing);
}

inline Result<StepPage> searchNow(Session& session, StepSearch search)
{
    std::promise<Result<StepPage>> promise;
    auto answer = promise.get_future();
    session.searchSteps(std::move(search),
                        [&](Result<StepPage> page) { promise.set_value(std::move(page)); });
    return answer.get();
}

/// What the index says when it has seen every step that was acknowledged; until then nothing.
inline std::optional<IndexStatus> whenSeenAll(Engine& engine)
{
    const auto world = engine.world(std::chrono::seconds(10));
    const Seq newest = world ? world->state()->seq : 0;
    const IndexStatus index = engine.status().index;
    const bool all =
        newest > 0 && index.problem.empty() && index.waitingSteps == 0 && index.through == newest;
    return all ? std::optional(index) : std::nullopt;
}

inline bool isIndexed(Engine& engine)
{
    const std::optional<IndexStatus> index = whenSeenAll(engine);
    return index && index->textsThrough == index->through;
}

/// Every step of an archive, newest first.
class AllSteps final {
public:
    explicit AllSteps(Archive& archive) : m_archive(archive), m_logged(archive.log())
    {
        for (std::uint32_t i = 1; i <= archive.state()->traces.size(); ++i)
            m_views.push_back(archive.fleet().view(TraceIndex{i}));
        std::vector<Seq> seqs; // thousands of filters are going to ask for them
        for (const auto& view : m_views)
            for (const TraceNode& node : view->nodes)
                seqs.push_back(node.seq);
        m_logged.prepare(std::move(seqs));
    }
    std::vector<StepCursor> matching(const FilterPtr& filter, Nanos now)
    {
        RowPaths paths(RowKind::step, m_archive.state(),
                       [this](TraceIndex trace) { return m_views.at(trace.value - 1); });
        const CompiledFilter compiled = compileFilter(filter, now, &paths);
        std::vector<StepCursor> found;
        if (!compiled.matcher)
            return found;
        each([&](const StepFields& step) {
            if (compiled.matcher->matches(step))
                found.push_back({step.node().start, step.view().index, step.node().span});
        });
        std::sort(found.begin(), found.end(), std::greater<>());
        return found;
    }
    template <class Visit> void each(const Visit& visit)
    {
        StepFields step([this](Seq seq) { return m_logged.entry(seq); });
        for (const auto& view : m_views)
            for (const TraceNode& node : view->nodes) {
                step.set(*view, node);
                visit(step);
            }
    }

private:
    Archive& m_archive;
    LoggedSteps m_logged;
    std::vector<std::shared_ptr<const TraceView>> m_views;
};

inline std::vector<StepCursor> cursorsOf(const StepPage& page)
{
    std::vector<StepCursor> out;
    for (const FoundStep& step : page.steps)
        out.push_back(step.at);
    return out;
}

} // namespace penstock::test
