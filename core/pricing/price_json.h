// SPDX-License-Identifier: GPL-3.0-or-later
// A strict little JSON reader that knows the line of every value, so that a price table written by hand can be refused
// with a sentence that names line and key. Numbers stay text: prices are decimals and never pass through a double.
// Value type; throws nothing; bounded depth.
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace penstock {

struct PriceJson {
    enum class Type { null, boolean, number, string, array, object };

    Type type = Type::null;
    int line = 0;
    std::string text;             ///< of a string, number or boolean
    std::string key;              ///< of a member of an object
    std::vector<PriceJson> items; ///< of an array or an object

    const PriceJson* member(std::string_view name) const;
    static Result<PriceJson> parse(std::string_view text);
};

} // namespace penstock
