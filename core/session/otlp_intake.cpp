// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/otlp_intake.h"

namespace penstock {
namespace {

LossKind lossKindFromName(const std::string& name)
{
    for (int i = 0; i < kLossKindCount; ++i)
        if (lossKindName(static_cast<LossKind>(i)) == name)
            return static_cast<LossKind>(i);
    return LossKind::rejectedMalformed;
}

// One decoder a thread: it owns scratch memory that is worth keeping.
OtlpDecoder& threadDecoder()
{
    thread_local OtlpDecoder decoder;
    return decoder;
}

OtlpReply replyForFailure(const Error& error)
{
    OtlpReply reply;
    reply.message = error.sentence;
    reply.kind =
        error.code == ErrorCode::full ? OtlpReply::Kind::unavailable : OtlpReply::Kind::busy;
    reply.retryAfterSeconds = error.code == ErrorCode::full ? 5 : 1;
    return reply;
}

} // namespace

OtlpIntake::OtlpIntake(std::shared_ptr<const Translator> translator, Writer& writer)
    : m_translator(std::move(translator)), m_writer(writer)
{
}

void OtlpIntake::handle(OtlpRequest request, std::function<void(OtlpReply)> done)
{
    const std::size_t bytes = request.body.size();
    auto raw = std::make_shared<RawBatch>();
    auto outcome =
        threadDecoder().decode(request.signal, request.encoding, std::move(request.body), *raw);
    if (!outcome) {
        refused(request.listener, std::string(lossKindName(LossKind::rejectedMalformed)), 1);
        OtlpReply reply;
        reply.kind = OtlpReply::Kind::badData;
        reply.message = outcome.error().sentence;
        done(reply);
        return;
    }
    if (raw->spans.empty() && !outcome->losses.any()) {
        done(OtlpReply{}); // an empty envelope succeeds and leaves no trace (semconv.md 1.1)
        return;
    }
    store(request, bytes, std::move(raw), std::move(*outcome), std::move(done));
}

void OtlpIntake::store(const OtlpRequest& request, std::size_t bytes, std::shared_ptr<RawBatch> raw,
                       DecodeOutcome outcome, std::function<void(OtlpReply)> done)
{
    OtlpReply accepted;
    accepted.rejected = outcome.rejected;
    accepted.message = outcome.firstProblem;
    Contribution contribution = m_translator->translate(std::move(raw), std::move(outcome),
                                                        request.listener, request.deployment);
    const std::string source = contribution.source;
    const std::uint64_t items = contribution.losses.of(LossKind::received);
    const auto settled = [this, accepted, done, source, items](const Result<Outcome>& stored) {
        if (stored) {
            done(accepted);
            return;
        }
        const bool full = stored.error().code == ErrorCode::full;
        m_writer.count(source, full ? LossKind::rejectedDiskFull : LossKind::rejectedBusy, items);
        done(replyForFailure(stored.error()));
    };
    if (m_writer.offer(std::move(contribution), bytes, settled))
        return;
    m_writer.count(source, LossKind::rejectedBusy, items);
    OtlpReply busy;
    busy.kind = OtlpReply::Kind::busy;
    busy.message = "More is arriving than the disk takes in; send this again after a moment.";
    done(busy);
}

void OtlpIntake::refused(const std::string& listener, const std::string& reason,
                         std::uint64_t count)
{
    m_writer.count("unknown@" + listener, lossKindFromName(reason), count);
}

} // namespace penstock
