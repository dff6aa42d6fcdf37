// SPDX-License-Identifier: GPL-3.0-or-later
// GrpcCore: what the calls of one OTLP/gRPC listener share, and the thread that answers them. Replies come from the
// writer's thread, which must not pay for gRPC's socket writes: they are queued here and sent by one worker, which also
// cancels calls whose message takes too long. Thread-safe. For grpc_listener.cpp and grpc_call.cpp only.
#pragma once

#include "core/net/inflight_budget.h"
#include "core/net/listeners.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

#include <grpcpp/generic/async_generic_service.h>

namespace penstock {

class ExportCall;

/// What a reply on its way back holds: the call, as long as it lives.
struct CallTicket {
    std::mutex mutex;
    ExportCall* call = nullptr;
};

class GrpcCore final {
public:
    GrpcCore(OtlpService& otlpService, const ListenerOptions& options);
    ~GrpcCore();

    void refused(const char* reason) { service.refused(kListenerName, reason, 1); }
    /// False when as many calls are open as the listener holds; the call is to be refused then.
    bool enter(ExportCall* call);
    void messageArrived(ExportCall* call); ///< it is no longer slow
    void leave(ExportCall* call);
    void reply(std::shared_ptr<CallTicket> ticket, OtlpReply reply);

    static constexpr char kListenerName[] = "otlp-grpc";

    OtlpService& service;
    const NetLimits limits;
    const TokenStore* const tokens;
    const std::shared_ptr<InflightBudget> budget;

private:
    using Time = std::chrono::steady_clock::time_point;
    struct Reply {
        std::shared_ptr<CallTicket> ticket;
        OtlpReply reply;
    };

    void work();
    void cancelSlowCalls(Time now);

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<Reply> m_replies;
    std::unordered_map<ExportCall*, Time> m_awaitingMessage; ///< and since when
    std::size_t m_open = 0;
    bool m_stop = false;
    std::thread m_worker;
};

/// The three Export methods; everything else is UNIMPLEMENTED.
std::unique_ptr<grpc::CallbackGenericService> makeExportService(std::shared_ptr<GrpcCore> core);

/// One unary call over the generic (bytes in, bytes out) interface. Owns itself; gRPC ends it by OnDone.
class ExportCall final : public grpc::ServerGenericBidiReactor {
public:
    ExportCall(std::shared_ptr<GrpcCore> core, grpc::GenericCallbackServerContext& context);

    void answer(const OtlpReply& reply);
    void cancelAsSlow();

    void OnReadDone(bool ok) override;
    void OnCancel() override;
    void OnDone() override;

private:
    ~ExportCall() override = default;

    void begin();
    bool authorise();
    bool takeMessage(std::string& body, InflightLease& lease);
    void dispatch(std::string body, InflightLease lease);
    void refuse(const char* reason, grpc::Status status);
    void finish(const grpc::Status& status);

    const std::shared_ptr<GrpcCore> m_core;
    grpc::GenericCallbackServerContext& m_context;
    const std::shared_ptr<CallTicket> m_ticket;
    OtlpSignal m_signal = OtlpSignal::traces;
    std::string m_deployment;
    grpc::ByteBuffer m_message;
    grpc::ByteBuffer m_response;
    std::atomic<bool> m_finished{false};
    bool m_entered = false;
};

} // namespace penstock
