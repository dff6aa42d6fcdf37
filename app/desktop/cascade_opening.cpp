// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/cascade_opening.h"

#include "core/session/cascades.h"
#include "core/session/session.h"
#include "ui/shell/main_window.h"
#include "ui/timeline/waterfall_canvas.h"
#include "ui/views/cascade_page.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <iostream>

namespace penstock::desktop {

using namespace std::chrono_literals;

namespace {

constexpr auto kLookEvery = 2ms;
constexpr auto kRest = 2s; ///< until what making the picture needed has been given back
constexpr double kLongestMs = 60'000;

/// Without a row of each: they would be in the memory that is measured.
TraceIndex largestCascade(const FleetState& state)
{
    TraceIndex largest;
    std::uint64_t most = 0;
    for (std::uint32_t i = 1; i <= state.cascades.size(); ++i) {
        if (state.cascades[i].root.value != i)
            continue;
        const std::uint64_t steps = cascadeRow(state, {i}).steps;
        if (steps > most) {
            most = steps;
            largest = {i};
        }
    }
    return largest;
}

double residentMegabytes()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.rfind("VmRSS:", 0) == 0)
            return std::strtod(line.c_str() + 6, nullptr) / 1024;
    return 0;
}

double round(double value)
{
    return static_cast<double>(static_cast<long>(value * 10)) / 10;
}

} // namespace

CascadeOpening::CascadeOpening(ui::MainWindow& window, const Session& session, QObject* parent)
    : QObject(parent), m_window(window), m_session(session)
{
    m_poll.setTimerType(Qt::PreciseTimer);
    m_poll.setInterval(kLookEvery);
    connect(&m_poll, &QTimer::timeout, this, &CascadeOpening::look);
}

void CascadeOpening::start()
{
    const TraceIndex largest = largestCascade(*m_session.snapshot());
    if (!largest) {
        emit finished();
        return;
    }
    m_begun = Clock::now();
    m_window.state().openCascade(largest);
    m_poll.start();
}

/// What is shown by now is painted before the clock is read.
void CascadeOpening::look()
{
    const ui::CascadePage& page = m_window.cascadePage();
    const ui::Shape& shape = page.waterfall().shape();
    const auto elapsed = [this] {
        return std::chrono::duration<double, std::milli>(Clock::now() - m_begun).count();
    };
    if (shape && m_structureMs == 0) {
        page.waterfall().repaint();
        m_structureMs = elapsed();
    }
    const bool whole = page.isWhole();
    if (!whole && elapsed() < kLongestMs)
        return;
    m_poll.stop();
    if (whole) {
        page.waterfall().repaint();
        m_wholeMs = elapsed();
    }
    QTimer::singleShot(kRest, this, [this] {
        print();
        emit finished();
    });
}

void CascadeOpening::print() const
{
    const ui::Shape& shape = m_window.cascadePage().waterfall().shape();
    const nlohmann::ordered_json line{{"cascade_steps", shape ? shape->view->facts.steps : 0},
                                      {"traces", shape ? shape->view->traces.size() : 0},
                                      {"structure_ms", round(m_structureMs)},
                                      {"whole_ms", round(m_wholeMs)},
                                      {"resident_mb", round(residentMegabytes())}};
    std::cout << line.dump() << std::endl;
}

} // namespace penstock::desktop
