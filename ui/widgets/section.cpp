// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/section.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/text_label.h"

namespace penstock::ui {

Section::Section(const ThemeController& theme, const QString& title, QWidget* parent)
    : QWidget(parent), m_theme(theme)
{
    auto* titleLabel =
        new TextLabel(theme, uiFont(TextSize::body, QFont::DemiBold), Tone::primary, this);
    titleLabel->setText(title);
    titleLabel->setMinimumWidth(titleLabel->sizeHint().width());
    m_note = new TextLabel(theme, uiFont(TextSize::caption), Tone::tertiary, this);
    m_note->setAlignment(Qt::AlignRight);
    auto* header = new QHBoxLayout;
    header->setContentsMargins(12, 0, 12, 0);
    header->setSpacing(8);
    header->addWidget(titleLabel);
    header->addWidget(m_note, 1);
    m_content = new QVBoxLayout;
    m_content->setContentsMargins(12, 0, 12, 8);
    m_content->setSpacing(4);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 4, 0, 1);
    all->setSpacing(0);
    all->addLayout(header);
    header->addStrut(kSectionHeader - 4);
    all->addLayout(m_content);
    setAccessibleName(title);
}

void Section::setNote(const QString& note)
{
    m_note->setText(note);
}

void Section::addWidget(QWidget* widget)
{
    m_content->addWidget(widget);
}

void Section::clear()
{
    while (QLayoutItem* item = m_content->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
}

void Section::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(m_theme.theme().border);
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

} // namespace penstock::ui
