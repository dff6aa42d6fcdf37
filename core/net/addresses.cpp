// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/addresses.h"

#include "core/net/listeners.h"

#include <algorithm>
#include <array>

#include <arpa/inet.h>

namespace penstock {
namespace {

bool isLoopbackV6(const in6_addr& address)
{
    if (IN6_IS_ADDR_LOOPBACK(&address))
        return true;
    return IN6_IS_ADDR_V4MAPPED(&address) && address.s6_addr[12] == 127;
}

bool isPort(std::string_view text)
{
    return text.size() <= 5 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

bool isLoopback(const std::string& address)
{
    std::string host = lowerCase(address);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    if (host == "localhost" || host == "localhost.")
        return true;
    in_addr v4{};
    if (inet_pton(AF_INET, host.c_str(), &v4) == 1)
        return (ntohl(v4.s_addr) >> 24) == 127;
    in6_addr v6{};
    return inet_pton(AF_INET6, host.c_str(), &v6) == 1 && isLoopbackV6(v6);
}

std::string hostWithoutPort(std::string_view hostHeader)
{
    std::string_view host = trimmed(hostHeader);
    if (!host.empty() && host.front() == '[') {
        const std::size_t end = host.find(']');
        if (end == std::string_view::npos)
            return {};
        const std::string_view rest = host.substr(end + 1);
        if (!rest.empty() && (rest.front() != ':' || !isPort(rest.substr(1))))
            return {};
        return lowerCase(host.substr(1, end - 1));
    }
    if (const std::size_t colon = host.find(':'); colon != std::string_view::npos) {
        if (!isPort(host.substr(colon + 1)))
            return {};
        host = host.substr(0, colon);
    }
    return lowerCase(host);
}

std::string endpointText(const std::string& address, std::uint16_t port)
{
    const bool v6 = address.find(':') != std::string::npos;
    return (v6 ? "[" + address + "]" : address) + ":" + std::to_string(port);
}

std::string lowerCase(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

bool isTrustedHost(std::string_view hostHeader, const std::vector<std::string>& allowed)
{
    // Containers reach their host's loopback under these names. `.internal` is reserved: no page on the web can
    // make a browser resolve one of them to us, which is what the guard against DNS rebinding is about.
    static constexpr std::array<std::string_view, 2> kContainerNames{"host.docker.internal",
                                                                     "host.containers.internal"};
    const std::string host = hostWithoutPort(hostHeader);
    if (host.empty())
        return false;
    return isLoopback(host) ||
           std::find(kContainerNames.begin(), kContainerNames.end(), host) !=
               kContainerNames.end() ||
           std::any_of(allowed.begin(), allowed.end(),
                       [&](const std::string& name) { return lowerCase(name) == host; });
}

} // namespace penstock
