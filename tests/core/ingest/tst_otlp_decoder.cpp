// SPDX-License-Identifier: GPL-3.0-or-later
// What the decoder makes of well-formed requests, in both encodings.
#include "batch_text.h"
#include "core/ingest/otlp_decoder.h"
#include "otlp_samples.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

struct Decoded {
    RawBatch batch;
    Result<DecodeOutcome> outcome = Error{};

    Decoded(OtlpSignal signal, OtlpEncoding encoding, std::string bytes, DecodeLimits limits = {})
    {
        OtlpDecoder decoder(limits);
        outcome = decoder.decode(signal, encoding, std::move(bytes), batch);
    }
    std::uint64_t of(LossKind kind) const { return outcome->losses.of(kind); }
};

} // namespace

class TestOtlpDecoder final : public QObject {
    Q_OBJECT

private slots:
    void bothEncodingsOfTheSameDataGiveTheSameBatch()
    {
        const Json request = richRequest();
        const Decoded fromProtobuf(OtlpSignal::traces, OtlpEncoding::protobuf, protobufOf(request));
        const Decoded fromJson(OtlpSignal::traces, OtlpEncoding::json, request.dump());
        QVERIFY(fromProtobuf.outcome.ok());
        QVERIFY(fromJson.outcome.ok());
        QCOMPARE(QString::fromStdString(batchText(fromJson.batch)),
                 QString::fromStdString(batchText(fromProtobuf.batch)));
        QVERIFY(fromJson.outcome->losses == fromProtobuf.outcome->losses);
        QCOMPARE(fromProtobuf.batch.spans.size(), std::size_t(4));
        QCOMPARE(fromProtobuf.of(LossKind::received), std::uint64_t(4));
        QCOMPARE(fromProtobuf.of(LossKind::sdkTruncated), std::uint64_t(1));
    }
};

QTEST_GUILESS_MAIN(TestOtlpDecoder)
#include "tst_otlp_decoder.moc"
