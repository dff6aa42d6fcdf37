// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/price_table.h"

#include "core/base/encoding.h"
#include "core/base/hash.h"
#include "core/pricing/model_names.h"
#include "core/pricing/price_entries.h"

#include <algorithm>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

namespace penstock {

std::string_view builtInPricesJson(); // generated from resources/pricing/prices.json

namespace {

constexpr std::int64_t kPerPrice = 1'000'000; // prices are for a million tokens
constexpr std::size_t kMaxRemembered = 4096;

std::int64_t known(std::int64_t tokens)
{
    return tokens < 0 ? 0 : tokens;
}

/// Sum of tokens × price, exact: whole millions apart from the rest, so that nothing overflows. Rounded once at the
/// end, half up, to whole micro-USD.
class Bill final {
public:
    void add(std::int64_t tokens, std::int64_t price)
    {
        if (tokens <= 0 || price <= 0)
            return;
        m_whole += tokens / kPerPrice * price;
        m_rest += tokens % kPerPrice * price;
    }
    MicroUsd total() const { return m_whole + (m_rest + kPerPrice / 2) / kPerPrice; }

private:
    std::int64_t m_whole = 0;
    std::int64_t m_rest = 0;
};

struct Priced {
    MicroUsd amount = 0;
    bool guessed = false; ///< a rate had to be assumed
};

Priced bill(const Usage& usage, const Rates& rates)
{
    Bill sum;
    Priced out;
    const std::int64_t read = known(usage.inputCacheRead);
    const std::int64_t written = known(usage.inputCacheWrite);
    const std::int64_t audioIn = std::min(known(usage.inputAudio), usage.uncachedInput());
    const std::int64_t audioOut = std::min(known(usage.outputAudio), known(usage.output));
    const bool audioInPriced = rates.inputAudio != kNoPrice;
    const bool audioOutPriced = rates.outputAudio != kNoPrice;
    sum.add(usage.uncachedInput() - (audioInPriced ? audioIn : 0), rates.input);
    sum.add(audioInPriced ? audioIn : 0, rates.inputAudio);
    // A vendor without a cache price bills cached tokens as input.
    sum.add(read, rates.cacheRead == kNoPrice ? rates.input : rates.cacheRead);
    sum.add(written, rates.cacheWrite == kNoPrice ? rates.input : rates.cacheWrite);
    sum.add(known(usage.output) - (audioOutPriced ? audioOut : 0), rates.output);
    sum.add(audioOutPriced ? audioOut : 0, rates.outputAudio);
    out.amount = sum.total();
    out.guessed = (audioIn > 0 && !audioInPriced) || (audioOut > 0 && !audioOutPriced) ||
                  (known(usage.output) > 0 && rates.output == kNoPrice);
    return out;
}

/// Clouds and routers that pass the maker's list price on. Anything else (a local server, an unknown proxy) has its own
/// price or none: better "no price" than a wrong one.
bool passesListPriceOn(std::string_view provider)
{
    return provider.empty() || provider.starts_with("azure.") || provider.starts_with("gcp.") ||
           provider == "aws.bedrock" || provider == "openrouter" || provider == "litellm";
}

class Table final : public PriceTable {
public:
    Table(std::vector<PriceEntry> entries, std::string digest)
        : m_entries(std::move(entries)), m_digest(std::move(digest))
    {
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            m_version = std::max(m_version, m_entries[i].asOf);
            for (const std::string& model : m_entries[i].models)
                if (model.ends_with('*'))
                    m_patterns.push_back({model.substr(0, model.size() - 1), i});
                else
                    m_exact[model].push_back(i);
        }
        // Longer patterns first; of equal ones the later entry, so that overrides win.
        std::stable_sort(
            m_patterns.begin(), m_patterns.end(), [](const Pattern& a, const Pattern& b) {
                return a.prefix.size() != b.prefix.size() ? a.prefix.size() > b.prefix.size()
                                                          : a.entry > b.entry;
            });
    }

    void price(Step& step) const override
    {
        const bool billable = step.kind == StepKind::llmCall || step.kind == StepKind::embedding ||
                              step.kind == StepKind::rerank;
        const Usage& usage = step.usage;
        if (step.cost.source != CostSource::none || !billable ||
            (usage.input < 0 && usage.output < 0) || (step.flags & kSummary) != 0)
            return;
        const PriceEntry* entry = entryFor(step.provider, step.responseModel);
        if (entry == nullptr)
            entry = entryFor(step.provider, step.requestModel);
        if (entry == nullptr)
            return;
        bool otherTier = false;
        const Priced priced = bill(usage, ratesFor(*entry, step, usage.input, otherTier));
        const bool halfKnown =
            usage.input < 0 || (usage.output < 0 && step.kind == StepKind::llmCall);
        step.cost.amount = priced.amount;
        step.cost.doubts = static_cast<std::uint8_t>(
            (halfKnown ? kTokensNotSaid : 0) | (usage.contradictory ? kTokensContradict : 0) |
            (priced.guessed ? kPartNotPriced : 0) | (otherTier ? kTierNotPriced : 0) |
            (entry->confirmed ? 0 : kPriceUnconfirmed));
        step.cost.source = step.cost.doubts != 0 ? CostSource::estimated : CostSource::computed;
        step.cost.priceTable = m_version;
        if (usage.cacheMayBeApart()) {
            Usage apart = usage;
            apart.input += usage.cached();
            step.cost.ifCacheApart =
                bill(apart, ratesFor(*entry, step, apart.input, otherTier)).amount - priced.amount;
        }
    }
    std::uint32_t version() const override { return m_version; }
    std::string digest() const override { return m_digest; }

private:
    struct Pattern {
        std::string prefix;
        std::size_t entry;
    };

