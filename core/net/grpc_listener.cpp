// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/grpc_core.h"

#include "core/base/thread_name.h"
#include "core/net/addresses.h"
#include "core/net/tls_context.h"

#include <boost/asio/ssl/context.hpp>
#include <grpcpp/resource_quota.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

namespace penstock {
namespace {

constexpr std::chrono::seconds kGrace{1};
constexpr std::chrono::seconds kLookForRenewedFiles{2};
constexpr int kStreamsPerConnection = 64;

Result<std::shared_ptr<grpc::ServerCredentials>> credentialsFor(const TlsFiles& files)
{
    if (files.certificate.empty())
        return grpc::InsecureServerCredentials();
    if (auto usable = makeServerTls(files); !usable)
        return usable.error(); // gRPC would listen and fail every handshake
    // gRPC itself asks for TLS 1.2 or newer and h2 by ALPN.
    grpc::experimental::TlsServerCredentialsOptions options(
        std::make_shared<grpc::experimental::FileWatcherCertificateProvider>(
            files.key, files.certificate, kLookForRenewedFiles.count()));
    options.watch_identity_key_cert_pairs();
    options.set_cert_request_type(GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE);
    return grpc::experimental::TlsServerCredentials(options);
}

void setBounds(grpc::ServerBuilder& builder, const NetLimits& limits)
{
    // Our own limit is enforced, answered and counted in grpc_call.cpp. gRPC's would refuse without telling us, and would
    // save no memory: gRPC 1.51 looks at the size only when it holds the whole message.
    builder.SetMaxReceiveMessageSize(-1);
    // Decompressed by us, within the limit: gRPC 1.51 checks the size before it decompresses (grpc_call.cpp).
    builder.AddChannelArgument(GRPC_ARG_ENABLE_PER_MESSAGE_DECOMPRESSION, 0);
    builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_DEFLATE, false);
    builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT,
                               0); // else a taken port would be shared silently
    builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kStreamsPerConnection);
    builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, static_cast<int>(limits.maxHeader));
    builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, limits.headerSeconds * 1000);
    builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_IDLE_MS, limits.idleSeconds * 1000);
    builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, 3'600'000);
    builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, 60'000);
    builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, 60'000); // finds peers that vanished
    builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 20'000);
    builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 10'000);
    builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
    grpc::ResourceQuota quota("penstock-otlp");
    quota.Resize(limits.maxInflightBytes + 2 * limits.maxBody);
    builder.SetResourceQuota(quota);
}

class GrpcListener final : public Listener {
public:
    GrpcListener(std::shared_ptr<GrpcCore> core, std::string address)
        : m_core(std::move(core)),
          m_address(std::move(address)),
          m_service(makeExportService(m_core))
    {
    }
    ~GrpcListener() override
    {
        if (m_server) // calls still open then are cancelled, and end through OnCancel
            m_server->Shutdown(std::chrono::system_clock::now() + kGrace);
    }

    Status start(const ListenerOptions& options);

    std::uint16_t port() const override { return m_port; }
    std::string endpoint() const override { return endpointText(m_address, m_port); }

private:
    const std::shared_ptr<GrpcCore> m_core;
    const std::string m_address;
    const std::unique_ptr<grpc::CallbackGenericService> m_service;
    std::unique_ptr<grpc::Server> m_server;
    std::uint16_t m_port = 0;
};

Status GrpcListener::start(const ListenerOptions& options)
{
    auto credentials = credentialsFor(options.tls);
    if (!credentials)
        return credentials.error();
    grpc::ServerBuilder builder;
    setBounds(builder, options.limits);
    int port = 0;
    const std::string where = endpointText(options.address, options.port);
    builder.AddListeningPort(where, *credentials, &port);
    builder.RegisterCallbackGenericService(m_service.get());
    m_server = builder.BuildAndStart();
    if (!m_server || port <= 0)
        return Error{ErrorCode::io,
                     "Cannot listen on " + where +
                         " for OTLP/gRPC: another program may already listen there (choose "
                         "another port), or the address or the TLS files do not fit.",
                     {}};
    m_port = static_cast<std::uint16_t>(port);
    return Done{};
}

} // namespace

GrpcCore::GrpcCore(OtlpService& otlpService, const ListenerOptions& options)
    : service(otlpService),
      limits(options.limits),
      tokens(options.tokens),
      budget(std::make_shared<InflightBudget>(options.limits.maxInflightBytes)),
      m_worker([this] { work(); })
{
}

GrpcCore::~GrpcCore()
{
    {
        std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_one();
    m_worker.join();
}

bool GrpcCore::enter(ExportCall* call)
{
    std::lock_guard lock(m_mutex);
    if (m_open >= static_cast<std::size_t>(limits.maxConnections))
        return false;
    ++m_open;
    m_awaitingMessage.emplace(call, std::chrono::steady_clock::now());
    return true;
}

void GrpcCore::messageArrived(ExportCall* call)
{
    std::lock_guard lock(m_mutex);
    m_awaitingMessage.erase(call);
}

void GrpcCore::leave(ExportCall* call)
{
    std::lock_guard lock(m_mutex);
    m_awaitingMessage.erase(call);
    --m_open;
}

void GrpcCore::reply(std::shared_ptr<CallTicket> ticket, OtlpReply reply)
{
    {
        std::lock_guard lock(m_mutex);
        m_replies.push_back(
            {std::move(ticket), std::move(reply)}); // bounded by the number of open calls
    }
    m_wake.notify_one();
}

void GrpcCore::work()
{
    nameThisThread("grpc");
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        m_wake.wait_for(lock, std::chrono::seconds(1),
                        [&] { return m_stop || !m_replies.empty(); });
        cancelSlowCalls(std::chrono::steady_clock::now());
        std::vector<Reply> replies = std::move(m_replies);
        m_replies.clear();
        lock.unlock();
        for (const Reply& r : replies) {
            std::lock_guard held(r.ticket->mutex);
            if (r.ticket->call != nullptr)
                r.ticket->call->answer(r.reply);
        }
        lock.lock();
    }
}

/// With the mutex held: a call leaves before it is deleted, so those listed here are alive.
void GrpcCore::cancelSlowCalls(Time now)
{
    const auto patience = std::chrono::seconds(limits.bodySeconds);
    for (auto at = m_awaitingMessage.begin(); at != m_awaitingMessage.end();) {
        if (now - at->second < patience) {
            ++at;
            continue;
        }
        refused("rejected_slow");
        at->first->cancelAsSlow();
        at = m_awaitingMessage.erase(at);
    }
}

Result<std::unique_ptr<Listener>> startOtlpGrpc(const ListenerOptions& options,
                                                OtlpService& service)
{
    auto core = std::make_shared<GrpcCore>(service, options);
    auto listener = std::make_unique<GrpcListener>(core, options.address);
    if (auto started = listener->start(options); !started)
        return started.error();
    return std::unique_ptr<Listener>(std::move(listener));
}

} // namespace penstock
