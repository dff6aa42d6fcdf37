// SPDX-License-Identifier: GPL-3.0-or-later
// Files of every form are told by their content; damaged ones give what was read, a count and a sentence.
#include "core/ingest/file_reader.h"
#include "foreign_samples.h"
#include "otlp_samples.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <zlib.h>
#include <zstd.h>

using namespace penstock;
using namespace penstock::test;

namespace {

std::string gzipped(const std::string& bytes)
{
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, bytes.size()) + 64, '\0');
    std::string copy = bytes;
    stream.next_in = reinterpret_cast<Bytef*>(copy.data());
    stream.avail_in = static_cast<uInt>(copy.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

std::string zstandard(const std::string& bytes)
{
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
    return out;
}

// Spans `first` … `first + count - 1`, each with a text that does not compress to nothing.
Json requestOf(int first, int count)
{
    Json spans = Json::array();
    for (int i = first; i < first + count; ++i) {
        Json span = smallSpan(i);
        span["attributes"].push_back(
            stringAttribute("note", std::to_string(std::hash<int>()(i) * 2654435761u)));
        spans.push_back(span);
    }
    return spanRequest(spans);
}

std::string lineOf(const Json& request)
{
    return request.dump() + "\n";
}

std::string delimited(const std::string& message)
{
    std::string out;
    for (std::size_t size = message.size();; size >>= 7) {
        out += static_cast<char>(size > 127 ? (size & 127) | 128 : size);
        if (size <= 127)
            return out + message;
    }
}

// A file with these bytes, read: its spans in order, its summary, and the sum of what the chunks said.
struct Read {
    std::vector<std::shared_ptr<RawBatch>> batches;
    std::vector<RawSpan> spans;
    LossCounts losses;
    std::string service;
    std::uint64_t rejected = 0;
    Result<FileSummary> summary = Error{};

    explicit Read(const std::string& bytes, const char* name = "file")
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QString::fromLatin1(name));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) ||
            file.write(bytes.data(), qint64(bytes.size())) != qint64(bytes.size()))
            qFatal("The file of the test could not be written.");
        file.close();
        summary = readTraceFile(path.toStdString(), {}, [this](FileChunk chunk) {
            spans.insert(spans.end(), chunk.batch->spans.begin(), chunk.batch->spans.end());
            batches.push_back(std::move(chunk.batch));
            losses.add(chunk.outcome.losses);
            rejected += chunk.outcome.rejected;
            service = chunk.outcome.service;
            return true;
        });
    }
    bool is(const char* format, std::size_t count) const
    {
        return summary.ok() && summary->format == format && summary->spans == count &&
               spans.size() == count;
    }
    bool says(const char* words) const
    {
        const std::string& text = summary.ok() ? summary->firstProblem : summary.error().sentence;
        return text.find(words) != std::string::npos;
    }
};

} // namespace

