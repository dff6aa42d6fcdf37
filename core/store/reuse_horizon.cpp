// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/reuse_horizon.h"

namespace penstock::store {
namespace {

constexpr Nanos kHorizon = 24 * kHour;

} // namespace

void ReuseHorizon::advance(Seq first, Nanos arrival)
{
    const std::uint64_t markBytes = m_maxBytes / 16;
    const bool due = m_marks.empty() || arrival - m_marks.back().arrival >= kMinute ||
                     (m_maxBytes > 0 && m_bytes - m_marks.back().bytesBefore > markBytes);
    if (due)
        m_marks.push_back({first, arrival, m_bytes});
    while (m_marks.size() > 1) {
        const Mark& oldest = m_marks.front();
        const bool tooOld = arrival - oldest.arrival > kHorizon;
        const bool tooFar = m_maxBytes > 0 && m_bytes - oldest.bytesBefore > m_maxBytes;
        if (!tooOld && !tooFar)
            break;
        m_marks.pop_front();
    }
}

} // namespace penstock::store
