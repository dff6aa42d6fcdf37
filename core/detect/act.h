// SPDX-License-Identifier: GPL-3.0-or-later
// Act: what the detectors remember of one step – what was done, by whom, what was asked and answered – in a fixed number
// of bytes; History: the newest acts of a trace. All zero is the empty state and they are saved as they lie in memory,
// which is why they hold no pointers. Plain values, fold thread.
#pragma once

#include "core/base/encoding.h"
#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/detect/sketch.h"
#include "core/model/step.h"

#include <array>
#include <cstring>
#include <type_traits>
#include <vector>

namespace penstock {

/// A sample of fixed size.
template <std::size_t kSize> struct KeptSample {
    std::array<WordHash, kSize> items;
    std::uint32_t size;

    void keep(WordSpan sample)
    {
        size = static_cast<std::uint32_t>(std::min(sample.size(), kSize));
        std::copy_n(sample.begin(), size, items.begin());
    }
    WordSpan span() const { return {items.data(), size}; }
};

/// A text of fixed size, for sentences; longer ones are cut at a character.
struct Label {
    std::array<char, 47> bytes;
    std::uint8_t size;

    void set(std::string_view text);
    std::string_view text() const { return {bytes.data(), size}; }
};

/// 0 for an agent without a name.
std::uint64_t agentDigest(std::string_view name);

struct Act {
    Seq seq;
    SpanId span;
    SpanId parent;
    Nanos start;
    Nanos end;
    std::uint64_t what;     ///< digest of kind and name of what was called
    std::uint64_t agent;    ///< agentDigest() of who did it
    std::uint64_t callee;   ///< agentDigest() of who was asked
    std::uint64_t response; ///< digest of the response id of a model call; 0 = not said
    std::uint64_t askedFingerprint;
    std::uint64_t answeredFingerprint;
    StepKind kind;
    StepStatus status;
    bool spent; ///< its usage counts
    KeptSample<kWordSample> asked;
    KeptSample<kNameSample> names; ///< of what was asked
    KeptSample<kFigureSample> figures;
    KeptSample<kWordSample> answered;
    Label whatName;
    Label agentName;

    bool failed() const { return status == StepStatus::error; }
    /// It began after the other had ended: one after the other, not side by side.
    bool follows(const Act& other) const { return start >= other.end; }
};
static_assert(std::is_trivially_copyable_v<Act>);

/// As it lies in memory: the file that gets it is derived state of this very program.
template <class T> void putPlain(std::string& out, const T& value)
{
    static_assert(std::is_trivially_copyable_v<T>);
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}
template <class T> bool getPlain(ByteReader& in, T& value)
{
    static_assert(std::is_trivially_copyable_v<T>);
    const std::string_view bytes = in.bytes(sizeof value);
    if (bytes.size() != sizeof value)
        return false;
    std::memcpy(static_cast<void*>(&value), bytes.data(), sizeof value);
    return true;
}

/// The same for what is mostly zeros, such as tables with free places: those take no room.
void putSparse(std::string& out, std::string_view bytes);
bool getSparse(ByteReader& in, char* bytes, std::size_t size);
template <class T> void putMostlyZero(std::string& out, const T& value)
{
    static_assert(std::is_trivially_copyable_v<T>);
    putSparse(out, {reinterpret_cast<const char*>(&value), sizeof value});
}
template <class T> bool getMostlyZero(ByteReader& in, T& value)
{
    static_assert(std::is_trivially_copyable_v<T>);
    return getSparse(in, reinterpret_cast<char*>(&value), sizeof value);
}

/// For checkpoints: thousands of traces have dozens of acts each, and most of an act is room that it does not need.
void putAct(std::string& out, const Act& act);
bool getAct(ByteReader& in, Act& act);

/// The newest kSize acts.
template <std::size_t kSize> class History {
public:
    std::size_t size() const { return m_acts.size(); }
    /// How many there ever were.
    std::uint64_t ever() const { return m_ever; }
    /// 0 is the newest.
    const Act& operator[](std::size_t back) const { return m_acts[(m_ever - 1 - back) % kSize]; }

    const Act& add(const Act& act)
    {
        if (m_acts.size() < kSize) {
            if (m_acts.size() == m_acts.capacity()) // most traces are short, and acts are large
                m_acts.reserve(std::min(kSize, std::max(kSize / 4, 2 * m_acts.size())));
            m_acts.push_back(act);
        } else {
            m_acts[m_ever % kSize] = act;
        }
        ++m_ever;
        return (*this)[0];
    }
    std::size_t bytes() const { return m_acts.capacity() * sizeof(Act); }

    void save(std::string& out) const
    {
        putVarint(out, m_ever);
        putVarint(out, m_acts.size());
        for (const Act& act : m_acts)
            putAct(out, act);
    }
    bool restore(ByteReader& in)
    {
        m_ever = in.varint();
        const std::uint64_t size = in.varint();
        if (size != std::min<std::uint64_t>(m_ever, kSize))
            return false;
        m_acts.resize(size);
        for (Act& act : m_acts)
            if (!getAct(in, act))
                return false;
        return true;
    }

private:
    std::vector<Act> m_acts;
    std::uint64_t m_ever = 0;
};

} // namespace penstock
