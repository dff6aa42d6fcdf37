// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/translator.h"

#include "core/dialect/normalizer.h"

#include <fstream>
#include <sstream>

namespace penstock {
namespace {

Result<std::string> readText(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return Error{ErrorCode::notFound, "The file " + path + " cannot be read.", path};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// A request nearly always comes from one service; mixed requests are booked under the first.
std::string sourceName(std::string_view sentBy, std::string_view listener,
                       std::string_view deployment)
{
    std::string_view service = deployment.empty() ? sentBy : deployment;
    if (service.empty())
        service = "unknown";
    return std::string(service.substr(0, 200)) + "@" + std::string(listener);
}

} // namespace

Translator::Translator(std::shared_ptr<const Masker> masker,
                       std::shared_ptr<const PriceTable> prices)
    : m_masker(std::move(masker)), m_prices(std::move(prices))
{
}

Result<std::shared_ptr<const Translator>>
Translator::load(bool masking, const std::string& maskRulesPath, const std::string& pricesPath)
{
    std::shared_ptr<const Masker> masker;
    if (masking) {
        std::string rules;
        if (!maskRulesPath.empty()) {
            auto text = readText(maskRulesPath);
            if (!text)
                return text.error();
            rules = *text;
        }
        auto parsed = Masker::parse(rules);
        if (!parsed)
            return parsed.error();
        masker = *parsed;
    }
    std::shared_ptr<const PriceTable> prices = PriceTable::builtIn();
    if (!pricesPath.empty()) {
        auto text = readText(pricesPath);
        if (!text)
            return text.error();
        auto parsed = PriceTable::withOverrides(*text);
        if (!parsed)
            return parsed.error();
        prices = *parsed;
    }
    return std::shared_ptr<const Translator>(std::make_shared<Translator>(masker, prices));
}

Contribution Translator::translate(std::shared_ptr<RawBatch> raw, DecodeOutcome outcome,
                                   std::string_view listener, std::string_view deployment) const
{
    Contribution contribution;
    const std::string service =
        m_masker ? m_masker->maskText(outcome.service) : std::string(outcome.service);
    contribution.source = sourceName(service, listener, deployment);
    contribution.losses = outcome.losses;
    if (m_masker)
        contribution.losses.add(LossKind::masked, m_masker->mask(*raw).spans);
    std::unique_ptr<StepBatch> batch = normalize(std::move(raw));
    for (Step& step : batch->steps)
        m_prices->price(step);
    contribution.batch = std::move(batch);
    return contribution;
}

std::string Translator::pricesNote() const
{
    return std::to_string(m_prices->version()) + " sha256:" + m_prices->digest();
}

} // namespace penstock
