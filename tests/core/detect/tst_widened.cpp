// SPDX-License-Identifier: GPL-3.0-or-later
// Scopes that grow along a chain of delegations, whichever step comes first; what is covered, prose and the unknown are none.
#include "story.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

class WidenedTest : public QObject {
    Q_OBJECT

private slots:
    void aScopeThatGrewAlongTheChainIsFound();
    void aScopeWithinTheOneAboveIsNone_data();
    void aScopeWithinTheOneAboveIsNone();
};

void WidenedTest::aScopeThatGrewAlongTheChainIsFound()
{
    for (const bool down : {false, true}) {
        Story story;
        const auto top = [&] {
            run(story, "triage", 10, 0);
            mandate(story, {"ann", "orders:read refunds:*", {}, {}, {}, 0, 0});
        };
        const auto bottom = [&] {
            run(story, "billing", 30, 20);
            mandate(story, {"triage", "refunds:create orders:write", {}, {}, {}, 0, 0});
        };
        down ? top() : bottom();
        run(story, "router", 20, 10); // says nothing of a scope
        QVERIFY(checked(story, "authority.widened").empty());
        down ? bottom() : top();
        const auto findings = checked(story, "authority.widened");
        QCOMPARE(findings.size(), std::size_t{1});
        QCOMPARE(findings.front().steps,
                 (std::vector{story.mention(down ? 0 : 2), story.mention(down ? 2 : 0)}));
        QCOMPARE(findings.front().sentence,
                 std::string("“billing” works under the scope “orders:write”, which “triage” above "
                             "it was not given."));
    }
}

void WidenedTest::aScopeWithinTheOneAboveIsNone_data()
{
    QTest::addColumn<QString>("above");
    QTest::addColumn<QString>("below");
    QTest::newRow("the same") << "orders:read"
                              << "orders:read";
    QTest::newRow("less") << "a.read, a.write, b"
                          << "a.write";
    QTest::newRow("a star covers it") << "refunds:*"
                                      << "refunds:create refunds:read";
    QTest::newRow("everything") << "*"
                                << "orders:write";
    QTest::newRow("prose") << "refunds of this customer"
                           << "refunds and letters to anybody";
    QTest::newRow("prose below") << "orders:read"
                                 << "may write orders, up to 50 €";
    QTest::newRow("above unknown") << ""
                                   << "orders:write";
    QTest::newRow("more than is kept") << "a:1 a:2 a:3 a:4 a:5 a:6 a:7 a:8 a:9"
                                       << "a:9";
}

void WidenedTest::aScopeWithinTheOneAboveIsNone()
{
    QFETCH(QString, above);
    QFETCH(QString, below);
    const std::string up = above.toStdString();
    const std::string down = below.toStdString();
    Story story;
    run(story, "billing", 20, 10);
    mandate(story, {"triage", down, {}, {}, {}, 0, 0});
    run(story, "triage", 10, 0);
    mandate(story, {"ann", up, {}, {}, {}, 0, 0});
    QVERIFY(checked(story, "authority.widened").empty());
}

QTEST_GUILESS_MAIN(WidenedTest)
#include "tst_widened.moc"
