// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/alarm/alarm_fold.h"

#include "core/alarm/alarm_act.h"

namespace penstock {
namespace {

constexpr std::uint64_t kFormat = 2;
constexpr std::size_t kPiece = 1 << 20;
constexpr std::string_view kMeta = "alarms.meta";
constexpr std::string_view kState = "alarms.state";
constexpr std::string_view kPolicyName = "policy";

/// No file is not an error: then everything is as defined.
Result<Policy> policyOf(std::string_view text)
{
    return text.empty() ? Result<Policy>(Policy{}) : Policy::parse(text, kPolicyName);
}

} // namespace

AlarmFold::AlarmFold()
{
    const Policy policy;
    m_detection = std::make_unique<Detection>(policy.detection);
    takeOver(policy);
}

AlarmFold::~AlarmFold() = default;

void AlarmFold::takeOver(const Policy& policy)
{
    m_book.setRules(policy.alarms);
    m_rules = std::make_shared<const Rules>(policy.rules());
}

std::unique_ptr<AlarmFold> AlarmFold::restored(KeyedStorage* storage)
{
    auto fold = std::make_unique<AlarmFold>();
    const std::string meta = storage != nullptr ? storage->get(kMeta, 0) : std::string();
    ByteReader in(meta);
    const std::uint64_t pieces = in.varint();
    if (!in.ok())
        return fold;
    fold->m_pieces = pieces;
    std::string bytes;
    for (std::uint64_t piece = 0; piece < pieces; ++piece)
        bytes += storage->get(kState, piece);
    if (fold->restore(bytes))
        return fold;
    fold = std::make_unique<AlarmFold>();
    fold->m_pieces = pieces;
    return fold;
}

void AlarmFold::apply(const EntryBatch& batch)
{
    for (const LogEntry& entry : batch.entries)
        if (entry.seq > m_seq)
            apply(entry);
}

void AlarmFold::apply(const LogEntry& entry)
{
    m_book.advance(entry.arrival, entry.seq);
    if (entry.kind == EntryKind::policy)
        changePolicy(entry);
    else if (entry.kind == EntryKind::alarmAct) {
        if (const Result<AlarmAct> act = alarmActOf(entry.text))
            m_book.apply(*act, entry.arrival, entry.seq);
    }
    m_detection->apply(entry);
    takeFindings();
    m_seq = entry.seq;
}

void AlarmFold::takeFindings()
{
    if (!m_detection->hasChanges())
        return;
    for (const Finding& finding : m_detection->takeChanges())
        m_book.take(finding);
}

/// One that cannot be read was checked by a program that knew more: what held goes on, and that is said.
void AlarmFold::changePolicy(const LogEntry& entry)
{
    if (entry.text == m_policyText && m_policyProblem.empty())
        return;
    const Result<Policy> policy = policyOf(entry.text);
    m_policyProblem = policy ? std::string() : policy.error().sentence;
    if (!policy)
        return;
    m_policyText = entry.text;
    m_policySeq = entry.seq;
    m_detection->change(policy->detection, entry);
    takeOver(*policy);
}

std::shared_ptr<const AlarmPicture>
AlarmFold::publish(const std::function<TraceIndex(const TraceId&)>& find)
{
    const std::uint64_t notWatched = m_detection->tracesGivenUp() + m_detection->findingsLeftOut();
    const bool same = m_shown && m_shown->changed == m_book.picture().changed &&
                      m_shown->notWatched == notWatched && m_shown->policySeq == m_policySeq &&
                      m_shown->policyProblem == m_policyProblem;
    if (same)
        return m_shown;
    auto picture = std::make_shared<AlarmPicture>(m_book.share(find));
    picture->notWatched = notWatched;
    picture->policySeq = m_policySeq;
    picture->rules = m_rules;
    picture->policyProblem = m_policyProblem;
    m_shown = std::move(picture);
    return m_shown;
}

std::string AlarmFold::save() const
{
    std::string out;
    putVarint(out, kFormat);
    putVarint(out, m_seq);
    putText(out, m_policyText);
    putText(out, m_policyProblem);
    putVarint(out, m_policySeq);
    m_book.save(out);
    out += m_detection->save();
    return out;
}

bool AlarmFold::restore(std::string_view bytes)
{
    ByteReader in(bytes);
    if (in.varint() != kFormat)
        return false;
    m_seq = m_savedSeq = in.varint();
    m_policyText = in.text();
    m_policyProblem = in.text();
    m_policySeq = in.varint();
    const Result<Policy> policy = policyOf(m_policyText);
    if (!in.ok() || !policy || !m_book.restore(in))
        return false;
    m_detection = std::make_unique<Detection>(policy->detection);
    takeOver(*policy);
    return m_detection->restore(in.bytes(in.remaining()));
}

void AlarmFold::save(KeyedStorage& storage)
{
    const std::string bytes = save();
    const std::uint64_t pieces = (bytes.size() + kPiece - 1) / kPiece;
    for (std::uint64_t piece = 0; piece < pieces; ++piece)
        storage.put(kState, piece, std::string_view(bytes).substr(piece * kPiece, kPiece));
    for (std::uint64_t piece = pieces; piece < m_pieces; ++piece)
        storage.remove(kState, piece);
    std::string meta;
    putVarint(meta, pieces);
    storage.put(kMeta, 0, meta);
    m_pieces = pieces;
    m_savedSeq = m_seq;
}

std::size_t AlarmFold::bytes() const
{
    return m_detection->bytes();
}

std::vector<MemoryPart> AlarmFold::memory() const
{
    const AlarmPicture& alarms = m_book.picture();
    std::size_t kept = std::size_t{alarms.alarms.size()} * sizeof(Alarm);
    for (std::uint32_t place = 1; place <= alarms.alarms.size(); ++place)
        if (const auto& finding = alarms.alarms[place].finding; finding != nullptr)
            kept += sizeof *finding + penstock::heapBytes(finding->sentence) +
                    penstock::heapBytes(finding->steps) + penstock::heapBytes(finding->edges) +
                    penstock::heapBytes(finding->values);
    return {{"what detectors remember", bytes(), m_detection->traces().count(), "traces",
             m_detection->watchedTraces()},
            {"alarms", kept, alarms.alarms.size(), "alarms", AlarmBook::kMostKept}};
}

} // namespace penstock
