// SPDX-License-Identifier: GPL-3.0-or-later
// Section: a titled part of a side panel – title left, a grey note right, content below, a hairline under it.
// GUI thread only.
#pragma once

#include <QtWidgets/QWidget>

#include "ui/theme/theme_controller.h"

class QVBoxLayout;

namespace penstock::ui {

class TextLabel;

class Section final : public QWidget {
    Q_OBJECT
public:
    Section(const ThemeController& theme, const QString& title, QWidget* parent);

    void setNote(const QString& note);
    void addWidget(QWidget* widget);
    /// Removes and deletes everything below the title.
    void clear();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const ThemeController& m_theme;
    TextLabel* m_note;
    QVBoxLayout* m_content;
};

} // namespace penstock::ui
