// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/forget_rule.h"

#include "core/base/encoding.h"

namespace penstock::store {
namespace {

constexpr std::size_t kTracesInChunk = 8192; ///< 128 KiB, written at once

/// True when the step says so itself, or says nothing and belongs to a trace in which another step does.
bool isOf(const std::string& asked, std::string_view named, const Step& step,
          const ForgetRule::Traces& traces)
{
    return asked.empty() || named == asked || (named.empty() && traces.contains(step.trace));
}

void putChunks(char kind, const ForgetRule::Traces& traces, std::vector<std::string>& chunks)
{
    std::size_t inChunk = kTracesInChunk;
    for (const TraceId& trace : traces) {
        if (inChunk == kTracesInChunk) {
            chunks.emplace_back(1, kind);
            inChunk = 0;
        }
        chunks.back().append(reinterpret_cast<const char*>(trace.bytes.data()), trace.bytes.size());
        ++inChunk;
    }
}

} // namespace

std::string_view namedSession(const Step& step)
{
    return (step.flags & kSyntheticSession) != 0 ? std::string_view() : step.session;
}

bool isRealTrace(const Step& step)
{
    return !step.trace.isZero() && ((step.flags & kSyntheticTrace) == 0 || !step.session.empty());
}

void ForgetRule::learnNames(const Step& step)
{
    if (!isRealTrace(step))
        return;
    if (!request.user.empty() && step.user == request.user)
        userTraces.insert(step.trace);
    if (!request.session.empty() && step.session == request.session)
        sessionTraces.insert(step.trace);
}

bool ForgetRule::takes(const Step& step) const
{
    const Nanos time = step.end != 0 ? step.end : step.start;
    return isOf(request.user, step.user, step, userTraces) &&
           isOf(request.session, namedSession(step), step, sessionTraces) &&
           (request.before == 0 || time < request.before);
}

bool ForgetRule::takesLate(const Step& step) const
{
    return takes(step) && isRealTrace(step) &&
           (userTraces.contains(step.trace) || sessionTraces.contains(step.trace) ||
            oldTraces.contains(step.trace));
}

std::string ForgetRule::requestBytes() const
{
    std::string bytes;
    putText(bytes, request.user);
    putText(bytes, request.session);
    putFixed64(bytes, static_cast<std::uint64_t>(request.before));
    putFixed64(bytes, through);
    return bytes;
}

bool ForgetRule::readRequest(std::string_view bytes)
{
    ByteReader in(bytes);
    request.user = in.text();
    request.session = in.text();
    request.before = static_cast<Nanos>(in.fixed64());
    through = in.fixed64();
    return in.ok() && in.atEnd();
}

std::vector<std::string> ForgetRule::traceChunks() const
{
    std::vector<std::string> chunks;
    putChunks('u', userTraces, chunks);
    putChunks('s', sessionTraces, chunks);
    return chunks;
}

bool ForgetRule::readTraces(std::string_view chunk)
{
    constexpr std::size_t kSize = 16;
    if (chunk.size() % kSize != 1)
        return false;
    Traces& traces = chunk[0] == 'u' ? userTraces : sessionTraces;
    for (std::size_t at = 1; at < chunk.size(); at += kSize)
        traces.insert(TraceId::fromBytes(chunk.data() + at));
    return true;
}

} // namespace penstock::store
