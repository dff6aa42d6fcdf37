// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/json_layout.h"

namespace penstock::ui {
namespace {

constexpr std::size_t kMaxDepth = 200;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string_view trimmed(std::string_view s)
{
    while (!s.empty() && isSpace(s.front()))
        s.remove_prefix(1);
    while (!s.empty() && isSpace(s.back()))
        s.remove_suffix(1);
    return s;
}

// Position behind the string that starts at `at`; npos when it does not end.
std::size_t endOfString(std::string_view s, std::size_t at)
{
    for (std::size_t i = at + 1; i < s.size(); ++i) {
        if (s[i] == '\\')
            ++i;
        else if (s[i] == '"')
            return i + 1;
    }
    return std::string_view::npos;
}

std::size_t nextSolid(std::string_view s, std::size_t at)
{
    while (at < s.size() && isSpace(s[at]))
        ++at;
    return at;
}

} // namespace

std::optional<std::string> layOutJson(std::string_view text)
{
    const std::string_view s = trimmed(text);
    if (s.empty() || (s[0] != '{' && s[0] != '['))
        return {};
    std::string out;
    std::string open; // closing brackets still owed
    const auto newLine = [&] { out += '\n' + std::string(open.size() * 2, ' '); };
    for (std::size_t i = 0; i < s.size(); ++i) {
        const char c = s[i];
        if (c == '"') {
            const std::size_t end = endOfString(s, i);
            if (end == std::string_view::npos)
                return {};
            out += s.substr(i, end - i);
            i = end - 1;
        } else if (c == '{' || c == '[') {
            const char close = c == '{' ? '}' : ']';
            out += c;
            const std::size_t next = nextSolid(s, i + 1);
            if (next < s.size() && s[next] == close) {
                out += close;
                i = next;
                continue;
            }
            open += close;
            if (open.size() > kMaxDepth)
                return {};
            newLine();
        } else if (c == '}' || c == ']') {
            if (open.empty() || open.back() != c)
                return {};
            open.pop_back();
            newLine();
            out += c;
        } else if (c == ',') {
            out += c;
            newLine();
        } else if (c == ':') {
            out += ": ";
        } else if (!isSpace(c)) {
            out += c;
        }
    }
    if (!open.empty())
        return {};
    return out;
}

std::optional<std::vector<std::pair<std::string, std::string>>> membersOfJson(std::string_view text)
{
    const std::string_view s = trimmed(text);
    if (s.size() < 2 || s.front() != '{' || !layOutJson(s))
        return {};
    std::vector<std::pair<std::string, std::string>> members;
    std::size_t at = nextSolid(s, 1);
    while (at < s.size() && s[at] == '"') {
        const std::size_t keyEnd = endOfString(s, at);
        const std::size_t colon =
            keyEnd == std::string_view::npos ? s.size() : nextSolid(s, keyEnd);
        if (colon >= s.size() || s[colon] != ':')
            return {};
        const std::size_t from = nextSolid(s, colon + 1);
        std::size_t end = from;
        int depth = 0;
        for (; end < s.size(); ++end) {
            const char c = s[end];
            if (c == '"')
                end = endOfString(s, end) - 1;
            else if (c == '{' || c == '[')
                ++depth;
            else if ((c == '}' || c == ']') && depth-- == 0)
                break;
            else if (c == ',' && depth == 0)
                break;
        }
        members.emplace_back(s.substr(at + 1, keyEnd - at - 2),
                             trimmed(s.substr(from, end - from)));
        if (end >= s.size() || s[end] != ',')
            break;
        at = nextSolid(s, end + 1);
    }
    return members;
}

} // namespace penstock::ui
