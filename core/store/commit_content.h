// SPDX-License-Identifier: GPL-3.0-or-later
// How the two blobs of a commit are built: body (its segments) and packs (the payload parts it brought), each a short
// directory and compressed sections, so that any part can be read alone. They are hashed separately: retention can drop
// a body and keep packs that others still refer to, and these verify all the same. Damaged bytes give an error.
#pragma once

#include "core/base/hash.h"
#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/store/compressor.h"
#include "core/store/entry_encoder.h"
#include "core/store/part_store.h"

#include <string>
#include <string_view>
#include <vector>

namespace penstock::store {

struct Section {
    std::uint32_t items = 0; ///< entries of a segment, parts of a pack
    std::size_t rawSize = 0;
    bool usesDictionary = false;
    std::string_view stored;
};

struct Sections {
    std::uint64_t dictionary = 0;
    std::vector<Section> items;

    /// Views into bytes. No bytes are no sections.
    static Result<Sections> parse(std::string_view bytes);
};

std::string buildBody(const std::vector<Segment>& segments, Compressor& compressor);
/// Empty without packs.
std::string buildPacks(const std::vector<Pack>& packs, Compressor& compressor);

/// What the chain binds of a commit besides its content.
struct CommitHeader {
    std::uint64_t number = 0;
    Seq first = 0;
    Seq last = 0;
    Nanos arrival = 0;
};
/// SHA-256 over the hash before, the header and the SHA-256 of body and packs.
Sha256 chainHash(const Sha256& previous, const CommitHeader& header, const Sha256& body,
                 const Sha256& packs);

} // namespace penstock::store
