// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dialect/loose_json.h"

#include <charconv>
#include <cmath>

namespace penstock {
namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

void appendUtf8(std::string& out, std::uint32_t c)
{
    if (c < 0x80) {
        out.push_back(static_cast<char>(c));
    } else if (c < 0x800) {
        out.push_back(static_cast<char>(0xC0 | c >> 6));
        out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    } else if (c < 0x10000) {
        out.push_back(static_cast<char>(0xE0 | c >> 12));
        out.push_back(static_cast<char>(0x80 | (c >> 6 & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    } else {
        out.push_back(static_cast<char>(0xF0 | c >> 18));
        out.push_back(static_cast<char>(0x80 | (c >> 12 & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (c >> 6 & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    }
}

bool readHex(std::string_view s, std::size_t at, std::size_t digits, std::uint32_t& out)
{
    if (at + digits > s.size())
        return false;
    const auto [end, error] = std::from_chars(s.data() + at, s.data() + at + digits, out, 16);
    return error == std::errc() && end == s.data() + at + digits;
}

/// `\u` at s[at-2..]; returns how many characters after the `u` were used, 0 when it is no escape.
std::size_t decodeUnicode(std::string_view s, std::size_t at, std::string& out)
{
    std::uint32_t c = 0;
    if (!readHex(s, at, 4, c))
        return 0;
    std::uint32_t low = 0;
    if (c >= 0xD800 && c < 0xDC00 && s.substr(at + 4, 2) == "\\u" && readHex(s, at + 6, 4, low) &&
        low >= 0xDC00 && low < 0xE000) {
        appendUtf8(out, 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00));
        return 10;
    }
    appendUtf8(out, c >= 0xD800 && c < 0xE000 ? 0xFFFD : c);
    return 4;
}

char simpleEscape(char c)
{
    switch (c) {
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case 'r':
        return '\r';
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case '"':
    case '\'':
    case '\\':
    case '/':
        return c;
    default:
        return '\0';
    }
}

} // namespace

std::string decodeEscapes(std::string_view inner)
{
    std::string out;
    out.reserve(inner.size());
    for (std::size_t i = 0; i < inner.size(); ++i) {
        if (inner[i] != '\\' || i + 1 == inner.size()) {
            out.push_back(inner[i]);
            continue;
        }
        const char c = inner[i + 1];
        if (const char simple = simpleEscape(c); simple != '\0') {
            out.push_back(simple);
            ++i;
            continue;
        }
        std::uint32_t byte = 0;
        if (c == 'x' && readHex(inner, i + 2, 2, byte)) {
            appendUtf8(out, byte);
            i += 3;
        } else if (const std::size_t used = c == 'u' ? decodeUnicode(inner, i + 2, out) : 0;
                   used > 0) {
            i += 1 + used;
        } else {
            out.push_back('\\');
        }
    }
    return out;
}

LooseType LooseNode::type() const
{
    return m_index < 0 ? LooseType::none : m_document->m_nodes[m_index].type;
}
std::string_view LooseNode::raw() const
{
    return m_index < 0 ? std::string_view() : m_document->m_nodes[m_index].raw;
}
std::string_view LooseNode::key() const
{
    return m_index < 0 ? std::string_view() : m_document->m_nodes[m_index].key;
}
bool LooseNode::wasCut() const
{
    return m_index >= 0 && m_document->m_nodes[m_index].cut;
}

std::string LooseNode::text() const
{
    std::string_view r = raw();
    if (type() != LooseType::string)
        return std::string(r);
    const char quote = r.front();
    r.remove_prefix(1);
    if (!wasCut() && !r.empty() && r.back() == quote)
        r.remove_suffix(1);
    return decodeEscapes(r);
}

std::optional<double> LooseNode::real() const
{
    std::string_view r = raw();
    if (type() == LooseType::string && r.size() > 2)
        r = r.substr(1, r.size() - 2);
    double d = 0;
    const auto [end, error] = std::from_chars(r.data(), r.data() + r.size(), d);
    if (r.empty() || error != std::errc() || end != r.data() + r.size() || !std::isfinite(d))
        return std::nullopt;
    return d;
}

std::optional<std::int64_t> LooseNode::integer() const
{
    const auto d = real();
    if (!d || std::abs(*d) > 9.0e15)
        return std::nullopt;
    return std::llround(*d);
}

LooseNode LooseNode::firstChild() const
{
    return m_index < 0 ? LooseNode()
                       : LooseNode(m_document, m_document->m_nodes[m_index].firstChild);
}

LooseNode LooseNode::next() const
{
    return m_index < 0 ? LooseNode() : LooseNode(m_document, m_document->m_nodes[m_index].next);
}

LooseNode LooseNode::member(std::string_view name) const
{
    if (type() == LooseType::object)
        for (LooseNode child = firstChild(); child; child = child.next())
            if (child.key() == name)
                return child;
    return {};
}

std::string LooseNode::memberText(std::string_view name) const
{
    const LooseNode node = member(name);
    return node.type() == LooseType::null ? std::string() : node.text();
}

LooseJson::LooseJson(std::string_view text)
{
    parse(text);
    for (int level = 0; level < 2 && root().isString(); ++level) { // encoded twice, at times thrice
        std::string inner = root().text();
        const std::size_t start = inner.find_first_not_of(" \n\t\r");
        if (start == std::string::npos ||
            (inner[start] != '{' && inner[start] != '[' && inner[start] != '"'))
            break;
        m_unwrapped = std::move(inner);
        parse(m_unwrapped);
    }
}

bool LooseJson::isTree() const
{
    return root().isObject() || root().isArray();
}

void LooseJson::parse(std::string_view text)
{
    m_text = text;
    m_at = 0;
    m_nodes.clear();
    m_truncated = false;
    m_limited = false;
    skipSpace();
    if (m_at == text.size())
        return;
    parseValue(0);
    skipSpace();
    if (m_at < m_text.size() &&
        !m_limited) // "[see below] Hello" or "12 apples": text, not JSON cut short
        m_nodes.clear();
}

void LooseJson::skipSpace()
{
    while (m_at < m_text.size() && isSpace(m_text[m_at]))
        ++m_at;
}

int LooseJson::add(LooseType type, std::size_t begin)
{
    if (m_nodes.size() >= kMaxNodes) {
        m_truncated = true;
        m_limited = true;
        return -1;
    }
    m_nodes.push_back({});
    m_nodes.back().type = type;
    m_nodes.back().raw = m_text.substr(begin, 0);
    return static_cast<int>(m_nodes.size() - 1);
}

int LooseJson::parseValue(int depth)
{
    skipSpace();
    if (m_at >= m_text.size() || depth > kMaxDepth) {
        m_truncated = true;
        m_limited = m_limited || depth > kMaxDepth;
        return -1;
    }
    const char c = m_text[m_at];
    if (c == '{' || c == '[' || c == '(')
        return parseContainer(depth, c == '{' ? '}' : c == '[' ? ']' : ')');
    if (c == '"' || c == '\'') {
        const std::size_t begin = m_at;
        bool cut = false;
        const std::string_view inner = takeString(cut);
        const int node = add(LooseType::string, begin);
        if (node >= 0) {
            m_nodes[node].raw = m_text.substr(begin, inner.size() + (cut ? 1 : 2));
            m_nodes[node].cut = cut;
        }
        return node;
    }
    return parseScalar();
}

int LooseJson::parseContainer(int depth, char close)
{
    const std::size_t begin = m_at++;
    const int self = add(close == '}' ? LooseType::object : LooseType::array, begin);
    if (self < 0)
        return -1;
    int last = -1;
    bool closed = false;
    while (!m_truncated) {
        skipSpace();
        if (m_at >= m_text.size()) {
            m_truncated = true;
        } else if (m_text[m_at] == close) {
            ++m_at;
            closed = true;
            break;
        } else if (m_text[m_at] == ',') {
            ++m_at;
        } else if (!parseMember(depth, self, last)) {
            m_truncated = true;
        }
    }
    m_nodes[self].raw = m_text.substr(begin, m_at - begin);
    m_nodes[self].cut = !closed;
    return self;
}

bool LooseJson::parseMember(int depth, int container, int& last)
{
    std::string_view key;
    if (m_nodes[container].type == LooseType::object) {
        key = parseKey();
        skipSpace();
        if (m_at >= m_text.size() || m_text[m_at] != ':')
            return false;
        ++m_at;
    }
    const int child = parseValue(depth + 1);
    if (child < 0)
        return false;
    m_nodes[child].key = key;
    (last < 0 ? m_nodes[container].firstChild : m_nodes[last].next) = child;
    last = child;
    return true;
}

std::string_view LooseJson::parseKey()
{
    bool cut = false;
    if (m_text[m_at] == '"' || m_text[m_at] == '\'')
        return takeString(cut);
    const std::size_t begin = m_at;
    while (m_at < m_text.size() && m_text[m_at] != ':' && !isSpace(m_text[m_at]))
        ++m_at;
    return m_text.substr(begin, m_at - begin);
}

std::string_view LooseJson::takeString(bool& cut)
{
    const char quote = m_text[m_at++];
    const std::size_t begin = m_at;
    while (m_at < m_text.size() && m_text[m_at] != quote)
        m_at += m_text[m_at] == '\\' ? 2 : 1;
    if (m_at >= m_text.size()) {
        m_at = m_text.size();
        cut = true;
        m_truncated = true;
        return m_text.substr(begin);
    }
    return m_text.substr(begin, m_at++ - begin);
}

int LooseJson::parseScalar()
{
    const std::size_t begin = m_at;
    while (m_at < m_text.size() && !isSpace(m_text[m_at]) && m_text[m_at] != ',' &&
           m_text[m_at] != ']' && m_text[m_at] != '}' && m_text[m_at] != ')')
        ++m_at;
    const std::string_view word = m_text.substr(begin, m_at - begin);
    LooseType type = LooseType::none;
    if (word == "null" || word == "None")
        type = LooseType::null;
    else if (word == "true" || word == "false" || word == "True" || word == "False")
        type = LooseType::boolean;
    else if (!word.empty() && (word.front() == '-' || (word.front() >= '0' && word.front() <= '9')))
        type = LooseType::number;
    if (type == LooseType::none) { // not JSON at all, or a value cut in the middle
        m_truncated = true;
        return -1;
    }
    const int node = add(type, begin);
    if (node >= 0)
        m_nodes[node].raw = word;
    return node;
}

} // namespace penstock
