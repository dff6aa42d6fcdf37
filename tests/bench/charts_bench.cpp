// SPDX-License-Identifier: GPL-3.0-or-later
// The charts under load: 400 agents in 12 deployments, a snapshot in which the newest minute has changed, for a range of 45
// minutes and for three days. Prints p50, p99 and worst milliseconds of what the GUI thread does with it (taking the data and
// repainting, CPU time) and what making the data costs in the pool thread. Fails when a p50 is over 10 ms at 1440x900.
#include "tests/ui/charts/chart_world.h"
#include "ui/charts/chart_board.h"

#include <QtWidgets/QApplication>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <random>

using namespace penstock;
using namespace penstock::testing;
using namespace penstock::ui;

namespace {

constexpr int kAgents = 400;
constexpr int kMinutes = 3 * 24 * 60;
constexpr int kFrames = 60;
constexpr double kBudgetMs = 10;

double cpuMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double share(std::vector<double> values, double p)
{
    std::ranges::sort(values);
    return values[std::min(values.size() - 1,
                           static_cast<std::size_t>(p * static_cast<double>(values.size())))];
}

ChartWorld busyWorld()
{
    std::mt19937 random(3);
    ChartWorld world;
    for (int i = 0; i < kAgents; ++i)
        world.addAgent("agent-" + std::to_string(i), "team-" + std::to_string(i % 12));
    for (int minute = 0; minute < kMinutes; ++minute)
        for (std::uint32_t agent = 1; agent <= kAgents; ++agent) {
            RateSums sums;
            sums.cost = static_cast<MicroUsd>(random() % 90'000);
            sums.input = static_cast<std::int64_t>(random() % 90'000);
            sums.calls = sums.actions = static_cast<std::int32_t>(random() % 20);
            sums.errors = random() % 50 == 0;
            sums.started = sums.ended = 1;
            world.add(minute, {RateSubject::actor, agent, 0}, sums);
            if (agent % 8 == 0)
                world.took(minute, {agent}, static_cast<Nanos>(random() % 20'000) * kMillisecond);
        }
    return world;
}

bool measure(ChartBoard& board, ChartWorld& world, Nanos length, const char* what)
{
    ChartQuestion question;
    question.now = kChartStart + kMinutes * kMinute - kSecond;
    question.range = {question.now - length, question.now};
    question.following = true;
    question.by = Breakdown::deployment;
    question.most = board.room();
    std::vector<double> making;
    std::vector<double> showing;
    for (int frame = 0; frame < kFrames; ++frame) {
        for (RateSlot::Cell& cell : world.minute(kMinutes - 1).cells)
            cell.sums.cost += 700;
        const double start = cpuMs();
        auto data = std::make_shared<const ChartData>(chartData(*world.state, question));
        const double made = cpuMs();
        question.before = data->groups;
        board.setData(std::move(data));
        board.grab(); // paints everything in it, at once
        making.push_back(made - start);
        showing.push_back(cpuMs() - made);
    }
    const double p50 = share(showing, 0.5);
    std::printf(
        "%-8s %4u steps  frame p50 %6.2f ms  p99 %6.2f ms  worst %6.2f ms  data p50 %6.2f ms%s\n",
        what, board.data()->span.count, p50, share(showing, 0.99),
        *std::ranges::max_element(showing), share(making, 0.5),
        p50 > kBudgetMs ? "  OVER 10 ms" : "");
    return p50 <= kBudgetMs;
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    const ThemeController theme(ThemeKind::dark);
    ChartWorld world = busyWorld();
    ChartBoard board(theme, BoardLook(), nullptr);
    board.resize(1368, 772); // the room in a window of 1440x900
    board.show();
    QCoreApplication::processEvents();
    bool good = measure(board, world, 45 * kMinute, "45 min");
    good = measure(board, world, kDay, "24 h") && good;
    good = measure(board, world, 3 * kDay - kMinute, "3 d") && good;
    return good ? 0 : 1;
}
