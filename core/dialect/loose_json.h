// SPDX-License-Identifier: GPL-3.0-or-later
// LooseJson: reads JSON as agents' SDKs really leave it in string attributes – valid, encoded twice, cut off in the
// middle, or Python's repr of a dict ('single quotes', True, None). Never fails: what cannot be read ends the tree and
// sets truncated(). Bounded: depth, nodes. Nodes are views into the text (or into the unwrapped copy). One owner.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace penstock {

enum class LooseType : std::uint8_t { none, null, boolean, number, string, array, object };

class LooseJson;

/// Handle to one node; valid as long as its LooseJson.
class LooseNode final {
public:
    LooseNode() = default;
    LooseNode(const LooseJson* document, int index) : m_document(document), m_index(index) {}

    explicit operator bool() const { return m_index >= 0; }
    LooseType type() const;
    bool isObject() const { return type() == LooseType::object; }
    bool isArray() const { return type() == LooseType::array; }
    bool isString() const { return type() == LooseType::string; }
    std::string_view raw() const;                ///< the source text of this node, quotes included
    std::string text() const;                    ///< strings decoded, everything else as raw()
    std::string_view key() const;                ///< inside an object, escapes not decoded
    std::optional<std::int64_t> integer() const; ///< also from a string
    std::optional<double> real() const;
    LooseNode firstChild() const;
    LooseNode next() const;
    LooseNode
    member(std::string_view name) const; ///< none if this is no object or has no such member
    /// Text of a member, empty if absent or null.
    std::string memberText(std::string_view name) const;
    bool wasCut() const; ///< the text ended inside this node

private:
    const LooseJson* m_document = nullptr;
    int m_index = -1;
};

class LooseJson final {
public:
    static constexpr int kMaxDepth = 64;
    static constexpr std::size_t kMaxNodes = 200'000;

    explicit LooseJson(std::string_view text);
    LooseJson(const LooseJson&) = delete;
    LooseJson& operator=(const LooseJson&) = delete;

    LooseNode root() const { return {this, m_nodes.empty() ? -1 : 0}; }
    bool truncated() const { return m_truncated; }
    /// True when the text as a whole is an object or array (after unwrapping), so that it makes sense to look inside.
    bool isTree() const;

private:
    friend class LooseNode;
    struct Node {
        LooseType type = LooseType::none;
        bool cut = false;
        int firstChild = -1;
        int next = -1;
        std::string_view raw;
        std::string_view key;
    };

    void parse(std::string_view text);
    int parseValue(int depth);
    int parseContainer(int depth, char close);
    bool parseMember(int depth, int container, int& last);
    std::string_view parseKey();
    int parseScalar();
    int add(LooseType type, std::size_t begin);
    std::string_view takeString(bool& cut);
    void skipSpace();

    std::string m_unwrapped;
    std::string_view m_text;
    std::size_t m_at = 0;
    std::vector<Node> m_nodes;
    bool m_truncated = false;
    bool m_limited = false; ///< one of our bounds was reached
};

/// Decodes JSON escapes (and Python's \x and \'); wrong escapes are kept as they are.
std::string decodeEscapes(std::string_view inner);

} // namespace penstock
