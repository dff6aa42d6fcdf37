// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/frame_tour.h"

#include "core/session/session.h"
#include "ui/shell/commands.h"
#include "ui/shell/main_window.h"

#include <QAction>
#include <QKeyEvent>

#include <nlohmann/json.hpp>

#include <iostream>

namespace penstock::desktop {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kBetweenKeys = std::chrono::milliseconds(100);
constexpr int kSettle = 1000; ///< ms: coming into a room is not counted

/// Null when no room has this number.
QAction* wayTo(ui::MainWindow& window, int room)
{
    const QKeySequence keys(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + room));
    for (const ui::Command& command : window.commands().all())
        if (command.keys.contains(keys))
            return command.action;
    return nullptr;
}

void printLine(const nlohmann::ordered_json& line)
{
    std::cout << line.dump() << std::endl;
}

} // namespace

FrameTour::FrameTour(ui::MainWindow& window, FrameMeter& meter, int seconds, int rounds,
                     QObject* parent)
    : QObject(parent), m_window(window), m_meter(meter), m_seconds(seconds), m_roundsLeft(rounds)
{
    m_keys.setTimerType(Qt::PreciseTimer);
    m_keys.setInterval(kBetweenKeys);
    connect(&m_keys, &QTimer::timeout, this, &FrameTour::press);
}

void FrameTour::start(const Session& session)
{
    const EngineStatus status = session.status();
    m_cascade.emplace(m_window, session);
    connect(&*m_cascade, &CascadeOpening::finished, this, &FrameTour::finished);
    printLine({{"ready", true}, {"otlp_grpc", status.otlpGrpc}, {"otlp_http", status.otlpHttp}});
    QTimer::singleShot(kSettle, this, &FrameTour::visitNext);
}

void FrameTour::visitNext()
{
    QAction* way = wayTo(m_window, ++m_room);
    if (way == nullptr && --m_roundsLeft > 0)
        way = wayTo(m_window, m_room = 1);
    if (way == nullptr) {
        m_cascade->start();
        return;
    }
    way->trigger();
    QTimer::singleShot(kSettle, this, [this] {
        m_meter.begin();
        m_due = FrameMeter::Clock::now() + kBetweenKeys;
        m_keys.start();
    });
    QTimer::singleShot(kSettle + m_seconds * 1000, this, &FrameTour::leave);
}

void FrameTour::leave()
{
    m_keys.stop();
    const FrameMeter::Summary seen = m_meter.finish();
    printLine({{"room", m_window.state().save().value(u"room"_s).toString().toStdString()},
               {"frames", seen.frames},
               {"frame_p50_ms", seen.p50},
               {"frame_p99_ms", seen.p99},
               {"frame_worst_ms", seen.worst},
               {"inputs", seen.inputs},
               {"input_p99_ms", seen.inputP99}});
    visitNext();
}

void FrameTour::press()
{
    m_meter.inputDue(m_due);
    m_due += kBetweenKeys;
    QWidget* const focus = QApplication::focusWidget();
    QWidget* const receiver = focus != nullptr ? focus : &m_window;
    m_down = !m_down;
    const Qt::Key key = m_down ? Qt::Key_Down : Qt::Key_Up;
    QCoreApplication::postEvent(receiver, new QKeyEvent(QEvent::KeyPress, key, Qt::NoModifier));
    QCoreApplication::postEvent(receiver, new QKeyEvent(QEvent::KeyRelease, key, Qt::NoModifier));
    receiver->update(); // also a key that changes nothing must be answered by a frame
}

} // namespace penstock::desktop
