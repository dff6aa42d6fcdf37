// SPDX-License-Identifier: GPL-3.0-or-later
// HttpRequest: the parser of one request whose body is bounded by size and by the listener's budget while it arrives,
// and the head in the plain terms of HttpRules. A connection's strand owns both. For http_session.cpp only: it brings
// Beast along. A body over a bound ends the parsing with body_limit or no_buffer_space.
#pragma once

#include "core/net/http_rules.h"
#include "core/net/inflight_budget.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/parser.hpp>

namespace penstock {

/// Beast body that enforces the size limit and the listener's budget as bytes arrive.
struct LeasedBody {
    struct value_type {
        std::string bytes;
        InflightLease lease;
        std::size_t max = 0;
    };

    class reader {
    public:
        static constexpr std::size_t kFirstReserve = 1024 * 1024;

        template <bool isRequest, class Fields>
        reader(boost::beast::http::header<isRequest, Fields>&, value_type& body) : m_body(body)
        {
        }
        void init(const boost::optional<std::uint64_t>& length, boost::beast::error_code& ec)
        {
            ec = {};
            if (length) // believed only so far: what a sender announces costs it nothing
                m_body.bytes.reserve(
                    static_cast<std::size_t>(std::min<std::uint64_t>(*length, kFirstReserve)));
        }
        template <class Buffers>
        std::size_t put(const Buffers& buffers, boost::beast::error_code& ec)
        {
            const std::size_t more = boost::beast::buffer_bytes(buffers);
            ec = {};
            if (m_body.bytes.size() + more > m_body.max)
                ec = boost::beast::http::error::body_limit;
            else if (!m_body.lease.resize(m_body.bytes.size() + more))
                ec = boost::system::errc::make_error_code(boost::system::errc::no_buffer_space);
            if (ec)
                return 0;
            for (const auto& part : boost::beast::buffers_range_ref(buffers))
                m_body.bytes.append(static_cast<const char*>(part.data()), part.size());
            return more;
        }
        void finish(boost::beast::error_code& ec) { ec = {}; }

    private:
        value_type& m_body;
    };
};

using RequestParser = boost::beast::http::request_parser<LeasedBody>;

/// The views in it live as long as the parser and its header do.
RequestHead headOf(const RequestParser& parser);
bool wantsContinue(const RequestParser& parser);

} // namespace penstock
