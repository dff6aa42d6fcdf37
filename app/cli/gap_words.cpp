// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/gap_words.h"

#include "core/base/text_safety.h"

#include <cstdio>
#include <cstdlib>

namespace penstock::cli {
namespace {

std::string counted(std::uint64_t n, const std::string& one, const std::string& many)
{
    return formatCount(static_cast<std::int64_t>(n)) + " " + (n == 1 ? one : many);
}

std::string tokens(const GapFact& fact)
{
    return formatCount(fact.input) + " input and " + formatCount(fact.output) + " output tokens";
}

std::string unpriced(const GapFact& fact)
{
    const std::string model =
        fact.name.empty() ? "a model that nobody named" : visibleLine(fact.name, 80);
    const std::string who = fact.reason == GapReason::noPrice
                                ? "of " + model
                                : "of " + counted(fact.models, "further model", "further models");
    return counted(fact.count, "call ", "calls ") + who +
           (fact.count == 1 ? " has no price and is" : " have no price and are") +
           " not in what was counted: " + tokens(fact) +
           (fact.silent == 0 ? std::string()
                             : ", and " + formatCount(static_cast<std::int64_t>(fact.silent)) +
                                   " of them said nothing about tokens") +
           ".";
}

} // namespace

std::string_view gapReasonName(GapReason reason)
{
    static constexpr std::string_view kNames[] = {
        "no_price",      "no_price_else", "estimated",    "cache_unsure", "cached_tokens", "lost",
        "still_running", "missing_steps", "begins_later", "ends_earlier", "ledger_begins"};
    return kNames[static_cast<std::size_t>(reason)];
}

std::string doubtWords(int doubt)
{
    static constexpr const char* kWords[] = {
        "nobody knows why any more (it was logged before reasons were)",
        "the sender calls it an estimate",
        "input or output tokens were not said, and count as none",
        "parts of the tokens are more than their whole",
        "output or audio tokens have no price of their own",
        "the price table does not have its service tier",
        "its price is not confirmed at the provider"};
    static_assert(std::size(kWords) == kCostDoubtCount + 1);
    return kWords[doubt];
}

std::string estimateLines(const CostSums& sums)
{
    std::string text;
    for (int doubt = 0; doubt <= kCostDoubtCount; ++doubt)
        if (const MicroUsd amount = sums.estimatedFor[static_cast<std::size_t>(doubt)]; amount != 0)
            text += "  - " + formatMoney(amount) + ": " + doubtWords(doubt) + ".\n";
    return text;
}

std::string sentenceOf(const GapFact& fact)
{
    switch (fact.reason) {
    case GapReason::noPrice:
    case GapReason::noPriceElse:
        return unpriced(fact);
    case GapReason::estimated:
        return formatMoney(fact.amount) +
               " of what was counted is estimated: " + doubtWords(fact.doubt) + ".";
    case GapReason::cacheUnsure:
        return "It would be " + formatMoney(fact.amount) +
               " more if calls that do not say so count cached tokens apart from their input.";
    case GapReason::cachedTokens:
        return formatCount(fact.input) + " input tokens were read from a cache and " +
               formatCount(fact.output) +
               " written to one; computed costs take the cache prices of the table for them.";
    case GapReason::lost:
        return formatCount(static_cast<std::int64_t>(fact.count)) + " items by arrival, from all " +
               "senders: " + std::string(lossKindSentence(fact.loss));
    case GapReason::stillRunning:
        return counted(fact.count, "step", "steps") +
               " of traces of the period still run; what they cost is counted when they end.";
    case GapReason::missingSteps:
        return counted(fact.count, "step", "steps") +
               " that others name as their parent never came, in traces of the period.";
    case GapReason::beginsLater:
        return "The period begins before the first step that is known: " + formatUtc(fact.at) + ".";
    case GapReason::endsEarlier:
        return "The period goes on after the newest arrival: " + formatUtc(fact.at) + ".";
    case GapReason::ledgerBegins:
        return "Losses by hour are known from " + formatUtc(fact.at) + " on only.";
    }
    return {};
}

std::string billedWords(const Bill& bill)
{
    const std::string dollars = formatMoney(bill.amount);
    return bill.foreign.currency.empty() ? dollars
                                         : formatForeign(bill.foreign) + " (" + dollars + " at " +
                                               formatRate(bill.foreign.rate) +
                                               " US dollars for one " + bill.foreign.currency + ")";
}

std::string verdictOf(const Bill& bill, const Reconciliation& made)
{
    const MicroUsd billed = bill.amount;
    const MicroUsd total = made.counted.cost.total();
    const MicroUsd gap = made.difference < 0 ? -made.difference : made.difference;
    std::string text = "Billed " + billedWords(bill) + ", counted " + formatMoney(total) + ": ";
    if (gap == 0)
        return text + "they are equal.";
    text += formatMoney(gap) + (made.difference > 0 ? " more billed" : " less billed");
    if (billed != 0) {
        char share[16];
        std::snprintf(share, sizeof share, "%.2f",
                      100.0 * static_cast<double>(gap) / static_cast<double>(billed));
        text += std::string(", ") + share + " % of the bill";
    }
    return text + ".";
}

} // namespace penstock::cli
