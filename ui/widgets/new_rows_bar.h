// SPDX-License-Identifier: GPL-3.0-or-later
// NewRowsBar: "12 new" over a list that stands still while a person works in it; a click shows them. It has its place in
// the toolbar: a bar that came and went above the rows would move them under the cursor. GUI thread only.
#pragma once

#include <QtWidgets/QAbstractButton>

#include "ui/theme/theme_controller.h"

namespace penstock::ui {

class NewRowsBar final : public QAbstractButton {
    Q_OBJECT
public:
    /// kept: live, but the selected row keeps its place.
    enum class Mode { hidden, paused, kept };

    NewRowsBar(const ThemeController& theme, QWidget* parent);
    void setState(Mode mode, std::uint32_t newRows);
    Mode mode() const { return m_mode; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString reason() const;

    const ThemeController& m_theme;
    Mode m_mode = Mode::hidden;
};

} // namespace penstock::ui
