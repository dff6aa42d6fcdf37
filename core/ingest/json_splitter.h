// SPDX-License-Identifier: GPL-3.0-or-later
// JsonSplitter: cuts a stream of bytes into whole JSON documents without parsing them, so that memory is bounded by the
// largest document. The elements of an array at the top are documents of their own. In line mode each line is one,
// and a damaged line spoils only itself. One thread, never throws.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace penstock {

struct JsonPiece {
    std::string text;
    std::uint64_t position = 0; ///< of its first byte in the decompressed stream
    std::uint64_t line = 0;     ///< 1-based
};

class JsonSplitter final {
public:
    enum class Mode { documents, lines };
    explicit JsonSplitter(Mode mode) : m_mode(mode) {}

    void feed(std::string_view bytes);
    /// The next whole document; nothing when more bytes are needed.
    std::optional<JsonPiece> next();
    /// What is left at the end of the stream: a last line without line feed, or a document that was cut off.
    std::optional<JsonPiece> rest();
    std::size_t pending() const { return m_buffer.size() - m_start; }
    std::uint64_t position() const
    {
        return m_dropped + m_start;
    } ///< where the pending document starts

private:
    std::optional<JsonPiece> nextLine();
    bool step(char c);
    std::optional<JsonPiece> cut(std::size_t end);
    void drop(std::size_t upTo);

    const Mode m_mode;
    std::string m_buffer;
    std::size_t m_start = 0;     ///< of the document being collected, in m_buffer
    std::size_t m_at = 0;        ///< next byte to look at
    std::uint64_t m_dropped = 0; ///< bytes of the stream before m_buffer
    std::uint64_t m_line = 1;    ///< of m_start
    int m_depth = 0;
    bool m_insideArray = false; ///< of the top level
    bool m_insideString = false;
    bool m_escaped = false;
    bool m_collecting = false;
};

/// True when the first line of `head` is one whole JSON object or array and something follows it.
bool looksLikeJsonLines(std::string_view head);

} // namespace penstock
