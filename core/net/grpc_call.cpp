// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/grpc_core.h"

#include "core/net/body_decoder.h"
#include "core/net/otlp_answers.h"
#include "core/net/token_store.h"

#include <exception>
#include <optional>

#include <grpcpp/support/byte_buffer.h>

namespace penstock {
namespace {

std::optional<OtlpSignal> signalOf(const std::string& method)
{
    if (method == "/opentelemetry.proto.collector.trace.v1.TraceService/Export")
        return OtlpSignal::traces;
    if (method == "/opentelemetry.proto.collector.logs.v1.LogsService/Export")
        return OtlpSignal::logs;
    if (method == "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export")
        return OtlpSignal::metrics;
    return std::nullopt;
}

grpc::Status statusFor(RpcCode code, const std::string& sentence)
{
    return {static_cast<grpc::StatusCode>(code), sentence};
}

/// "Try again": exporters take RESOURCE_EXHAUSTED for final, so this is UNAVAILABLE with RetryInfo.
grpc::Status retryStatus(const std::string& sentence, int seconds)
{
    return {grpc::StatusCode::UNAVAILABLE, sentence,
            statusWithRetry(RpcCode::unavailable, sentence, seconds)};
}

/// gRPC 1.51 does not bound what a message decompresses to, so its own decompression is switched off (grpc_listener.cpp)
/// and the flag that a message is compressed does not reach us. An OTLP message cannot be taken for gzip: 0x1f would be
/// field 3 with the wire type 7, which does not exist.
bool isGzip(std::string_view bytes)
{
    return bytes.size() >= 2 && bytes[0] == '\x1f' && bytes[1] == '\x8b';
}

std::string bytesOf(const grpc::ByteBuffer& buffer)
{
    std::string bytes;
    bytes.reserve(buffer.Length());
    std::vector<grpc::Slice> slices;
    if (buffer.Dump(&slices).ok())
        for (const grpc::Slice& slice : slices)
            bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
    return bytes;
}

class ExportService final : public grpc::CallbackGenericService {
public:
    explicit ExportService(std::shared_ptr<GrpcCore> core) : m_core(std::move(core)) {}

