// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/json_splitter.h"

#include <algorithm>
#include <utility>

namespace penstock {
namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isBlank(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), isSpace);
}

} // namespace

void JsonSplitter::feed(std::string_view bytes)
{
    // Moving the rest to the front only when it is the smaller part keeps the whole linear.
    if (m_start > m_buffer.size() / 2) {
        m_buffer.erase(0, m_start);
        m_dropped += m_start;
        m_at -= m_start;
        m_start = 0;
    }
    m_buffer.append(bytes);
}

void JsonSplitter::drop(std::size_t upTo)
{
    m_line += static_cast<std::uint64_t>(
        std::count(m_buffer.begin() + static_cast<std::ptrdiff_t>(m_start),
                   m_buffer.begin() + static_cast<std::ptrdiff_t>(upTo), '\n'));
    m_start = upTo;
    m_at = std::max(m_at, upTo);
}

std::optional<JsonPiece> JsonSplitter::cut(std::size_t end)
{
    JsonPiece piece{{}, m_dropped + m_start, m_line};
    if (m_start > 0 || end < m_buffer.size()) {
        piece.text = m_buffer.substr(m_start, end - m_start);
        drop(end);
        return piece;
    }
    // A document that is all there is – nearly every file – changes hands without a copy.
    drop(end);
    m_dropped += end;
    piece.text = std::exchange(m_buffer, {});
    m_start = m_at = 0;
    return piece;
}

// Looks at one byte of a document; true when it is the last one.
bool JsonSplitter::step(char c)
{
    if (m_insideString) {
        if (m_escaped)
            m_escaped = false;
        else if (c == '\\')
            m_escaped = true;
        else if (c == '"')
            m_insideString = false;
        return false;
    }
    if (c == '"')
        m_insideString = true;
    else if (c == '{' || c == '[')
        ++m_depth;
    else if (c == '}' || c == ']')
        return --m_depth <= 0;
    return false;
}

std::optional<JsonPiece> JsonSplitter::next()
{
    if (m_mode == Mode::lines)
        return nextLine();
    while (m_at < m_buffer.size()) {
        const char c = m_buffer[m_at];
        if (!m_collecting) {
            const bool separator = isSpace(c) || c == ',' || (m_insideArray && c == ']');
            const bool opensArray = c == '[' && !m_insideArray;
            m_insideArray = (m_insideArray || opensArray) && c != ']';
            ++m_at;
            if (separator || opensArray)
                continue;
            drop(m_at - 1);
            m_at = m_start;
            m_collecting = true;
            m_depth = 0;
        }
        ++m_at;
        if (step(c)) {
            m_collecting = false;
            return cut(m_at);
        }
    }
    return std::nullopt;
}

std::optional<JsonPiece> JsonSplitter::nextLine()
{
    for (;;) {
        const std::size_t end = m_buffer.find('\n', m_at);
        if (end == std::string::npos) {
            m_at = m_buffer.size();
            return std::nullopt;
        }
        auto piece = cut(end + 1);
        if (!isBlank(piece->text))
            return piece;
    }
}

std::optional<JsonPiece> JsonSplitter::rest()
{
    if (m_mode == Mode::documents && !m_collecting)
        return std::nullopt;
    m_collecting = false;
    auto piece = cut(m_buffer.size());
    return isBlank(piece->text) ? std::nullopt : piece;
}

bool looksLikeJsonLines(std::string_view head)
{
    const std::size_t lineEnd = head.find('\n');
    if (lineEnd == std::string_view::npos || isBlank(head.substr(lineEnd)))
        return false;
    JsonSplitter first(JsonSplitter::Mode::documents);
    const std::string_view line = head.substr(0, lineEnd);
    if (line.starts_with('[')) // an array on one line is a line of its own, not a list of documents
        return line.find_last_not_of(" \t\r") != std::string_view::npos &&
               line[line.find_last_not_of(" \t\r")] == ']';
    first.feed(line);
    return first.next().has_value();
}

} // namespace penstock
