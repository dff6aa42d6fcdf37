// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/table_text.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

bool isNumber(const QVariant& value)
{
    switch (value.typeId()) {
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::ULongLong:
    case QMetaType::Double:
    case QMetaType::Bool:
        return true;
    default:
        return false;
    }
}

/// Also behind blanks: some programs skip them. A text that is a number stays one.
bool looksLikeFormula(const QString& text)
{
    bool number = false;
    text.toDouble(&number);
    const auto first = std::ranges::find_if(text, [](QChar c) { return c != u' '; });
    return !number && first != text.end() && u"=+-@\t\r\n|%"_s.contains(*first);
}

QByteArray numberText(const QVariant& value)
{
    if (value.typeId() != QMetaType::Double)
        return value.toString().toUtf8();
    const double number = value.toDouble();
    return std::isfinite(number) ? QByteArray::number(number, 'g', 15) : QByteArray();
}

QJsonValue jsonValue(const QVariant& value)
{
    if (!value.isValid() ||
        (value.typeId() == QMetaType::Double && !std::isfinite(value.toDouble())))
        return {};
    return QJsonValue::fromVariant(value);
}

} // namespace

QByteArray csvField(const QVariant& value)
{
    if (!value.isValid())
        return {};
    if (isNumber(value))
        return numberText(value);
    QString text = value.toString();
    if (looksLikeFormula(text))
        text.prepend(u'\'');
    const bool quote = std::ranges::any_of(text, [](QChar c) {
        return c == u',' || c == u'"' || c == u'\n' || c == u'\r' || c == u';';
    });
    const bool edge = text.startsWith(u' ') || text.endsWith(u' ');
    if (!quote && !edge)
        return text.toUtf8();
    return '"' + text.replace(u'"', u"\"\""_s).toUtf8() + '"';
}

QByteArray csvOf(const TableText& table)
{
    QByteArray out;
    const auto line = [&out](const auto& cells) {
        for (qsizetype i = 0; i < cells.size(); ++i) {
            if (i > 0)
                out += ',';
            out += csvField(cells[i]);
        }
        out += "\r\n";
    };
    line(table.titles);
    for (const QVariantList& row : table.rows)
        line(row);
    return out;
}

QByteArray jsonOf(const TableText& table)
{
    QByteArray out = "[";
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        QJsonObject object;
        for (qsizetype c = 0; c < std::min(table.keys.size(), table.rows[i].size()); ++c)
            object.insert(table.keys[c], jsonValue(table.rows[i][c]));
        out += i == 0 ? "\n" : ",\n";
        out += QJsonDocument(object).toJson(QJsonDocument::Compact);
    }
    return out + "\n]\n";
}

} // namespace penstock::ui
