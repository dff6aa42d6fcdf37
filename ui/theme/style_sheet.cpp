// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style_sheet.h"

#include <QtCore/QHash>
#include <QtCore/QString>

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

// @name is replaced by the token's colour.
constexpr const char* kSheet = R"(
QToolTip { background: @field; color: @text; border: 1px solid @border; padding: 4px; }
QAbstractScrollArea { border: none; }
QTableView { background: @canvas; color: @text; border: none; gridline-color: transparent;
    selection-background-color: transparent; selection-color: @text; outline: none; }
QHeaderView { background: @panel; border: none; }
QHeaderView::section { background: @panel; color: @secondary; border: none; border-bottom: 1px solid @border;
    padding: 0 8px; }
QTableCornerButton::section { background: @panel; border: none; }
QPlainTextEdit, QLineEdit { background: @field; color: @text; border: 1px solid @border; border-radius: 2px;
    selection-background-color: @selection; selection-color: @onInk; padding: 2px 6px; }
QLineEdit:focus { border: 2px solid @selection; padding: 1px 5px; }
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus { background: transparent; border: none; padding: 0; }
QPlainTextEdit[flat="true"] { background: transparent; border: none; padding: 0; }
QPushButton { background: @field; color: @text; border: 1px solid @border; border-radius: 2px; padding: 3px 12px;
    font-weight: 500; min-height: 16px; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @pressed; }
QPushButton:focus { border: 2px solid @selection; padding: 2px 11px; }
QPushButton:disabled { color: @disabled; }
QPushButton[link="true"] { background: transparent; border: none; border-bottom: 1px solid @borderStrong;
    border-radius: 0; padding: 0; min-height: 16px; color: @text; font-weight: 400; }
QPushButton[link="true"]:hover { border-bottom: 1px solid @ink; }
QPushButton[link="true"]:focus { border-bottom: 2px solid @selection; padding: 0; }
QPushButton[ink="true"] { background: @ink; color: @onInk; border: 1px solid @ink; font-weight: 600; }
QPushButton[tab="true"] { background: transparent; border: none; border-bottom: 2px solid transparent;
    border-radius: 0; padding: 0 5px; color: @secondary; font-weight: 400; min-height: 22px; }
QPushButton[tab="true"]:hover { color: @text; }
QPushButton[tab="true"]:checked { border-bottom: 2px solid @selection; color: @text; font-weight: 600; }
QPushButton[tab="true"]:focus { background: @hover; }
QLabel[hint="true"] { color: @secondary; }
QComboBox { background: @field; color: @text; border: 1px solid @border; border-radius: 2px; padding: 2px 8px;
    min-height: 18px; }
QComboBox:focus { border: 2px solid @selection; padding: 1px 7px; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url(:/penstock/icons/chevron_down.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @field; color: @text; border: 1px solid @border;
    selection-background-color: @hover; selection-color: @text; }
QCheckBox { color: @text; spacing: 8px; min-height: 22px; }
QCheckBox:focus { color: @selection; }
QMenu { background: @field; color: @text; border: 1px solid @border; padding: 4px 0; }
QMenu::item { padding: 4px 24px 4px 12px; }
QMenu::item:selected { background: @hover; }
QMenu::item:disabled { color: @disabled; }
QMenu::separator { height: 1px; background: @borderSubtle; margin: 4px 0; }
QScrollBar:vertical { background: @canvas; width: 10px; margin: 0; border: none; }
QScrollBar:horizontal { background: @canvas; height: 10px; margin: 0; border: none; }
QScrollBar::handle { background: @border; border: none; margin: 2px; }
QScrollBar::handle:vertical { min-height: 24px; }
QScrollBar::handle:horizontal { min-width: 24px; }
QScrollBar::handle:hover { background: @borderStrong; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none;
    border: none; width: 0; height: 0; }
QSplitter::handle { background: @border; }
QMainWindow { background: @canvas; }
QMainWindow::separator { background: @window; width: 5px; height: 5px; }
QMainWindow::separator:hover { background: @selection; }
QTabBar::tab { background: @panel; color: @secondary; border: none; border-bottom: 2px solid transparent;
    padding: 4px 12px; font-size: 12px; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @text; font-weight: 600; border-bottom: 2px solid @selection; }
QTabBar { background: @panel; }
QListView { background: @field; color: @text; border: none; outline: none; }
QDialog, QMessageBox { background: @panel; }
QLabel { background: transparent; color: @text; }
QPushButton, QLabel, QLineEdit, QComboBox, QCheckBox, QMenu, QListView, QToolTip { font-family: "Inter", "DejaVu Sans"; font-size: 12px; }
QLineEdit[bare="true"] { font-family: "JetBrains Mono", "DejaVu Sans Mono"; }
)";

QHash<QString, QColor> namesOf(const Theme& t)
{
    return {{u"field"_s, t.field},
            {u"text"_s, t.text},
            {u"border"_s, t.border},
            {u"canvas"_s, t.canvas},
            {u"panel"_s, t.panel},
            {u"window"_s, t.window},
            {u"secondary"_s, t.secondary},
            {u"selection"_s, t.selection},
            {u"onInk"_s, t.onInk},
            {u"hover"_s, t.hover},
            {u"pressed"_s, t.pressed},
            {u"disabled"_s, t.disabled},
            {u"borderStrong"_s, t.borderStrong},
            {u"borderSubtle"_s, t.borderSubtle},
            {u"ink"_s, t.ink}};
}

} // namespace

QString styleSheetOf(const Theme& theme)
{
    const QHash<QString, QColor> names = namesOf(theme);
    const QString source = QString::fromLatin1(kSheet);
    QString out;
    out.reserve(source.size() + 512);
    for (qsizetype i = 0; i < source.size(); ++i) {
        if (source[i] != u'@') {
            out += source[i];
            continue;
        }
        qsizetype end = i + 1;
        while (end < source.size() && source[end].isLetter())
            ++end;
        out += names.value(source.mid(i + 1, end - i - 1)).name();
        i = end - 1;
    }
    return out;
}

} // namespace penstock::ui
