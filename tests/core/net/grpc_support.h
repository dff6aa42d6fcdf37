// SPDX-License-Identifier: GPL-3.0-or-later
// GrpcClient: OTLP/gRPC as a sender does it, with grpc++'s generic stub over a real channel of its own: any bytes can be
// sent as a message. SilentCall opens a call and says nothing. Any thread; answers come as futures, 30 s at most.
// Every call waits on a completion queue and a thread of its own: gRPC 1.51's callback clients share a queue that aborts
// the process when a callback drops the last reference to a channel (https://github.com/grpc/grpc/pull/32584).
#pragma once

#include <chrono>
#include <cstdint>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include <grpcpp/completion_queue.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/channel_arguments.h>

namespace penstock::test {

inline constexpr auto kTraces = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
inline constexpr auto kLogs = "/opentelemetry.proto.collector.logs.v1.LogsService/Export";
inline constexpr auto kMetrics = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";

struct GrpcAnswer {
    grpc::Status status;
    std::string body;
};

struct CallOptions {
    std::string authorization;
    grpc_compression_algorithm compression = GRPC_COMPRESS_NONE;
};

class GrpcClient final {
public:
    explicit GrpcClient(std::uint16_t port)
    {
        grpc::ChannelArguments arguments;
        arguments.SetMaxSendMessageSize(-1);
        arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
        m_channel = grpc::CreateCustomChannel("127.0.0.1:" + std::to_string(port),
                                              grpc::InsecureChannelCredentials(), arguments);
        m_stub = std::make_unique<grpc::GenericStub>(m_channel);
    }
    GrpcAnswer call(const std::string& method, const std::string& body,
                    const CallOptions& options = {})
    {
        return start(method, body, options).get();
    }
    std::future<GrpcAnswer> start(const std::string& method, const std::string& body,
                                  const CallOptions& options = {})
    {
        return startIn(std::make_shared<grpc::ClientContext>(), method, body, options);
    }
    /// The same with the caller's context, which can cancel the call.
    std::future<GrpcAnswer> startIn(std::shared_ptr<grpc::ClientContext> context,
                                    const std::string& method, const std::string& body,
                                    const CallOptions& options = {})
    {
        if (!options.authorization.empty())
            context->AddMetadata("authorization", options.authorization);
        context->set_compression_algorithm(options.compression);
        context->set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
        return std::async(std::launch::async,
                          [channel = m_channel, context = std::move(context), method, body] {
                              return await(channel, *context, method, body);
                          });
    }
    grpc::GenericStub& stub() { return *m_stub; }

private:
    static GrpcAnswer await(const std::shared_ptr<grpc::Channel>& channel,
                            grpc::ClientContext& context, const std::string& method,
                            const std::string& body)
    {
        const grpc::Slice slice(body);
        const grpc::ByteBuffer request(&slice, 1);
        grpc::ByteBuffer response;
        GrpcAnswer answer;
        grpc::CompletionQueue queue;
        grpc::GenericStub stub(channel);
        auto call = stub.PrepareUnaryCall(&context, method, request, &queue);
        call->StartCall();
        call->Finish(&response, &answer.status, nullptr);
        void* tag = nullptr;
        bool ok = false;
        queue.Next(&tag, &ok);
        std::vector<grpc::Slice> slices;
        if (response.Dump(&slices).ok())
            for (const auto& part : slices)
                answer.body.append(reinterpret_cast<const char*>(part.begin()), part.size());
        return answer;
    }

    std::shared_ptr<grpc::Channel> m_channel;
    std::unique_ptr<grpc::GenericStub> m_stub;
};

/// A call that is opened and then says nothing.
class SilentCall final : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
public:
    SilentCall(grpc::GenericStub& stub, const std::string& method)
    {
        stub.PrepareBidiStreamingCall(&m_context, method, {}, this);
        AddHold();
        StartRead(&m_response);
        StartCall();
    }
    void OnDone(const grpc::Status& status) override { m_status.set_value(status); }
    grpc::Status status()
    {
        RemoveHold();
        return m_status.get_future().get();
    }

private:
    grpc::ClientContext m_context;
    grpc::ByteBuffer m_response;
    std::promise<grpc::Status> m_status;
};

} // namespace penstock::test
