// SPDX-License-Identifier: GPL-3.0-or-later
// Any attributes under any keys, as span or log record, through normalize(), readConversation() and the name look-up of
// prices: no crash, no hang, and the promises of the model hold (subsets fit, times are possible, one step a span).
#include "step_checks.h"

namespace {

using namespace penstock;

/// Takes values off the input; zeros when it is used up.
class Feed final {
public:
    Feed(const std::uint8_t* data, std::size_t size)
        : m_text(reinterpret_cast<const char*>(data), size)
    {
    }

    std::uint8_t byte()
    {
        if (m_text.empty())
            return 0;
        const auto b = static_cast<std::uint8_t>(m_text.front());
        m_text.remove_prefix(1);
        return b;
    }
    std::uint64_t number()
    {
        std::uint64_t n = 0;
        for (int i = 0; i < 8; ++i)
            n = n << 8 | byte();
        return n;
    }
    std::string_view text(std::size_t atMost)
    {
        const std::string_view out = m_text.substr(0, std::min<std::size_t>(atMost, byte() * 4u));
        m_text.remove_prefix(std::min(out.size(), m_text.size()));
        return out;
    }
    bool empty() const { return m_text.empty(); }

private:
    std::string_view m_text;
};

Value value(Feed& feed)
{
    switch (feed.byte() % 7) {
    case 0:
        return Value::ofInteger(static_cast<std::int64_t>(feed.number()));
    case 1:
        return Value::ofReal(static_cast<double>(feed.number()) / 1e6);
    case 2:
        return Value::ofBool(feed.byte() & 1);
    case 3:
        return Value::ofBytes(feed.text(1000));
    case 4:
        return Value::ofJson(feed.text(1000));
    case 5:
        return Value();
    default:
        return Value::ofString(feed.text(1000));
    }
}

std::span<const Attribute> attributes(Feed& feed, Arena& arena, std::size_t count)
{
    std::vector<Attribute> out;
    for (std::size_t i = 0; i < count && !feed.empty(); ++i) {
        Attribute a;
        const auto id =
            static_cast<KeyId>(feed.number() % (static_cast<std::uint64_t>(KeyId::count) + 40));
        if (id < KeyId::count) {
            a.id = id;
            a.key = keyText(id);
        } else {
            a.key = feed.text(200);
            a.id = findKey(a.key);
        }
        a.value = value(feed);
        out.push_back(a);
    }
    return arena.copy(out);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Feed feed(data, size);
    auto batch = std::make_shared<RawBatch>();
    RawScope* scope = batch->arena.make<RawScope>();
    scope->name = feed.text(60);
    scope->resource = attributes(feed, batch->arena, feed.byte() % 4);
    const std::size_t spans = 1 + feed.byte() % 3;
    for (std::size_t i = 0; i < spans; ++i) {
        RawSpan span;
        span.scope = scope;
        span.signal = feed.byte() & 1 ? Signal::log : Signal::span;
        span.kind = static_cast<SpanKind>(feed.byte() % 6);
        span.statusCode = feed.byte() % 4;
        span.start = static_cast<Nanos>(feed.number());
        span.end = static_cast<Nanos>(feed.number());
        span.span.value = feed.byte();
        span.parent.value = feed.byte();
        span.trace.bytes[0] = feed.byte() & 1;
        span.name = feed.text(120);
        span.body = value(feed);
        span.attributes = attributes(feed, batch->arena, feed.byte() % 24);
        RawEvent event{static_cast<Nanos>(feed.number()), feed.text(60),
                       attributes(feed, batch->arena, 3)};
        span.events = batch->arena.copy(std::vector<RawEvent>{event});
        batch->spans.push_back(span);
    }
    test::checkAll(batch);
    return 0;
}
