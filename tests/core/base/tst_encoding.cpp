// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/encoding.h"

#include <QTest>

#include <limits>
#include <random>

using namespace penstock;

class TestEncoding final : public QObject {
    Q_OBJECT
private slots:
    void everyVarintReadsBackAsWritten()
    {
        std::mt19937_64 random(7);
        for (int i = 0; i < 100'000; ++i) {
            const std::uint64_t value = random() >> (random() % 64);
            std::string bytes;
            putVarint(bytes, value);
            putSigned(bytes, static_cast<std::int64_t>(value));
            ByteReader reader(bytes);
            QCOMPARE(reader.varint(), value);
            QCOMPARE(reader.signedVarint(), static_cast<std::int64_t>(value));
            QVERIFY(reader.ok() && reader.atEnd());
        }
    }
    void extremeSignedNumbersSurvive()
    {
        for (const std::int64_t value :
             {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(),
              std::int64_t{-1}}) {
            std::string bytes;
            putSigned(bytes, value);
            QCOMPARE(ByteReader(bytes).signedVarint(), value);
        }
    }
    void aShortInputFailsInsteadOfReadingPastTheEnd()
    {
        std::string bytes;
        putText(bytes, "twelve bytes");
        for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
            ByteReader reader(std::string_view(bytes).substr(0, cut));
            reader.text();
            QVERIFY(!reader.ok());
            QCOMPARE(reader.varint(), std::uint64_t{0});
        }
    }
    void anEndlessVarintFails()
    {
        const std::string bytes(20, '\xff');
        ByteReader reader(bytes);
        reader.varint();
        QVERIFY(!reader.ok());
    }
    void hexAndBase64ReadBackAsWritten()
    {
        std::mt19937 random(11);
        for (std::size_t size = 0; size < 70; ++size) {
            std::string raw(size, '\0');
            for (char& c : raw)
                c = static_cast<char>(random());
            std::string back(size, '\0');
            QVERIFY(decodeHex(encodeHex(raw.data(), raw.size()),
                              reinterpret_cast<std::uint8_t*>(back.data())));
            QCOMPARE(back, raw);
            QVERIFY(decodeBase64(encodeBase64(raw), back));
            QCOMPARE(back, raw);
        }
    }
    void base64OfEitherAlphabetIsRead()
    {
        std::string standard;
        std::string urlSafe;
        QVERIFY(decodeBase64("+/+/", standard));
        QVERIFY(decodeBase64("-_-_", urlSafe));
        QCOMPARE(standard, urlSafe);
    }
    void whatIsNotHexOrBase64IsRefused()
    {
        std::uint8_t out[4];
        std::string text;
        QVERIFY(!decodeHex("abc", out));
        QVERIFY(!decodeHex("zz", out));
        QVERIFY(!decodeBase64("a b=", text));
        QVERIFY(!decodeBase64("a", text));
    }
};

QTEST_GUILESS_MAIN(TestEncoding)
#include "tst_encoding.moc"
