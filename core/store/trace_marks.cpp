// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/trace_marks.h"

#include "core/base/encoding.h"

namespace penstock::store {
namespace {

/// Which names a mark is about.
enum class About : char { trace = 'a', anybody = 't', user = 'u', session = 's', both = 'b' };

std::uint64_t keyOf(const KeyedHash& hash, About about, const TraceId& trace,
                    std::string_view user = {}, std::string_view session = {})
{
    std::string bytes = "forgotten trace ";
    bytes += static_cast<char>(about);
    bytes.append(reinterpret_cast<const char*>(trace.bytes.data()), trace.bytes.size());
    putText(bytes, user);
    putText(bytes, session);
    return hash.hash64(bytes);
}

/// The names of steps that go: whom it is about and, where the trace is known to be theirs, nobody.
std::vector<std::string_view> namesOf(const std::string& asked, const ForgetRule::Traces& traces,
                                      const TraceId& trace)
{
    std::vector<std::string_view> names{asked};
    if (!asked.empty() && traces.contains(trace))
        names.emplace_back();
    return names;
}

} // namespace

TraceMark TraceMarks::markOf(const KeyedHash& hash, const ForgetRule& rule, const TraceId& trace)
{
    const auto& [user, session, before] = rule.request;
    const About about = user.empty() ? (session.empty() ? About::anybody : About::session)
                                     : (session.empty() ? About::user : About::both);
    TraceMark mark{keyOf(hash, About::trace, trace), {}, before};
    for (const std::string_view u : namesOf(user, rule.userTraces, trace))
        for (const std::string_view s : namesOf(session, rule.sessionTraces, trace))
            mark.keys.push_back(keyOf(hash, about, trace, u, s));
    return mark;
}

void TraceMarks::add(const TraceMark& mark)
{
    m_identities.mark(mark.trace, INT64_MAX);
    for (const std::uint64_t key : mark.keys)
        m_identities.mark(key, mark.before == 0 ? INT64_MAX : mark.before);
}

bool TraceMarks::takes(const Step& step)
{
    if (!m_any || !isRealTrace(step))
        return false;
    const TraceId& trace = step.trace;
    const Nanos time = step.end != 0 ? step.end : step.start;
    if (!m_identities.isMarked(keyOf(m_hash, About::trace, trace), time))
        return false;
    const std::string_view session = namedSession(step);
    return m_identities.isMarked(keyOf(m_hash, About::anybody, trace), time) ||
           m_identities.isMarked(keyOf(m_hash, About::user, trace, step.user), time) ||
           m_identities.isMarked(keyOf(m_hash, About::session, trace, {}, session), time) ||
           m_identities.isMarked(keyOf(m_hash, About::both, trace, step.user, session), time);
}

} // namespace penstock::store
