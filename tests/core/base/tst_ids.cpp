// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ids.h"

#include <QTest>

using namespace penstock;

class TestIds final : public QObject {
    Q_OBJECT
private slots:
    void hexOfEitherCaseNamesTheSameTrace()
    {
        const auto lower = TraceId::parse("9a8014858c45ad626289383e64c12749");
        const auto upper = TraceId::parse("9A8014858C45AD626289383E64C12749");
        QVERIFY(lower && upper);
        QVERIFY(*lower == *upper);
        QCOMPARE(lower->hex(), std::string("9a8014858c45ad626289383e64c12749"));
    }
    void base64IdsOfRealExportersAreRead()
    {
        const auto trace = TraceId::parse("moAUhYxFrWJiiTg+ZMEnSQ==");
        QVERIFY(trace.has_value());
        QCOMPARE(trace->hex(), std::string("9a8014858c45ad626289383e64c12749"));
        const auto span = SpanId::parse("ptJwnsiRdYw=");
        QVERIFY(span.has_value());
        QCOMPARE(span->hex(), std::string("a6d2709ec891758c"));
    }
    void anythingElseIsNoId()
    {
        for (const char* text :
             {"", "0", "xyz", "9a8014858c45ad626289383e64c1274",
              "9a8014858c45ad626289383e64c127499", "9a8014858c45ad626289383e64c1274g"}) {
            QVERIFY2(!TraceId::parse(text), text);
            QVERIFY2(!SpanId::parse(text), text);
        }
    }
    void spanOrderIsTheOrderOfTheHexText()
    {
        const auto a = SpanId::parse("00000000000000ff");
        const auto b = SpanId::parse("0100000000000000");
        QVERIFY(a && b && *a < *b);
    }
    void allZerosMeansNone()
    {
        QVERIFY(TraceId::parse("00000000000000000000000000000000")->isZero());
        QVERIFY(SpanId::parse("0000000000000000")->isZero());
    }
};

QTEST_GUILESS_MAIN(TestIds)
#include "tst_ids.moc"