    static const Rates& ratesFor(const PriceEntry& entry, const Step& step, std::int64_t input,
                                 bool& otherTier)
    {
        std::string_view tier =
            attribute(step.raw.attributes, KeyId::openaiResponseServiceTier).text();
        if (tier.empty())
            tier = attribute(step.raw.attributes, KeyId::speed).text();
        if (tier == "batch" && entry.hasBatch)
            return entry.batchRates;
        otherTier = !tier.empty() && tier != "default" && tier != "standard" && tier != "normal" &&
                    tier != "auto";
        return entry.longAbove > 0 && input > entry.longAbove ? entry.longRates : entry.rates;
    }

    const PriceEntry* entryFor(std::string_view provider, std::string_view model) const
    {
        if (model.empty())
            return nullptr;
        std::string key(provider);
        key.append("\n").append(model);
        {
            std::shared_lock lock(m_mutex);
            if (const auto at = m_remembered.find(key); at != m_remembered.end())
                return at->second;
        }
        const PriceEntry* found = search(provider, model);
        std::unique_lock lock(m_mutex);
        if (m_remembered.size() >=
            kMaxRemembered) // names are hostile input: bounded, then started afresh
            m_remembered.clear();
        m_remembered.emplace(std::move(key), found);
        return found;
    }

    const PriceEntry* search(std::string_view provider, std::string_view model) const
    {
        const std::vector<std::string> names = modelNameCandidates(model);
        for (const std::string& name : names) {
            if (const auto at = m_exact.find(name); at != m_exact.end())
                if (const PriceEntry* entry = choose(provider, at->second))
                    return entry;
            std::vector<std::size_t> matching;
            for (const Pattern& pattern : m_patterns)
                if (std::string_view(name).starts_with(pattern.prefix))
                    matching.insert(matching.begin(), pattern.entry);
            if (const PriceEntry* entry = choose(provider, matching))
                return entry;
        }
        return nullptr;
    }

    /// Later entries win; an entry of the very provider wins over the maker's.
    const PriceEntry* choose(std::string_view provider,
                             const std::vector<std::size_t>& candidates) const
    {
        const PriceEntry* fallback = nullptr;
        for (auto at = candidates.rbegin(); at != candidates.rend(); ++at) {
            const PriceEntry& entry = m_entries[*at];
            if (entry.provider == provider)
                return &entry;
            if (fallback == nullptr && !entry.providerOnly && passesListPriceOn(provider))
                fallback = &entry;
        }
        return fallback;
    }

    std::vector<PriceEntry> m_entries;
    std::string m_digest;
    std::uint32_t m_version = 0;
    std::unordered_map<std::string, std::vector<std::size_t>> m_exact;
    std::vector<Pattern> m_patterns;
    mutable std::shared_mutex m_mutex;
    mutable std::unordered_map<std::string, const PriceEntry*> m_remembered;
};

} // namespace

Result<std::shared_ptr<const PriceTable>>
PriceTable::parse(const std::vector<std::string>& jsonTexts)
{
    std::vector<PriceEntry> all;
    Sha256Stream hash;
    for (const std::string& text : jsonTexts) {
        auto entries = parsePriceEntries(text);
        if (!entries)
            return entries.error();
        std::move(entries->begin(), entries->end(), std::back_inserter(all));
        hash.update(std::to_string(text.size()) + ":");
        hash.update(text);
    }
    const Sha256 digest = hash.finish();
    return std::shared_ptr<const PriceTable>(
        std::make_shared<Table>(std::move(all), encodeHex(digest.data(), digest.size())));
}

std::shared_ptr<const PriceTable> PriceTable::builtIn()
{
    auto table = parse({std::string(builtInPricesJson())});
    PENSTOCK_ASSERT(table.ok()); // checked by tst_price_table
    return *table;
}

Result<std::shared_ptr<const PriceTable>>
PriceTable::withOverrides(const std::string& overridesJson)
{
    return parse({std::string(builtInPricesJson()), overridesJson});
}

} // namespace penstock
