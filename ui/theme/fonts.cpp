// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/fonts.h"

#include <QtCore/QStringList>

#include <map>

#include "ui/theme/kept.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

using Fonts = std::map<std::pair<TextSize, QFont::Weight>, QFont>;

/// A font made anew has to find its engine again whenever it measures or draws.
QFont kept(Fonts& fonts, TextSize size, QFont::Weight weight, QFont (*make)())
{
    const auto [at, isNew] = fonts.try_emplace({size, weight});
    if (isNew) {
        at->second = make();
        at->second.setPixelSize(static_cast<int>(size));
        at->second.setWeight(weight);
    }
    return at->second;
}

} // namespace

QFont uiFont(TextSize size, QFont::Weight weight)
{
    return kept(keptUntilTheEnd<Fonts, 0>(), size, weight, [] {
        return QFont(QStringList{u"Inter"_s, u"DejaVu Sans"_s});
    });
}

QFont valueFont(TextSize size, QFont::Weight weight)
{
    return kept(keptUntilTheEnd<Fonts, 1>(), size, weight, [] {
        QFont font(QStringList{u"JetBrains Mono"_s, u"DejaVu Sans Mono"_s});
        font.setStyleHint(QFont::Monospace);
        font.setStyleStrategy(QFont::PreferNoShaping);
        return font;
    });
}

} // namespace penstock::ui
