// SPDX-License-Identifier: GPL-3.0-or-later
// ThemeController: which theme is on. Owned by the main window and handed to everything that paints; switching is
// live. It sets palette and style sheet on one top-level widget and never touches the application object.
// GUI thread only.
#pragma once

#include "ui/theme/theme.h"

#include <QtCore/QObject>

class QWidget;

namespace penstock::ui {

class ThemeController final : public QObject {
    Q_OBJECT
public:
    explicit ThemeController(ThemeKind kind, QObject* parent = nullptr);

    void setKind(ThemeKind kind);
    void toggle();
    /// Lists with more room between their rows.
    void setRoomy(bool roomy);
    bool roomy() const { return m_roomy; }
    /// Dresses this window and everything in it, now and after each switch.
    void dress(QWidget* window);

    const Theme& theme() const { return m_theme; }
    ThemeKind kind() const { return m_theme.kind; }

signals:
    void themeChanged(); ///< also when lists become roomy

private:
    void apply(QWidget* window) const;

    Theme m_theme;
    bool m_roomy = false;
};

} // namespace penstock::ui
