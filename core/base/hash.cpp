// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"

#include "core/base/result.h"

#include <cstring>

#include <openssl/evp.h>
#include <openssl/rand.h>
#include <xxhash.h>

namespace penstock {

Sha256 sha256(std::string_view bytes)
{
    Sha256Stream stream;
    stream.update(bytes);
    return stream.finish();
}

Sha256Stream::Sha256Stream() : m_context(EVP_MD_CTX_new())
{
    PENSTOCK_ASSERT(m_context != nullptr);
    PENSTOCK_ASSERT(EVP_DigestInit_ex(static_cast<EVP_MD_CTX*>(m_context), EVP_sha256(), nullptr) ==
                    1);
}

Sha256Stream::~Sha256Stream()
{
    EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(m_context));
}

void Sha256Stream::update(std::string_view bytes)
{
    EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(m_context), bytes.data(), bytes.size());
}

Sha256 Sha256Stream::finish()
{
    Sha256 out;
    unsigned size = 0;
    EVP_DigestFinal_ex(static_cast<EVP_MD_CTX*>(m_context), out.data(), &size);
    return out;
}

KeyedHash::KeyedHash(std::string_view secret)
{
    PENSTOCK_ASSERT(secret.size() == kSecretSize);
    std::memcpy(m_secret.data(), secret.data(), kSecretSize);
}

Hash128 KeyedHash::operator()(std::string_view bytes) const
{
    const XXH128_hash_t h =
        XXH3_128bits_withSecret(bytes.data(), bytes.size(), m_secret.data(), kSecretSize);
    return {h.low64, h.high64};
}

std::uint64_t KeyedHash::hash64(std::string_view bytes) const
{
    return XXH3_64bits_withSecret(bytes.data(), bytes.size(), m_secret.data(), kSecretSize);
}

std::uint64_t plainHash64(std::string_view bytes)
{
    return XXH3_64bits(bytes.data(), bytes.size());
}

std::string randomBytes(std::size_t size)
{
    std::string out(size, '\0');
    PENSTOCK_ASSERT(
        RAND_bytes(reinterpret_cast<unsigned char*>(out.data()), static_cast<int>(size)) == 1);
    return out;
}

} // namespace penstock
