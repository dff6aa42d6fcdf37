// SPDX-License-Identifier: GPL-3.0-or-later
// NewRowsBar: "12 new" above a list that stands still while a person works in it; a click shows them. Takes no room
// while there is nothing to say. GUI thread only.
#pragma once

#include <QtWidgets/QAbstractButton>

#include "ui/theme/theme_controller.h"

namespace penstock::ui {

class NewRowsBar final : public QAbstractButton {
    Q_OBJECT
public:
    NewRowsBar(const ThemeController& theme, QWidget* parent);
    /// `paused` keeps the bar up even with nothing new, so that the list does not jump by its height.
    void setState(bool paused, std::uint32_t newRows);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const ThemeController& m_theme;
};

} // namespace penstock::ui
