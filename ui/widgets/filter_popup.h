// SPDX-License-Identifier: GPL-3.0-or-later
// FilterPopup: under the filter line - a sentence about what is wrong, and rows to choose from (completions, bookmarks,
// history). A child of the window, never a window of its own: it takes no focus and holds no keys. GUI thread only.
#pragma once

#include <vector>

#include "ui/widgets/panel.h"

class QListWidget;

namespace penstock::ui {

class TextLabel;

struct FilterChoice {
    QString text;       ///< as shown; safe
    QString note;       ///< second column; safe
    QString insert;     ///< what to write
    bool whole = false; ///< the whole filter, not the word under the cursor
    QString bookmark;   ///< its name, when it is one
};

class FilterPopup final : public Panel {
    Q_OBJECT
public:
    FilterPopup(const ThemeController& theme, QWidget* window);

    /// Shows what there is to say under `field` (in the window); nothing at all hides it.
    void present(const QString& sentence, std::vector<FilterChoice> choices, const QRect& field);
    const std::vector<FilterChoice>& choices() const { return m_choices; }
    QString sentence() const;
    /// -1: the person has not gone down into the list.
    int current() const;
    void move(int by);
    bool offers() const { return isVisible() && !m_choices.empty(); }

signals:
    void chosen(int choice);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    TextLabel* m_sentence;
    QListWidget* m_list;
    std::vector<FilterChoice> m_choices;
};

} // namespace penstock::ui
