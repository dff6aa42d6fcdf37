// SPDX-License-Identifier: GPL-3.0-or-later
// OTLP/gRPC over a real channel: every bound of NetLimits.
#include "tests/core/net/grpc_support.h"
#include "tests/core/net/listener_support.h"
#include "tests/core/net/raw_client.h"

#include <QTest>

#include <fstream>

using namespace penstock;
using namespace penstock::test;

namespace {

long residentKb()
{
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word)
        if (word == "VmHWM:") {
            long kb = 0;
            status >> kb;
            return kb;
        }
    return 0;
}

} // namespace

class TestOtlpGrpcLimits : public QObject, private ListenerFixture {
    Q_OBJECT

public:
    TestOtlpGrpcLimits() : ListenerFixture(startOtlpGrpc) {}

private slots:
    void init() { openFixture(); }
    void cleanup() { closeFixture(); }

    void aBombIsRefusedWithoutBeingInflated();
    void aMessageOverTheLimitIsRefused_data();
    void aMessageOverTheLimitIsRefused();
    void aMessageAtTheLimitIsTaken();
    void bytesInFlightAreBounded();
    void openCallsAreBounded();
    void aCallWithoutAMessageIsCutOff();
};

void TestOtlpGrpcLimits::aBombIsRefusedWithoutBeingInflated()
{
    // The bomb is compressed here, once, and sent as it is: 256 MiB of zeros in about 1 MiB.
    const std::string bomb = gzip(std::string(256u << 20, '\0'));
    const long before = residentKb();
    NetLimits limits;
    limits.maxBody = 4 << 20;
    ListenerOptions options;
    options.limits = limits;
    listen(options);
    const GrpcAnswer answer = GrpcClient(port()).call(kTraces, bomb);
    QCOMPARE(answer.status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
    QVERIFY(answer.status.error_details().empty());
    QCOMPARE(service().refusals("rejected_too_large"), std::uint64_t(1));
    QVERIFY2(residentKb() - before < 64 * 1024, "the bomb went off");
}

void TestOtlpGrpcLimits::aMessageOverTheLimitIsRefused_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("compression");
    QTest::newRow("just over") << (1 << 20) + 1 << int(GRPC_COMPRESS_NONE);
    QTest::newRow("nearly double") << (2 << 20) - 1 << int(GRPC_COMPRESS_NONE);
    QTest::newRow("over after decompression") << (8 << 20) << int(GRPC_COMPRESS_GZIP);
    QTest::newRow("far over") << (64 << 20) << int(GRPC_COMPRESS_NONE);
}

void TestOtlpGrpcLimits::aMessageOverTheLimitIsRefused()
{
    QFETCH(int, size);
    QFETCH(int, compression);
    ListenerOptions options;
    options.limits.maxBody = 1 << 20;
    listen(options);
    CallOptions call;
    call.compression = static_cast<grpc_compression_algorithm>(compression);
    const GrpcAnswer answer =
        GrpcClient(port()).call(kTraces, std::string(static_cast<std::size_t>(size), 'a'), call);
    QCOMPARE(answer.status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
    QVERIFY(answer.status.error_details().empty());
    QCOMPARE(service().refusals("rejected_too_large"), std::uint64_t(1));
    QVERIFY(service().requests().empty());
}

void TestOtlpGrpcLimits::aMessageAtTheLimitIsTaken()
{
    const std::string body(64u << 20, 'a'); // far beyond gRPC's own default of 4 MiB
    QVERIFY(GrpcClient(port()).call(kTraces, body).status.ok());
    QCOMPARE(service().requests().at(0).body.size(), body.size());
}

void TestOtlpGrpcLimits::bytesInFlightAreBounded()
{
    ListenerOptions options;
    options.limits.maxInflightBytes = 100'000;
    listen(options);
    service().setHold(true);
    GrpcClient client(port());
    auto first = client.start(kTraces, std::string(80'000, 'a'));
    QTRY_COMPARE(service().held(), std::size_t(1));
    const GrpcAnswer second = client.call(kTraces, std::string(80'000, 'a'));
    QCOMPARE(second.status.error_code(), grpc::StatusCode::UNAVAILABLE);
    QVERIFY(second.status.error_details().find("RetryInfo") != std::string::npos);
    QCOMPARE(service().refusals("rejected_busy"), std::uint64_t(1));
    service().release();
    QVERIFY(first.get().status.ok());
}

void TestOtlpGrpcLimits::openCallsAreBounded()
{
    ListenerOptions options;
    options.limits.maxConnections = 1;
    listen(options);
    service().setHold(true);
    GrpcClient client(port());
    auto first = client.start(kTraces, "x");
    QTRY_COMPARE(service().held(), std::size_t(1));
    QCOMPARE(client.call(kTraces, "x").status.error_code(), grpc::StatusCode::UNAVAILABLE);
    service().release();
    QVERIFY(first.get().status.ok());
    service().setHold(false);
    bool taken = false; // the first call's slot is free again a moment after its answer
    QTRY_VERIFY(taken || (taken = client.call(kTraces, "x").status.ok()));
}

void TestOtlpGrpcLimits::aCallWithoutAMessageIsCutOff()
{
    ListenerOptions options;
    options.limits.bodySeconds = 1;
    listen(options);
    GrpcClient client(port());
    SilentCall silent(client.stub(), kTraces);
    QCOMPARE(silent.status().error_code(), grpc::StatusCode::CANCELLED);
    QCOMPARE(service().refusals("rejected_slow"), std::uint64_t(1));
    QVERIFY(client.call(kTraces, "x").status.ok());
}

QTEST_GUILESS_MAIN(TestOtlpGrpcLimits)
#include "tst_otlp_grpc_limits.moc"
