// SPDX-License-Identifier: GPL-3.0-or-later
// Compressor and Decompressor: zstd with reused contexts and frame checksums. Short inputs use a dictionary that is made
// of attribute keys and message frames only: one trained on stored data would keep texts that forget() promised to
// delete. The dictionary is kept in the store, so that a later version may have another. One owner, one thread each.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct ZSTD_CCtx_s;
struct ZSTD_DCtx_s;
struct ZSTD_CDict_s;
struct ZSTD_DDict_s;

namespace penstock::store {

/// Inputs up to this size are compressed with the dictionary; longer ones carry enough context themselves.
inline constexpr std::size_t kDictionaryUpTo = 16 * 1024;

/// The dictionary of this version of the program.
std::string builtInDictionary();
/// First 8 bytes of the SHA-256: binds a commit to its dictionary through the commit's own hash.
std::uint64_t dictionaryId(std::string_view dictionary);

class Compressor final {
public:
    explicit Compressor(std::string dictionary);
    ~Compressor();
    Compressor(const Compressor&) = delete;
    Compressor& operator=(const Compressor&) = delete;

    /// Appends the frame to out; true when the dictionary was used.
    bool compress(std::string_view raw, std::string& out);
    std::uint64_t dictionaryId() const { return m_dictionaryId; }

private:
    std::string m_dictionary;
    std::uint64_t m_dictionaryId;
    ZSTD_CCtx_s* m_context;
    ZSTD_CDict_s* m_prepared;
};

class Decompressor final {
public:
    Decompressor();
    ~Decompressor();
    Decompressor(const Decompressor&) = delete;
    Decompressor& operator=(const Decompressor&) = delete;

    void setDictionary(std::uint64_t id, std::string_view dictionary);
    bool knows(std::uint64_t dictionary) const
    {
        return m_prepared != nullptr && m_id == dictionary;
    }
    /// out gets exactly rawSize bytes; false when the frame is damaged. withDictionary needs knows().
    bool decompress(std::string_view stored, std::size_t rawSize, bool withDictionary,
                    std::string& out);

private:
    ZSTD_DCtx_s* m_context;
    ZSTD_DDict_s* m_prepared = nullptr;
    std::uint64_t m_id = 0;
};

} // namespace penstock::store
