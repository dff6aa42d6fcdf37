// SPDX-License-Identifier: GPL-3.0-or-later
// ModeChip: LIVE as a filled chip, PAUSED and a lagging LIVE as an outlined one. A click follows or pauses.
// GUI thread only.
#pragma once

#include <QtWidgets/QAbstractButton>

#include "ui/theme/theme_controller.h"

namespace penstock::ui {

class ModeChip final : public QAbstractButton {
    Q_OBJECT
public:
    ModeChip(const ThemeController& theme, QWidget* parent);
    /// `detail` stands behind the word, e.g. `41 s behind`.
    void setMode(const QString& word, const QString& detail, bool filled);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const ThemeController& m_theme;
    QString m_detail;
    bool m_filled = true;
};

} // namespace penstock::ui
