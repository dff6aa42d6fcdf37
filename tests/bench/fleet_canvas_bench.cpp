// SPDX-License-Identifier: GPL-3.0-or-later
// Painting the fleet graph: 5,000 nodes and 20,000 lines, panned and zoomed at every level of detail, offscreen raster.
// Prints p50, p99 and worst milliseconds of a frame (CPU time of the whole repaint, flush included) for each, and what making the
// picture and its layout cost. Fails when a p99 is over 16 ms, in the graph of a 1440x900 window and in that of 2560x1440.
#include "ui/graph/fleet_canvas.h"

#include <QtCore/QElapsedTimer>
#include <QtWidgets/QApplication>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <random>

using namespace penstock;
using namespace penstock::ui;

namespace {

constexpr std::uint32_t kNodes = 5000;
constexpr std::uint32_t kEdges = 20000;
constexpr std::uint32_t kGroup = 50;
constexpr double kBudgetMs = 16;
constexpr int kFrames = 200;
constexpr Nanos kNow = 1'795'185'127 * kSecond;

std::shared_ptr<FleetState> bigFleet()
{
    std::mt19937 random(7);
    auto state = std::make_shared<FleetState>();
    state->logTime = kNow;
    for (std::uint32_t i = 0; i < kNodes; ++i) {
        AgentRow row;
        row.name = "agent-with-a-name-" + std::to_string(i);
        row.deployment = "deployment-" + std::to_string(i / kGroup);
        row.kind = static_cast<ActorKind>(random() % 5);
        row.runs = row.steps = 1 + random() % 100;
        row.runsOpen = random() % 9;
        row.firstSeen = kNow - kHour;
        row.lastSeen = kNow - static_cast<Nanos>(random() % 90) * kSecond;
        state->agents.add(row);
    }
    for (std::uint32_t i = 0; i < kEdges; ++i) {
        DelegationRow row;
        const std::uint32_t from = random() % kNodes;
        const std::uint32_t first = from / kGroup * kGroup;
        const std::uint32_t to = i % 3 == 0 ? random() % kNodes : first + random() % kGroup;
        row.from = {1 + from};
        row.to = {1 + to};
        constexpr Evidence kBest[] = {Evidence::explicitHandoff, Evidence::call,
                                      Evidence::sequence};
        row.best = kBest[random() % 3];
        row.confidence = 71;
        row.count = 1;
        state->delegations.add(row);
    }
    return state;
}

double share(std::vector<double> values, double p)
{
    std::ranges::sort(values);
    return values[std::min(values.size() - 1,
                           static_cast<std::size_t>(p * static_cast<double>(values.size())))];
}

/// CPU time of this thread: neighbours on the machine do not count.
double cpuMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// A pan to and fro with small zooms in between, as a hand does it.
bool measure(FleetCanvas& canvas, const char* what, double zoom)
{
    canvas.fitAll();
    canvas.zoomBy(zoom / canvas.zoom());
    std::vector<double> times;
    for (int i = 0; i < kFrames; ++i) {
        if (i % 10 == 9)
            canvas.zoomBy(i % 20 == 9 ? 1.05 : 1 / 1.05);
        else
            canvas.pan({i < kFrames / 2 ? 23.0 : -23.0, i % 40 < 20 ? 11.0 : -11.0});
        const double start = cpuMs();
        canvas.repaint();
        times.push_back(cpuMs() - start);
    }
    const double p99 = share(times, 0.99);
    std::printf("%4dx%-4d %-22s zoom %.2f  p50 %6.2f ms  p99 %6.2f ms  worst %6.2f ms%s\n",
                canvas.width(), canvas.height(), what, canvas.zoom(), share(times, 0.5), p99,
                *std::ranges::max_element(times), p99 > kBudgetMs ? "  OVER 16 ms" : "");
    return p99 <= kBudgetMs;
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    const ThemeController theme(ThemeKind::dark);
    const auto state = bigFleet();
    PictureOptions options;
    options.most = kNodes;
    QElapsedTimer timer;
    timer.start();
    FleetPicture picture = fleetPicture(*state, options);
    std::printf("picture %lld ms", static_cast<long long>(timer.restart()));
    const Drawing drawing = makeDrawing(std::move(picture), nullptr, options.kinds);
    std::printf(", layout and geometry %lld ms\n", static_cast<long long>(timer.restart()));
    bool good = true;
    for (const QSize& size : {QSize(1016, 544), QSize(2136, 1300)}) {
        FleetCanvas canvas(theme, nullptr);
        canvas.resize(size);
        canvas.show();
        canvas.setDrawing(drawing);
        while (canvas.lastPaintNanos() == 0) // the first frame comes with the window
            QCoreApplication::processEvents(QEventLoop::AllEvents, 50);
        bool within = measure(canvas, "everything", 1);
        within &= measure(canvas, "everything, least", 0.76);
        within &= measure(canvas, "names", 0.5);
        within &= measure(canvas, "names, least", 0.43);
        within &= measure(canvas, "shapes", 0.3);
        within &= measure(canvas, "shapes, least", 0.17);
        within &= measure(canvas, "group plates", 0.05);
        good = good && within;
    }
    return good ? 0 : 1;
}
