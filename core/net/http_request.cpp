// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/http_request.h"

#include "core/net/addresses.h"

namespace penstock {

namespace http = boost::beast::http;

RequestHead headOf(const RequestParser& parser)
{
    const auto& request = parser.get();
    const auto text = [&](http::field name) {
        const auto value = request[name];
        return std::string_view(value.data(), value.size());
    };
    RequestHead head;
    head.method = {request.method_string().data(), request.method_string().size()};
    head.target = {request.target().data(), request.target().size()};
    if (request.count(http::field::host) == 1)
        head.host = text(http::field::host);
    if (request.count(http::field::origin) > 0)
        head.origin = text(http::field::origin);
    head.contentType = text(http::field::content_type);
    head.contentEncoding = text(http::field::content_encoding);
    head.authorization = text(http::field::authorization);
    if (const auto length = parser.content_length())
        head.contentLength = *length;
    head.chunked = parser.chunked();
    head.http11 = request.version() >= 11;
    return head;
}

bool wantsContinue(const RequestParser& parser)
{
    const auto expect = parser.get()[http::field::expect];
    return parser.get().version() >= 11 &&
           lowerCase({expect.data(), expect.size()}) == "100-continue";
}

} // namespace penstock
