// SPDX-License-Identifier: GPL-3.0-or-later
// Every real trace file gives as many spans as it holds spans or observations, none rejected, with the parents it
// states. The expectation is read independently, with another JSON library.
#include "core/base/encoding.h"
#include "core/ingest/file_reader.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>

using namespace penstock;
using Json = nlohmann::json;

namespace {

using Parents = std::map<std::string, std::string>; // trace/span → parent

std::string hexOf(const std::string& id)
{
    if (id.size() == 16 || id.size() == 32)
        return id;
    std::string raw;
    decodeBase64(id, raw);
    return encodeHex(raw.data(), raw.size());
}

void expectOtlp(const Json& request, Parents& parents)
{
    for (const Json& resource : request["resourceSpans"])
        for (const Json& scope : resource["scopeSpans"])
            for (const Json& span : scope["spans"])
                parents[hexOf(span["traceId"]) + "/" + hexOf(span["spanId"])] =
                    hexOf(span.value("parentSpanId", std::string()));
}

Parents expected(const Json& file)
{
    Parents parents;
    if (file.is_array()) {
        for (const Json& request : file)
            expectOtlp(request, parents);
    } else if (file.contains("resourceSpans")) {
        expectOtlp(file, parents);
    } else {
        for (const Json& one : file["observations"]) {
            const Json& parent = one["parentObservationId"];
            parents[one["traceId"].get<std::string>() + "/" + one["id"].get<std::string>()] =
                parent.is_null() ? std::string() : parent.get<std::string>();
        }
    }
    return parents;
}

std::filesystem::path traceFolder()
{
    return std::filesystem::path(qgetenv("PENSTOCK_SOURCE_DIR").toStdString()) / "../shared/traces";
}

} // namespace

class TestRealTraces final : public QObject {
    Q_OBJECT

private slots:
    void everyFileGivesItsSpansWithTheirParents_data()
    {
        QTest::addColumn<QString>("path");
        const auto folder = traceFolder();
        if (!std::filesystem::exists(folder))
            QSKIP("The real traces lie beside the project, and are not there.");
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
            const std::string name = entry.path().filename().string();
            const bool isTrace =
                name.ends_with(".otlp.json") ||
                (entry.path().parent_path().filename() == "formats" && name.ends_with(".json"));
            if (isTrace)
                QTest::newRow(name.c_str()) << QString::fromStdString(entry.path().string());
        }
    }
    void everyFileGivesItsSpansWithTheirParents()
    {
        QFETCH(QString, path);
        const Parents wanted = expected(Json::parse(std::ifstream(path.toStdString())));
        Parents got;
        std::uint64_t spans = 0;
        const auto summary = readTraceFile(path.toStdString(), {}, [&](const FileChunk& chunk) {
            for (const RawSpan& span : chunk.batch->spans) {
                ++spans;
                got[span.trace.hex() + "/" + span.span.hex()] =
                    span.parent.isZero() ? std::string() : span.parent.hex();
            }
            return true;
        });
        QVERIFY2(summary.ok(), summary.ok() ? "" : summary.error().sentence.c_str());
        QCOMPARE(QString::fromStdString(summary->firstProblem), QString());
        QCOMPARE(summary->rejected, std::uint64_t(0));
        QCOMPARE(summary->spans, spans);
        QVERIFY(!wanted.empty());
        QCOMPARE(spans, std::uint64_t(wanted.size()));
        QVERIFY(got == wanted);
    }
};

QTEST_GUILESS_MAIN(TestRealTraces)
#include "tst_real_traces.moc"
