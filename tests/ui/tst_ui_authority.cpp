// SPDX-License-Identifier: GPL-3.0-or-later
// What the side panel of the room Fleet says an agent may do: what the policy in force declares, what runs claimed, and
// that nothing is declared where nobody declared anything.
#include "core/detect/rules.h"
#include "tests/ui/support/fleet_desk.h"

using namespace penstock;
using namespace penstock::ui;
using namespace penstock::testing;
using namespace Qt::StringLiterals;

namespace {

QString valueOf(const std::vector<KeyValue>& rows, const QString& key)
{
    for (const KeyValue& row : rows)
        if (row.key == key)
            return row.value;
    return {};
}

} // namespace

class TestAuthority : public QObject {
    Q_OBJECT

private slots:
    void withoutAPolicyNothingIsSaidToBeDeclared()
    {
        FleetDesk room;
        room.click(room.at(u"billing-refunds"_s));
        QTRY_COMPARE(room.fleet().panel().shown().title, u"billing-refunds"_s);
        const FleetAuthority& authority = room.fleet().panel().shown().authority;
        QCOMPARE(authority.note, u"no policy is in force"_s);
        QCOMPARE(valueOf(authority.rows, u"Must ask for"_s),
                 u"no policy asks a human before any action yet"_s);
        QCOMPARE(valueOf(authority.rows, u"Clearance"_s), u"none"_s);
        QCOMPARE(valueOf(authority.rows, u"Claimed scope"_s), u"no run said any"_s);
        QVERIFY(!authority.tools.empty());
        for (const KeyValue& tool : authority.tools)
            QCOMPARE(tool.value, u"undeclared"_s);
    }

    void thePanelSaysWhatThePolicyInForceSays()
    {
        FleetDesk room;
        Rules rules;
        ToolRule refund;
        refund.name = "stripe.*";
        refund.effect = ToolEffect::final;
        refund.resource = {"order_id"};
        refund.kind = "order";
        refund.labels = {"cards"};
        refund.clearance = {"money"};
        rules.tools.push_back(refund);
        AgentRule agent;
        agent.name = "billing-refunds";
        agent.clearance = {"mail"};
        agent.effects = {ToolEffect::read, ToolEffect::final};
        rules.agents.push_back(agent);
        BudgetRule budget;
        budget.name = "a day";
        budget.scope = BudgetScope::agent;
        budget.window = kDay;
        budget.money = 5'000'000;
        rules.budgets.push_back(budget);
        AlarmPicture alarms;
        alarms.policySeq = 7;
        alarms.rules = std::make_shared<const Rules>(rules);
        room.session->building().alarms = std::make_shared<const AlarmPicture>(alarms);
        AgentRow row = room.session->building().agents[2];
        row.claims = {{row.lastSeen, "ada", "refunds up to 50"}};
        row.moreClaims = true;
        room.session->building().agents.change(2) = row;
        room.session->publish();
        room.click(room.at(u"billing-refunds"_s));
        QTRY_COMPARE(room.fleet().panel().shown().authority.note, u"as the policy in force says"_s);
        const FleetAuthority authority = room.fleet().panel().shown().authority;
        QCOMPARE(valueOf(authority.rows, u"Clearance"_s), u"mail"_s);
        QCOMPARE(valueOf(authority.rows, u"Effects allowed"_s), u"reads, final"_s);
        QVERIFY(valueOf(authority.rows, u"Budget"_s)
                    .startsWith(u"$5.000000 in 24 h, each agent: a day"_s));
        QVERIFY(valueOf(authority.rows, u"Claimed scope"_s)
                    .startsWith(u"refunds up to 50 \u00B7 granted by ada, it says"_s));
        QCOMPARE(authority.rows.back().value, u"and others before"_s);
        const QString refunds = valueOf(authority.tools, u"stripe.refund"_s);
        QVERIFY2(refunds.startsWith(u"final \u00B7 gives cards \u00B7 needs money"_s),
                 qPrintable(refunds));
        QVERIFY2(refunds.contains(u"refused: it has no clearance for"_s), qPrintable(refunds));
        QCOMPARE(authority.toolsNote, u"1 of %1 declared"_s.arg(authority.tools.size()));
        room.click(room.at(u"stripe.refund"_s));
        QTRY_COMPARE(room.fleet().panel().shown().title, u"stripe.refund"_s);
        const FleetAuthority tool = room.fleet().panel().shown().authority;
        QCOMPARE(valueOf(tool.rows, u"Effect"_s), u"final"_s);
        QCOMPARE(valueOf(tool.rows, u"Declared as"_s), u"stripe.*"_s);
        QCOMPARE(valueOf(tool.rows, u"What it changes"_s), u"order named by order_id"_s);
        QCOMPARE(valueOf(tool.rows, u"Data it gives"_s), u"cards"_s);
        QCOMPARE(valueOf(tool.rows, u"Clearance"_s), u"money"_s);
        QVERIFY(tool.tools.empty());
    }
};

QTEST_MAIN(TestAuthority)
#include "tst_ui_authority.moc"
