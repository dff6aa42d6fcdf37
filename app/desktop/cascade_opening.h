// SPDX-License-Identifier: GPL-3.0-or-later
// CascadeOpening: opens the largest cascade there is as a person does, and tells how long that took - until its structure was
// painted, until all of it was - and what the program holds in memory then. Part of `penstock --measure`. Owned by FrameTour,
// GUI thread only. finished() comes also when there is no cascade, or when it does not come within a minute.
#pragma once

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <chrono>

namespace penstock {
class Session;
namespace ui {
class MainWindow;
}
} // namespace penstock

namespace penstock::desktop {

class CascadeOpening final : public QObject {
    Q_OBJECT
public:
    CascadeOpening(ui::MainWindow& window, const Session& session, QObject* parent = nullptr);

    void start();

signals:
    void finished();

private:
    using Clock = std::chrono::steady_clock;

    void look();
    void print() const;

    ui::MainWindow& m_window;
    const Session& m_session;
    QTimer m_poll;
    Clock::time_point m_begun;
    double m_structureMs = 0; ///< 0 = not yet
    double m_wholeMs = 0;
};

} // namespace penstock::desktop