class TestFileReader final : public QObject {
    Q_OBJECT

private slots:
    void theFormIsToldByTheContentNotByTheName_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<int>("spans");
        const auto row = [](const char* name, const std::string& bytes, const char* format,
                            int spans) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << QByteArray(format) << spans;
        };
        const Json one = requestOf(0, 3);
        const Json two = requestOf(3, 2);
        row("one object", one.dump(), "otlp-json", 3);
        row("indented, with a byte order mark", "\xef\xbb\xbf" + one.dump(2), "otlp-json", 3);
        row("objects in a row", one.dump(1) + "\n" + two.dump(1), "otlp-json", 5);
        row("array of requests", Json::array({one, two}).dump(), "otlp-json", 5);
        row("lines", lineOf(one) + "\n" + lineOf(two), "otlp-json-lines", 5);
        row("lines without a last line feed", lineOf(one) + two.dump(), "otlp-json-lines", 5);
        row("lines that end as on Windows", one.dump() + "\r\n" + two.dump() + "\r\n",
            "otlp-json-lines", 5);
        row("protobuf", protobufOf(one), "otlp-protobuf", 3);
        row("protobuf, requests in a row", protobufOf(one) + protobufOf(two), "otlp-protobuf", 5);
        row("protobuf, delimited", delimited(protobufOf(one)) + delimited(protobufOf(two)),
            "otlp-protobuf", 5);
        row("logs as lines", lineOf(logRequest(Json::array({Json::object()}))), "otlp-json", 1);
        row("langfuse", kLangfuseExport, "langfuse", 3);
        row("jaeger", kJaegerExport, "jaeger", 3);
    }
    void theFormIsToldByTheContentNotByTheName()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, format);
        QFETCH(int, spans);
        const std::string plain = bytes.toStdString();
        const auto count = static_cast<std::size_t>(spans);
        for (const char* name : {"traces.json", "traces.pb", "traces.gz", "noname"}) {
            QVERIFY2(Read(plain, name).is(format.constData(), count), name);
            QVERIFY2(Read(gzipped(plain), name).is(format.constData(), count), name);
            QVERIFY2(Read(zstandard(plain), name).is(format.constData(), count), name);
        }
        QCOMPARE(Read(plain).rejected, std::uint64_t(0));
        QCOMPARE(QString::fromStdString(Read(plain).summary->firstProblem), QString());
    }
    void compressedPartsInARowAreOneFile()
    {
        const std::string a = lineOf(requestOf(0, 3));
        const std::string b = lineOf(requestOf(3, 2));
        QVERIFY(Read(gzipped(a) + gzipped(b)).is("otlp-json-lines", 5));
        QVERIFY(Read(zstandard(a) + zstandard(b)).is("otlp-json-lines", 5));
    }
    void aLargeFileComesInSeveralChunks()
    {
        std::string lines;
        for (int i = 0; i < 100; ++i)
            lines += lineOf(requestOf(i * 100, 100));
        const Read got(gzipped(lines));
        QVERIFY(got.is("otlp-json-lines", 10'000));
        QVERIFY(got.batches.size() > 1);
        QCOMPARE(got.losses.of(LossKind::received), std::uint64_t(10'000));
        QCOMPARE(got.service, std::string("shop"));
        for (std::size_t i = 0; i < got.spans.size(); ++i)
            QCOMPARE(got.spans[i].name, std::string_view("step " + std::to_string(i)));
    }
    void aDamagedLineCostsItselfOnly()
    {
        const std::string half = requestOf(9, 1).dump().substr(0, 200);
        const Read got(lineOf(requestOf(0, 3)) + half + "\n" + "{\"other\":1}\n" +
                       lineOf(requestOf(3, 2)));
        QVERIFY(got.is("otlp-json-lines", 5));
        QCOMPARE(got.rejected, std::uint64_t(2));
        QCOMPARE(got.losses.of(LossKind::rejectedMalformed), std::uint64_t(2));
        QCOMPARE(got.losses.of(LossKind::received), std::uint64_t(7));
        QCOMPARE(got.summary->rejected, std::uint64_t(2));
        QVERIFY2(got.says("line 2"), got.summary->firstProblem.c_str());
    }
    void whatStandsBeforeTheDamageIsDeliveredAndTheDamageCounted_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("spans");
        const auto row = [](const char* name, const std::string& bytes, int spans) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << spans;
        };
        const std::string a = requestOf(0, 3).dump(1);
        const std::string b = requestOf(3, 2).dump(1);
        const std::string p = protobufOf(requestOf(0, 3));
        const std::string q = protobufOf(requestOf(3, 2));
        row("documents, cut", a + "\n" + b.substr(0, b.size() / 2), 3);
        row("array, cut", "[" + a + "," + b.substr(0, b.size() / 2), 3);
        row("protobuf, cut", p + q.substr(0, q.size() / 2), 3);
        row("delimited, cut", delimited(p) + delimited(q).substr(0, q.size() / 2), 3);
        row("protobuf, garbage", p + std::string(40, '\xff'), 3);
        row("gzip, cut", gzipped(a) + gzipped(b).substr(0, 60), 3);
        row("gzip, garbage", gzipped(a) + "garbage behind it", 3);
        row("zstd, cut", zstandard(a) + zstandard(b).substr(0, 60), 3);
        row("zstd, garbage", zstandard(a) + "garbage behind it", 3);
    }
    void whatStandsBeforeTheDamageIsDeliveredAndTheDamageCounted()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, spans);
        const Read got(bytes.toStdString());
        QVERIFY2(got.summary.ok(), got.summary.ok() ? "" : got.summary.error().sentence.c_str());
        QCOMPARE(got.spans.size(), static_cast<std::size_t>(spans));
        QCOMPARE(got.rejected, std::uint64_t(1));
        QCOMPARE(got.summary->rejected, std::uint64_t(1));
        QVERIFY2(got.says("byte"), got.summary->firstProblem.c_str());
    }
    void aFileWithNothingToReadIsRefusedWithASentence_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char* name, const std::string& bytes, ErrorCode code,
                            const char* words) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << int(code)
                                << QByteArray(words);
        };
        row("empty", "", ErrorCode::invalid, "empty");
        row("blank", " \n\t\n", ErrorCode::invalid, "empty");
        row("empty gzip", gzipped(""), ErrorCode::invalid, "empty");
        row("empty zstd", zstandard(""), ErrorCode::invalid, "empty");
        row("text", "Dear reader, this is a letter.", ErrorCode::unsupported,
            "none of the formats");
        row("picture", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16), ErrorCode::unsupported,
            "none of the formats");
        row("zeros", std::string(100, '\0'), ErrorCode::unsupported, "none of the formats");
        row("one cut document", requestOf(0, 3).dump(1).substr(0, 300), ErrorCode::damaged,
            "byte 300");
        row("cut gzip header", gzipped("x").substr(0, 5), ErrorCode::damaged, "gzip");
        row("cut zstd frame", zstandard(requestOf(0, 3).dump()).substr(0, 12), ErrorCode::damaged,
            "zstd");
    }
    void aFileWithNothingToReadIsRefusedWithASentence()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        QFETCH(QByteArray, words);
        const Read got(bytes.toStdString());
        QVERIFY(!got.summary.ok());
        QVERIFY2(got.says(words.constData()), got.summary.error().sentence.c_str());
        QCOMPARE(int(got.summary.error().code), code);
        QVERIFY(got.spans.empty());
    }
    void jsonThatIsNoTraceIsCountedAndSaid()
    {
        const Read got(R"({"name":"package","version":"1.0"})");
        QVERIFY(got.summary.ok());
        QCOMPARE(got.summary->spans, std::uint64_t(0));
        QCOMPARE(got.rejected, std::uint64_t(1));
        QVERIFY2(got.says("neither OTLP"), got.summary->firstProblem.c_str());
    }
    void aFolderAndAMissingFileAreToldApart()
    {
        QTemporaryDir folder;
        const auto never = [](const FileChunk&) { return true; };
        const auto dir = readTraceFile(folder.path().toStdString(), {}, never);
        QVERIFY(!dir.ok());
        QCOMPARE(dir.error().code, ErrorCode::invalid);
        QVERIFY(dir.error().sentence.find("folder") != std::string::npos);
        const auto missing =
            readTraceFile(folder.filePath(QStringLiteral("none.json")).toStdString(), {}, never);
        QVERIFY(!missing.ok());
        QCOMPARE(missing.error().code, ErrorCode::notFound);
        QVERIFY(missing.error().sentence.find("none.json") != std::string::npos);
    }
    void readingStopsWhenTheCallerSaysSo()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("lines")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (int i = 0; i < 100; ++i)
            file.write(QByteArray::fromStdString(lineOf(requestOf(i * 100, 100))));
        file.close();
        int chunks = 0;
        const auto summary =
            readTraceFile(file.fileName().toStdString(), {}, [&](const FileChunk&) {
                ++chunks;
                return false;
            });
        QVERIFY(!summary.ok());
        QCOMPARE(summary.error().code, ErrorCode::cancelled);
        QCOMPARE(chunks, 1);
    }
    void jaegerReferencesTagsLogsAndProcessesKeepTheirMeaning()
    {
        const Read got(kJaegerExport);
        QCOMPARE(got.spans.size(), std::size_t(3));
        const RawSpan& root = got.spans[0];
        const RawSpan& child = got.spans[1];
        const RawSpan& follower = got.spans[2];
        QCOMPARE(root.trace.hex(),
                 std::string("00000000000000000a0b0c0d0e0f1011")); // leading zeros restored
        QCOMPARE(root.span.hex(), std::string("00000000000000a1"));
        QVERIFY(root.parent.isZero());
        QCOMPARE(root.start, Nanos(1700000000000001000));
        QCOMPARE(root.end, Nanos(1700000002500001000));
        QCOMPARE(root.kind, SpanKind::server);
        QCOMPARE(root.scope->name, std::string_view("desk"));
        QCOMPARE(attribute(root.scope->resource, KeyId::serviceName).text(),
                 std::string_view("front"));
        QCOMPARE(attribute(child.scope->resource, KeyId::serviceName).text(),
                 std::string_view("back"));
        QCOMPARE(child.parent, root.span);
        QCOMPARE(int(child.statusCode), 2);
        QCOMPARE(child.attributes[0].key, std::string_view("tokens"));
        QCOMPARE(child.attributes[0].value.integer(), std::int64_t(42));
        QCOMPARE(child.events.size(), std::size_t(1));
        QCOMPARE(child.events[0].name, std::string_view("retry"));
        QCOMPARE(child.events[0].time, Nanos(1700000000001000000));
        QCOMPARE(child.events[0].attributes[0].value.text(), std::string_view("slow"));
        QCOMPARE(follower.parent, child.span); // it only follows, and hangs below what it follows
        QCOMPARE(follower.links.size(), std::size_t(1));
        QCOMPARE(follower.links[0].span, child.span);
        QCOMPARE(follower.links[0].attributes[0].value.text(), std::string_view("follows_from"));
    }
    void idsThatAreNotHexAreHashedTheSameWayEveryTime()
    {
        const Read first(kLangfuseExport);
        const Read second(gzipped(kLangfuseExport));
        QCOMPARE(first.spans.size(), std::size_t(3));
        for (std::size_t i = 0; i < 3; ++i) {
            QVERIFY(!first.spans[i].trace.isZero() && !first.spans[i].span.isZero());
            QCOMPARE(first.spans[i].trace, first.spans[0].trace);
            QCOMPARE(first.spans[i].span, second.spans[i].span);
        }
        QVERIFY(first.spans[0].parent.isZero());
        QCOMPARE(first.spans[1].parent, first.spans[0].span);
        QCOMPARE(first.spans[2].parent, first.spans[1].span);
        QVERIFY(first.spans[1].span != first.spans[2].span);
        // The first bytes of SHA-256 of the text: a promise to the logs that hold such ids already.
        QCOMPARE(first.spans[0].span.hex(), std::string(kLangfuseRootSpan));
        const auto kept =
            std::find_if(first.spans[0].attributes.begin(), first.spans[0].attributes.end(),
                         [](const Attribute& a) { return a.key == "langfuse.observation.id"; });
        QVERIFY(kept != first.spans[0].attributes.end());
        QCOMPARE(kept->value.text(), std::string_view("clx3k2m9a0001qw08h5v7c2de"));
    }
};

QTEST_GUILESS_MAIN(TestFileReader)
#include "tst_file_reader.moc"
