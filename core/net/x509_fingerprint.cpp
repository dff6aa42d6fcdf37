// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/x509_fingerprint.h"

#include "core/base/encoding.h"
#include "core/base/hash.h"

#include <openssl/crypto.h>
#include <openssl/x509.h>

namespace penstock {

std::string fingerprintOf(const X509* certificate)
{
    unsigned char* der = nullptr;
    const int size = i2d_X509(certificate, &der);
    if (size <= 0)
        return {};
    const Sha256 hash = sha256({reinterpret_cast<char*>(der), static_cast<std::size_t>(size)});
    OPENSSL_free(der);
    return encodeHex(hash.data(), hash.size());
}

} // namespace penstock
