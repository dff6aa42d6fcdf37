// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/usage_rows.h"

#include <QtCore/QCoreApplication>

#include "core/base/money.h"
#include "ui/models/format.h"
#include "ui/models/words.h"

namespace penstock::ui {
namespace {

struct UsageWords {
    Q_DECLARE_TR_FUNCTIONS(usage)
};

KeyValue number(const QString& key, std::int64_t tokens, const QString& note = {})
{
    KeyValue row;
    row.key = key;
    row.value = tokensText(tokens);
    row.note = note;
    row.alignRight = true;
    return row;
}

KeyValue money(const QString& key, MicroUsd amount)
{
    KeyValue row;
    row.key = key;
    row.second = amount == 0 ? missingText() : QString::fromStdString(formatMoney(amount));
    row.alignRight = true;
    return row;
}

KeyValue priceTableRow(std::uint32_t version)
{
    KeyValue row;
    row.key = UsageWords::tr("prices of");
    row.value = QStringLiteral("%1-%2-%3")
                    .arg(version / 10000)
                    .arg(version / 100 % 100, 2, 10, QChar(u'0'))
                    .arg(version % 100, 2, 10, QChar(u'0'));
    row.alignRight = true;
    return row;
}

} // namespace

UsageSaid usageSaid(const TraceView& trace)
{
    UsageSaid said;
    for (const TraceNode& node : trace.nodes) {
        if (node.role != UsageRole::leaf)
            continue;
        said.input |= node.usage.input != kNotSaid;
        said.cacheRead |= node.usage.inputCacheRead != kNotSaid;
        said.cacheWrite |= node.usage.inputCacheWrite != kNotSaid;
        said.output |= node.usage.output != kNotSaid;
        said.reasoning |= node.usage.outputReasoning != kNotSaid;
    }
    return said;
}

std::vector<KeyValue> usageRows(const UsageTotals& usage, const CostTotals& cost,
                                const UsageSaid& said, bool growing)
{
    // A sum of 0 means something only if somebody reported a 0.
    const auto sum = [](std::int64_t n, bool reported) { return n > 0 || reported ? n : kNotSaid; };
    const std::int64_t input = sum(usage.input, said.input);
    const std::int64_t output = sum(usage.output, said.output);
    std::vector<KeyValue> rows;
    rows.push_back(number(UsageWords::tr("model calls"), usage.calls,
                          usage.callsNoUsage > 0
                              ? UsageWords::tr("%1 without usage").arg(usage.callsNoUsage)
                              : QString()));
    rows.push_back(number(UsageWords::tr("input"), input));
    rows.push_back(
        number(UsageWords::tr("  of it from cache"), sum(usage.inputCacheRead, said.cacheRead)));
    rows.push_back(
        number(UsageWords::tr("  of it into cache"), sum(usage.inputCacheWrite, said.cacheWrite)));
    rows.push_back(number(UsageWords::tr("output"), output));
    rows.push_back(
        number(UsageWords::tr("  of it reasoning"), sum(usage.outputReasoning, said.reasoning)));
    rows.push_back(money(UsageWords::tr("reported"), cost.reported));
    rows.push_back(money(UsageWords::tr("computed"), cost.computed));
    rows.push_back(money(UsageWords::tr("estimated"), cost.estimated));
    KeyValue total;
    total.key = UsageWords::tr("total");
    total.value = input == kNotSaid && output == kNotSaid ? missingText()
                                                          : tokensText(usage.input + usage.output);
    total.second = costText(cost, growing);
    total.note =
        cost.unpricedCalls > 0 ? UsageWords::tr("%1 no price").arg(cost.unpricedCalls) : QString();
    total.alignRight = true;
    total.strong = true;
    total.rule = true;
    rows.push_back(total);
    return rows;
}

std::vector<KeyValue> usageRows(const Usage& usage, const Cost& cost)
{
    std::vector<KeyValue> rows;
    rows.push_back(number(UsageWords::tr("input"), usage.input));
    rows.push_back(number(UsageWords::tr("  of it from cache"), usage.inputCacheRead));
    rows.push_back(number(UsageWords::tr("  of it into cache"), usage.inputCacheWrite));
    if (usage.inputAudio != kNotSaid)
        rows.push_back(number(UsageWords::tr("  of it audio"), usage.inputAudio));
    rows.push_back(number(UsageWords::tr("output"), usage.output));
    rows.push_back(number(UsageWords::tr("  of it reasoning"), usage.outputReasoning));
    if (usage.outputAudio != kNotSaid)
        rows.push_back(number(UsageWords::tr("  of it audio"), usage.outputAudio));
    if (usage.totalReported != kNotSaid)
        rows.push_back(number(UsageWords::tr("total as sent"), usage.totalReported));
    KeyValue total;
    total.key = UsageWords::tr("cost");
    total.value = costSourceText(cost);
    total.second = costText(cost);
    total.alignRight = true;
    total.strong = true;
    total.rule = true;
    rows.push_back(total);
    for (const QString& doubt : costDoubts(cost))
        rows.push_back(fact(UsageWords::tr("estimated"), doubt));
    if (cost.ifCacheApart != 0 && usage.cacheMayBeApart()) {
        KeyValue apart = fact(UsageWords::tr("more if input leaves cached tokens out"), QString());
        apart.second = QString::fromStdString(formatMoney(cost.ifCacheApart));
        apart.alignRight = true;
        rows.push_back(apart);
    }
    if (cost.priceTable != 0)
        rows.push_back(priceTableRow(cost.priceTable));
    return rows;
}

} // namespace penstock::ui
