// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/series_colours.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include "core/base/result.h"
#include "resources/resources.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {

SeriesColours seriesColours(ThemeKind kind)
{
    initPenstockResources();
    QFile file(u":/penstock/themes/tokens.json"_s);
    PENSTOCK_ASSERT(file.open(QIODevice::ReadOnly));
    const QJsonObject themes =
        QJsonDocument::fromJson(file.readAll()).object().value("themes"_L1).toObject();
    const QJsonObject t = themes.value(kind == ThemeKind::dark ? "dark"_L1 : "light"_L1).toObject();
    SeriesColours colours;
    for (const QJsonValue& part : t.value("series"_L1).toArray())
        colours.parts.emplace_back(part.toString());
    colours.others = QColor(t.value("seriesOther"_L1).toString());
    PENSTOCK_ASSERT(!colours.parts.empty() && colours.others.isValid());
    return colours;
}

} // namespace penstock::ui
