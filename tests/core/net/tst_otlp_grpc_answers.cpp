// SPDX-License-Identifier: GPL-3.0-or-later
// OTLP/gRPC over a real channel: what is taken, how it is answered, who may call, what happens while closing.
#include "core/net/token_store.h"
#include "tests/core/net/grpc_support.h"
#include "tests/core/net/listener_support.h"
#include "tests/core/net/raw_client.h"

#include <QTemporaryDir>
#include <QTest>

#include <future>
#include <memory>
#include <thread>
#include <vector>

using namespace penstock;
using namespace penstock::test;

class TestOtlpGrpcAnswers : public QObject, private ListenerFixture {
    Q_OBJECT

public:
    TestOtlpGrpcAnswers() : ListenerFixture(startOtlpGrpc) {}

private slots:
    void init() { openFixture(); }
    void cleanup() { closeFixture(); }

    void theThreeServicesTakeExports();
    void anUnknownMethodIsUnimplemented();
    void partialSuccessIsOkWithABody();
    void everyOutcomeHasItsStatus_data();
    void everyOutcomeHasItsStatus();
    void aGzippedMessageIsUndone();
    void aDamagedCompressedMessageIsInvalid();
    void tokensAreAskedFor();
    void manyCallsAtOnceAreAllAnswered();
    void aClientThatLeavesDisturbsNobody();
    void closingAnswersWhatIsInFlight();
    void closingDoesNotWaitForeverAndALateReplyIsDropped();
    void aTakenPortIsASentence();
};

void TestOtlpGrpcAnswers::theThreeServicesTakeExports()
{
    GrpcClient client(port());
    for (const char* method : {kTraces, kLogs, kMetrics}) {
        const GrpcAnswer answer = client.call(method, "\x0a\x01x");
        QVERIFY2(answer.status.ok(), answer.status.error_message().c_str());
        QCOMPARE(answer.body, std::string());
    }
    QVERIFY(client.call(kTraces, "").status.ok()); // an empty request succeeds
    const auto requests = service().requests();
    QCOMPARE(requests.size(), std::size_t(4));
    QCOMPARE(requests[0].signal, OtlpSignal::traces);
    QCOMPARE(requests[1].signal, OtlpSignal::logs);
    QCOMPARE(requests[2].signal, OtlpSignal::metrics);
    QCOMPARE(requests[0].body, std::string("\x0a\x01x"));
    QCOMPARE(requests[0].encoding, OtlpEncoding::protobuf);
    QCOMPARE(requests[0].listener, std::string("otlp-grpc"));
}

void TestOtlpGrpcAnswers::anUnknownMethodIsUnimplemented()
{
    GrpcClient client(port());
    QCOMPARE(
        client
            .call("/opentelemetry.proto.collector.profiles.v1development.ProfilesService/Export",
                  "")
            .status.error_code(),
        grpc::StatusCode::UNIMPLEMENTED);
}

void TestOtlpGrpcAnswers::partialSuccessIsOkWithABody()
{
    OtlpReply reply;
    reply.rejected = 2;
    reply.message = "no";
    service().setReply(reply);
    const GrpcAnswer answer = GrpcClient(port()).call(kLogs, "x");
    QVERIFY(answer.status.ok());
    QCOMPARE(answer.body, std::string("\x0a\x06\x08\x02\x12\x02no"));
}

void TestOtlpGrpcAnswers::everyOutcomeHasItsStatus_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("retry");
    QTest::newRow("bad data") << int(OtlpReply::Kind::badData)
                              << int(grpc::StatusCode::INVALID_ARGUMENT) << false;
    QTest::newRow("too large") << int(OtlpReply::Kind::tooLarge)
                               << int(grpc::StatusCode::RESOURCE_EXHAUSTED) << false;
    QTest::newRow("busy") << int(OtlpReply::Kind::busy) << int(grpc::StatusCode::UNAVAILABLE)
                          << true;
    QTest::newRow("unavailable") << int(OtlpReply::Kind::unavailable)
                                 << int(grpc::StatusCode::UNAVAILABLE) << true;
}

void TestOtlpGrpcAnswers::everyOutcomeHasItsStatus()
{
    QFETCH(int, kind);
    QFETCH(int, code);
    QFETCH(bool, retry);
    OtlpReply reply;
    reply.kind = static_cast<OtlpReply::Kind>(kind);
    reply.message = "why";
    reply.retryAfterSeconds = 5;
    service().setReply(reply);
    const GrpcAnswer answer = GrpcClient(port()).call(kTraces, "x");
    QCOMPARE(int(answer.status.error_code()), code);
    QCOMPARE(answer.status.error_message(), std::string("why"));
    // google.rpc.Status{14, "why", [Any{RetryInfo{Duration{5}}}]}
    const std::string details = std::string("\x08\x0e\x12\x03why\x1a\x30\x0a\x28") +
                                "type.googleapis.com/google.rpc.RetryInfo" +
                                "\x12\x04\x0a\x02\x08\x05";
    QCOMPARE(answer.status.error_details(), retry ? details : std::string());
}

