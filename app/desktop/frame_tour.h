// SPDX-License-Identifier: GPL-3.0-or-later
// FrameTour: `penstock --measure SECONDS`. Visits every room as a person does, with Ctrl+1, Ctrl+2 …, as many times as
// --measure-rounds says, stays that long with a key press every 100 ms, and prints a JSON line about each visit: frames, ms of
// work a frame, ms from an input to its pixels. Opens the largest cascade last. Says first where the engine listens, as
// `penstockctl serve` does, so that whoever started it can send. GUI thread only.
#pragma once

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include "app/desktop/cascade_opening.h"
#include "app/desktop/frame_meter.h"

#include <optional>

namespace penstock {
class Session;
namespace ui {
class MainWindow;
}
} // namespace penstock

namespace penstock::desktop {

class FrameTour final : public QObject {
    Q_OBJECT
public:
    FrameTour(ui::MainWindow& window, FrameMeter& meter, int seconds, int rounds,
              QObject* parent = nullptr);

    void start(const Session& session);

signals:
    void finished();

private:
    void visitNext();
    void leave();
    void press();

    ui::MainWindow& m_window;
    FrameMeter& m_meter;
    std::optional<CascadeOpening> m_cascade; ///< since start()
    const int m_seconds;
    int m_roundsLeft;
    int m_room = 0;
    QString m_name;
    QTimer m_keys;
    FrameMeter::Clock::time_point m_due;
    bool m_down = false;
};

} // namespace penstock::desktop
