// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include "core/base/result.h"
#include "resources/resources.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

QColor colour(const QJsonObject& theme, const char* group, const char* name)
{
    const QColor value(
        theme.value(QLatin1StringView(group)).toObject().value(QLatin1StringView(name)).toString());
    PENSTOCK_ASSERT(value.isValid());
    return value;
}

void readGrounds(const QJsonObject& t, Theme& out)
{
    out.window = colour(t, "bg", "window");
    out.panel = colour(t, "bg", "panel");
    out.canvas = colour(t, "bg", "canvas");
    out.field = colour(t, "bg", "field");
    out.hover = colour(t, "bg", "hover");
    out.pressed = colour(t, "bg", "pressed");
    out.well = colour(t, "bg", "well");
    out.code = colour(t, "bg", "code");
    out.borderSubtle = colour(t, "border", "subtle");
    out.border = colour(t, "border", "default");
    out.borderStrong = colour(t, "border", "strong");
}

void readTexts(const QJsonObject& t, Theme& out)
{
    out.text = colour(t, "text", "primary");
    out.secondary = colour(t, "text", "secondary");
    out.tertiary = colour(t, "text", "tertiary");
    out.disabled = colour(t, "text", "disabled");
    out.onInk = colour(t, "text", "onInk");
    out.ink = QColor(t.value("ink"_L1).toString());
    out.selection = QColor(t.value("selection"_L1).toString());
}

void readShapes(const QJsonObject& t, Theme& out)
{
    out.nodeFill = colour(t, "node", "fill");
    out.nodeBorder = colour(t, "node", "border");
    out.toolFill = colour(t, "node", "toolFill");
    out.gateFill = colour(t, "node", "gateFill");
    out.groupFill = colour(t, "node", "groupFill");
    out.groupBorder = colour(t, "node", "groupBorder");
    out.edgeDeclared = colour(t, "edge", "declared");
    out.edgeStructural = colour(t, "edge", "structural");
    out.edgeInferred = colour(t, "edge", "inferred");
    out.barFrame = colour(t, "bar", "frame");
    out.barModel = colour(t, "bar", "model");
    out.barTool = colour(t, "bar", "tool");
    out.barFailed = colour(t, "bar", "failed");
    out.barWait = colour(t, "bar", "wait");
}

void readAlarms(const QJsonObject& t, Theme& out)
{
    constexpr const char* kLetters[] = {"1", "2", "3", "N"};
    const QJsonObject alarms = t.value("alarm"_L1).toObject();
    for (std::size_t i = 0; i < out.alarms.size(); ++i)
        out.alarms[i] = {colour(alarms, kLetters[i], "symbol"), colour(alarms, kLetters[i], "text"),
                         colour(alarms, kLetters[i], "tint"),
                         colour(alarms, kLetters[i], "onSymbol")};
}

} // namespace

Theme readTheme(const QByteArray& tokens, ThemeKind kind)
{
    const QJsonObject themes =
        QJsonDocument::fromJson(tokens).object().value("themes"_L1).toObject();
    const QJsonObject t = themes.value(kind == ThemeKind::dark ? "dark"_L1 : "light"_L1).toObject();
    Theme out;
    out.kind = kind;
    readGrounds(t, out);
    readTexts(t, out);
    readShapes(t, out);
    readAlarms(t, out);
    return out;
}

Theme loadTheme(ThemeKind kind)
{
    initPenstockResources();
    QFile file(u":/penstock/themes/tokens.json"_s);
    PENSTOCK_ASSERT(file.open(QIODevice::ReadOnly));
    return readTheme(file.readAll(), kind);
}

} // namespace penstock::ui
