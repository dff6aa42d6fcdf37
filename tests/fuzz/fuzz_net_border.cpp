// SPDX-License-Identifier: GPL-3.0-or-later
// What strangers and damaged files put at the border: heads, compressed bodies, token files. No crash, no output beyond
// the limit, no memory lease left behind, and no foreign name let through the guard of a loopback listener.
#include "core/net/addresses.h"
#include "core/net/body_decoder.h"
#include "core/net/http_rules.h"
#include "core/net/listeners.h"
#include "core/net/token_file.h"

#include <algorithm>
#include <cstdlib>

namespace {

using namespace penstock;

constexpr std::size_t kMaxBody = 1 << 16;

void decodeBody(ContentCoding coding, std::string_view in)
{
    const auto budget = std::make_shared<InflightBudget>(2 * kMaxBody);
    {
        InflightLease lease(budget);
        std::string out;
        const BodyFault fault =
            BodyDecoder::ofThisThread().decode(coding, in, kMaxBody, lease, out);
        if (out.size() > kMaxBody || lease.bytes() != out.size() ||
            (fault != BodyFault::none && !out.empty()))
            std::abort();
    }
    if (budget->used() != 0)
        std::abort();
}

std::string_view takeLine(std::string_view& text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

void judgeHead(std::string_view text)
{
    RequestHead head;
    head.method = takeLine(text);
    head.target = takeLine(text);
    head.host = takeLine(text);
    head.contentType = takeLine(text);
    head.contentEncoding = takeLine(text);
    head.authorization = takeLine(text);
    head.contentLength = text.size();
    HttpRules rules;
    rules.maxBody = kMaxBody;
    const Verdict verdict = judge(head, rules);
    if (verdict.admission && !isTrustedHost(*head.host, {}))
        std::abort();
    if (!verdict.admission && wireText(verdict.answer, true, false).empty())
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view in(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] % 5) {
    case 0:
        decodeBody(ContentCoding::gzip, in);
        break;
    case 1:
        decodeBody(ContentCoding::deflate, in);
        break;
    case 2:
        decodeBody(ContentCoding::zstd, in);
        break;
    case 3:
        judgeHead(in);
        break;
    default:
        if (const auto tokens = decodeTokens(in); tokens && !decodeTokens(encodeTokens(*tokens)))
            std::abort();
    }
    return 0;
}