void TestOtlpGrpcAnswers::aGzippedMessageIsUndone()
{
    CallOptions options;
    options.compression = GRPC_COMPRESS_GZIP;
    const std::string body = "\x0a" + std::string(100'000, 'x');
    QVERIFY(GrpcClient(port()).call(kTraces, body, options).status.ok());
    QCOMPARE(service().requests().at(0).body, body);
}

void TestOtlpGrpcAnswers::aDamagedCompressedMessageIsInvalid()
{
    const std::string whole = gzip(std::string(1000, 'a'));
    const GrpcAnswer answer = GrpcClient(port()).call(kTraces, whole.substr(0, whole.size() - 9));
    QCOMPARE(answer.status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
    QCOMPARE(service().refusals("rejected_malformed"), std::uint64_t(1));
}

void TestOtlpGrpcAnswers::tokensAreAskedFor()
{
    QTemporaryDir directory;
    auto tokens = TokenStore::open(directory.path().toStdString(), std::make_shared<SystemClock>());
    QVERIFY(tokens);
    auto token = (*tokens)->create("billing", 0);
    QVERIFY(token);
    ListenerOptions options;
    options.tokens = tokens->get();
    listen(options);
    GrpcClient client(port());
    QCOMPARE(client.call(kTraces, "x").status.error_code(), grpc::StatusCode::UNAUTHENTICATED);
    QCOMPARE(client.call(kTraces, "x", {"Bearer pst_wrong"}).status.error_code(),
             grpc::StatusCode::UNAUTHENTICATED);
    QCOMPARE(service().refusals("rejected_auth"), std::uint64_t(2));
    QVERIFY(client.call(kTraces, "x", {"Bearer " + token->secret}).status.ok());
    QCOMPARE(service().requests().at(0).deployment, std::string("billing"));
}

void TestOtlpGrpcAnswers::manyCallsAtOnceAreAllAnswered()
{
    service().setHold(true);
    GrpcClient client(port());
    std::vector<std::future<GrpcAnswer>> answers;
    for (int i = 0; i < 50; ++i)
        answers.push_back(client.start(kTraces, std::to_string(i)));
    QTRY_COMPARE(service().held(), std::size_t(50));
    std::thread writer([this] { service().release(); });
    for (auto& answer : answers)
        QVERIFY(answer.get().status.ok());
    writer.join();
}

void TestOtlpGrpcAnswers::aClientThatLeavesDisturbsNobody()
{
    service().setHold(true);
    GrpcClient leaving(port());
    const auto context = std::make_shared<grpc::ClientContext>();
    auto answer = leaving.startIn(context, kTraces, "x");
    QTRY_COMPARE(service().held(), std::size_t(1));
    context->TryCancel();
    QCOMPARE(answer.get().status.error_code(), grpc::StatusCode::CANCELLED);
    service().release();
    service().setHold(false);
    QVERIFY(GrpcClient(port()).call(kTraces, "x").status.ok());
}

void TestOtlpGrpcAnswers::closingAnswersWhatIsInFlight()
{
    service().setHold(true);
    GrpcClient client(port());
    auto answer = client.start(kTraces, "x");
    QTRY_COMPARE(service().held(), std::size_t(1));
    std::thread closing([this] { stopListening(); });
    service().release();
    QVERIFY(answer.get().status.ok());
    closing.join();
}

void TestOtlpGrpcAnswers::closingDoesNotWaitForeverAndALateReplyIsDropped()
{
    service().setHold(true);
    GrpcClient client(port());
    auto answer = client.start(kTraces, "x");
    QTRY_COMPARE(service().held(), std::size_t(1));
    stopListening();
    QVERIFY(!answer.get().status.ok());
    service().release(); // must not touch what is gone (sanitizers watch)
}

void TestOtlpGrpcAnswers::aTakenPortIsASentence()
{
    ListenerOptions options;
    options.port = port();
    auto second = startOtlpGrpc(options, service());
    QVERIFY(!second);
    QVERIFY(second.error().sentence.find(listener().endpoint()) != std::string::npos);
}

QTEST_GUILESS_MAIN(TestOtlpGrpcAnswers)
#include "tst_otlp_grpc_answers.moc"
