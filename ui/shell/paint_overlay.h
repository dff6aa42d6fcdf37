// SPDX-License-Identifier: GPL-3.0-or-later
// PaintOverlay (Ctrl+Shift+P): what painting costs, measured, for whoever works on the desktop – last and worst
// milliseconds of the lists, in the lower right corner. Lets all mouse events through. GUI thread only.
#pragma once

#include <QtCore/QTimer>

#include <functional>
#include <vector>

#include "ui/widgets/panel.h"

namespace penstock::ui {

class PaintOverlay final : public Panel {
    Q_OBJECT
public:
    PaintOverlay(const ThemeController& theme, QWidget* window);
    /// `nanos` is asked while the overlay is shown.
    void watch(const QString& name, std::function<qint64()> nanos);
    void toggle();
    QStringList lines() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Meter {
        QString name;
        std::function<qint64()> nanos;
        qint64 last = 0;
        qint64 worst = 0;
    };
    void measure();

    std::vector<Meter> m_meters;
    QTimer m_timer;
};

} // namespace penstock::ui
