// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/features.h"

#include "core/base/hash.h"

namespace penstock {

std::uint16_t argumentName(std::string_view name)
{
    return static_cast<std::uint16_t>(plainHash64(name));
}

std::uint64_t argumentValue(std::string_view text)
{
    const std::uint64_t value = plainHash64(text) >> (64 - kArgumentBits);
    return value == 0 ? 1 : value;
}

} // namespace penstock
