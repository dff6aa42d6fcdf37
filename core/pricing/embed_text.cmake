# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DIN=prices.json -DOUT=x.cpp -P embed_text.cmake: the text as a function of the program, no Qt needed.
file(READ "${IN}" text)
file(WRITE "${OUT}" "// Generated from resources/pricing/prices.json.
#include <string_view>

namespace penstock {
std::string_view builtInPricesJson();
std::string_view builtInPricesJson() { return R\"PRICES(${text})PRICES\"; }
} // namespace penstock
")
