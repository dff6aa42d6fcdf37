// SPDX-License-Identifier: GPL-3.0-or-later
// GlyphButton: a small button that shows only a drawn glyph; its name is spoken and shown as a tool tip.
// GUI thread only.
#pragma once

#include <QtWidgets/QAbstractButton>

#include "ui/theme/glyphs.h"
#include "ui/theme/theme_controller.h"

namespace penstock::ui {

class GlyphButton final : public QAbstractButton {
    Q_OBJECT
public:
    GlyphButton(const ThemeController& theme, Glyph glyph, const QString& name, QWidget* parent);
    void setGlyph(Glyph glyph);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const ThemeController& m_theme;
    Glyph m_glyph;
};

} // namespace penstock::ui
