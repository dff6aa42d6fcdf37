// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/detect/policy_tree.h"

#include "core/base/text_safety.h"

#include <nlohmann/json.hpp>

namespace penstock {
namespace {

using Json = nlohmann::json;
constexpr std::size_t kMostDepth = 16;

/// Where the parser has got to: it reads through ReadOn, which counts lines here.
struct Progress {
    std::size_t newlines = 0;
    char last = 0;

    /// Of the token that was read last: after a number the parser has read one character more.
    std::size_t line() const { return newlines + (last == '\n' ? 0 : 1); }
};

class ReadOn final {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    ReadOn(const char* at, Progress& progress) : m_at(at), m_progress(&progress) {}
    reference operator*() const { return *m_at; }
    ReadOn& operator++()
    {
        m_progress->last = *m_at;
        m_progress->newlines += *m_at == '\n' ? 1 : 0;
        ++m_at;
        return *this;
    }
    ReadOn operator++(int)
    {
        ReadOn before = *this;
        ++*this;
        return before;
    }
    bool operator==(const ReadOn& other) const { return m_at == other.m_at; }
    bool operator!=(const ReadOn& other) const { return m_at != other.m_at; }

private:
    const char* m_at;
    Progress* m_progress;
};

class Builder final : public nlohmann::json_sax<Json> {
public:
    explicit Builder(const Progress& progress) : m_progress(progress) {}

    bool null() override { return add(PolicyNode::Type::null) != nullptr; }
    bool boolean(bool value) override
    {
        PolicyNode* node = add(PolicyNode::Type::boolean);
        if (node != nullptr)
            node->boolean = value;
        return node != nullptr;
    }
    bool number_integer(number_integer_t value) override
    {
        return number(static_cast<double>(value));
    }
    bool number_unsigned(number_unsigned_t value) override
    {
        return number(static_cast<double>(value));
    }
    bool number_float(number_float_t value, const string_t&) override { return number(value); }
    bool string(string_t& value) override
    {
        PolicyNode* node = add(PolicyNode::Type::text);
        if (node != nullptr)
            node->text = value;
        return node != nullptr;
    }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(PolicyNode::Type::object); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(PolicyNode::Type::list); }
    bool end_array() override { return close(); }
    bool key(string_t& value) override
    {
        const PolicyNode& object = *m_open.back();
        if (object.member(value) != nullptr)
            return fail("the key “" + visibleLine(value, 80) + "” stands here a second time");
        m_key = value;
        m_keyLine = m_progress.line();
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& e) override
    {
        const std::string_view what = e.what();
        const std::size_t from = what.rfind("; ");
        const std::size_t near = what.find(" - ");
        std::string_view reason = near != std::string_view::npos ? what.substr(near + 3) : what;
        if (near == std::string_view::npos && from != std::string_view::npos)
            reason = what.substr(from + 2);
        return fail("this is not JSON: " + visibleLine(reason, 160));
    }

    PolicyNode root;
    std::string problem;
    std::size_t problemLine = 0;

private:
    bool number(double value)
    {
        PolicyNode* node = add(PolicyNode::Type::number);
        if (node != nullptr)
            node->number = value;
        return node != nullptr;
    }
    PolicyNode* add(PolicyNode::Type type)
    {
        PolicyNode* node = &root;
        if (!m_open.empty())
            node = &m_open.back()->items.emplace_back();
        node->type = type;
        node->line = m_progress.line();
        if (!m_open.empty() && m_open.back()->type == PolicyNode::Type::object) {
            node->key = m_key;
            node->line = m_keyLine;
        }
        return node;
    }
    bool open(PolicyNode::Type type)
    {
        if (m_open.size() >= kMostDepth)
            return fail("nested too deep");
        m_open.push_back(add(type)); // items of an open node do not move: only the newest grows
        return true;
    }
    bool close()
    {
        m_open.pop_back();
        return true;
    }
    bool fail(std::string sentence)
    {
        problem = std::move(sentence);
        problemLine = m_progress.line();
        return false;
    }

    const Progress& m_progress;
    std::vector<PolicyNode*> m_open;
    std::string m_key;
    std::size_t m_keyLine = 0;
};

} // namespace

const PolicyNode* PolicyNode::member(std::string_view name) const
{
    for (const PolicyNode& item : items)
        if (item.key == name)
            return &item;
    return nullptr;
}

std::string_view PolicyNode::typeName() const
{
    static constexpr std::string_view kNames[] = {"null",   "true or false", "a number",
                                                  "a text", "a list",        "an object"};
    return kNames[static_cast<std::size_t>(type)];
}

Error policyError(std::string_view name, std::size_t line, std::string_view path,
                  std::string_view problem)
{
    std::string sentence = std::string(name) + ", line " + std::to_string(line);
    if (!path.empty())
        sentence.append(", ").append(path);
    sentence.append(": ").append(problem).append(".");
    return {ErrorCode::invalid, std::move(sentence), {}};
}

Result<PolicyNode> parsePolicyTree(std::string_view text, std::string_view name)
{
    if (text.size() > kMostPolicyBytes)
        return policyError(name, 1, {}, "the file is larger than 1 MB");
    Progress progress;
    Builder builder(progress);
    const bool parsed =
        Json::sax_parse(ReadOn(text.data(), progress), ReadOn(text.data() + text.size(), progress),
                        &builder, nlohmann::detail::input_format_t::json, true, true);
    if (parsed)
        return std::move(builder.root);
    return policyError(name, builder.problemLine, {}, builder.problem);
}

} // namespace penstock
