// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/price_json.h"

namespace penstock {
namespace {

constexpr int kMaxDepth = 16;

class Reader final {
public:
    explicit Reader(std::string_view text) : m_text(text) {}

    bool whole(PriceJson& out)
    {
        if (!value(out, 0))
            return false;
        skipSpace();
        return m_at == m_text.size() || fail("text after the end of the table");
    }
    Error error() const
    {
        return {ErrorCode::invalid,
                "The price table is not valid JSON: line " + std::to_string(m_line) + ": " +
                    m_problem + ".",
                {}};
    }

private:
    bool fail(const char* problem)
    {
        if (m_problem.empty())
            m_problem = problem;
        return false;
    }
    void skipSpace()
    {
        for (; m_at < m_text.size(); ++m_at) {
            const char c = m_text[m_at];
            if (c == '\n')
                ++m_line;
            else if (c != ' ' && c != '\t' && c != '\r')
                return;
        }
    }
    bool take(char c)
    {
        skipSpace();
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }
    bool value(PriceJson& out, int depth)
    {
        skipSpace();
        if (depth > kMaxDepth)
            return fail("nested too deep");
        if (m_at >= m_text.size())
            return fail("the text ends too early");
        out.line = m_line;
        switch (m_text[m_at]) {
        case '{':
            return object(out, depth);
        case '[':
            return array(out, depth);
        case '"':
            out.type = PriceJson::Type::string;
            return string(out.text);
        default:
            return word(out);
        }
    }
    bool object(PriceJson& out, int depth)
    {
        out.type = PriceJson::Type::object;
        ++m_at;
        if (take('}'))
            return true;
        do {
            skipSpace();
            std::string key;
            if (m_at >= m_text.size() || m_text[m_at] != '"' || !string(key))
                return fail("a key in quotes was expected");
            if (out.member(key) != nullptr)
                return fail("a key appears twice");
            if (!take(':'))
                return fail("':' was expected");
            out.items.emplace_back();
            out.items.back().key = std::move(key);
            if (!value(out.items.back(), depth + 1))
                return false;
        } while (take(','));
        return take('}') || fail("',' or '}' was expected");
    }
    bool array(PriceJson& out, int depth)
    {
        out.type = PriceJson::Type::array;
        ++m_at;
        if (take(']'))
            return true;
        do {
            out.items.emplace_back();
            if (!value(out.items.back(), depth + 1))
                return false;
        } while (take(','));
        return take(']') || fail("',' or ']' was expected");
    }
    bool string(std::string& out)
    {
        for (++m_at; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at) {
            if (m_text[m_at] == '\n')
                return fail("a text must end on its line");
            if (m_text[m_at] == '\\' && ++m_at < m_text.size() && m_text[m_at] != '"' &&
                m_text[m_at] != '\\' && m_text[m_at] != '/')
                return fail("only \\\" \\\\ and \\/ may be escaped here");
            if (m_at < m_text.size())
                out.push_back(m_text[m_at]);
        }
        if (m_at >= m_text.size())
            return fail("a text does not end");
        ++m_at;
        return true;
    }
    bool word(PriceJson& out)
    {
        const std::size_t begin = m_at;
        while (m_at < m_text.size() &&
               m_text.substr(m_at, 1).find_first_of(" \t\r\n,]}") == std::string_view::npos)
            ++m_at;
        out.text = m_text.substr(begin, m_at - begin);
        if (out.text == "null")
            out.type = PriceJson::Type::null;
        else if (out.text == "true" || out.text == "false")
            out.type = PriceJson::Type::boolean;
        else if (!out.text.empty() &&
                 out.text.find_first_not_of("0123456789.") == std::string::npos)
            out.type = PriceJson::Type::number;
        else
            return fail("a value was expected");
        return true;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    int m_line = 1;
    std::string m_problem;
};

} // namespace

const PriceJson* PriceJson::member(std::string_view name) const
{
    if (type == Type::object)
        for (const PriceJson& item : items)
            if (item.key == name)
                return &item;
    return nullptr;
}

Result<PriceJson> PriceJson::parse(std::string_view text)
{
    PriceJson out;
    Reader reader(text);
    if (!reader.whole(out))
        return reader.error();
    return out;
}

} // namespace penstock
