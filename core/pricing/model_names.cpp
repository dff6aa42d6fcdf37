// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pricing/model_names.h"

#include <algorithm>

namespace penstock {
namespace {

bool isDigits(std::string_view s)
{
    return !s.empty() && s.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string lowered(std::string_view s)
{
    std::string out(s.substr(0, 200));
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

/// `bedrock/us.anthropic.claude-x` → `claude-x`; `models/gemini-x` → `gemini-x`; `openai/gpt-x` → `gpt-x`.
std::string_view withoutPrefixes(std::string_view name)
{
    if (const std::size_t slash = name.rfind('/'); slash != name.npos)
        name.remove_prefix(slash + 1);
    for (const std::string_view region :
         {"us.", "eu.", "apac.", "global.", "jp.", "au.", "us-gov.", "ca.", "sa."})
        if (name.starts_with(region)) {
            name.remove_prefix(region.size());
            break;
        }
    for (const std::string_view vendor :
         {"anthropic.", "openai.", "meta.", "mistral.", "cohere.", "deepseek.", "google."})
        if (name.starts_with(vendor)) {
            name.remove_prefix(vendor.size());
            break;
        }
    return name;
}

/// `claude-x[1m]`, `claude-x@20250514` (Vertex), `claude-x-20250514-v1:0` (Bedrock), `gpt-x:free`.
std::string_view withoutSuffixes(std::string_view name)
{
    for (const char mark : {'[', ':'})
        if (const std::size_t at = name.find(mark); at != name.npos && at > 0)
            name = name.substr(0, at);
    if (const std::size_t v = name.rfind("-v");
        v != name.npos && v > 0 && isDigits(name.substr(v + 2)) && name.size() - v == 3)
        name = name.substr(0, v);
    return name;
}

/// A date at the end: `-20250514`, `@20250514`, `-2024-08-06`, `-0613`, `-preview-05-20`, `-latest`.
std::string_view withoutDate(std::string_view name)
{
    if (name.ends_with("-latest"))
        return name.substr(0, name.size() - 7);
    const auto endsWithDigits = [name](std::size_t n, char before) {
        return name.size() > n + 1 && isDigits(name.substr(name.size() - n)) &&
               name[name.size() - n - 1] == before;
    };
    if (endsWithDigits(8, '-') || endsWithDigits(8, '@'))
        return name.substr(0, name.size() - 9);
    if (name.size() > 11 && endsWithDigits(2, '-') && name[name.size() - 6] == '-' &&
        name[name.size() - 11] == '-' && isDigits(name.substr(name.size() - 10, 4)))
        return name.substr(0, name.size() - 11);
    if (endsWithDigits(4, '-'))
        return name.substr(0, name.size() - 5);
    if (const std::size_t preview = name.rfind("-preview"); preview != name.npos && preview > 0)
        return name.substr(0, preview);
    return name;
}

} // namespace

std::vector<std::string> modelNameCandidates(std::string_view model)
{
    std::vector<std::string> out{lowered(model)};
    const auto add = [&out](std::string_view name) {
        if (!name.empty() && std::find(out.begin(), out.end(), name) == out.end())
            out.emplace_back(name);
    };
    const std::string raw = out.front();
    if (raw.ends_with(":free")) // a router's free variant is not the list price
        return out;
    const std::string_view bare = withoutPrefixes(raw);
    const std::string_view plain = withoutSuffixes(bare);
    add(bare);
    add(plain);
    add(withoutDate(plain));
    return out;
}

} // namespace penstock
