// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/fonts.h"

#include <QtCore/QStringList>

using namespace Qt::StringLiterals;

namespace penstock::ui {

QFont uiFont(TextSize size, QFont::Weight weight)
{
    QFont font(QStringList{u"Inter"_s, u"DejaVu Sans"_s});
    font.setPixelSize(static_cast<int>(size));
    font.setWeight(weight);
    return font;
}

QFont valueFont(TextSize size, QFont::Weight weight)
{
    QFont font(QStringList{u"JetBrains Mono"_s, u"DejaVu Sans Mono"_s});
    font.setPixelSize(static_cast<int>(size));
    font.setWeight(weight);
    font.setStyleHint(QFont::Monospace);
    font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

} // namespace penstock::ui
