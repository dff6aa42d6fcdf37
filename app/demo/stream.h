// SPDX-License-Identifier: GPL-3.0-or-later
// DemoStream: the whole fleet on a virtual clock, as the requests its exporters would send, in order of time. Same options,
// same bytes; nothing here knows a wall clock, a network or the speed. Pull-driven: holds only sessions that are under way,
// so it can run for ever. One thread.
#pragma once

#include "app/demo/dialects/dialect.h"
#include "app/demo/options.h"

#include <array>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace penstock::demo {

/// One OTLP request.
struct OtlpPayload {
    Nanos due = 0;               ///< virtual time of sending
    std::string_view deployment; ///< service.name
    std::string_view dialect;
    OtlpSignal signal = OtlpSignal::traces;
    OtlpEncoding encoding = OtlpEncoding::protobuf;
    std::string body;
    std::size_t records = 0; ///< spans or log records
};

class DemoStream final {
public:
    /// options.startTime must be set.
    explicit DemoStream(const DemoOptions& options);

    /// Nothing when the time is over and all that began has been sent.
    std::optional<OtlpPayload> next();
    /// Truth lines of the incidents that have begun since the last call.
    std::vector<std::string> takeTruth();
    std::size_t waitingRecords() const; ///< held until they are due

private:
    struct Playbook;
    struct Arrival {
        Rng rng;
        Nanos at;
    };
    struct Exporter {
        Nanos nextFlush = 0;
        std::map<std::pair<Nanos, std::uint64_t>, std::variant<SpanRecord, LogRecord>> waiting;
    };

    static const std::vector<Playbook>& playbooks();
    void scheduleIncidents();
    void startSession(std::size_t playbook);
    void startIncident();
    void enqueue(const Scene& scene);
    void flush(std::size_t service);
    Nanos sendTime(ServiceId service, Nanos due) const;
    bool over(Nanos t) const { return m_end != 0 && t >= m_end; }

    const DemoOptions m_options;
    const Nanos m_end; ///< 0 = never
    const Rng m_root;
    std::uint64_t m_sessions = 0;
    std::uint64_t m_nextCase = 0;         ///< of sessions: even, so that …
    std::uint64_t m_nextIncidentCase = 1; ///< … incidents leave them as they are
    std::uint64_t m_order = 0;
    std::vector<Arrival> m_arrivals;
    Rng m_incidentRng;
    std::uint64_t m_incidents = 0;
    Nanos m_nextRandomIncident = 0; ///< 0 = none
    std::vector<IncidentKind> m_bag;
    std::deque<ChosenIncident> m_chosen; ///< sorted by time, times absolute
    std::array<Exporter, kServiceCount> m_exporters;
    std::deque<OtlpPayload> m_ready;
    std::vector<std::string> m_truth;
};

/// Plays options.forDuration (which must be set) into sink; returns the truth lines.
std::vector<std::string> playInto(const DemoOptions& options,
                                  const std::function<void(const OtlpPayload&)>& sink);
/// The same as a file of OTLP/JSON lines, one request a line, whatever encoding the deployments use. The truth, if
/// options.truthFile is set, is appended there.
Status exportJsonLines(DemoOptions options, const std::string& path);

} // namespace penstock::demo
