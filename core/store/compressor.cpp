// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/compressor.h"

#include "core/base/hash.h"
#include "core/model/keys.h"

#include <cstring>
#include <zstd.h>

namespace penstock::store {
namespace {

// Measured on single-shot steps with real text: level -1 saves about a tenth of the time of append() and costs a fifth
// more disk (0.32 instead of 0.27 of the OTLP bytes); level -4 saves a quarter and costs a third.
constexpr int kLevel = 1;

} // namespace

std::string builtInDictionary()
{
    std::string out;
    for (int id = 1; id < static_cast<int>(KeyId::count); ++id)
        out += keyText(static_cast<KeyId>(id));
    // Matches near the end are the cheapest: what nearly every small commit has comes last.
    out +=
        R"([{"type":"function","function":{"name":"","description":"","parameters":{"type":"object",)"
        R"("properties":{"description":"","type":"string"},"required":[]}}}])"
        R"([{"role": "system", "parts": [{"type": "text", "content": ")"
        R"([{"role": "assistant", "parts": [{"type": "tool_call", "id": "call_", "name": ")"
        R"(", "arguments": {"}}]}, {"role": "tool", "parts": [{"type": "tool_call_response", "id": ")"
        R"("}], "finish_reason": "stop"}]{"messages":[{"role":"user","content":"}]})"
        R"(execute_tool invoke_agent chat completion create_agent openai anthropic claude- gpt-4o-mini)"
        R"(telemetry.sdk.languagepythonnodejstelemetry.sdk.nameopentelemetrytelemetry.sdk.version)"
        R"(service.nameservice.versionservice.instance.iddeployment.environment.nameproduction)"
        R"(gen_ai.agent.namegen_ai.conversation.idgen_ai.request.modelgen_ai.response.modelstop)"
        R"(gen_ai.response.idchatcmpl-gen_ai.provider.namegen_ai.operation.namechatexecute_tool)"
        R"(gen_ai.tool.namegen_ai.tool.call.idcall_gen_ai.usage.input_tokensgen_ai.usage.output_tokens)";
    return out;
}

std::uint64_t dictionaryId(std::string_view dictionary)
{
    const Sha256 digest = sha256(dictionary);
    std::uint64_t id;
    std::memcpy(&id, digest.data(), sizeof id);
    return id;
}

Compressor::Compressor(std::string dictionary)
    : m_dictionary(std::move(dictionary)),
      m_dictionaryId(store::dictionaryId(m_dictionary)),
      m_context(ZSTD_createCCtx()),
      m_prepared(ZSTD_createCDict(m_dictionary.data(), m_dictionary.size(), kLevel))
{
    PENSTOCK_ASSERT(m_context != nullptr && m_prepared != nullptr);
    ZSTD_CCtx_setParameter(m_context, ZSTD_c_compressionLevel, kLevel);
    ZSTD_CCtx_setParameter(m_context, ZSTD_c_checksumFlag, 1);
    ZSTD_CCtx_setParameter(m_context, ZSTD_c_dictIDFlag, 0);
}

Compressor::~Compressor()
{
    ZSTD_freeCDict(m_prepared);
    ZSTD_freeCCtx(m_context);
}

bool Compressor::compress(std::string_view raw, std::string& out)
{
    const bool useDictionary = raw.size() <= kDictionaryUpTo;
    ZSTD_CCtx_refCDict(m_context, useDictionary ? m_prepared : nullptr);
    const std::size_t before = out.size();
    out.resize(before + ZSTD_compressBound(raw.size()));
    const std::size_t size =
        ZSTD_compress2(m_context, out.data() + before, out.size() - before, raw.data(), raw.size());
    PENSTOCK_ASSERT(!ZSTD_isError(size)); // the bound is large enough, nothing else can fail
    out.resize(before + size);
    return useDictionary;
}

Decompressor::Decompressor() : m_context(ZSTD_createDCtx())
{
    PENSTOCK_ASSERT(m_context != nullptr);
}

Decompressor::~Decompressor()
{
    ZSTD_freeDDict(m_prepared);
    ZSTD_freeDCtx(m_context);
}

void Decompressor::setDictionary(std::uint64_t id, std::string_view dictionary)
{
    ZSTD_freeDDict(m_prepared);
    m_prepared = ZSTD_createDDict(dictionary.data(), dictionary.size());
    m_id = id;
}

bool Decompressor::decompress(std::string_view stored, std::size_t rawSize, bool withDictionary,
                              std::string& out)
{
    if (ZSTD_getFrameContentSize(stored.data(), stored.size()) != rawSize)
        return false;
    out.resize(rawSize);
    ZSTD_DCtx_refDDict(m_context, withDictionary ? m_prepared : nullptr);
    const std::size_t size =
        ZSTD_decompressDCtx(m_context, out.data(), rawSize, stored.data(), stored.size());
    return !ZSTD_isError(size) && size == rawSize;
}

} // namespace penstock::store
