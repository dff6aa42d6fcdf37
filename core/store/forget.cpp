// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/forget.h"

#include "core/store/schema.h"

#include <algorithm>

namespace penstock::store {
namespace {

constexpr std::string_view kRequestKey = "forget/request";
constexpr std::string_view kMarksKey = "late_marks";

std::string tracesKey(std::size_t chunk)
{
    std::string number = std::to_string(chunk);
    return "forget/traces/" + std::string(8 - std::min<std::size_t>(8, number.size()), '0') +
           number;
}

Status wipeNotes(Database& database)
{
    return database.execute("DELETE FROM meta WHERE key>='forget/' AND key<'forget0'");
}

Status putInPlace(Database& database, const RewrittenCommit& commit)
{
    Statement update = database.prepare(commit.pastRetention
                                            ? "UPDATE kept_packs SET packs=?2 WHERE seq=?1"
                                            : "UPDATE commits SET packs=?2, body=?3 WHERE seq=?1");
    update.bind(1, static_cast<std::int64_t>(commit.seq)).bindBlob(2, commit.packs);
    if (!commit.pastRetention)
        update.bindBlob(3, commit.body);
    return update.run();
}

} // namespace

ForgetJob::ForgetJob(std::shared_ptr<ForgetRule> rule, bool resumed,
                     std::unique_ptr<ForgetPlanner> planner, Writing writing)
    : m_rule(std::move(rule)),
      m_resumed(resumed),
      m_planner(std::move(planner)),
      m_writing(std::move(writing))
{
}

Result<std::optional<ForgetRule>> ForgetJob::readUnfinished(Database& database)
{
    const std::string request = readMeta(database, kRequestKey);
    if (request.empty())
        return std::optional<ForgetRule>();
    ForgetRule rule;
    bool sound = rule.readRequest(request);
    Statement query = database.prepare(
        "SELECT value FROM meta WHERE key>='forget/traces/' AND key<'forget/traces0' ORDER BY key");
    Statement::Row state;
    while ((state = query.step()) == Statement::Row::row)
        sound = rule.readTraces(query.blob(0)) && sound;
    if (state == Statement::Row::failed)
        return query.error();
    if (!sound)
        return Error{ErrorCode::damaged, "The note of an interrupted deletion is damaged.", ""};
    return std::optional<ForgetRule>(std::move(rule));
}

bool ForgetJob::hasMarks(Database& database)
{
    return !readMeta(database, kMarksKey).empty();
}

Status ForgetJob::look()
{
    if (m_stage == Stage::survey) {
        if (Status surveyed = m_planner->survey(*m_rule); !surveyed)
            return surveyed;
        m_toNote = m_rule->traceChunks();
        m_stage = m_planner->foundAny() || m_resumed ? Stage::note : Stage::done;
        return Done{};
    }
    if (m_stage == Stage::complete) {
        if (Status completed = m_planner->complete(*m_rule, m_end); !completed)
            return completed;
        m_stage = Stage::remove;
    }
    if (m_stage != Stage::remove)
        return Done{};
    Result<ForgetSlice> slice = m_planner->nextSlice(*m_rule);
    if (!slice)
        return slice.error();
    m_slice = std::move(*slice);
    return Done{};
}

Result<std::optional<LogStore::Forgotten>> ForgetJob::write(Nanos now)
{
    if (m_stage == Stage::done)
        return std::optional(m_result); // nothing matched
    if (m_stage == Stage::note) {
        if (Status noted = noteNext(); !noted)
            return noted.error();
        return std::optional<LogStore::Forgotten>();
    }
    return remove(now);
}

/// The traces go first and the request last: only with it the note counts.
Status ForgetJob::noteNext()
{
    if (m_noted == 0)
        if (Status wiped = m_resumed ? Status(Done{}) : wipeNotes(m_writing.database); !wiped)
            return wiped;
    if (m_noted < m_toNote.size()) {
        const std::string key = tracesKey(m_noted);
        return writeMeta(m_writing.database, key, m_toNote[m_noted++]);
    }
    if (Status noted = writeMeta(m_writing.database, kRequestKey, m_rule->requestBytes()); !noted)
        return noted;
    // From here on nothing new can refer to a part that is there now, and no late step comes in.
    m_writing.parts.forgetAll();
    m_writing.writer.refuseLate(m_rule);
    m_end = m_writing.writer.end().header.last;
    m_stage = Stage::complete;
    return Done{};
}

Result<std::optional<LogStore::Forgotten>> ForgetJob::remove(Nanos now)
{
    RewriteDigest digest;
    for (const RewrittenCommit& commit : m_slice.commits)
        digest.add(commit.seq, bytesOf(commit.before, commit.after));
    const std::string hex = digest.hex();
    m_result.steps += m_slice.steps;
    m_result.parts += m_slice.parts;

    Contribution contribution;
    contribution.source = "engine";
    contribution.losses.add(LossKind::forgotten, m_slice.steps);
    contribution.others.emplace_back(m_slice.last ? EntryKind::forgotten : EntryKind::forgetting,
                                     sentence(hex));
    const CommitWriter::Removal removal{std::move(m_slice.identities), std::move(m_slice.marks),
                                        [this](Seq first) { return apply(first); }};
    const Result<CommitResult> appended =
        m_writing.writer.append({std::move(contribution)}, now, &removal);
    const Status written = appended ? Status(Done{}) : Status(appended.error());
    m_writing.written(written);
    if (!appended)
        return appended.error();
    m_writing.writer.enableMarks();
    if (!m_slice.last)
        return std::optional<LogStore::Forgotten>();
    m_stage = Stage::done;
    m_result.tombstone = hex;
    m_writing.finished();
    return std::optional(m_result);
}

/// In the transaction of the commit that says so.
Status ForgetJob::apply(Seq first)
{
    Statement note = m_writing.database.prepare("INSERT INTO rewrites VALUES(?1, ?2, ?3)");
    for (const RewrittenCommit& commit : m_slice.commits) {
        if (Status put = putInPlace(m_writing.database, commit); !put)
            return put;
        const std::string hashes = bytesOf(commit.before, commit.after);
        note.bind(1, static_cast<std::int64_t>(commit.seq))
            .bind(2, static_cast<std::int64_t>(first))
            .bindBlob(3, hashes);
        if (Status noted = note.run(); !noted)
            return noted;
    }
    if (Status marked = writeMeta(m_writing.database, kMarksKey, "1"); !marked)
        return marked;
    return m_slice.last ? wipeNotes(m_writing.database) : Status(Done{});
}

std::string ForgetJob::sentence(const std::string& digest) const
{
    const LogStore::ForgetRequest& request = m_rule->request;
    const std::string asked = std::string(request.user.empty() ? "" : " of one user") +
                              (request.session.empty() ? "" : " of one session") +
                              (request.before == 0 ? "" : " before " + formatUtc(request.before));
    return (m_slice.last ? "Forgotten on request: " : "Being forgotten on request, so far: ") +
           std::to_string(m_result.steps) + " steps" + asked + " and " +
           std::to_string(m_result.parts) + " payload parts; digest of this piece " + digest + ".";
}

} // namespace penstock::store
