// SPDX-License-Identifier: GPL-3.0-or-later
// FilterLine: the one place where the filter of all views is written. Typing checks it and offers how it can go on;
// Enter applies it, Esc takes back what was typed and then returns to the view. Down shows bookmarks and history, Ctrl+D
// gives the filter a name. Says what state it is in with a word inside and a sentence below. GUI thread only.
#pragma once

#include <functional>

#include "ui/models/live_values.h"
#include "ui/shell/filter_memory.h"
#include "ui/views/view_context.h"
#include "ui/widgets/filter_edit.h"
#include "ui/widgets/filter_popup.h"

class QAbstractButton;

namespace penstock::ui {

class FilterLine final : public QWidget {
    Q_OBJECT
public:
    enum class State { empty, busy, valid, invalid, deprecated };

    FilterLine(const ViewContext& context, FilterMemory& memory, QWidget* window, QWidget* parent);

    /// The cursor goes there, with everything selected.
    void open();
    void clear();
    State state() const;
    /// What stands inside on the right: `valid`, `not valid`, `0 of 65`.
    QString verdict() const { return m_verdict; }
    /// What completions are offered for: the rows of the view on the screen.
    void setScope(std::function<FieldScope()> scope) { m_scope = std::move(scope); }
    FilterEdit& edit() const { return *m_edit; }
    FilterPopup& popup() const { return *m_popup; }
    QAbstractButton& clearButton() const { return *m_clear; }
    QAbstractButton& moreButton() const { return *m_more; }

signals:
    /// Done here: the focus belongs to the view again.
    void left();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    static constexpr int kVerdictGlyph = 16; ///< room in front of the word
    void buildUi();
    void wire();
    void apply();
    void takeFilter();
    void readVerdict();
    QString sentence() const;
    void complete() { offer(false); }
    void offer(bool finished);
    void showMemory();
    void askName();
    void saveName();
    void endNaming();
    static QString exampleText();
    void choose(int choice);
    void dropBookmark();
    bool takesKey(int key, Qt::KeyboardModifiers modifiers) const;
    void press(int key, Qt::KeyboardModifiers modifiers);
    void escape();
    QRect fieldInWindow() const;
    bool applied() const { return m_edit->text().trimmed() == m_context.state.filter(); }

    ViewContext m_context;
    FilterMemory& m_memory;
    QWidget* m_window;
    FilterEdit* m_edit;
    FilterPopup* m_popup;
    QAbstractButton* m_clear;
    QAbstractButton* m_more;
    QWidget* m_room; ///< what the verdict is painted into
    std::function<FieldScope()> m_scope = [] { return FieldScope(); };
    QString m_verdict;
    QString m_named; ///< the filter that is being given a name; empty: none
};

} // namespace penstock::ui
