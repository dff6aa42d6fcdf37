// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/detect/act.h"

#include "core/base/hash.h"

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

} // namespace penstock
