// SPDX-License-Identifier: GPL-3.0-or-later
// AlarmCell: the alarms in the status strip – for each priority that has any, its symbol and how many nobody has seen; 0 in
// grey when all have been seen. A button that leads to the alarms. Owned by the strip; GUI thread only.
#pragma once

#include <QtCore/QTimer>
#include <QtWidgets/QAbstractButton>

#include <array>

#include "core/alarm/alarm_picture.h"
#include "ui/theme/theme_controller.h"

namespace penstock::ui {

class AlarmCell final : public QAbstractButton {
    Q_OBJECT
public:
    AlarmCell(const ThemeController& theme, QWidget* parent);

    void setCounts(const AlarmCounts& counts);
    /// As read aloud: `2 high, 1 medium not seen`.
    QString value() const { return accessibleDescription(); }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Part {
        Priority priority = Priority::note;
        QString count;
    };
    std::vector<Part> parts() const;

    const ThemeController& m_theme;
    AlarmCounts m_counts;
    QTimer m_blink;
    mutable int m_widest = 0; ///< cells never shrink, so that neighbours do not wobble
};

} // namespace penstock::ui
