// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_steps.h"

#include "core/store/step_fields.h"

#include <algorithm>
#include <bit>

namespace penstock::testing {
namespace {

using Random = std::mt19937_64;

class Maker final {
public:
    Maker(Random& random, Arena& arena) : m_random(random), m_arena(arena) {}

    std::uint64_t below(std::uint64_t n) { return m_random() % n; }
    bool chance(int percent) { return below(100) < static_cast<std::uint64_t>(percent); }

    std::string_view text()
    {
        if (chance(40))
            return {};
        // Few different texts among many, so that dictionaries and parts are used.
        if (chance(50))
            return m_arena.copy("common text " + std::to_string(below(20)));
        return m_arena.copy(randomText(m_random, chance(5) ? 20'000 : 200));
    }
    Value value()
    {
        switch (below(7)) {
        case 0:
            return {};
        case 1:
            return Value::ofString(text());
        case 2:
            return Value::ofBool(chance(50));
        case 3:
            return Value::ofInteger(static_cast<std::int64_t>(m_random()));
        case 4:
            return Value::ofReal(std::bit_cast<double>(m_random()));
        case 5:
            return Value::ofBytes(text());
        default:
            return Value::ofJson(text());
        }
    }
    Attributes attributes(std::uint64_t most)
    {
        std::vector<Attribute> items(below(most + 1));
        for (Attribute& item : items) {
            item.key = chance(70) ? keyText(static_cast<KeyId>(
                                        1 + below(static_cast<std::uint64_t>(KeyId::count) - 1)))
                                  : text();
            item.id = findKey(item.key);
            item.value = value();
        }
        return m_arena.copy(items);
    }
    Nanos time()
    {
        static constexpr Nanos kOdd[] = {0, INT64_MIN, INT64_MAX, -1, 1'700'000'000'000'000'000};
        return chance(10) ? kOdd[below(5)]
                          : 1'700'000'000'000'000'000 + static_cast<Nanos>(below(1u << 30));
    }
    TraceId trace()
    {
        TraceId id;
        if (chance(95))
            id.bytes[0] = static_cast<std::uint8_t>(below(8));
        id.bytes[15] = static_cast<std::uint8_t>(below(2));
        return id;
    }
    SpanId span() { return SpanId{chance(5) ? 0 : chance(30) ? below(50) : m_random()}; }

    std::span<const WordHash> sample(std::uint64_t most)
    {
        std::vector<WordHash> words(below(most + 1));
        for (WordHash& word : words)
            word = static_cast<WordHash>(below(1u << kWordBits));
        std::sort(words.begin(), words.end());
        return m_arena.copy(words);
    }
    TextFeatures textFeatures()
    {
        const std::uint64_t fingerprint = m_random() >> (64 - kFingerprintBits) | 1;
        return chance(30) ? TextFeatures{}
                          : TextFeatures{fingerprint, sample(kWordSample), sample(kNameSample),
                                         sample(kFigureSample)};
    }
    std::span<const ArgumentPrint> arguments()
    {
        std::vector<ArgumentPrint> prints(below(kMostArguments + 1));
        for (ArgumentPrint& print : prints)
            print = {static_cast<std::uint16_t>(m_random()), m_random() >> (64 - kArgumentBits)};
        return m_arena.copy(prints);
    }

    const RawScope* scope()
    {
        auto* scope = m_arena.make<RawScope>();
        scope->resource = attributes(6);
        scope->attributes = attributes(3);
        for (const auto field : store::kScopeTexts)
            scope->*field = text();
        return scope;
    }
    void raw(RawSpan& raw);
    void step(Step& step);

private:
    Random& m_random;
    Arena& m_arena;
};

void Maker::raw(RawSpan& raw)
{
    raw.signal = chance(20) ? Signal::log : Signal::span;
    raw.kind = static_cast<SpanKind>(below(6));
    raw.statusCode = static_cast<std::uint8_t>(below(256));
    raw.severity = static_cast<std::uint8_t>(below(256));
    raw.flags = chance(50) ? 0 : static_cast<std::uint32_t>(m_random());
    raw.start = time();
    raw.end = time();
    raw.name = text();
    raw.statusMessage = text();
    raw.traceState = text();
    raw.body = value();
    raw.attributes = attributes(20);
    std::vector<RawEvent> events(below(3));
    for (RawEvent& event : events)
        event = {time(), text(), attributes(4)};
    raw.events = m_arena.copy(events);
    std::vector<RawLink> links(below(3));
    for (RawLink& link : links)
        link = {trace(), span(), text(), attributes(2), static_cast<std::uint32_t>(m_random())};
    raw.links = m_arena.copy(links);
    raw.droppedAttributes = chance(90) ? 0 : static_cast<std::uint32_t>(m_random());
    raw.droppedEvents = chance(90) ? 0 : static_cast<std::uint32_t>(m_random());
    raw.droppedLinks = chance(90) ? 0 : static_cast<std::uint32_t>(m_random());
}

void Maker::step(Step& step)
{
    step.trace = trace();
    step.span = span();
    step.parent = span();
    step.kind = static_cast<StepKind>(below(kStepKindCount));
    step.status = static_cast<StepStatus>(below(4));
    step.dialects = static_cast<DialectSet>(m_random());
    step.flags = static_cast<std::uint32_t>(m_random()) & ~store::kStoreSetFlags;
    step.start = time();
    step.end = time();
    step.timeToFirstToken = chance(70) ? 0 : time();
    step.humanWait = chance(70) ? 0 : time();
    for (const auto field : store::kStepTexts)
        step.*field = text();
    if (chance(50))
        for (const auto field : store::kUsageCounts)
            step.usage.*field = chance(30) ? kNotSaid : static_cast<std::int64_t>(m_random());
    step.usage.semantics = static_cast<CacheSemantics>(below(3));
    step.usage.contradictory = chance(20);
    step.usage.aggregated = chance(20);
    if (chance(50))
        step.cost = {static_cast<MicroUsd>(m_random()), static_cast<CostSource>(below(4)),
                     static_cast<std::uint8_t>(below(64)), static_cast<std::uint32_t>(m_random()),
                     chance(50) ? static_cast<MicroUsd>(m_random()) : 0};
    std::vector<DelegationHint> hints(below(3));
    for (DelegationHint& hint : hints)
        hint = {static_cast<Evidence>(below(12)), static_cast<DelegationMode>(below(4)), text(),
                text()};
    step.delegations = m_arena.copy(hints);
    if (chance(30))
        step.mandate =
            m_arena.make<Mandate>(Mandate{text(), text(), text(), text(), text(), time(), time()});
    if (chance(30))
        step.run = {span(), span(), text()};
    if (chance(90))
        step.features =
            chance(50) ? &kNoFeatures
                       : m_arena.make<StepFeatures>({textFeatures(), textFeatures(), arguments()});
    raw(step.raw);
    step.raw.trace = chance(80) ? step.trace : trace();
    step.raw.span = chance(80) ? step.span : span();
    step.raw.parent = chance(80) ? step.parent : span();
    if (chance(50)) {
        step.raw.start = step.start;
        step.raw.end = step.end;
    }
}

bool equal(const Value& a, const Value& b)
{
    return a.type() == b.type() && a.text() == b.text() && a.boolean() == b.boolean() &&
           a.integer() == b.integer() &&
           std::bit_cast<std::uint64_t>(a.real()) == std::bit_cast<std::uint64_t>(b.real());
}

bool equal(Attributes a, Attributes b)
{
    return std::ranges::equal(a, b, [](const Attribute& x, const Attribute& y) {
        return x.key == y.key && x.id == y.id && equal(x.value, y.value);
    });
}

bool equal(const RawScope* a, const RawScope* b)
{
    if (a == nullptr || b == nullptr)
        return a == b;
    for (const auto field : store::kScopeTexts)
        if (a->*field != b->*field)
            return false;
    return equal(a->resource, b->resource) && equal(a->attributes, b->attributes);
}

std::string difference(const RawSpan& a, const RawSpan& b)
{
    if (a.signal != b.signal || a.kind != b.kind || a.statusCode != b.statusCode ||
        a.severity != b.severity || a.flags != b.flags)
        return "raw small fields";
    if (a.trace != b.trace || a.span != b.span || a.parent != b.parent)
        return "raw ids";
    if (a.start != b.start || a.end != b.end)
        return "raw times";
    if (a.name != b.name || a.statusMessage != b.statusMessage || a.traceState != b.traceState)
        return "raw texts";
    if (!equal(a.body, b.body))
        return "raw body";
    if (!equal(a.attributes, b.attributes))
        return "raw attributes";
    if (a.droppedAttributes != b.droppedAttributes || a.droppedEvents != b.droppedEvents ||
        a.droppedLinks != b.droppedLinks)
        return "raw dropped counts";
    if (!equal(a.scope, b.scope))
        return "raw scope";
    const auto sameEvent = [](const RawEvent& x, const RawEvent& y) {
        return x.time == y.time && x.name == y.name && equal(x.attributes, y.attributes);
    };
    if (!std::ranges::equal(a.events, b.events, sameEvent))
        return "raw events";
    const auto sameLink = [](const RawLink& x, const RawLink& y) {
        return x.trace == y.trace && x.span == y.span && x.traceState == y.traceState &&
               equal(x.attributes, y.attributes) && x.flags == y.flags;
    };
    if (!std::ranges::equal(a.links, b.links, sameLink))
        return "raw links";
    return {};
}

bool equal(const TextFeatures& a, const TextFeatures& b)
{
    using std::ranges::equal;
    return a.fingerprint == b.fingerprint && equal(a.words, b.words) && equal(a.names, b.names) &&
           equal(a.figures, b.figures);
}

/// Nothing said and nobody looked are different things; two ways of saying nothing are one.
bool equal(const StepFeatures* a, const StepFeatures* b)
{
    if (a == nullptr || b == nullptr)
        return a == b;
    return equal(a->asked, b->asked) && equal(a->answered, b->answered) &&
           std::ranges::equal(a->arguments, b->arguments);
}

bool equal(const Mandate* a, const Mandate* b)
{
    if (a == nullptr || b == nullptr)
        return a == b;
    for (const auto field : store::kMandateTexts)
        if (a->*field != b->*field)
            return false;
    return a->authorizedAt == b->authorizedAt && a->expiresAt == b->expiresAt;
}

TraceId numberedTrace(std::uint64_t number)
{
    TraceId id;
    for (int i = 0; i < 8; ++i)
        id.bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(number >> (8 * i));
    id.bytes[15] = 1;
    return id;
}

} // namespace

std::string randomText(std::mt19937_64& random, std::size_t maxSize)
{
    std::string text(random() % (maxSize + 1), '\0');
    const bool words = random() % 2 == 0;
    for (char& c : text)
        c = words ? "etaoin shrdlu\n\"{}"[random() % 17] : static_cast<char>(random());
    return text;
}

std::shared_ptr<const StepBatch> randomBatch(std::mt19937_64& random, std::size_t steps)
{
    auto raw = std::make_shared<RawBatch>();
    auto batch = std::make_shared<StepBatch>();
    Maker rawMaker(random, raw->arena);
    const RawScope* scopes[] = {rawMaker.scope(), rawMaker.scope(), nullptr};
    batch->raw = raw;
    batch->steps.resize(steps);
    for (Step& step : batch->steps) {
        rawMaker.step(step);
        step.raw.scope = scopes[random() % 3];
    }
    return batch;
}

std::shared_ptr<const StepBatch> plainBatch(std::uint64_t first, std::size_t count,
                                            const std::string& content, const std::string& user,
                                            const std::string& session)
{
    auto raw = std::make_shared<RawBatch>();
    auto batch = std::make_shared<StepBatch>();
    auto* scope = raw->arena.make<RawScope>();
    scope->name = "plain";
    const std::string_view kept = raw->arena.copy(content);
    const std::string_view keptUser = raw->arena.copy(user);
    const std::string_view keptSession = raw->arena.copy(session);
    for (std::uint64_t number = first; number < first + count; ++number) {
        Step step;
        step.trace = numberedTrace(number / 10);
        step.span = SpanId{number + 1};
        step.kind = StepKind::llmCall;
        step.start = 1'700'000'000'000'000'000 + static_cast<Nanos>(number) * kMillisecond;
        step.end = step.start + kMillisecond;
        step.name = "chat";
        step.user = keptUser;
        step.session = keptSession;
        step.raw.trace = step.trace;
        step.raw.span = step.span;
        step.raw.start = step.start;
        step.raw.end = step.end;
        step.raw.name = "chat model";
        step.raw.scope = scope;
        constexpr std::string_view kKey = "gen_ai.input.messages";
        step.raw.attributes =
            raw->arena.copy(std::vector<Attribute>{{kKey, findKey(kKey), Value::ofString(kept)}});
        batch->steps.push_back(step);
    }
    batch->raw = raw;
    return batch;
}

Contribution contributionOf(std::shared_ptr<const StepBatch> batch, std::string source)
{
    Contribution contribution;
    contribution.source = std::move(source);
    contribution.losses.add(LossKind::received, batch ? batch->steps.size() : 0);
    contribution.batch = std::move(batch);
    return contribution;
}

std::string difference(const Step& a, const Step& b)
{
    if (a.trace != b.trace || a.span != b.span || a.parent != b.parent)
        return "ids";
    if (a.kind != b.kind || a.status != b.status || a.dialects != b.dialects || a.flags != b.flags)
        return "kind, status, dialects or flags";
    if (a.start != b.start || a.end != b.end || a.timeToFirstToken != b.timeToFirstToken ||
        a.humanWait != b.humanWait)
        return "times";
    for (std::size_t i = 0; i < store::kStepTexts.size(); ++i)
        if (a.*store::kStepTexts[i] != b.*store::kStepTexts[i])
            return "text " + std::to_string(i);
    if (!(a.usage == b.usage) || !(a.cost == b.cost))
        return "usage or cost";
    const auto sameHint = [](const DelegationHint& x, const DelegationHint& y) {
        return x.evidence == y.evidence && x.mode == y.mode && x.fromAgent == y.fromAgent &&
               x.toAgent == y.toAgent;
    };
    if (!std::ranges::equal(a.delegations, b.delegations, sameHint))
        return "delegations";
    if (!equal(a.mandate, b.mandate))
        return "mandate";
    if (a.run.span != b.run.span || a.run.parent != b.run.parent || a.run.agent != b.run.agent)
        return "run";
    if (!equal(a.features, b.features))
        return "features";
    return difference(a.raw, b.raw);
}

std::string difference(const LogEntry& a, const LogEntry& b)
{
    if (a.seq != b.seq || a.arrival != b.arrival)
        return "seq or arrival of entry " + std::to_string(a.seq);
    if (a.kind != b.kind || a.source != b.source || a.text != b.text)
        return "kind, source or text of entry " + std::to_string(a.seq);
    if (!(a.losses == b.losses))
        return "losses of entry " + std::to_string(a.seq);
    if ((a.step == nullptr) != (b.step == nullptr))
        return "step of entry " + std::to_string(a.seq) + " is there once only";
    const std::string step = a.step != nullptr ? difference(*a.step, *b.step) : std::string();
    return step.empty() ? step : "step of entry " + std::to_string(a.seq) + ": " + step;
}

} // namespace penstock::testing
