// SPDX-License-Identifier: GPL-3.0-or-later
// SidePanel: a scrolling column of sections on the panel ground, with a hairline on its left. GUI thread only.
#pragma once

#include <QtWidgets/QScrollArea>

#include "ui/theme/theme_controller.h"

class QVBoxLayout;

namespace penstock::ui {

class SidePanel final : public QScrollArea {
    Q_OBJECT
public:
    SidePanel(const ThemeController& theme, QWidget* parent);

    void addSection(QWidget* section);
    QWidget* content() const { return m_content; }

private:
    QWidget* m_content;
    QVBoxLayout* m_layout;
};

} // namespace penstock::ui
