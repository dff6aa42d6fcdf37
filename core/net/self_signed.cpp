// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/self_signed.h"

#include "core/base/hash.h"
#include "core/net/private_file.h"
#include "core/net/x509_fingerprint.h"

#include <algorithm>
#include <ctime>
#include <memory>
#include <optional>

#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace penstock {
namespace {

constexpr Nanos kLifetime = 397 * kDay; ///< what clients accept at most nowadays
constexpr Nanos kRenewBefore = 30 * kDay;

template <auto Free> struct Freer {
    template <class T> void operator()(T* thing) const { Free(thing); }
};
using Certificate = std::unique_ptr<X509, Freer<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using Bio = std::unique_ptr<BIO, Freer<BIO_free_all>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freer<X509_EXTENSION_free>>;

bool isAddress(const std::string& name)
{
    unsigned char bytes[16];
    return inet_pton(AF_INET, name.c_str(), bytes) == 1 ||
           inet_pton(AF_INET6, name.c_str(), bytes) == 1;
}

/// Names that can stand in a certificate: no wildcards of addresses, nothing that would break out of the extension's text.
bool isCertifiable(const std::string& name)
{
    return !name.empty() && name.size() <= 253 && name != "0.0.0.0" && name != "::" &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '.' || c == '-' || c == ':' || c == '_';
           });
}

std::string textOf(BIO* bio)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return {data, static_cast<std::size_t>(size)};
}

Certificate parseCertificate(const std::string& pem)
{
    const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    return Certificate(bio ? PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr) : nullptr);
}

Nanos expiryOf(X509* certificate)
{
    std::tm when{};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &when) != 1)
        return 0;
    return static_cast<Nanos>(timegm(&when)) * kSecond;
}

bool covers(X509* certificate, const std::vector<std::string>& names)
{
    return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
        return isAddress(name)
                   ? X509_check_ip_asc(certificate, name.c_str(), 0) == 1
                   : X509_check_host(certificate, name.c_str(), name.size(), 0, nullptr) == 1;
    });
}

bool addExtension(X509* certificate, int nid, const std::string& value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

std::string alternativeNames(const std::vector<std::string>& names)
{
    std::string value;
    for (const std::string& name : names)
        value += (value.empty() ? "" : ",") + std::string(isAddress(name) ? "IP:" : "DNS:") + name;
    return value;
}

bool setIdentity(X509* certificate)
{
    const std::string serial = randomBytes(16);
    const std::unique_ptr<BIGNUM, Freer<BN_free>> number(
        BN_bin2bn(reinterpret_cast<const unsigned char*>(serial.data()), 16, nullptr));
    X509_NAME* name = X509_get_subject_name(certificate);
    static constexpr unsigned char kName[] = "Penstock";
    return number &&
           BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr &&
           X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, kName, -1, -1, 0) == 1 &&
           X509_set_issuer_name(certificate, name) == 1;
}

Certificate makeCertificate(EVP_PKEY* key, const std::vector<std::string>& names, Nanos now)
{
    Certificate certificate(X509_new());
    const auto start =
        static_cast<time_t>((now - kHour) / kSecond); // a sender's clock may be a little behind
    const auto end = static_cast<time_t>((now + kLifetime) / kSecond);
    const bool done =
        certificate && X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
        setIdentity(certificate.get()) &&
        ASN1_TIME_set(X509_getm_notBefore(certificate.get()), start) != nullptr &&
        ASN1_TIME_set(X509_getm_notAfter(certificate.get()), end) != nullptr &&
        X509_set_pubkey(certificate.get(), key) == 1 &&
        addExtension(certificate.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
        addExtension(certificate.get(), NID_key_usage, "critical,digitalSignature,keyCertSign") &&
        addExtension(certificate.get(), NID_ext_key_usage, "serverAuth") &&
        addExtension(certificate.get(), NID_subject_alt_name, alternativeNames(names)) &&
        X509_sign(certificate.get(), key, EVP_sha256()) > 0;
    return done ? std::move(certificate) : nullptr;
}

Status writePair(const TlsFiles& files, X509* certificate, EVP_PKEY* key)
{
    const Bio keyText(BIO_new(BIO_s_mem()));
    const Bio certificateText(BIO_new(BIO_s_mem()));
    if (PEM_write_bio_PKCS8PrivateKey(keyText.get(), key, nullptr, nullptr, 0, nullptr, nullptr) !=
            1 ||
        PEM_write_bio_X509(certificateText.get(), certificate) != 1)
        return Error{ErrorCode::io, "The TLS certificate could not be written.", {}};
    // The key first: a crash in between leaves a pair that does not match, which is noticed and made anew.
    if (auto written = replacePrivateFile(files.key, textOf(keyText.get())); !written)
        return written;
    return replacePrivateFile(files.certificate, textOf(certificateText.get()));
}

/// What is there, if it is still good.
std::optional<SelfSigned> reusable(const TlsFiles& files, const std::vector<std::string>& names,
                                   Nanos now)
{
    const auto certificatePem = readPrivateFile(files.certificate);
    const auto keyPem = readPrivateFile(files.key);
    if (!certificatePem || !keyPem)
        return std::nullopt;
    const Certificate certificate = parseCertificate(*certificatePem);
    const Bio keyText(BIO_new_mem_buf(keyPem->data(), static_cast<int>(keyPem->size())));
    const Key key(PEM_read_bio_PrivateKey(keyText.get(), nullptr, nullptr, nullptr));
    if (!certificate || !key || X509_check_private_key(certificate.get(), key.get()) != 1)
        return std::nullopt;
    const Nanos expires = expiryOf(certificate.get());
    if (expires - kRenewBefore <= now || !covers(certificate.get(), names))
        return std::nullopt;
    return SelfSigned{files, fingerprintOf(certificate.get()), expires, false};
}

} // namespace

Result<SelfSigned> ensureSelfSigned(const std::string& dataDirectory,
                                    const std::vector<std::string>& wanted, const Clock& clock)
{
    std::vector<std::string> names;
    for (const std::string& name : wanted)
        if (isCertifiable(name) && std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
    if (names.empty())
        return Error{
            ErrorCode::invalid, "A certificate needs at least one host name or address.", {}};
    const TlsFiles files{dataDirectory + "/tls-certificate.pem", dataDirectory + "/tls-key.pem"};
    if (auto found = reusable(files, names, clock.now()))
        return std::move(*found);
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate = key ? makeCertificate(key.get(), names, clock.now()) : nullptr;
    if (!certificate)
        return Error{ErrorCode::invalid,
                     "No certificate could be made for " + alternativeNames(names) + ".",
                     {}};
    if (auto written = writePair(files, certificate.get(), key.get()); !written)
        return written.error();
    return SelfSigned{files, fingerprintOf(certificate.get()), expiryOf(certificate.get()), true};
}

Result<std::string> certificateFingerprint(const std::string& certificatePath)
{
    const Bio file(BIO_new_file(certificatePath.c_str(), "r"));
    const Certificate certificate(file ? PEM_read_bio_X509(file.get(), nullptr, nullptr, nullptr)
                                       : nullptr);
    if (!certificate)
        return Error{ErrorCode::invalid,
                     certificatePath + " is not a PEM certificate that can be read.",
                     {}};
    return fingerprintOf(certificate.get());
}

} // namespace penstock
