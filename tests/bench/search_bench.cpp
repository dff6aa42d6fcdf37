// SPDX-License-Identifier: GPL-3.0-or-later
// Searching 3,000,000 steps (argument: number of steps): what the index costs ingest at full speed, measured with and
// without it in turns; how long it takes to catch up and how large it is; and the first page of filters and texts. In one
// process: steps are handed to the writer as if they had just been decoded. Prints a line each. With a data directory instead
// (search_bench DIRECTORY FILTER…) only those filters, on what is recorded there; search_bench --keep DIRECTORY STEPS makes one;
// search_bench --forget DIRECTORY has its oldest traces forgotten, and compares the index after that with making it from nothing.
#include "core/session/engine.h"
#include "store_workload.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <future>
#include <thread>

using namespace penstock;
using namespace penstock::bench;

namespace {

constexpr int kStepsOfATrace = 20;
constexpr int kTracesOfABatch = 25;
constexpr std::size_t kBytesOfAStep = 1500;
constexpr const char* kSeldom = "quagmire";  // one step in 50,000 says it
constexpr const char* kOften = "chargeback"; // one step in 100

/// What the desktop's list of steps shows.
constexpr FieldId kListed[] = {FieldId::started,  FieldId::name,  FieldId::kind,
                               FieldId::agent,    FieldId::state, FieldId::model,
                               FieldId::provider, FieldId::tool,  FieldId::duration,
                               FieldId::tokens,   FieldId::cost,  FieldId::trace};

double seconds()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// Runs of agents with calls of models and tools below them, ids and texts of their own.
class Company final {
public:
    explicit Company(const std::string& texts)
    {
        for (const std::string& text : readTexts(texts))
            m_texts += text + "\n";
        while (m_texts.size() < 1 << 20)
            m_texts += "no real text was found, so these words stand for one; ";
    }
    std::shared_ptr<const StepBatch> batch()
    {
        auto raw = std::make_shared<RawBatch>();
        auto batch = std::make_shared<StepBatch>();
        batch->raw = raw;
        batch->steps.reserve(kTracesOfABatch * kStepsOfATrace);
        auto* scope = raw->arena.make<RawScope>();
        scope->name = "bench";
        for (int i = 0; i < kTracesOfABatch; ++i)
            addTrace(*raw, *batch, scope);
        return batch;
    }

private:
    std::uint64_t random(std::uint64_t below) { return m_random() % below; }
    std::string_view word(RawBatch& raw, const char* prefix, std::uint64_t number)
    {
        return raw.arena.copy(prefix + std::to_string(number));
    }
    std::string_view said(RawBatch& raw, std::size_t size)
    {
        std::string text = m_texts.substr(random(m_texts.size() - size), size);
        ++m_steps;
        if (m_steps % 100 == 0)
            text += std::string(" ") + kOften;
        if (m_steps % 50'000 == 0)
            text += std::string(" ") + kSeldom;
        return raw.arena.copy(text);
    }
    void addTrace(RawBatch& raw, StepBatch& batch, const RawScope* scope)
    {
        const std::uint64_t halves[2] = {m_random(), m_random()};
        const TraceId trace = TraceId::fromBytes(halves);
        const SpanId run{m_random() | 1};
        const std::string_view agent = word(raw, "agent-", random(200));
        const std::string_view session = word(raw, "session-", m_random());
        const std::string_view user = word(raw, "user-", random(500));
        for (int i = 0; i < kStepsOfATrace; ++i) {
            Step& step = batch.steps.emplace_back();
            step.trace = trace;
            step.span = i == 0 ? run : SpanId{m_random() | 1};
            step.parent = i == 0 ? SpanId{} : run;
            step.kind = i == 0       ? StepKind::agentRun
                        : i % 3 == 0 ? StepKind::toolCall
                                     : StepKind::llmCall;
            step.status = random(50) == 0 ? StepStatus::error : StepStatus::ok;
            step.dialects = dialectBit(Dialect::otelGenAi);
            m_time += kMillisecond;
            step.start = m_time;
            step.end = m_time + static_cast<Nanos>(random(5 * kSecond));
            step.service = word(raw, "team-", random(20));
            step.environment = random(4) == 0 ? "canary" : "prod";
            step.session = session;
            step.user = user;
            step.agentName = i == 0 ? agent : std::string_view();
            step.name = agent;
            fill(raw, step);
            step.raw.scope = scope;
        }
    }
    void fill(RawBatch& raw, Step& step)
    {
        std::vector<Attribute> attributes;
        const auto add = [&](std::string_view key, std::string_view value) {
            attributes.push_back({key, findKey(key), Value::ofString(value)});
        };
        if (step.kind == StepKind::llmCall) {
            step.provider = "openai";
            step.requestModel = word(raw, "model-", random(12));
            step.name = step.requestModel;
            step.responseId = word(raw, "chatcmpl-", m_random());
            step.usage.input = static_cast<std::int64_t>(random(9000));
            step.usage.output = static_cast<std::int64_t>(random(900));
            step.cost = {static_cast<MicroUsd>(random(20'000)), CostSource::computed};
            add("gen_ai.response.id", step.responseId);
            add("gen_ai.input.messages", said(raw, 350));
            add("gen_ai.output.messages", said(raw, 200));
        } else if (step.kind == StepKind::toolCall) {
            step.toolName = word(raw, "tool-", random(40));
            step.name = step.toolName;
            add("gen_ai.tool.call.arguments", said(raw, 250));
            add("gen_ai.tool.call.result", said(raw, 300));
        }
        add("gen_ai.conversation.id", step.session);
        add("user.id", step.user);
        add("gen_ai.agent.name", step.agentName);
        add("app.region", "eu-central-1");
        step.raw.kind = SpanKind::client;
        step.raw.trace = step.trace;
        step.raw.span = step.span;
        step.raw.parent = step.parent;
        step.raw.start = step.start;
        step.raw.end = step.end;
        step.raw.name = step.name;
        step.raw.attributes = raw.arena.copy(attributes);
    }

    std::string m_texts;
    std::mt19937_64 m_random{7};
    std::uint64_t m_steps = 0;
    Nanos m_time = SystemClock().now() - kHour;
};

void makePrivate(const std::string& directory)
{
    std::filesystem::create_directory(directory);
    std::filesystem::permissions(directory, std::filesystem::perms::owner_all);
}

std::unique_ptr<Engine> open(const std::string& directory, bool indexed)
{
    EngineOptions options;
    options.dataDirectory = directory;
    options.otlpHttpPort = -1;
    options.otlpGrpcPort = -1;
    options.index.enabled = indexed;
    auto engine = Engine::open(options, std::make_shared<SystemClock>());
    if (engine)
        return std::move(*engine);
    std::fprintf(stderr, "%s\n", engine.error().sentence.c_str());
    std::exit(3);
}

/// Stores batches, several at a time, and gives steps a second until the fold has them too.
double ingest(Engine& engine, Company& company, std::size_t steps)
{
    std::vector<std::shared_ptr<const StepBatch>>
        ready; // made beforehand: making them is not measured
    double spent = 0;
    std::size_t stored = 0;
    while (stored < steps) {
        ready.clear();
        for (int i = 0; i < 64; ++i)
            ready.push_back(company.batch());
        std::atomic<std::size_t> next{0};
        const double start = seconds();
        std::vector<std::thread> senders;
        for (int sender = 0; sender < 4; ++sender)
            senders.emplace_back([&] {
                for (std::size_t i = next++; i < ready.size(); i = next++) {
                    Contribution contribution;
                    contribution.source = "bench";
                    contribution.batch = ready[i];
                    (void)engine.store(std::move(contribution),
                                       ready[i]->steps.size() * kBytesOfAStep);
                }
            });
        for (std::thread& sender : senders)
            sender.join();
        stored += 64 * kTracesOfABatch * kStepsOfATrace;
        spent += seconds() - start;
    }
    return static_cast<double>(stored) / spent;
}

void ingestWithAndWithout(const std::string& directory, Company& company, std::size_t steps)
{
    double rate[2] = {0, 0};
    for (int turn = 0; turn < 6; ++turn) {
        const std::string path = directory + "/turn";
        makePrivate(path);
        const auto engine = open(path, turn % 2 == 1);
        rate[turn % 2] += ingest(*engine, company, steps) / 3;
        engine->close();
        std::filesystem::remove_all(path);
    }
    std::printf("ingest at full speed: %.0f steps/s without the index, %.0f with it, ratio %.3f "
                "(goal 0.9)\n",
                rate[0], rate[1], rate[1] / rate[0]);
}

void measure(Session& session, const char* text, double goal)
{
    StepSearch search;
    search.filter = parseFilter(text).filter;
    search.now = SystemClock().now();
    search.fields = fieldsOf(kListed);
    double best = 1e9;
    double first = 0;
    double cpu = 1e9;
    std::size_t found = 0;
    StepSearchProgress progress;
    for (int turn = 0; turn < 3; ++turn) {
        const double start = seconds();
        const std::clock_t cpuStart = std::clock(); // neighbours on the machine do not count
        std::promise<void> done;
        session.searchSteps(search, [&](const Result<StepPage>& page) {
            found = page ? page->steps.size() : 0;
            progress = page ? page->progress : progress;
            done.set_value();
        });
        done.get_future().wait();
        const double took = 1e3 * (seconds() - start);
        best = std::min(best, took);
        cpu = std::min(cpu, 1e3 * static_cast<double>(std::clock() - cpuStart) / CLOCKS_PER_SEC);
        first = turn == 0 ? took : first;
    }
    std::printf(
        "%-58s %4zu found, %8llu looked at, CPU %6.1f ms, wall %6.1f ms (first time %6.1f), "
        "CPU %.2f of the goal of %.0f ms\n",
        text, found, static_cast<unsigned long long>(progress.looked), cpu, best, first, cpu / goal,
        goal);
    std::fflush(stdout);
}

/// CPU seconds.
double waitForIndex(Engine& engine)
{
    const double start = seconds();
    const std::clock_t cpuStart = std::clock();
    const auto isBehind = [&] {
        const IndexStatus index = engine.status().index;
        return index.waitingSteps > 0 || index.through == 0 ||
               index.through < engine.snapshot()->seq || index.textsThrough < index.through;
    };
    while (isBehind() && seconds() - start < 1800)
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    const double cpu = static_cast<double>(std::clock() - cpuStart) / CLOCKS_PER_SEC;
    const EngineStatus status = engine.status();
    std::printf("the index caught up in %.1f s, %.1f s CPU; %llu MB beside a log of %llu MB\n",
                seconds() - start, cpu, static_cast<unsigned long long>(status.index.bytes >> 20),
                static_cast<unsigned long long>(status.logBytes >> 20));
    std::fflush(stdout);
    return cpu;
}

/// Of a filter with a text in it, and of any other.
double goalOf(const std::string& filter)
{
    return filter.find('"') != std::string::npos ? 300 : 100;
}

std::string textsToSay()
{
    const char* source = std::getenv("PENSTOCK_SOURCE_DIR");
    return std::string(source ? source : ".") + "/tests/data";
}

/// Leaves an indexed log behind, for searchIn().
int fill(const char* directory, std::size_t steps)
{
    makePrivate(directory);
    Company company(textsToSay());
    const auto engine = open(directory, true);
    std::printf("%zu steps stored at %.0f/s\n", steps, ingest(*engine, company, steps));
    waitForIndex(*engine);
    engine->close();
    return 0;
}

int searchIn(const char* directory, const std::vector<std::string>& filters)
{
    const auto engine = open(directory, true);
    waitForIndex(*engine);
    for (const std::string& filter : filters)
        measure(*engine, filter.c_str(), goalOf(filter));
    return 0;
}

int forgetIn(const std::string& directory)
{
    constexpr std::uint32_t kTraces = 200;
    for (const char* file : {"/index.db", "/index.db-wal", "/index.db-shm"})
        std::filesystem::remove(directory + file);
    const auto engine = open(directory, true);
    const double anew = waitForIndex(*engine);
    const double start = seconds();
    const auto state = engine->snapshot();
    const auto forgotten =
        engine->forget({"", "", state->traces[std::min(kTraces, state->traces.size())].start});
    if (!forgotten)
        return 3;
    std::printf("%llu steps forgotten in %.1f s\n",
                static_cast<unsigned long long>(forgotten->steps), seconds() - start);
    const double after = waitForIndex(*engine);
    std::printf("the index after a forget: CPU %.2f of making it from nothing\n", after / anew);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc > 3 && std::string_view(argv[1]) == "--keep")
        return fill(argv[2], std::strtoull(argv[3], nullptr, 10));
    if (argc > 2 && std::string_view(argv[1]) == "--forget")
        return forgetIn(argv[2]);
    if (argc > 2)
        return searchIn(argv[1], {argv + 2, argv + argc});
    const std::size_t steps = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 3'000'000;
    if (steps == 0) {
        std::fprintf(stderr, "search_bench STEPS, or DIRECTORY FILTER…\n");
        return 2;
    }
    const std::string directory =
        (std::filesystem::temp_directory_path() / ("penstock-search-" + std::to_string(getpid())))
            .string();
    makePrivate(directory);
    Company company(textsToSay());
    ingestWithAndWithout(directory, company, std::min<std::size_t>(steps / 10, 200'000));
    {
        const auto engine = open(directory, true);
        std::printf("%zu steps stored at %.0f/s\n", steps, ingest(*engine, company, steps));
        waitForIndex(*engine);
        for (const char* filter :
             {"agent = agent-17", "state = failed and model = model-3",
              "user = user-99 and cost > $0.019", "tool = tool-7 and env = canary",
              "duration > 4.9s and tokens > 9500", "model = nobody", "not exists user",
              "started < 40m and kind = tool_call and deployment = team-5", "under agent-17",
              "downstream_of agent-17 and kind = tool_call", "delegated_by agent-17",
              "not under agent-17 and state = failed", "under 00000000deadbeef", "\"chargeback\"",
              "\"quagmire\"", "\"uagmir\"", "\"never said\"", "\"the\"",
              "\"chargeback\" and agent = agent-17"})
            measure(*engine, filter, goalOf(filter));
    }
    std::filesystem::remove_all(directory);
}
