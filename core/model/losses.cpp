// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/losses.h"

namespace penstock {

std::string_view lossKindName(LossKind kind)
{
    static constexpr std::string_view kNames[kLossKindCount] = {"received",
                                                                "stored",
                                                                "duplicate",
                                                                "revised",
                                                                "late",
                                                                "clock_skewed",
                                                                "sdk_truncated",
                                                                "masked",
                                                                "metric_points",
                                                                "rejected_malformed",
                                                                "rejected_too_large",
                                                                "rejected_bad_id",
                                                                "rejected_auth",
                                                                "rejected_busy",
                                                                "rejected_disk_full",
                                                                "rejected_content_type",
                                                                "rejected_slow",
                                                                "invalid_utf8",
                                                                "attributes_cut",
                                                                "forgotten",
                                                                "hints_cut",
                                                                "links_cut",
                                                                "texts_cut",
                                                                "keys_not_joined",
                                                                "names_folded",
                                                                "sources_folded",
                                                                "events_cut"};
    const auto at = static_cast<std::size_t>(kind);
    return at < kLossKindCount ? kNames[at] : "unknown";
}

std::string_view lossKindSentence(LossKind kind)
{
    static constexpr std::string_view kSentences[kLossKindCount] = {
        "Arrived from this source.",
        "Stored in the log.",
        "Arrived again with the same bytes; kept once.",
        "Arrived again with other bytes; both are kept, the merged one is shown.",
        "Arrived long after its neighbours; stored.",
        "The sender's clock is off; stored with its own times.",
        "The sender's SDK dropped attributes, events or links before sending.",
        "A secret in it was masked before storing.",
        "Metric points, counted only.",
        "Could not be read; refused.",
        "Larger than the limit; refused.",
        "Had a zero or malformed trace or span id; refused.",
        "Came without a valid token; refused.",
        "Came faster than the disk; the sender was told to retry.",
        "The disk is full; the sender was told to retry.",
        "Came in a content type that OTLP does not have; refused.",
        "The connection was too slow or one too many; closed.",
        "Had bytes that are not UTF-8; stored with replacement characters.",
        "Had more attributes than the limit; stored without the rest.",
        "Removed on request; a tombstone stays.",
        "Steps that name more delegations than the picture keeps: cut by us, the log has them all.",
        "Steps with more links than the picture keeps: cut by us, the log has them all.",
        "Steps with a text longer than lists keep: cut by us, the log has it whole.",
        "Carried an id that too many others carry: it joins nothing.",
        "Named something beyond our limit of names: shown as (further names), the log has it.",
        "Sources beyond our limit that share this row; counted up to 65,536.",
        "Events of one span beyond those the picture merges: cut by us, the log has them all."};
    const auto at = static_cast<std::size_t>(kind);
    return at < kLossKindCount ? kSentences[at] : "";
}

} // namespace penstock
