// SPDX-License-Identifier: GPL-3.0-or-later
// TextBlock: untrusted text of any length as plain, selectable text. Everything passes text_safety: hidden characters
// stand as ink chips, markup stays characters. Long text is folded to its first lines with "n more lines"; unfolded it
// is bounded and the rest is counted. Copying gives the whole text. GUI thread only.
#pragma once

#include <QtWidgets/QWidget>

#include <string>

#include "ui/theme/theme_controller.h"

class QPlainTextEdit;
class QPushButton;

namespace penstock::ui {

class TextBlock final : public QWidget {
    Q_OBJECT
public:
    enum class Kind { prose, code };

    TextBlock(const ThemeController& theme, Kind kind, QWidget* parent);

    void setText(std::string_view untrusted);
    /// As shown now.
    QString shownText() const;
    /// The whole text, made visible.
    QString wholeText() const;
    QPushButton* moreButton() const { return m_more; }
    bool folded() const { return m_folded; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void refresh();
    void fitHeight();

    QPlainTextEdit* m_edit;
    QPushButton* m_more;
    std::string m_text;
    bool m_folded = true;
};

} // namespace penstock::ui
