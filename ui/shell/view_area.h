// SPDX-License-Identifier: GPL-3.0-or-later
// ViewArea: the views on the screen. One fills the stack; any other can be beside it (split, tabbed) or in a window of its
// own, and goes back to the stack when it is closed. Each view is one widget wherever it is, so what it shows and its
// cost are the same; one that is not on the screen is hidden. Owned by the main window, which says what a view is; GUI
// thread only.
#pragma once

#include <QtCore/QVariantMap>
#include <QtWidgets/QMainWindow>

#include <vector>

#include "ui/theme/theme_controller.h"

class QStackedWidget;

namespace penstock::ui {

class ViewDock;

class ViewArea final : public QMainWindow {
    Q_OBJECT
public:
    ViewArea(const ThemeController& theme, QWidget* parent);

    /// `key` names it in saved arrangements; `title` is what a person reads and hears.
    void addView(const QString& key, const QString& title, QWidget* view);
    /// On the screen: where it is beside the others, or in the stack.
    void bring(QWidget* view);
    void openBeside(QWidget* view);
    void openInWindow(QWidget* view);
    void putBack(QWidget* view);
    void putAllBack();
    /// Windows of their own go and come with the main window.
    void showWindows(bool shown);

    bool isBeside(const QWidget* view) const; ///< or in a window of its own
    bool isInWindow(const QWidget* view) const;
    QWidget* inStack() const; ///< null when every view is beside
    /// The one after (or before) in the order they are met on the screen.
    QWidget* next(const QWidget* from, int by) const;
    QWidget* viewOf(const QWidget* inside) const;
    ViewDock* dockOf(const QWidget* view) const; ///< null as long as it never was beside
    const QString& titleOf(const QWidget* view) const;

    QVariantMap arrangement() const;
    void arrange(const QVariantMap& saved);

protected:
    bool event(QEvent* event) override;

signals:
    void entered(QWidget* view); ///< the focus came to rest in it
    void moved(QWidget* view);   ///< beside, or back

private:
    struct View {
        QString key;
        QString title;
        QWidget* widget = nullptr;
        ViewDock* dock = nullptr;
    };
    View& entry(const QWidget* view);
    const View* find(const QWidget* view) const;
    ViewDock& makeDock(View& view);
    void takeOutOfStack(QWidget* view);
    void share(ViewDock& dock);
    void focusMoved();

    const ThemeController& m_theme;
    QStackedWidget* m_stack;
    std::vector<View> m_views;
    std::vector<QWidget*> m_recent; ///< in the stack, the newest last
    std::vector<ViewDock*> m_hiddenWindows;
    bool m_asked = false; ///< where the focus is will be looked at
};

} // namespace penstock::ui
