// SPDX-License-Identifier: GPL-3.0-or-later
// ViewDock: one view beside the others, or in a window of its own: a real one, that goes to another monitor and can be
// maximised. Its title says by a line whether the keys go to it. Closing asks its owner, who knows where the view belongs.
// Owned by ViewArea; GUI thread only.
#pragma once

#include <QtWidgets/QDockWidget>

#include "ui/widgets/panel.h"

class QAbstractButton;

namespace penstock::ui {

class GlyphButton;

class DockTitle final : public Panel {
    Q_OBJECT
public:
    DockTitle(const ThemeController& theme, const QString& title, QWidget* parent);
    void setActive(bool active);
    bool active() const { return m_active; }
    void setOwnWindow(bool own);
    QAbstractButton& windowButton() const;
    QAbstractButton& closeButton() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    GlyphButton* m_window;
    GlyphButton* m_close;
    bool m_active = false;
};

class ViewDock final : public QDockWidget {
    Q_OBJECT
public:
    ViewDock(const ThemeController& theme, const QString& key, const QString& title,
             QWidget* parent);

    DockTitle& title() const { return *m_title; }
    /// In a window of its own; the first time on another monitor where there is one.
    void tearOff();
    void dockAgain();

signals:
    void closeWanted();
    void pressed(); ///< somewhere that takes no focus by itself

protected:
    bool event(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void becomeWindow();
    QRect firstPlace() const;

    DockTitle* m_title;
    bool m_placed = false; ///< has been a window and comes back where it was
};

/// Enter presses the button of `window` that has the focus (Space belongs to following); false when none has it.
bool pressFocusedButton(const QWidget& window, int key);

} // namespace penstock::ui
