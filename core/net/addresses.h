// SPDX-License-Identifier: GPL-3.0-or-later
// Names and addresses as they stand in Host headers, endpoints and options. Pure functions, any thread.
// isLoopback itself is declared in listeners.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace penstock {

/// `localhost:4318` → `localhost`, `[::1]:4318` → `::1`. Empty when it is not a host with an optional port.
std::string hostWithoutPort(std::string_view hostHeader);
/// `127.0.0.1:4318`, `[::1]:4318`.
std::string endpointText(const std::string& address, std::uint16_t port);
/// ASCII only; what stands in protocol headers is ASCII.
std::string lowerCase(std::string_view text);
std::string_view trimmed(std::string_view text);
/// A loopback name, a name that no public DNS can hand out, or one of `allowed`: what a listener on loopback answers to.
bool isTrustedHost(std::string_view hostHeader, const std::vector<std::string>& allowed);

} // namespace penstock
