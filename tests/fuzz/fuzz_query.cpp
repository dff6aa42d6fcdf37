// SPDX-License-Identifier: GPL-3.0-or-later
// The filter language over arbitrary text: whatever parses prints to a text that parses to the same tree, shows nothing
// hidden, and matches exactly the rows that its negation does not; whatever does not parse says where and why.
#include "batch_reader.h"
#include "core/query/completion.h"
#include "core/query/matcher.h"

#include <algorithm>

namespace {

using namespace penstock;
using penstock::test::require;

/// Every field holds something made of the first bytes of the input.
class FuzzedRow final : public FieldReader {
public:
    explicit FuzzedRow(std::string_view bytes) : m_bytes(bytes.substr(0, 16)) {}
    std::string_view text(FieldId) const override { return m_bytes; }
    std::optional<std::int64_t> number(FieldId field) const override
    {
        return m_bytes.size() % 3 == 0
                   ? std::nullopt
                   : std::optional<std::int64_t>(static_cast<std::int64_t>(field) * 1'000);
    }
    std::uint64_t words(FieldId) const override { return m_bytes.size(); }
    IdPattern id(FieldId) const override
    {
        return {m_bytes.size(), 0, static_cast<std::uint8_t>(m_bytes.size())};
    }

private:
    const std::string_view m_bytes;
};

class Never final : public RowTest {
public:
    bool holds(const FieldReader&) const override { return false; }
};
class NoPaths final : public RowTestSource {
public:
    Result<RowTestPtr> onPath(FilterPath, const std::string&) override
    {
        return RowTestPtr(std::make_shared<Never>());
    }
    Result<RowTestPtr> saying(const std::string&) override
    {
        return RowTestPtr(std::make_shared<Never>());
    }
};

void checkValid(std::string_view text, const ParsedFilter& parsed)
{
    const std::string printed = printFilter(parsed.filter);
    const ParsedFilter again = parseFilter(printed);
    require(again.verdict == FilterVerdict::valid || printed.size() > kMaxFilterBytes);
    require(again.filter == nullptr || equalFilters(again.filter, parsed.filter));
    require(visibleText(printed, printed.size() * 8, LineBreaks::show).hidden == 0);
    NoPaths paths;
    const FuzzedRow row(text);
    const auto in = compileFilter(parsed.filter, 1'795'000'000 * kSecond, &paths);
    const auto out = compileFilter(negation(parsed.filter), 1'795'000'000 * kSecond, &paths);
    require(in.matcher->matches(row) != out.matcher->matches(row));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const ParsedFilter parsed = parseFilter(text);
    if (parsed.verdict == FilterVerdict::invalid) {
        require(!parsed.filter && !parsed.diagnostic.sentence.empty());
        require(parsed.diagnostic.range.begin <= parsed.diagnostic.range.end &&
                parsed.diagnostic.range.end <= size);
        static_cast<void>(caretLines(text, parsed.diagnostic.range));
    } else if (parsed.filter) {
        checkValid(text, parsed);
    }
    const std::size_t cursor = size == 0 ? 0 : data[0] % (size + 1);
    const Completion completion = completeFilter(text, cursor, {});
    require(completion.replace.end <= size && completion.candidates.size() <= kCompletionLimit);
    return 0;
}
