// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/frame_meter.h"

#include <QEvent>

#include <algorithm>
#include <utility>

namespace penstock::desktop {
namespace {

double milliseconds(FrameMeter::Clock::duration time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

double percentile(const std::vector<double>& sorted, double part)
{
    return sorted.empty()
               ? 0
               : sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1))];
}

} // namespace

void FrameMeter::begin()
{
    m_measuring = true;
    m_work = {};
    m_frames.clear();
    m_inputs.clear();
    m_waiting.clear();
}

void FrameMeter::eventHandled(Clock::duration took, bool painted)
{
    m_work += took;
    if (!painted)
        return;
    m_frames.push_back(milliseconds(std::exchange(m_work, {})));
    const Clock::time_point now = Clock::now();
    for (const Clock::time_point due : m_waiting)
        m_inputs.push_back(milliseconds(now - due));
    m_waiting.clear();
}

void FrameMeter::inputDue(Clock::time_point due)
{
    m_waiting.push_back(due);
}

FrameMeter::Summary FrameMeter::finish()
{
    m_measuring = false;
    std::sort(m_frames.begin(), m_frames.end());
    std::sort(m_inputs.begin(), m_inputs.end());
    return {m_frames.size(),         percentile(m_frames, 0.5), percentile(m_frames, 0.99),
            percentile(m_frames, 1), m_inputs.size(),           percentile(m_inputs, 0.99)};
}

bool MeteredApplication::notify(QObject* receiver, QEvent* event)
{
    if (m_inside || !m_meter.measuring())
        return QApplication::notify(receiver, event);
    m_inside = true;
    // The event may be gone when it was handled.
    const bool painted = event->type() == QEvent::UpdateRequest;
    const auto began = FrameMeter::Clock::now();
    const bool taken = QApplication::notify(receiver, event);
    m_meter.eventHandled(FrameMeter::Clock::now() - began, painted);
    m_inside = false;
    return taken;
}

} // namespace penstock::desktop
