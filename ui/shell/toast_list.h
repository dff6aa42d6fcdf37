// SPDX-License-Identifier: GPL-3.0-or-later
// ToastList: notices in the lower right corner of the window, the newest on top, each for eight seconds or until it is
// pressed. Takes no focus by itself and covers no list that is being read for long. GUI thread only.
#pragma once

#include <QtWidgets/QWidget>

#include "ui/shell/notices.h"

namespace penstock::ui {

class ToastList final : public QWidget {
    Q_OBJECT
public:
    static constexpr int kShownMs = 8000;
    static constexpr int kMost = 4;

    ToastList(const ThemeController& theme, QWidget* window);

    void add(const Notice& notice);
    /// All of them, until one is pressed or Esc.
    void showAll(const std::deque<Notice>& notices);
    QStringList sentences() const;
    bool dismiss(); ///< false: there was nothing to dismiss
    void place();

signals:
    void pressed(penstock::ui::NoticeKind kind);

private:
    QWidget* makeToast(const Notice& notice);
    void drop(QWidget* toast);

    const ThemeController& m_theme;
    std::vector<QWidget*> m_toasts; ///< newest first
};

} // namespace penstock::ui
