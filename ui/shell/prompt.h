// SPDX-License-Identifier: GPL-3.0-or-later
// Prompt: a question with one or two lines to fill in, over the middle of the window - never a modal box. Enter gives
// the answer, Esc and leaving it give none. A child of the main window; GUI thread only.
#pragma once

#include <QtCore/QPointer>
#include <QtCore/QStringList>

#include <functional>

#include "ui/widgets/panel.h"

class QLineEdit;

namespace penstock::ui {

class TextLabel;

class Prompt final : public Panel {
    Q_OBJECT
public:
    /// Returns what is wrong with the answers, for the person; empty: taken, and the prompt closes.
    using Take = std::function<QString(const QStringList& answers)>;
    struct Line {
        QString name;
        QString text;
    };

    Prompt(const ThemeController& theme, QWidget* window);
    void ask(const QString& title, const std::vector<Line>& lines, Take take);
    QLineEdit& line(std::size_t at) const { return *m_edits[at]; }
    QString complaint() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void answer();
    void dismiss();

    TextLabel* m_title;
    TextLabel* m_complaint;
    std::vector<TextLabel*> m_names;
    std::vector<QLineEdit*> m_edits;
    Take m_take;
    QPointer<QWidget> m_returnTo;
};

} // namespace penstock::ui
