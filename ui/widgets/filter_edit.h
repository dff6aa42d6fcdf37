// SPDX-License-Identifier: GPL-3.0-or-later
// FilterEdit: the text of the filter line. Reads it while it is typed - keywords bold, what is wrong underlined - and
// offers the verdict; knows nothing of history or of what the filter is applied to. GUI thread only. Cost: one parse a
// keystroke, linear in the text.
#pragma once

#include <QtWidgets/QLineEdit>

#include "core/query/parser.h"
#include "ui/theme/theme_controller.h"

namespace penstock::ui {

class FilterEdit final : public QLineEdit {
    Q_OBJECT
public:
    FilterEdit(const ThemeController& theme, QWidget* parent);

    /// While set, the text is no filter but a name for one: it is not read.
    void setPlain(bool plain);
    const ParsedFilter& parsed() const { return m_parsed; }
    /// The cursor as a byte of the text, as the filter language counts.
    std::size_t cursorByte() const;
    /// Puts `insert` in the place of these bytes and the cursor behind it.
    void replaceBytes(const TextRange& range, const QString& insert);
    /// What is underlined, in characters: position and length; -1 when nothing is wrong.
    std::pair<int, int> marked() const;

signals:
    void parsedChanged();
    void typed(); ///< by a person, and read

private:
    void readText();
    void highlight();
    int charAt(std::size_t byte) const;

    const ThemeController& m_theme;
    ParsedFilter m_parsed;
    bool m_plain = false;
    bool m_typing = false;
};

} // namespace penstock::ui
