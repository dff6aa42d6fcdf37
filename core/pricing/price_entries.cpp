// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/price_entries.h"

#include "core/pricing/price_json.h"

#include <algorithm>

namespace penstock {
namespace {

constexpr std::int64_t kMaxDollars =
    1'000; // per million tokens; above it is a slip of the pen, and sums could overflow

/// Reads with the first problem kept, so that each field is one line.
class EntryReader final {
public:
    bool ok() const { return m_problem.empty(); }
    Error error() const
    {
        return {ErrorCode::invalid, "The price table was refused: " + m_problem, {}};
    }

    void fail(const PriceJson& at, std::string_view key, std::string_view why)
    {
        if (m_problem.empty())
            m_problem = "line " + std::to_string(at.line) + ", key \"" + std::string(key) +
                        "\": " + std::string(why) + ".";
    }
    std::string text(const PriceJson& object, std::string_view key)
    {
        const PriceJson* value = object.member(key);
        if (value == nullptr) {
            fail(object, key, "is missing");
            return {};
        }
        if (value->type != PriceJson::Type::string || value->text.empty())
            fail(*value, key, "must be a text");
        return value->text;
    }
    std::int64_t price(const PriceJson& object, std::string_view key)
    {
        const PriceJson* value = object.member(key);
        if (value == nullptr)
            return kNoPrice;
        std::int64_t out = 0;
        if (value->type != PriceJson::Type::number || !decimal(value->text, out))
            fail(*value, key,
                 "must be a price in USD per million tokens with at most six decimals");
        return out;
    }
    std::int64_t count(const PriceJson& object, std::string_view key)
    {
        const PriceJson* value = object.member(key);
        std::int64_t out = 0;
        if (value == nullptr || value->type != PriceJson::Type::number ||
            !decimal(value->text, out) || out < 1'000'000) {
            fail(value == nullptr ? object : *value, key, "must be a number of tokens");
            return 0;
        }
        return out / 1'000'000;
    }
    std::uint32_t date(const PriceJson& object, std::string_view key)
    {
        const std::string iso = text(object, key);
        std::string digits = iso;
        digits.erase(std::remove(digits.begin(), digits.end(), '-'), digits.end());
        if (iso.size() != 10 || digits.size() != 8 ||
            digits.find_first_not_of("0123456789") != std::string::npos) {
            fail(object, key, "must be a date like 2026-08-21");
            return 0;
        }
        return static_cast<std::uint32_t>(std::stoul(digits));
    }
    void known(const PriceJson& object, std::initializer_list<std::string_view> keys)
    {
        for (const PriceJson& item : object.items)
            if (std::find(keys.begin(), keys.end(), item.key) == keys.end())
                fail(item, item.key, "is not known");
    }

private:
    /// Decimal text × 10^6, exact.
    static bool decimal(const std::string& s, std::int64_t& out)
    {
        const std::size_t dot = s.find('.');
        const std::string whole = s.substr(0, dot);
        std::string fraction = dot == std::string::npos ? std::string() : s.substr(dot + 1);
        if (whole.empty() || whole.size() > 9 || fraction.size() > 6 ||
            fraction.find('.') != std::string::npos)
            return false;
        fraction.append(6 - fraction.size(), '0');
        out = std::stoll(whole) * 1'000'000 + std::stoll(fraction);
        return true;
    }

    std::string m_problem;
};

Rates readRates(EntryReader& reader, const PriceJson& object)
{
    Rates r;
    r.input = reader.price(object, "input");
    r.output = reader.price(object, "output");
    r.cacheRead = reader.price(object, "cache_read");
    r.cacheWrite = reader.price(object, "cache_write");
    r.cacheWrite1h = reader.price(object, "cache_write_1h");
    r.inputAudio = reader.price(object, "input_audio");
    r.outputAudio = reader.price(object, "output_audio");
    if (r.input == kNoPrice)
        reader.fail(object, "input", "is missing");
    for (const std::int64_t p : {r.input, r.output, r.cacheRead, r.cacheWrite, r.cacheWrite1h,
                                 r.inputAudio, r.outputAudio})
        if (p > kMaxDollars * 1'000'000)
            reader.fail(object, "input", "one of the prices is too high to be true");
    return r;
}

PriceEntry readEntry(EntryReader& reader, const PriceJson& object)
{
    PriceEntry entry;
    reader.known(object, {"provider", "models", "input", "output", "cache_read", "cache_write",
                          "cache_write_1h", "input_audio", "output_audio", "long_context", "batch",
                          "provider_only", "confidence", "as_of", "source"});
    entry.provider = reader.text(object, "provider");
    entry.source = reader.text(object, "source");
    entry.asOf = reader.date(object, "as_of");
    entry.rates = readRates(reader, object);
    const PriceJson* models = object.member("models");
    if (models == nullptr || models->type != PriceJson::Type::array || models->items.empty())
        reader.fail(models == nullptr ? object : *models, "models",
                    "must be a list of model names");
    else
        for (const PriceJson& name : models->items) {
            const bool upper = std::any_of(name.text.begin(), name.text.end(),
                                           [](char c) { return c >= 'A' && c <= 'Z'; });
            if (name.type != PriceJson::Type::string || name.text.empty() || upper)
                reader.fail(name, "models", "must hold names in lower case");
            entry.models.push_back(name.text);
        }
    if (const PriceJson* tier = object.member("long_context")) {
        reader.known(*tier,
                     {"above", "input", "output", "cache_read", "cache_write", "cache_write_1h"});
        entry.longAbove = reader.count(*tier, "above");
        entry.longRates = readRates(reader, *tier);
    }
    if (const PriceJson* batch = object.member("batch")) {
        reader.known(*batch, {"input", "output", "cache_read", "cache_write"});
        entry.hasBatch = true;
        entry.batchRates = readRates(reader, *batch);
    }
    if (const PriceJson* only = object.member("provider_only"))
        entry.providerOnly = only->text == "true";
    if (const PriceJson* confidence = object.member("confidence")) {
        entry.confirmed = confidence->text != "unconfirmed";
        if (confidence->type != PriceJson::Type::string ||
            (entry.confirmed && confidence->text != "confirmed"))
            reader.fail(*confidence, "confidence", "must be confirmed or unconfirmed");
    }
    return entry;
}

} // namespace

Result<std::vector<PriceEntry>> parsePriceEntries(std::string_view text)
{
    auto json = PriceJson::parse(text);
    if (!json)
        return json.error();
    EntryReader reader;
    std::vector<PriceEntry> out;
    reader.known(*json, {"schema", "comment", "entries"});
    if (const PriceJson* schema = json->member("schema"); schema == nullptr || schema->text != "1")
        reader.fail(*json, "schema", "must be 1");
    const PriceJson* entries = json->member("entries");
    if (entries == nullptr || entries->type != PriceJson::Type::array)
        reader.fail(*json, "entries", "must be a list");
    else
        for (const PriceJson& entry : entries->items) {
            if (entry.type != PriceJson::Type::object)
                reader.fail(entry, "entries", "must hold objects");
            else
                out.push_back(readEntry(reader, entry));
            if (!reader.ok())
                break;
        }
    if (!reader.ok())
        return reader.error();
    return out;
}

} // namespace penstock
