// SPDX-License-Identifier: GPL-3.0-or-later
// FrameMeter: how long the desktop keeps a person waiting. Times every event that the GUI thread handles. A frame is all the
// work between one painting of the window and the end of the next, without the time the thread sleeps; an input counts from
// when it was due – not from when a busy thread came round to it – until the end of the painting that shows it.
// MeteredApplication is a QApplication that reports to one. Nothing is kept unless begin() was called. GUI thread only.
#pragma once

#include <QApplication>

#include <chrono>
#include <vector>

namespace penstock::desktop {

class FrameMeter final {
public:
    using Clock = std::chrono::steady_clock;

    struct Summary {
        std::size_t frames = 0;
        double p50 = 0; ///< ms
        double p99 = 0;
        double worst = 0;
        std::size_t inputs = 0;
        double inputP99 = 0; ///< ms
    };

    /// Measures from now on.
    void begin();
    bool measuring() const { return m_measuring; }
    void eventHandled(Clock::duration took, bool painted);
    /// An input is about to be handled that should have come at `due`.
    void inputDue(Clock::time_point due);
    /// Of what was measured since begin(); measures no more.
    Summary finish();

private:
    bool m_measuring = false;
    Clock::duration m_work{};
    std::vector<double> m_frames;
    std::vector<Clock::time_point> m_waiting; ///< inputs not yet shown
    std::vector<double> m_inputs;
};

class MeteredApplication final : public QApplication {
public:
    MeteredApplication(int& argc, char** argv) : QApplication(argc, argv) {}

    FrameMeter& meter() { return m_meter; }
    bool notify(QObject* receiver, QEvent* event) override;

private:
    FrameMeter m_meter;
    bool m_inside = false;
};

} // namespace penstock::desktop
