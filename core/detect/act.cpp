// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/detect/act.h"

#include "core/base/hash.h"

#include <utility>

namespace penstock {

std::uint64_t agentDigest(std::string_view name)
{
    return name.empty() ? 0 : plainHash64(name) | 1;
}

void Label::set(std::string_view text)
{
    std::size_t take = std::min(text.size(), bytes.size());
    while (take < text.size() && take > 0 &&
           (static_cast<unsigned char>(text[take]) & 0xC0) == 0x80)
        --take;
    size = static_cast<std::uint8_t>(take);
    std::copy_n(text.begin(), take, bytes.begin());
}

namespace {

/// Ascending, so what lies between them is small.
template <std::size_t kSize> void putSample(std::string& out, const KeptSample<kSize>& sample)
{
    putVarint(out, sample.size);
    WordHash before = 0;
    for (const WordHash word : sample.span())
        putVarint(out, word - std::exchange(before, word));
}

template <std::size_t kSize> bool getSample(ByteReader& in, KeptSample<kSize>& sample)
{
    const std::uint64_t size = in.varint();
    if (size > kSize)
        return false;
    sample.size = static_cast<std::uint32_t>(size);
    WordHash word = 0;
    for (std::size_t i = 0; i < size; ++i)
        sample.items[i] = word += static_cast<WordHash>(in.varint());
    return in.ok();
}

} // namespace

void putSparse(std::string& out, std::string_view bytes)
{
    constexpr std::size_t kWorthIt = 8; ///< zeros that are left out at once
    const auto zerosAt = [bytes](std::size_t at) {
        const std::size_t end = bytes.find_first_not_of('\0', at);
        return (end == std::string_view::npos ? bytes.size() : end) - at;
    };
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t zeros = zerosAt(at);
        std::size_t end = at + zeros;
        while (end < bytes.size()) {
            const std::size_t next = zerosAt(end);
            if (next >= kWorthIt || end + next == bytes.size())
                break;
            end += std::max<std::size_t>(next, 1);
        }
        putVarint(out, zeros);
        putText(out, bytes.substr(at + zeros, end - at - zeros));
        at = end;
    }
}

bool getSparse(ByteReader& in, char* bytes, std::size_t size)
{
    std::memset(bytes, 0, size);
    for (std::size_t at = 0; at < size;) {
        const std::uint64_t zeros = in.varint();
        const std::string_view text = in.text();
        if (!in.ok() || zeros > size - at || text.size() > size - at - zeros ||
            zeros + text.size() == 0)
            return false;
        std::copy(text.begin(), text.end(), bytes + at + zeros);
        at += zeros + text.size();
    }
    return true;
}

void putAct(std::string& out, const Act& act)
{
    putVarint(out, act.seq);
    putSigned(out, act.start);
    putSigned(out, act.end - act.start);
    for (const std::uint64_t n : {act.span.value, act.parent.value, act.what, act.agent, act.callee,
                                  act.response, act.askedFingerprint, act.answeredFingerprint})
        putFixed64(out, n);
    for (const std::uint8_t n :
         {static_cast<std::uint8_t>(act.kind), static_cast<std::uint8_t>(act.status),
          static_cast<std::uint8_t>(act.spent)})
        out.push_back(static_cast<char>(n));
    putSample(out, act.asked);
    putSample(out, act.names);
    putSample(out, act.figures);
    putSample(out, act.answered);
    putText(out, act.whatName.text());
    putText(out, act.agentName.text());
}

bool getAct(ByteReader& in, Act& act)
{
    std::memset(static_cast<void*>(&act), 0, sizeof act);
    act.seq = in.varint();
    act.start = in.signedVarint();
    act.end = act.start + in.signedVarint();
    for (std::uint64_t* n : {&act.span.value, &act.parent.value, &act.what, &act.agent, &act.callee,
                             &act.response, &act.askedFingerprint, &act.answeredFingerprint})
        *n = in.fixed64();
    act.kind = static_cast<StepKind>(in.byte());
    act.status = static_cast<StepStatus>(in.byte());
    act.spent = in.byte() != 0;
    if (!getSample(in, act.asked) || !getSample(in, act.names) || !getSample(in, act.figures) ||
        !getSample(in, act.answered))
        return false;
    act.whatName.set(in.text());
    act.agentName.set(in.text());
    return in.ok();
}

} // namespace penstock
