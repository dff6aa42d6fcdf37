// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ascii_case.h"

#include <QTest>

using namespace penstock;

class TestAsciiCase final : public QObject {
    Q_OBJECT
private slots:
    void lettersOfEitherCaseAreEqualAndNothingElseIs()
    {
        QVERIFY(equalsIgnoringCase("Planner", "PLANNER"));
        QVERIFY(equalsIgnoringCase("", ""));
        QVERIFY(!equalsIgnoringCase("a", "ab"));
        QVERIFY(!equalsIgnoringCase("@", "`"));
        QVERIFY(!equalsIgnoringCase("Ü", "ü"));
    }
    void aPartIsFoundAnywhere()
    {
        QVERIFY(containsIgnoringCase("Refund ORDER", "fund or"));
        QVERIFY(containsIgnoringCase("aab", "AB"));
        QVERIFY(containsIgnoringCase("x", ""));
        QVERIFY(!containsIgnoringCase("", "x"));
        QVERIFY(!containsIgnoringCase("refun", "refund"));
        QVERIFY(!containsIgnoringCase("Ünal", "ünal"));
    }
};

QTEST_GUILESS_MAIN(TestAsciiCase)
#include "tst_ascii_case.moc"
