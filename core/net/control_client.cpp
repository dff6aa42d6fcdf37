// SPDX-License-Identifier: GPL-3.0-or-later
// The asking side of the control socket. An empty line ends an answer; see control_socket.cpp.
#include "core/net/control_socket.h"

#include "core/net/local_socket.h"

#include <cstring>

namespace penstock {
namespace {

constexpr std::size_t kMaxLine = 256u << 20;
constexpr std::size_t kMaxKept = 256u << 20;

Error systemError(ErrorCode code, const std::string& sentence)
{
    return {code, sentence + ": " + std::strerror(errno) + ".", std::strerror(errno)};
}

/// Hands lines over until the empty one.
Status readLines(LocalSocket& socket, LocalSocket::Deadline deadline, const ControlLine& onLine)
{
    std::string in;
    std::size_t searched = 0;
    for (;;) {
        std::size_t begin = 0;
        for (std::size_t end = in.find('\n', searched); end != std::string::npos;
             end = in.find('\n', begin)) {
            const auto line = std::string_view(in).substr(begin, end - begin);
            if (line.empty())
                return Done{};
            if (!onLine(line))
                return Error{ErrorCode::cancelled, "Stopped.", {}};
            begin = end + 1;
        }
        in.erase(0, begin);
        searched = in.size();
        if (searched > kMaxLine)
            return Error{
                ErrorCode::io, "The engine's answer is larger than anything it should say.", {}};
        if (Status received = socket.receiveSome(in, deadline); !received)
            return received;
    }
}

} // namespace

Status callControl(const std::string& path, const std::string& request,
                   std::chrono::milliseconds timeout, const ControlLine& onLine)
{
    if (!LocalSocket::fits(path))
        return LocalSocket::tooLong(path);
    if (request.find('\n') != std::string::npos)
        return Error{ErrorCode::invalid, "A request is one line.", {}};
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    LocalSocket socket;
    if (!socket.connect(path, deadline))
        return systemError(ErrorCode::notFound, "No engine listens on " + path);
    if (!socket.sendAll(request + "\n", deadline))
        return systemError(ErrorCode::io, "The engine did not take the request");
    return readLines(socket, deadline, onLine);
}

Result<std::vector<std::string>> callControl(const std::string& path, const std::string& request,
                                             std::chrono::milliseconds timeout)
{
    std::vector<std::string> lines;
    std::size_t kept = 0;
    const Status answered = callControl(path, request, timeout, [&](std::string_view line) {
        kept += line.size();
        lines.emplace_back(line);
        return kept <= kMaxKept;
    });
    if (kept > kMaxKept)
        return Error{
            ErrorCode::io, "The engine's answer is larger than anything it should say.", {}};
    if (!answered)
        return answered.error();
    return lines;
}

} // namespace penstock
