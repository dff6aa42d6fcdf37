// SPDX-License-Identifier: GPL-3.0-or-later
// GrpcClient: OTLP/gRPC as a sender does it, with grpc++'s generic stub over a real channel of its own: any bytes can be
// sent as a message. SilentCall opens a call and says nothing. Any thread; answers come as futures, 30 s at most.
#pragma once

#include <chrono>
#include <cstdint>
#include <future>
#include <memory>
#include <string>
#include <vector>

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
        auto call = std::make_shared<Pending>();
        if (!options.authorization.empty())
            call->context.AddMetadata("authorization", options.authorization);
        call->context.set_compression_algorithm(options.compression);
        call->context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
        const grpc::Slice slice(body);
        call->request = grpc::ByteBuffer(&slice, 1);
        auto future = call->answer.get_future();
        m_stub->UnaryCall(&call->context, method, {}, &call->request, &call->response,
                          [call](grpc::Status status) {
                              std::vector<grpc::Slice> slices;
                              GrpcAnswer answer{std::move(status), {}};
                              if (call->response.Dump(&slices).ok())
                                  for (const auto& part : slices)
                                      answer.body.append(
                                          reinterpret_cast<const char*>(part.begin()), part.size());
                              call->answer.set_value(std::move(answer));
                          });
        return future;
    }
    grpc::GenericStub& stub() { return *m_stub; }

private:
    struct Pending {
        grpc::ClientContext context;
        grpc::ByteBuffer request;
        grpc::ByteBuffer response;
        std::promise<GrpcAnswer> answer;
    };

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
