// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/word_sample.h"

#include <algorithm>
#include <bit>

namespace penstock::store {
namespace {

constexpr int kCountBits = std::bit_width(std::max({kWordSample, kNameSample, kFigureSample}));
constexpr int kWidthBits = std::bit_width(static_cast<unsigned>(kWordBits));

class BitWriter final {
public:
    explicit BitWriter(std::string& out) : m_out(out) {}
    ~BitWriter()
    {
        if (m_used > 0)
            m_out.push_back(static_cast<char>(m_byte));
    }
    BitWriter(const BitWriter&) = delete;
    BitWriter& operator=(const BitWriter&) = delete;

    void put(std::uint32_t value, int bits)
    {
        for (int i = 0; i < bits; ++i)
            put((value >> i & 1u) != 0);
    }
    void put(bool bit)
    {
        m_byte |= static_cast<unsigned>(bit) << m_used;
        if (++m_used == 8) {
            m_out.push_back(static_cast<char>(m_byte));
            m_byte = 0;
            m_used = 0;
        }
    }

private:
    std::string& m_out;
    unsigned m_byte = 0;
    int m_used = 0;
};

class BitReader final {
public:
    explicit BitReader(ByteReader& in) : m_in(in) {}

    std::uint32_t take(int bits)
    {
        std::uint32_t value = 0;
        for (int i = 0; i < bits; ++i)
            value |= static_cast<std::uint32_t>(take()) << i;
        return value;
    }
    bool take()
    {
        if (m_left == 0) {
            m_byte = m_in.byte();
            m_left = 8;
        }
        const bool bit = (m_byte & 1u) != 0;
        m_byte >>= 1;
        --m_left;
        return bit;
    }
    bool ok() const { return m_in.ok(); }
    void fail() { m_in.fail(); }

private:
    ByteReader& m_in;
    unsigned m_byte = 0;
    int m_left = 0;
};

void putSample(BitWriter& out, std::span<const WordHash> words)
{
    out.put(static_cast<std::uint32_t>(words.size()), kCountBits);
    if (words.empty())
        return;
    const auto mean = static_cast<std::uint32_t>(words.back() / words.size());
    const int width = std::max(0, static_cast<int>(std::bit_width(mean)) - 1);
    out.put(static_cast<std::uint32_t>(width), kWidthBits);
    WordHash before = 0;
    for (const WordHash word : words) {
        const std::uint32_t difference = word - before;
        before = word;
        for (std::uint32_t i = difference >> width; i > 0; --i)
            out.put(true);
        out.put(false);
        out.put(difference, width);
    }
}

std::span<const WordHash> readSample(BitReader& in, Arena& arena, std::size_t most)
{
    const std::uint32_t count = in.take(kCountBits);
    if (count == 0)
        return {};
    const auto width = static_cast<int>(in.take(kWidthBits));
    if (count > most || width > kWordBits) {
        in.fail();
        return {};
    }
    auto* items =
        static_cast<WordHash*>(arena.allocate(count * sizeof(WordHash), alignof(WordHash)));
    std::uint32_t before = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        std::uint32_t high = 0;
        while (in.take() && in.ok())
            ++high;
        const std::uint64_t word = before + ((std::uint64_t{high} << width) | in.take(width));
        if (!in.ok() || word >> kWordBits != 0) {
            in.fail();
            return {};
        }
        items[i] = before = static_cast<std::uint32_t>(word);
    }
    return {items, count};
}

} // namespace

void putWordSamples(std::string& out, const TextFeatures& features)
{
    BitWriter bits(out);
    for (const auto& sample : {features.words, features.names, features.figures})
        putSample(bits, sample);
}

void readWordSamples(ByteReader& in, Arena& arena, TextFeatures& features)
{
    BitReader bits(in);
    features.words = readSample(bits, arena, kWordSample);
    features.names = readSample(bits, arena, kNameSample);
    features.figures = readSample(bits, arena, kFigureSample);
}

} // namespace penstock::store
