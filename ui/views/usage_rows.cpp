// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/usage_rows.h"

#include <QtCore/QCoreApplication>

#include "core/base/money.h"
#include "ui/models/format.h"
#include "ui/models/words.h"

namespace penstock::ui {
namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("usage", text);
}

KeyValue number(const QString& key, std::int64_t tokens, const QString& note = {})
{
    KeyValue row;
    row.key = key;
    row.value = tokensText(tokens);
    row.note = note;
    row.alignRight = true;
    return row;
}

KeyValue money(const char* key, MicroUsd amount)
{
    KeyValue row;
    row.key = say(key);
    row.second = amount == 0 ? missingText() : QString::fromStdString(formatMoney(amount));
    row.alignRight = true;
    return row;
}

KeyValue priceTableRow(std::uint32_t version)
{
    KeyValue row;
    row.key = say("prices of");
    row.value = QStringLiteral("%1-%2-%3")
                    .arg(version / 10000)
                    .arg(version / 100 % 100, 2, 10, QChar(u'0'))
                    .arg(version % 100, 2, 10, QChar(u'0'));
    row.alignRight = true;
    return row;
}

} // namespace

std::vector<KeyValue> usageRows(const UsageTotals& usage, const CostTotals& cost, bool growing)
{
    std::vector<KeyValue> rows;
    rows.push_back(number(say("model calls"), usage.calls,
                          usage.callsNoUsage > 0 ? say("%1 without usage").arg(usage.callsNoUsage)
                                                 : QString()));
    rows.push_back(number(say("input"), usage.input));
    rows.push_back(number(say("  of it from cache"), usage.inputCacheRead));
    rows.push_back(number(say("  of it into cache"), usage.inputCacheWrite));
    rows.push_back(number(say("output"), usage.output));
    rows.push_back(number(say("  of it reasoning"), usage.outputReasoning));
    rows.push_back(money("reported", cost.reported));
    rows.push_back(money("computed", cost.computed));
    rows.push_back(money("estimated", cost.estimated));
    KeyValue total;
    total.key = say("total");
    total.value = tokensText(usage.input + usage.output);
    total.second = costText(cost, growing);
    total.note = cost.unpricedCalls > 0 ? say("%1 no price").arg(cost.unpricedCalls) : QString();
    total.alignRight = true;
    total.strong = true;
    total.rule = true;
    rows.push_back(total);
    return rows;
}

std::vector<KeyValue> usageRows(const Usage& usage, const Cost& cost)
{
    std::vector<KeyValue> rows;
    rows.push_back(number(say("input"), usage.input));
    rows.push_back(number(say("  of it from cache"), usage.inputCacheRead));
    rows.push_back(number(say("  of it into cache"), usage.inputCacheWrite));
    if (usage.inputAudio != kNotSaid)
        rows.push_back(number(say("  of it audio"), usage.inputAudio));
    rows.push_back(number(say("output"), usage.output));
    rows.push_back(number(say("  of it reasoning"), usage.outputReasoning));
    if (usage.outputAudio != kNotSaid)
        rows.push_back(number(say("  of it audio"), usage.outputAudio));
    if (usage.totalReported != kNotSaid)
        rows.push_back(number(say("total as sent"), usage.totalReported));
    KeyValue total;
    total.key = say("cost");
    total.value = costSourceText(cost);
    total.second = costText(cost);
    total.alignRight = true;
    total.strong = true;
    total.rule = true;
    rows.push_back(total);
    if (cost.priceTable != 0)
        rows.push_back(priceTableRow(cost.priceTable));
    return rows;
}

} // namespace penstock::ui
