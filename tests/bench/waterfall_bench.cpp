// SPDX-License-Identifier: GPL-3.0-or-later
// The waterfall of a cascade of 1,000,000 steps (argument: number of steps): what making its shape costs, and p50, p99 and
// worst milliseconds of a frame (CPU time of the whole repaint) while it is scrolled, panned and zoomed, offscreen raster.
// Fails when a p99 is over 8 ms, in the waterfall of a 1440x900 window or in one that fills 2560x1440.
#include "tests/ui/support/cascade_of.h"
#include "ui/timeline/waterfall_canvas.h"

#include <QtCore/QElapsedTimer>
#include <QtWidgets/QApplication>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace penstock;
using namespace penstock::ui;

namespace {

constexpr double kBudgetMs = 8;
constexpr int kFrames = 300;

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

template <class Step> bool measure(WaterfallCanvas& canvas, const char* what, const Step& step)
{
    std::vector<double> times;
    for (int i = 0; i < kFrames; ++i) {
        step(i);
        const double start = cpuMs();
        canvas.repaint();
        times.push_back(cpuMs() - start);
    }
    const double p99 = share(times, 0.99);
    std::printf("%4dx%-4d %-28s p50 %6.2f ms  p99 %6.2f ms  worst %6.2f ms  %.2f of the budget%s\n",
                canvas.width(), canvas.height(), what, share(times, 0.5), p99,
                *std::ranges::max_element(times), p99 / kBudgetMs,
                p99 > kBudgetMs ? "  OVER 8 ms" : "");
    return p99 <= kBudgetMs;
}

bool run(const Shape& shape, const ThemeController& theme, const QSize& size)
{
    WaterfallCanvas canvas(theme, nullptr);
    canvas.resize(size);
    canvas.show();
    canvas.setShape(shape, startFolding(*shape), false);
    canvas.setLinks(true);
    while (canvas.lastPaintNanos() == 0) // the first frame comes with the window
        QCoreApplication::processEvents(QEventLoop::AllEvents, 50);
    const auto to = [&](int i, int of) {
        canvas.select(1 + static_cast<std::uint32_t>(std::int64_t{shape->size() - 1} * i / of));
    };
    bool good = measure(canvas, "scroll from end to end", [&](int i) { to(i, kFrames); });
    to(1, 2);
    good &= measure(canvas, "zoom in and out, middle",
                    [&](int i) { canvas.zoomBy(i < kFrames / 2 ? 1.1 : 1 / 1.1); });
    canvas.fit();
    good &= measure(canvas, "pan, one step fills it",
                    [&](int i) { canvas.panBy(i % 40 < 20 ? 23 : -23); });
    canvas.fitAll();
    canvas.unfoldAll();
    good &= measure(canvas, "scroll, everything unfolded", [&](int i) { to(i, kFrames); });
    return good;
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    const auto steps = static_cast<std::uint32_t>(argc > 1 ? std::atoi(argv[1]) : 1'000'000);
    const auto view = testing::makeBigCascade(steps);
    const ThemeController theme(ThemeKind::dark);
    const double before = cpuMs();
    const Shape shape = makeShape(view);
    const double made = cpuMs();
    const WaterfallRows rows(shape, startFolding(*shape));
    std::printf("%u steps: shape %.0f ms, %d lines %.1f ms\n", view->size(), made - before,
                rows.count(), cpuMs() - made);
    bool good = true;
    for (const QSize& size : {QSize(992, 760), QSize(2112, 1300)})
        good &= run(shape, theme, size);
    return good ? 0 : 1;
}
