// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/filter_edit.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QInputMethodEvent>
#include <QtGui/QTextCharFormat>

#include <algorithm>
#include <utility>

#include "ui/theme/fonts.h"

namespace penstock::ui {

FilterEdit::FilterEdit(const ThemeController& theme, QWidget* parent)
    : QLineEdit(parent), m_theme(theme)
{
    setProperty("bare", true);
    setFont(valueFont());
    setMaxLength(static_cast<int>(kMaxFilterBytes));
    connect(this, &QLineEdit::textEdited, this, [this] { m_typing = true; }); // comes first
    connect(this, &QLineEdit::textChanged, this, &FilterEdit::readText);
    connect(&theme, &ThemeController::themeChanged, this, &FilterEdit::highlight);
}

void FilterEdit::readText()
{
    m_parsed = m_plain ? ParsedFilter{} : parseFilter(text().toStdString());
    highlight();
    emit parsedChanged();
    if (std::exchange(m_typing, false))
        emit typed();
}

void FilterEdit::setPlain(bool plain)
{
    m_plain = plain;
    readText();
}

int FilterEdit::charAt(std::size_t byte) const
{
    return static_cast<int>(
        QString::fromUtf8(text().toUtf8().left(static_cast<qsizetype>(byte))).size());
}

std::size_t FilterEdit::cursorByte() const
{
    return static_cast<std::size_t>(text().left(cursorPosition()).toUtf8().size());
}

void FilterEdit::replaceBytes(const TextRange& range, const QString& insert_)
{
    const int begin = charAt(range.begin);
    setSelection(begin, charAt(range.end) - begin);
    insert(insert_);
}

// Where something is missing there is nothing to underline: the character before it stands for the place.
std::pair<int, int> FilterEdit::marked() const
{
    if (m_parsed.diagnostic.problem == FilterProblem::none || text().isEmpty())
        return {-1, 0};
    const int begin = charAt(m_parsed.diagnostic.range.begin);
    const int end = charAt(m_parsed.diagnostic.range.end);
    if (begin < end)
        return {begin, end - begin};
    return {std::max(0, std::min(begin, static_cast<int>(text().size())) - 1), 1};
}

// A line edit has no formats of its own; those of an input method's text may lie anywhere in the line.
void FilterEdit::highlight()
{
    QList<QInputMethodEvent::Attribute> attributes;
    const auto format = [&](int begin, int length, const QTextCharFormat& how) {
        attributes << QInputMethodEvent::Attribute(QInputMethodEvent::TextFormat,
                                                   begin - cursorPosition(), length, how);
    };
    for (const FilterToken& token : m_parsed.tokens) {
        QTextCharFormat how;
        if (token.kind == FilterTokenKind::keyword)
            how.setFontWeight(QFont::Bold);
        else if (token.kind == FilterTokenKind::comparison)
            how.setForeground(m_theme.theme().secondary);
        else
            continue;
        const int begin = charAt(token.range.begin);
        format(begin, charAt(token.range.end) - begin, how);
    }
    if (const auto [begin, length] = marked(); begin >= 0) {
        QTextCharFormat how;
        how.setUnderlineStyle(m_parsed.verdict == FilterVerdict::invalid
                                  ? QTextCharFormat::SingleUnderline
                                  : QTextCharFormat::DotLine);
        how.setUnderlineColor(m_theme.theme().ink);
        format(begin, length, how);
    }
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(this, &event);
}

} // namespace penstock::ui
