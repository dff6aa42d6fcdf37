// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/demo/watched_day.h"

#include "core/session/translator.h"

#include <cstdlib>

namespace penstock::demo {
namespace {

/// Makes entries as the writer does, and takes down what is raised.
class Watcher final {
public:
    Watcher(const Translator& translator, WatchedDay& day) : m_translator(translator), m_day(day) {}

    void other(EntryKind kind, std::string_view text, Nanos at)
    {
        EntryBatch batch;
        batch.entries.emplace_back();
        batch.entries.back().text = text;
        fold(std::move(batch), kind, at);
    }

    void take(const OtlpPayload& payload)
    {
        tickUntil(payload.due);
        auto raw = std::make_shared<RawBatch>();
        auto outcome = m_decoder.decode(payload.signal, payload.encoding, payload.body, *raw);
        if (!outcome)
            std::abort(); // the demo speaks as it should: another test sees to that
        const Contribution told = m_translator.translate(raw, std::move(*outcome), "demo", {});
        EntryBatch batch;
        for (const Step& step : told.batch->steps) {
            batch.entries.emplace_back();
            batch.entries.back().step = &step;
            ++m_day.steps;
            if ((step.flags & kProvisional) == 0)
                m_day.arrivals.try_emplace({step.trace, step.span}, payload.due);
        }
        fold(std::move(batch), EntryKind::step, payload.due);
    }

    void tickUntil(Nanos at)
    {
        m_ticked = m_ticked == 0 ? at : m_ticked;
        while (m_ticked + kSecond <= at)
            other(EntryKind::tick, {}, m_ticked += kSecond);
    }

private:
    void fold(EntryBatch batch, EntryKind kind, Nanos at)
    {
        for (LogEntry& entry : batch.entries) {
            entry.seq = ++m_seq;
            entry.arrival = at;
            entry.kind = kind;
            entry.source = "demo";
        }
        const std::uint64_t before = m_fold.picture().raisedEver;
        const Seq first = m_seq + 1 - batch.entries.size();
        m_fold.apply(batch);
        if (m_fold.picture().raisedEver == before)
            return;
        const auto& alarms = m_fold.picture().alarms;
        for (std::uint32_t place = 1; place <= alarms.size(); ++place)
            if (alarms[place].id.value != 0 && alarms[place].raisedSeq >= first)
                m_day.raised.push_back({at, *alarms[place].finding});
    }

    const Translator& m_translator;
    WatchedDay& m_day;
    OtlpDecoder m_decoder;
    AlarmFold m_fold;
    Seq m_seq = 0;
    Nanos m_ticked = 0;
};

} // namespace

WatchedDay watchDay(const DemoOptions& options, const std::string& policy)
{
    const auto translator = Translator::load(true, {}, {});
    if (!translator)
        std::abort();
    WatchedDay day;
    Watcher watcher(**translator, day);
    watcher.other(EntryKind::policy, policy, options.startTime);
    Nanos last = options.startTime;
    day.truth = playInto(options, [&](const OtlpPayload& payload) {
        watcher.take(payload);
        last = payload.due;
    });
    watcher.tickUntil(last + 5 * kMinute);
    return day;
}

} // namespace penstock::demo
