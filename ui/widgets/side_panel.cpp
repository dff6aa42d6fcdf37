// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/side_panel.h"

#include <QtWidgets/QVBoxLayout>

#include "ui/widgets/panel.h"

namespace penstock::ui {

SidePanel::SidePanel(const ThemeController& theme, QWidget* parent)
    : QScrollArea(parent),
      m_content(new ui::Panel(theme, ui::Panel::Edge::none, this)),
      m_layout(new QVBoxLayout(m_content))
{
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // A bar that comes makes texts break into more lines; where they fit only without it, it would come and go for ever.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setFocusPolicy(Qt::NoFocus);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addStretch(1);
    setWidget(m_content);
}

void SidePanel::addSection(QWidget* section)
{
    m_layout->insertWidget(m_layout->count() - 1, section);
}

} // namespace penstock::ui
