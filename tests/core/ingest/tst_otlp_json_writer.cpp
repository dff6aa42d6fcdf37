// SPDX-License-Identifier: GPL-3.0-or-later
// What is written as OTLP JSON reads back equal, value by value.
#include "core/ingest/file_reader.h"
#include "core/ingest/otlp_json_writer.h"
#include "tests/core/ingest/batch_text.h"
#include "tests/core/ingest/decoded.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <filesystem>

using namespace penstock;
using namespace penstock::test;

namespace {

std::vector<const RawSpan*> pointers(const RawBatch& batch)
{
    std::vector<const RawSpan*> items;
    for (const RawSpan& span : batch.spans)
        items.push_back(&span);
    return items;
}

std::string written(const RawBatch& batch)
{
    std::string out;
    appendOtlpJson(out, pointers(batch));
    return out;
}

std::string readBack(OtlpSignal signal, const std::string& text)
{
    Decoded back(signal, OtlpEncoding::json, text);
    return back.outcome ? batchText(back.batch) : "unreadable: " + text;
}

std::filesystem::path traceFolder()
{
    return std::filesystem::path(qgetenv("PENSTOCK_SOURCE_DIR").toStdString()) / "../shared/traces";
}

} // namespace

// Bodies stand outside of the class: moc does not read past raw strings.
class TestOtlpJsonWriter : public QObject {
    Q_OBJECT

private slots:
    void everyKindOfValueComesBackAsItself();
    void logRecordsGoToALineOfTheirOwn();
    void nothingIsWrittenForNothing();
    void everyRealTraceFileComesBackEqualAndIsReadByAnotherJsonLibrary();
};

void TestOtlpJsonWriter::everyKindOfValueComesBackAsItself()
{
    const std::string attributes =
        R"([{"key":"text","value":{"stringValue":"a \"quoted\" line\nand \u202e more"}},)"
        R"({"key":"yes","value":{"boolValue":true}},{"key":"no","value":{"boolValue":false}},)"
        R"({"key":"small","value":{"intValue":"-9223372036854775808"}},{"key":"real","value":{"doubleValue":0.1}},)"
        R"({"key":"whole","value":{"doubleValue":3.0}},{"key":"nan","value":{"doubleValue":"NaN"}},)"
        R"({"key":"endless","value":{"doubleValue":"-Infinity"}},{"key":"bytes","value":{"bytesValue":"AAEC/w=="}},)"
        R"({"key":"nothing","value":{}},{"key":"","value":{"stringValue":""}},)"
        R"({"key":"list","value":{"arrayValue":{"values":[{"intValue":"1"},{"doubleValue":2.5},{},)"
        R"({"stringValue":"]}\""},{"arrayValue":{"values":[]}},{"boolValue":false}]}}},)"
        R"({"key":"map","value":{"kvlistValue":{"values":[{"key":"a\"b","value":{"kvlistValue":{"values":[]}}},)"
        R"({"key":"twice","value":{"intValue":"1"}},{"key":"twice","value":{"intValue":"2"}}]}}}])";
    const std::string request =
        R"({"resourceSpans":[{"resource":{"attributes":)" + attributes +
        R"(},"schemaUrl":"r","scopeSpans":[)" +
        R"({"scope":{"name":"s","version":"1","attributes":)" + attributes +
        R"(},"schemaUrl":"x","spans":[)" +
        R"({"traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"0102030405060708","parentSpanId":"1102030405060708",)" +
        R"("traceState":"k=v","flags":769,"name":"step","kind":3,"startTimeUnixNano":"1760000000000000001",)" +
        R"("endTimeUnixNano":"1760000000000000002","attributes":)" + attributes +
        R"(,"droppedAttributesCount":1,)" +
        R"("events":[{"timeUnixNano":"1760000000000000001","name":"e","attributes":)" + attributes +
        R"(}],"droppedEventsCount":2,"links":[{"traceId":"0102030405060708090a0b0c0d0e0f11","spanId":"0102030405060709",)" +
        R"("traceState":"l","flags":1,"attributes":)" + attributes +
        R"(}],"droppedLinksCount":3,)" + R"("status":{"code":2,"message":"bad"}}]}]}]})";
    Decoded first(OtlpSignal::traces, OtlpEncoding::json, request);
    QVERIFY(first.outcome);
    QCOMPARE(first.batch.spans.size(), std::size_t{1});
    QCOMPARE(readBack(OtlpSignal::traces, written(first.batch)), batchText(first.batch));
}

void TestOtlpJsonWriter::logRecordsGoToALineOfTheirOwn()
{
    const std::string logs =
        R"({"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"cli"}}]},)"
        R"("scopeLogs":[{"scope":{"name":"s"},"logRecords":[{"timeUnixNano":"1760000000000000001",)"
        R"("observedTimeUnixNano":"1760000000000000009","severityNumber":9,"eventName":"tool.result",)"
        R"("body":{"kvlistValue":{"values":[{"key":"n","value":{"intValue":"1"}}]}},"flags":1,)"
        R"("traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"0102030405060708"}]}]}]})";
    Decoded records(OtlpSignal::logs, OtlpEncoding::json, logs);
    QVERIFY(records.outcome);
    Decoded spans(
        OtlpSignal::traces, OtlpEncoding::json,
        R"({"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"0102030405060708090a0b0c0d0e0f10",)"
        R"("spanId":"0102030405060708","name":"a","startTimeUnixNano":"1","endTimeUnixNano":"2"}]}]}]})");
    std::vector<const RawSpan*> both = pointers(records.batch);
    both.push_back(&spans.batch.spans.front());
    std::string text;
    appendOtlpJson(text, both);
    const auto lines = QString::fromStdString(text).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2);
    QCOMPARE(readBack(OtlpSignal::traces, lines[0].toStdString()), batchText(spans.batch));
    QCOMPARE(readBack(OtlpSignal::logs, lines[1].toStdString()), batchText(records.batch));
}

void TestOtlpJsonWriter::nothingIsWrittenForNothing()
{
    std::string out;
    appendOtlpJson(out, {});
    QCOMPARE(out, std::string());
}

void TestOtlpJsonWriter::everyRealTraceFileComesBackEqualAndIsReadByAnotherJsonLibrary()
{
    int files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(traceFolder())) {
        if (entry.path().string().find(".otlp.json") == std::string::npos)
            continue;
        bool equal = true;
        const auto read = readTraceFile(entry.path().string(), {}, [&](FileChunk chunk) {
            const std::string text = written(*chunk.batch);
            equal = equal && nlohmann::json::accept(text) &&
                    readBack(OtlpSignal::traces, text) == batchText(*chunk.batch);
            return true;
        });
        QVERIFY2(read && equal, entry.path().c_str());
        ++files;
    }
    QVERIFY2(files > 100, "the real traces are not beside the sources");
}

QTEST_APPLESS_MAIN(TestOtlpJsonWriter)
#include "tst_otlp_json_writer.moc"
