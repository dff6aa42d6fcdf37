// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/gap_text.h"

#include <QtCore/QCoreApplication>

#include <cstdlib>

#include "ui/models/format.h"
#include "ui/models/words.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

/// The context of everything that is said here.
struct GapText {
    Q_DECLARE_TR_FUNCTIONS(GapText)
};

QString tokens(std::int64_t n)
{
    return countText(static_cast<std::uint64_t>(n));
}

QString unpriced(const GapFact& fact)
{
    const QString calls = countOf(fact.count, GapText::tr("call"), GapText::tr("calls"));
    const QString whose =
        fact.reason == GapReason::noPriceElse
            ? GapText::tr("%1 further models").arg(countText(fact.models))
            : (fact.name.empty() ? GapText::tr("a model nobody named") : safeLine(fact.name, 80));
    const QString said = GapText::tr("No price: %1 of %2, with %3 input and %4 output tokens, are "
                                     "not in what was counted.")
                             .arg(calls, whose, tokens(fact.input), tokens(fact.output));
    if (fact.silent == 0)
        return said;
    return said + u' ' +
           GapText::tr("%1 of them said nothing about tokens.").arg(countText(fact.silent));
}

} // namespace

QString gapSentence(const GapFact& fact)
{
    switch (fact.reason) {
    case GapReason::noPrice:
    case GapReason::noPriceElse:
        return unpriced(fact);
    case GapReason::estimated:
        return GapText::tr("Estimated: %1 of what was counted: %2.")
            .arg(moneyText(fact.amount), costDoubtText(fact.doubt));
    case GapReason::cacheUnsure:
        return GapText::tr("Cache: it would be %1 more if calls that do not say so count cached "
                           "tokens apart from their input.")
            .arg(moneyText(fact.amount));
    case GapReason::cachedTokens:
        return GapText::tr("Cache: %1 input tokens were read from one and %2 written to one; "
                           "computed costs take the cache prices of the table for them.")
            .arg(tokens(fact.input), tokens(fact.output));
    case GapReason::lost:
        return GapText::tr("Losses: %1 items that arrived in the period, from all senders. %2")
            .arg(countText(fact.count), lossKindExplanation(fact.loss));
    case GapReason::stillRunning:
        return GapText::tr("Running: %1 of traces of the period have not ended; what they cost is "
                           "counted when they do.")
            .arg(countOf(fact.count, GapText::tr("step"), GapText::tr("steps")));
    case GapReason::missingSteps:
        return GapText::tr("Missing: %1 that others name as their parent never came, in traces of "
                           "the period.")
            .arg(countOf(fact.count, GapText::tr("step"), GapText::tr("steps")));
    case GapReason::beginsLater:
        return GapText::tr("The period begins before the first step that is known, %1.")
            .arg(fullTimeText(fact.at));
    case GapReason::endsEarlier:
        return GapText::tr("The period goes on after the newest arrival, %1.")
            .arg(fullTimeText(fact.at));
    case GapReason::ledgerBegins:
        return GapText::tr("Losses by hour are known from %1 on only.").arg(fullTimeText(fact.at));
    }
    return {};
}

QString gapVerdict(MicroUsd billed, const Reconciliation& made)
{
    const MicroUsd gap = std::abs(made.difference);
    if (gap == 0)
        return GapText::tr("Billed and counted are equal.");
    const QString share =
        billed == 0 ? QString()
                    : u" ("_s +
                          GapText::tr("%1 % of the bill")
                              .arg(100.0 * static_cast<double>(gap) / static_cast<double>(billed),
                                   0, 'f', 2) +
                          u')';
    return (made.difference > 0 ? GapText::tr("%1 more was billed than counted%2.")
                                : GapText::tr("%1 less was billed than counted%2."))
        .arg(moneyText(gap), share);
}

QString moneyText(MicroUsd amount)
{
    return QString::fromStdString(formatMoney(amount));
}

QString differenceText(MicroUsd difference)
{
    return (difference > 0 ? u"+"_s : QString()) + moneyText(difference);
}

QString foreignText(const ForeignMoney& money)
{
    return safeLine(formatForeign(money));
}

QStringList estimateTexts(const CostSums& sums)
{
    QStringList texts;
    for (int doubt = 0; doubt <= kCostDoubtCount; ++doubt)
        if (const MicroUsd amount = sums.estimatedFor[static_cast<std::size_t>(doubt)]; amount != 0)
            texts << moneyText(amount) + u' ' + costDoubtText(doubt);
    return texts;
}

QString costDimensionText(CostDimension dimension)
{
    switch (dimension) {
    case CostDimension::agent:
        return GapText::tr("Agents");
    case CostDimension::cascade:
        return GapText::tr("Cascades");
    case CostDimension::deployment:
        return GapText::tr("Deployments");
    case CostDimension::user:
        return GapText::tr("Users");
    case CostDimension::model:
        break;
    }
    return GapText::tr("Models");
}

QString costLineText(const CostLine& line, CostDimension dimension, const FleetState& state)
{
    if (dimension == CostDimension::cascade && line.root && line.root.value <= state.traces.size())
        return u"#%1 "_s.arg(line.root.value) + safeLine(state.traces[line.root.value].name);
    if (!line.name.empty() && line.sharesItsName)
        return safeLine(line.name) + u" \u00B7 "_s +
               (line.deployment.empty() ? GapText::tr("deployment not named")
                                        : safeLine(line.deployment));
    if (!line.name.empty())
        return safeLine(line.name);
    switch (dimension) {
    case CostDimension::agent:
        return GapText::tr("in no agent");
    case CostDimension::user:
        return GapText::tr("user not named");
    case CostDimension::model:
        return GapText::tr("model not named");
    default:
        return GapText::tr("deployment not named");
    }
}

} // namespace penstock::ui