    grpc::ServerGenericBidiReactor*
    CreateReactor(grpc::GenericCallbackServerContext* context) override
    {
        return new ExportCall(m_core, *context); // deletes itself in OnDone, as gRPC's reactors do
    }

private:
    const std::shared_ptr<GrpcCore> m_core;
};

} // namespace

std::unique_ptr<grpc::CallbackGenericService> makeExportService(std::shared_ptr<GrpcCore> core)
{
    return std::make_unique<ExportService>(std::move(core));
}

ExportCall::ExportCall(std::shared_ptr<GrpcCore> core, grpc::GenericCallbackServerContext& context)
    : m_core(std::move(core)), m_context(context), m_ticket(std::make_shared<CallTicket>())
{
    m_ticket->call = this;
    begin();
}

void ExportCall::begin()
{
    const auto signal = signalOf(m_context.method());
    if (!signal)
        return finish(statusFor(RpcCode::unimplemented,
                                "There is no such method here: export traces, logs or metrics."));
    m_signal = *signal;
    if (!authorise())
        return;
    m_entered = m_core->enter(this);
    if (!m_entered)
        return refuse("rejected_busy",
                      retryStatus("Too many calls are open; send this again after a moment.", 1));
    StartRead(&m_message);
}

bool ExportCall::authorise()
{
    if (m_core->tokens == nullptr)
        return true;
    const auto& metadata = m_context.client_metadata();
    const auto at = metadata.find("authorization");
    const std::string_view header = at == metadata.end()
                                        ? std::string_view()
                                        : std::string_view(at->second.data(), at->second.size());
    auto owner = m_core->tokens->check(bearerToken(header), kTelemetryScope);
    if (owner) {
        m_deployment = std::move(*owner);
        return true;
    }
    refuse("rejected_auth", statusFor(RpcCode::unauthenticated, owner.error().sentence));
    return false;
}

void ExportCall::OnReadDone(bool ok)
{
    m_core->messageArrived(this);
    if (!ok) // closed without a message, or cancelled
        return finish(statusFor(RpcCode::invalidArgument, "The call brought no message."));
    InflightLease lease(m_core->budget);
    std::string body;
    if (takeMessage(body, lease))
        dispatch(std::move(body), std::move(lease));
}

bool ExportCall::takeMessage(std::string& body, InflightLease& lease)
{
    BodyFault fault = BodyFault::none;
    if (m_message.Length() > m_core->limits.maxBody)
        fault = BodyFault::tooLarge;
    else if (!lease.resize(m_message.Length()))
        fault = BodyFault::noRoom;
    else
        body = bytesOf(m_message);
    m_message.Clear();
    if (fault == BodyFault::none && isGzip(body)) {
        std::string plain;
        InflightLease plainLease(m_core->budget);
        fault = BodyDecoder::ofThisThread().decode(ContentCoding::gzip, body,
                                                   m_core->limits.maxBody, plainLease, plain);
        body = std::move(plain);
        lease = std::move(plainLease);
    }
    if (fault == BodyFault::tooLarge)
        refuse("rejected_too_large",
               statusFor(RpcCode::resourceExhausted,
                         "The message is larger than this listener accepts."));
    else if (fault == BodyFault::damaged)
        refuse("rejected_malformed",
               statusFor(RpcCode::invalidArgument, "The message does not decompress."));
    else if (fault == BodyFault::noRoom)
        refuse(
            "rejected_busy",
            retryStatus("More is arriving than can be held; send this again after a moment.", 1));
    return fault == BodyFault::none;
}

void ExportCall::dispatch(std::string body, InflightLease lease)
{
    OtlpRequest request;
    request.signal = m_signal;
    request.encoding = OtlpEncoding::protobuf;
    request.body = std::move(body);
    request.listener = GrpcCore::kListenerName;
    request.deployment = m_deployment;
    auto held = std::make_shared<InflightLease>(std::move(lease));
    auto done = [weakCore = std::weak_ptr<GrpcCore>(m_core), ticket = m_ticket,
                 held](OtlpReply reply) {
        held->release();
        if (const auto core = weakCore.lock())
            core->reply(ticket, std::move(reply));
    };
    try {
        m_core->service.handle(std::move(request), std::move(done));
    } catch (const std::exception&) {
        refuse("rejected_malformed",
               statusFor(RpcCode::internal, "This request could not be processed."));
    }
}

void ExportCall::answer(const OtlpReply& reply)
{
    if (reply.kind != OtlpReply::Kind::accepted) {
        const RpcCode code = rpcCodeOf(reply.kind);
        return finish(code == RpcCode::unavailable
                          ? retryStatus(reply.message, reply.retryAfterSeconds)
                          : statusFor(code, reply.message));
    }
    if (m_finished.exchange(true))
        return;
    const grpc::Slice bytes(exportResponse(m_signal, OtlpEncoding::protobuf, reply));
    m_response = grpc::ByteBuffer(&bytes, 1);
    StartWriteAndFinish(&m_response, grpc::WriteOptions(), grpc::Status::OK);
}

void ExportCall::cancelAsSlow()
{
    m_context.TryCancel();
}

void ExportCall::OnCancel()
{
    finish(grpc::Status::CANCELLED);
}

void ExportCall::OnDone()
{
    if (m_entered)
        m_core->leave(this);
    {
        std::lock_guard lock(m_ticket->mutex);
        m_ticket->call = nullptr;
    }
    delete this;
}

void ExportCall::refuse(const char* reason, grpc::Status status)
{
    m_core->refused(reason);
    finish(status);
}

void ExportCall::finish(const grpc::Status& status)
{
    if (!m_finished.exchange(true))
        Finish(status);
}

} // namespace penstock
