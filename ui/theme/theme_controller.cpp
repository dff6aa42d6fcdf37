// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme_controller.h"

#include <QtGui/QPalette>
#include <QtWidgets/QWidget>

#include "ui/theme/fonts.h"
#include "ui/theme/style_sheet.h"

namespace penstock::ui {
namespace {

QPalette paletteOf(const Theme& t)
{
    QPalette p;
    p.setColor(QPalette::Window, t.window);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.canvas);
    p.setColor(QPalette::AlternateBase, t.panel);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::PlaceholderText, t.tertiary);
    p.setColor(QPalette::Button, t.panel);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.onInk);
    p.setColor(QPalette::ToolTipBase, t.field);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::Highlight, t.selection);
    p.setColor(QPalette::HighlightedText, t.onInk);
    p.setColor(QPalette::Link, t.selection);
    p.setColor(QPalette::Light, t.field);
    p.setColor(QPalette::Midlight, t.hover);
    p.setColor(QPalette::Mid, t.border);
    p.setColor(QPalette::Dark, t.borderStrong);
    p.setColor(QPalette::Shadow, t.borderStrong);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, t.disabled);
    return p;
}

} // namespace

ThemeController::ThemeController(ThemeKind kind, QObject* parent)
    : QObject(parent), m_theme(loadTheme(kind))
{
}

void ThemeController::setKind(ThemeKind kind)
{
    if (kind == m_theme.kind)
        return;
    m_theme = loadTheme(kind);
    emit themeChanged();
}

void ThemeController::toggle()
{
    setKind(kind() == ThemeKind::light ? ThemeKind::dark : ThemeKind::light);
}

void ThemeController::setRoomy(bool roomy)
{
    if (roomy == m_roomy)
        return;
    m_roomy = roomy;
    emit themeChanged();
}

void ThemeController::dress(QWidget* window)
{
    window->setFont(uiFont());
    apply(window);
    connect(this, &ThemeController::themeChanged, window, [this, window] { apply(window); });
}

void ThemeController::apply(QWidget* window) const
{
    window->setPalette(paletteOf(m_theme));
    window->setStyleSheet(styleSheetOf(m_theme));
}

} // namespace penstock::ui
