// SPDX-License-Identifier: GPL-3.0-or-later
// SelfSigned: a certificate of our own for fleets without a certificate authority: EC P-256, the given names as subject
// alternative names, valid for 397 days. Kept in the data directory (tls-certificate.pem, tls-key.pem; the key 0600) and
// reused until 30 days before it expires or a name is missing in it. Senders pin it by the fingerprint, which the caller
// shows. Blocking; errors are sentences.
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/net/listeners.h"

#include <string>
#include <vector>

namespace penstock {

struct SelfSigned {
    TlsFiles files;
    std::string fingerprint; ///< SHA-256 of the certificate (DER), 64 hex digits in lower case
    Nanos expires = 0;
    bool made = false; ///< now, not found: senders that pinned the old one must be told
};

Result<SelfSigned> ensureSelfSigned(const std::string& dataDirectory,
                                    const std::vector<std::string>& names,
                                    const Clock& clock = SystemClock());
/// SHA-256 fingerprint of the first certificate in a PEM file.
Result<std::string> certificateFingerprint(const std::string& certificatePath);

} // namespace penstock
