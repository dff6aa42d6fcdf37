// SPDX-License-Identifier: GPL-3.0-or-later
// X509Fingerprint: how certificates are named when they are shown, compared and pinned. For core/net's own files only.
// Pure, any thread.
#pragma once

#include <string>

#include <openssl/types.h>

namespace penstock {

/// SHA-256 of the certificate's DER form, 64 hex digits in lower case; empty if it has none.
std::string fingerprintOf(const X509* certificate);

} // namespace penstock
