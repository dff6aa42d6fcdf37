// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/stream.h"

#include "app/demo/otlp_writer.h"
#include "app/demo/playbooks/playbooks.h"
#include "app/demo/truth.h"
#include "core/base/result.h"

#include <algorithm>
#include <fstream>
#include <numbers>

namespace penstock::demo {
namespace {

// What an SDK's batch processor does, with the schedule delay set to a second so that screens live.
constexpr Nanos kFlushEvery = kSecond;
constexpr std::size_t kMaxBatch = 512;

Nanos toNanos(double seconds)
{
    return static_cast<Nanos>(seconds * 1e6) * 1000;
}

/// Between 0.65 at night and 1.2 in the afternoon (UTC).
double dayRhythm(Nanos t)
{
    const double hour = static_cast<double>(t % kDay) / static_cast<double>(kHour);
    return 0.925 - 0.275 * std::cos((hour - 2.5) / 24.0 * 2.0 * std::numbers::pi);
}

template <class Record>
std::string write(OtlpEncoding encoding, ServiceId service, const std::vector<Record>& records)
{
    const AttributeList resource = serviceResource(service);
    return encoding == OtlpEncoding::json ? writeJson(resource, records)
                                          : writeProtobuf(resource, records);
}

template <class Record>
OtlpPayload makePayload(Nanos due, ServiceId service, OtlpEncoding encoding,
                        const std::vector<Record>& records)
{
    constexpr OtlpSignal kSignal =
        std::is_same_v<Record, LogRecord> ? OtlpSignal::logs : OtlpSignal::traces;
    const ServiceCard& card = serviceCard(service);
    return {due,           card.name, card.framework,
            kSignal,       encoding,  write(encoding, service, records),
            records.size()};
}

} // namespace

struct DemoStream::Playbook {
    void (*play)(Scene&);
    double perMinute;
    bool byNight; ///< busy when the others are not
};

const std::vector<DemoStream::Playbook>& DemoStream::playbooks()
{
    static const std::vector<Playbook> kPlaybooks{
        {playSupportSession, 5.0, false}, {playShopVisit, 4.0, false},
        {playPaymentReview, 1.2, false},  {playNegotiation, 0.6, false},
        {playAlert, 1.5, false},          {playCodingTurn, 0.8, false},
        {playResearch, 0.8, false},       {playBatch, 0.35, true},
    };
    return kPlaybooks;
}

DemoStream::DemoStream(const DemoOptions& options)
    : m_options(options),
      m_end(options.forDuration == 0 ? 0 : options.startTime + options.forDuration),
      m_root(Rng::mix(options.seed)),
      m_incidentRng(m_root.fork(1))
{
    PENSTOCK_ASSERT(options.startTime > 0);
    for (std::size_t i = 0; i < playbooks().size(); ++i) {
        Rng rng = m_root.fork(100 + i);
        const Nanos first = options.startTime +
                            toNanos(rng.unit() * std::min(12.0, 60.0 / playbooks()[i].perMinute));
        m_arrivals.push_back({rng, first});
    }
    for (std::size_t i = 0; i < kServiceCount; ++i)
        m_exporters[i].nextFlush = options.startTime + static_cast<Nanos>(i + 1) * kFlushEvery /
                                                           static_cast<Nanos>(kServiceCount);
    scheduleIncidents();
}

void DemoStream::scheduleIncidents()
{
    if (m_options.quiet)
        return;
    std::vector<ChosenIncident> chosen = m_options.incidents;
    std::stable_sort(chosen.begin(), chosen.end(),
                     [](const auto& a, const auto& b) { return a.after < b.after; });
    for (const ChosenIncident& incident : chosen)
        m_chosen.push_back({incident.kind, m_options.startTime + incident.after});
    if (m_options.incidentsPerHour > 0)
        m_nextRandomIncident = m_options.startTime + m_incidentRng.between(60, 150) * kSecond;
}

void DemoStream::startSession(std::size_t playbook)
{
    const Playbook& book = playbooks()[playbook];
    Arrival& arrival = m_arrivals[playbook];
    Scene scene(m_root.fork(1'000'000 + m_sessions++), arrival.at, m_nextCase);
    book.play(scene);
    enqueue(scene);
    const double rhythm = book.byNight ? 1.85 - dayRhythm(arrival.at) : dayRhythm(arrival.at);
    arrival.at += toNanos(arrival.rng.exponential(60.0 / (book.perMinute * rhythm)));
}

void DemoStream::startIncident()
{
    ChosenIncident incident{};
    if (m_nextRandomIncident != 0 &&
        (m_chosen.empty() || m_nextRandomIncident < m_chosen.front().after)) {
        // Each kind once before any comes again.
        if (m_bag.empty())
            for (std::size_t i = 0; i < kIncidentKindCount; ++i)
                m_bag.insert(m_bag.begin() + m_incidentRng.between(0, static_cast<std::int64_t>(i)),
                             static_cast<IncidentKind>(i));
        incident = {m_bag.back(), m_nextRandomIncident};
        m_bag.pop_back();
        m_nextRandomIncident += kMinute + toNanos(m_incidentRng.exponential(std::max(
                                              0.0, 3600.0 / m_options.incidentsPerHour - 60.0)));
    } else {
        incident = m_chosen.front();
        m_chosen.pop_front();
    }
    Scene scene(m_root.fork(500'000'000 + m_incidents++), incident.after, m_nextIncidentCase);
    const Incident played = playIncident(incident.kind, scene);
    enqueue(scene);
    m_truth.push_back(truthLine(m_incidents, played, scene,
                                sendTime(played.knowable.service, played.knowable.due)));
}

Nanos DemoStream::sendTime(ServiceId service, Nanos due) const
{
    const Nanos next = m_exporters[static_cast<std::size_t>(service)].nextFlush;
    return due <= next ? next : next + (due - next + kFlushEvery - 1) / kFlushEvery * kFlushEvery;
}

void DemoStream::enqueue(const Scene& scene)
{
    std::vector<Emission> emissions;
    for (const auto& root : scene.traces())
        render(*root, emissions);
    for (Emission& emission : emissions)
        m_exporters[static_cast<std::size_t>(emission.service)].waiting.emplace(
            std::pair{emission.due, m_order++}, std::move(emission.record));
}

void DemoStream::flush(std::size_t service)
{
    Exporter& exporter = m_exporters[service];
    const auto id = static_cast<ServiceId>(service);
    const OtlpEncoding encoding = m_options.allJson ? OtlpEncoding::json : serviceCard(id).encoding;
    const Nanos now = exporter.nextFlush;
    exporter.nextFlush += kFlushEvery;
    while (!exporter.waiting.empty() && exporter.waiting.begin()->first.first <= now) {
        std::vector<SpanRecord> spans;
        std::vector<LogRecord> logs;
        while (!exporter.waiting.empty() && exporter.waiting.begin()->first.first <= now &&
               spans.size() + logs.size() < kMaxBatch) {
            auto node = exporter.waiting.extract(exporter.waiting.begin());
            if (auto* span = std::get_if<SpanRecord>(&node.mapped()))
                spans.push_back(std::move(*span));
            else
                logs.push_back(std::move(std::get<LogRecord>(node.mapped())));
        }
        if (!spans.empty())
            m_ready.push_back(makePayload(now, id, encoding, spans));
        if (!logs.empty())
            m_ready.push_back(makePayload(now, id, encoding, logs));
    }
}

std::optional<OtlpPayload> DemoStream::next()
{
    while (m_ready.empty()) {
        const auto arrival =
            std::min_element(m_arrivals.begin(), m_arrivals.end(),
                             [](const Arrival& a, const Arrival& b) { return a.at < b.at; });
        const auto exporter = std::min_element(
            m_exporters.begin(), m_exporters.end(),
            [](const Exporter& a, const Exporter& b) { return a.nextFlush < b.nextFlush; });
        const Nanos flushAt = exporter->nextFlush;
        Nanos incidentAt = m_nextRandomIncident;
        if (!m_chosen.empty() && (incidentAt == 0 || m_chosen.front().after <= incidentAt))
            incidentAt = m_chosen.front().after;
        if (incidentAt != 0 && incidentAt < flushAt && !over(incidentAt))
            startIncident();
        else if (arrival->at < flushAt && !over(arrival->at))
            startSession(static_cast<std::size_t>(arrival - m_arrivals.begin()));
        else if (over(flushAt) && waitingRecords() == 0)
            return std::nullopt;
        else
            flush(static_cast<std::size_t>(exporter - m_exporters.begin()));
    }
    OtlpPayload payload = std::move(m_ready.front());
    m_ready.pop_front();
    return payload;
}

std::vector<std::string> DemoStream::takeTruth()
{
    return std::exchange(m_truth, {});
}

std::size_t DemoStream::waitingRecords() const
{
    std::size_t sum = 0;
    for (const Exporter& exporter : m_exporters)
        sum += exporter.waiting.size();
    return sum;
}

std::vector<std::string> playInto(const DemoOptions& options,
                                  const std::function<void(const OtlpPayload&)>& sink)
{
    PENSTOCK_ASSERT(options.forDuration > 0);
    std::vector<std::string> truth;
    DemoStream stream(options);
    while (const std::optional<OtlpPayload> payload = stream.next()) {
        sink(*payload);
        for (std::string& line : stream.takeTruth())
            truth.push_back(std::move(line));
    }
    return truth;
}

Status exportJsonLines(DemoOptions options, const std::string& path)
{
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    options.allJson = true;
    const std::vector<std::string> truth =
        playInto(options, [&](const OtlpPayload& payload) { file << payload.body << '\n'; });
    file.close();
    if (!file)
        return Error{ErrorCode::io, "The file " + path + " cannot be written.", {}};
    if (options.truthFile.empty())
        return Done{};
    std::ofstream truthFile(options.truthFile, std::ios::app);
    for (const std::string& line : truth)
        truthFile << line << '\n';
    truthFile.close();
    if (!truthFile)
        return Error{
            ErrorCode::io, "The truth file " + options.truthFile + " cannot be written.", {}};
    return Done{};
}

} // namespace penstock::demo
