// SPDX-License-Identifier: GPL-3.0-or-later
// The policy file: what a good one sets, that every bad one is told with file, line, key and what is wrong, and that a bad
// one changes nothing.
#include "core/detect/policy.h"

#include <QTest>

using namespace penstock;

namespace {

constexpr std::string_view kGood = R"(// Who may do what, and when to call somebody.
{
    "policy": 1,
    "watch": {"traces": 1000},
    "alarms": {"chatter_times": 4, "chatter_window": "5 min"},
    "detectors": {
        "loop.repetition": {"times": 3, "priority": "high", "latch": true}, /* stricter here */
        "loop.periodic": {"on": false}
    },
    "tools": [
        {"name": "refund", "service": "shop", "effect": "final", "resource": "order_id",
         "labels": ["payment"], "clearance": ["money"]},
        {"name": "refund", "effect": "change"},
        {"name": "get_*", "effect": "read"},
        {"name": "hold", "effect": "flag", "resource": ["shop", "order_id"], "kind": "order"},
        {"name": "odd"}
    ],
    "agents": [{"name": "cashier*", "clearance": ["money", "personal"]},
               {"name": "triage", "tools": ["get_*"], "effects": ["read", "flag"], "through": ["cashier*"]},
               {"name": "old", "out": true}],
    "budgets": [
        {"name": "a run", "per": "run", "dollars": 2.5},
        {"name": "a day", "per": "fleet", "window": "1 d", "dollars": 100, "tokens": 5000000,
         "warn_at": [0.8, 0.95]}
    ]
}
)";

struct Bad {
    const char* text;
    int line;
    const char* key;
    const char* problem;
};

// Thirty and more ways in which a policy goes wrong.
const Bad kBad[] = {
    {"", 1, "", "this is not JSON"},
    {"{", 1, "", "this is not JSON"},
    {"{\"policy\": 1,}", 1, "", "this is not JSON"},
    {"{\n\"policy\": 1\n\"watch\": {}}", 3, "", "this is not JSON"},
    {"{\n'policy': 1}", 2, "", "this is not JSON"},
    {"{\"policy\": 1} x", 1, "", "this is not JSON"},
    {"{\"policy\": 1,\n\"watch\": {\"traces\": NaN}}", 2, "", "this is not JSON"},
    {"[]", 1, "", "this must be an object, and is a list"},
    {"1", 1, "", "this must be an object, and is a number"},
    {"{}", 1, "", "the key “policy”"},
    {"{\"policy\": 2}", 1, "policy", "known is 1"},
    {"{\"policy\": \"1\"}", 1, "policy", "this must be a number, and is a text"},
    {"{\"policy\": 1,\n\"policy\": 1}", 2, "", "“policy” stands here a second time"},
    {"{\"policy\": 1,\n\"detektors\": {}}", 2, "detektors", "there is no such key"},
    {"{\"policy\": 1,\n\"detectors\": []}", 2, "detectors", "this must be an object"},
    {"{\"policy\": 1,\n\"detectors\": {\n\"loop.x\": {}}}", 3, "detectors.loop.x",
     "there is no such detector"},
    {"{\"policy\": 1,\n\"detectors\": {\n\"loop.repetition\": 4}}", 3, "detectors.loop.repetition",
     "this must be an object, and is a number"},
    {"{\"policy\": 1,\n\"detectors\": {\n\"loop.repetition\": {\n\"timez\": 4}}}", 4,
     "detectors.loop.repetition.timez", "no such parameter"},
    {"{\"policy\": 1,\n\"detectors\": {\n\"loop.repetition\": {\n\"times\": 1}}}", 4,
     "detectors.loop.repetition.times", "1 is less than 2, the least"},
    {"{\"policy\": 1,\n\"detectors\": {\n\"loop.repetition\": {\n\"times\": 1e9\n}}}", 4,
     "detectors.loop.repetition.times", "1000000000 is more than 1000, the most"},
    {"{\"policy\": 1,\n\"detectors\": {\n\"loop.repetition\": {\n\"times\": \"4\"}}}", 4,
     "detectors.loop.repetition.times", "this must be a number, and is a text"},
    {"{\"policy\": 1,\n\"detectors\": {\n\"loop.repetition\": {\n\"on\": 1}}}", 4,
     "detectors.loop.repetition.on", "this must be true or false"},
    {"{\"policy\": 1,\n\"detectors\": {\n\"loop.repetition\": {\n\"priority\": \"urgent\"}}}", 4,
     "detectors.loop.repetition.priority", "“urgent” is no priority"},
    {"{\"policy\": 1,\n\"watch\": {\"traces\": 3}}", 2, "watch.traces", "3 is less than 16"},
    {"{\"policy\": 1,\n\"watch\": {\"traces\": 99.5}}", 2, "watch.traces", "a whole number"},
    {"{\"policy\": 1,\n\"watch\": {\"agents\": 3}}", 2, "watch.agents", "known are traces"},
    {"{\"policy\": 1,\n\"alarms\": {\"chatter_times\": 1}}", 2, "alarms.chatter_times",
     "1 is less than 2"},
    {"{\"policy\": 1,\n\"alarms\": {\"chatter_times\": 2.5}}", 2, "alarms.chatter_times",
     "a whole number"},
    {"{\"policy\": 1,\n\"alarms\": {\"chatter_window\": 5}}", 2, "alarms.chatter_window",
     "this must be a text"},
    {"{\"policy\": 1,\n\"alarms\": {\"flood\": 5}}", 2, "alarms.flood", "there is no such key"},
    {"{\"policy\": 1,\n\"detectors\": {\n\"loop.repetition\": {\"latch\": \"yes\"}}}", 3,
     "detectors.loop.repetition.latch", "this must be true or false"},
    {"{\"policy\": 1,\n\"tools\": {}}", 2, "tools", "this must be a list"},
    {"{\"policy\": 1,\n\"tools\": [\n{}]}", 3, "tools[0]", "“name” is missing"},
    {"{\"policy\": 1,\n\"tools\": [\n{\"name\": \"\"}]}", 3, "tools[0].name", "must not be empty"},
    {"{\"policy\": 1,\n\"tools\": [\n{\"name\": \"a\",\n\"effect\": \"harmless\"}]}", 4,
     "tools[0].effect", "“harmless” is no effect; there are read, change, final, flag"},
    {"{\"policy\": 1,\n\"tools\": [\n{\"name\": \"a\", \"effect\": \"undeclared\"}]}", 3,
     "tools[0].effect", "is no effect"},
    {"{\"policy\": 1,\n\"tools\": [\n{\"name\": \"a\", \"resource\": 3}]}", 3, "tools[0].resource",
     "this must be the name of an argument, or a list of such names"},
    {"{\"policy\": 1,\n\"tools\": [\n{\"name\": \"a\", \"resource\": []}]}", 3, "tools[0].resource",
     "named by 1 to 4 arguments"},
    {"{\"policy\": 1,\n\"tools\": [\n{\"name\": \"a\", \"resource\": [\"x\",\n\"x\"]}]}", 4,
     "tools[0].resource[1]", "“x” stands here a second time"},
    {"{\"policy\": 1,\n\"tools\": [\n{\"name\": \"a\", \"kind\": \"\"}]}", 3, "tools[0].kind",
     "must not be empty"},
    {"{\"policy\": 1,\n\"tools\": [{\"name\": \"a\"},\n{\"name\": \"a\"}]}", 3, "tools[1]",
     "“a” is declared a second time"},
    {"{\"policy\": 1,\n\"tools\": [{\"name\": \"a\",\n\"labels\": \"x\"}]}", 3, "tools[0].labels",
     "this must be a list of texts"},
    {"{\"policy\": 1,\n\"tools\": [{\"name\": \"a\",\n\"labels\": [\"x\",\n\"x\"]}]}", 4,
     "tools[0].labels[1]", "“x” stands here a second time"},
    {"{\"policy\": 1,\n\"tools\": [{\"name\": \"a\",\n\"risk\": 1}]}", 3, "tools[0].risk",
     "there is no such key"},
    {"{\"policy\": 1,\n\"agents\": [\n{\"name\": \"a\", \"clearance\": [1]}]}", 3,
     "agents[0].clearance[0]", "this must be a text"},
    {"{\"policy\": 1,\n\"agents\": [\n{\"name\": \"a\", \"effects\": [\"none\"]}]}", 3,
     "agents[0].effects[0]", "“none” is no effect"},
    {"{\"policy\": 1,\n\"agents\": [\n{\"name\": \"a\", \"effects\": [\"read\",\n\"read\"]}]}", 4,
     "agents[0].effects[1]", "“read” stands here a second time"},
    {"{\"policy\": 1,\n\"agents\": [\n{\"name\": \"a\", \"effects\": \"read\"}]}", 3,
     "agents[0].effects", "this must be a list of effects"},
    {"{\"policy\": 1,\n\"agents\": [\n{\"name\": \"a\", \"tools\": \"get\"}]}", 3,
     "agents[0].tools", "this must be a list of texts"},
    {"{\"policy\": 1,\n\"agents\": [\n{\"name\": \"a\", \"through\": [3]}]}", 3,
     "agents[0].through[0]", "this must be a text"},
    {"{\"policy\": 1,\n\"agents\": [\n{\"name\": \"a\", \"out\": \"yes\"}]}", 3, "agents[0].out",
     "this must be true or false"},
    {"{\"policy\": 1,\n\"agents\": [{\"name\": \"a\"},\n{\"name\": \"a\"}]}", 3, "agents[1]",
     "declared a second time"},
    {"{\"policy\": 1,\n\"budgets\": [\n{\"name\": \"b\", \"per\": \"run\"}]}", 3, "budgets[0]",
     "needs “dollars” or “tokens”"},
    {"{\"policy\": 1,\n\"budgets\": [\n{\"name\": \"b\", \"per\": \"day\", \"dollars\": 1}]}", 3,
     "budgets[0].per", "“day” is nothing a budget can be for"},
    {"{\"policy\": 1,\n\"budgets\": [\n{\"name\": \"b\", \"per\": \"fleet\", \"dollars\": 1}]}", 3,
     "budgets[0]", "needs a “window”"},
    {"{\"policy\": 1,\n\"budgets\": [\n{\"name\": \"b\", \"window\": \"soon\", \"dollars\": 1}]}",
     3, "budgets[0].window", "“soon” is no time"},
    {"{\"policy\": 1,\n\"budgets\": [\n{\"name\": \"b\", \"window\": \"1 d\", \"dollars\": -1}]}",
     3, "budgets[0].dollars", "-1 is less than"},
    {"{\"policy\": 1,\n\"budgets\": [\n{\"name\": \"b\", \"window\": \"1 d\", \"dollars\": 1,\n"
     "\"warn_at\": [0.9, 0.8]}]}",
     4, "budgets[0].warn_at[1]", "must grow"},
    {"{\"policy\": 1,\n\"budgets\": [\n{\"name\": \"b\", \"window\": \"1 d\", \"dollars\": 1,\n"
     "\"warn_at\": [1.5]}]}",
     4, "budgets[0].warn_at[0]", "1.50 is more than 0.99"},
    {"{\"policy\": 1,\n\"budgets\": [[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]}", 2, "",
     "nested too deep"},
};

} // namespace

class PolicyTest : public QObject {
    Q_OBJECT

private slots:
    void aGoodPolicySetsWhatItSays();
    void whatAPolicyDoesNotSayIsAsDefined();
    void undeclaredToolsAreUndeclared();
    void everyBadPolicyIsToldWithLineAndKey_data();
    void everyBadPolicyIsToldWithLineAndKey();
    void aBadPolicyChangesNothing();
    void hostileTextIsShownHarmless();
    void anOversizedPolicyIsRefused();
};

void PolicyTest::aGoodPolicySetsWhatItSays()
{
    const auto policy = Policy::parse(kGood, "policy.json");
    QVERIFY2(policy.ok(), policy ? "" : policy.error().sentence.c_str());
    QCOMPARE(policy->detection.watchedTraces, 1000u);
    QCOMPARE(policy->detection.detectors[0].values[0], 3.0);
    QCOMPARE(policy->alarms.chatterTimes, 4u);
    QCOMPARE(policy->alarms.chatterWindow, 5 * kMinute);
    QVERIFY(policy->alarms.latching.contains("loop.repetition"));
    QCOMPARE(policy->detection.detectors[0].priority, Priority::high);
    for (std::size_t i = 0; i < detectorDefs().size(); ++i)
        QCOMPARE(policy->detection.detectors[i].on, detectorDefs()[i]->id != "loop.periodic");
    QCOMPARE(policy->rules().tool("refund", "shop").effect, ToolEffect::final);
    QCOMPARE(policy->rules().tool("refund", "shop").resource, std::vector<std::string>{"order_id"});
    QCOMPARE(policy->rules().tool("refund", "web").effect, ToolEffect::change);
    QCOMPARE(policy->rules().tool("get_invoice", "web").effect, ToolEffect::read);
    QCOMPARE(policy->rules().tool("hold", "web").effect, ToolEffect::flag);
    QCOMPARE(policy->rules().tool("hold", "web").resource,
             (std::vector<std::string>{"shop", "order_id"}));
    QCOMPARE(policy->rules().tool("hold", "web").kind, std::string("order"));
    QVERIFY(policy->rules().agent("cashier-2") != nullptr);
    QCOMPARE(policy->rules().agent("cashier-2")->clearance.size(), std::size_t{2});
    QVERIFY(!policy->rules().agent("cashier-2")->tools && !policy->rules().agent("cashier-2")->out);
    const AgentRule& triage = *policy->rules().agent("triage");
    QCOMPARE(*triage.tools, std::vector<std::string>{"get_*"});
    QCOMPARE(*triage.effects, (std::vector{ToolEffect::read, ToolEffect::flag}));
    QCOMPARE(triage.through, std::vector<std::string>{"cashier*"});
    QVERIFY(policy->rules().agent("old")->out);
    QCOMPARE(policy->rules().budgets.size(), std::size_t{2});
    QCOMPARE(*policy->rules().budgets[0].money, MicroUsd{2'500'000});
    QCOMPARE(policy->rules().budgets[1].window, kDay);
    QCOMPARE(policy->rules().budgets[1].warnAt, (std::vector<double>{0.8, 0.95}));
}

void PolicyTest::whatAPolicyDoesNotSayIsAsDefined()
{
    const auto policy = Policy::parse("{\"policy\": 1}", "p");
    QVERIFY(policy.ok());
    const DetectionSettings defined = DetectionSettings::byDefinition();
    for (std::size_t i = 0; i < defined.detectors.size(); ++i) {
        QCOMPARE(policy->detection.detectors[i].values, defined.detectors[i].values);
        QCOMPARE(policy->detection.detectors[i].priority, detectorDefs()[i]->priority);
    }
    QVERIFY(policy->rules().tools.empty() && policy->rules().agents.empty() &&
            policy->rules().budgets.empty());
}

void PolicyTest::undeclaredToolsAreUndeclared()
{
    const auto policy = Policy::parse(kGood, "p");
    QVERIFY(policy.ok());
    QCOMPARE(policy->rules().tool("delete_all", "shop").effect, ToolEffect::undeclared);
    QCOMPARE(policy->rules().tool("odd", "shop").effect, ToolEffect::undeclared);
    QCOMPARE(toolEffectName(ToolEffect::undeclared), std::string_view("undeclared"));
    QCOMPARE(policy->rules().agent("stranger"), nullptr);
}

void PolicyTest::everyBadPolicyIsToldWithLineAndKey_data()
{
    QTest::addColumn<int>("number");
    for (int i = 0; i < static_cast<int>(std::size(kBad)); ++i)
        QTest::addRow("%d %s", i, kBad[i].problem) << i;
}

void PolicyTest::everyBadPolicyIsToldWithLineAndKey()
{
    QFETCH(int, number);
    const Bad& bad = kBad[number];
    const auto policy = Policy::parse(bad.text, "fleet.json");
    QVERIFY(!policy.ok());
    const QString sentence = QString::fromStdString(policy.error().sentence);
    const QString place = QStringLiteral("fleet.json, line %1").arg(bad.line) +
                          (bad.key[0] == 0 ? QString() : QStringLiteral(", ")) +
                          QString::fromUtf8(bad.key) + QStringLiteral(": ");
    QVERIFY2(sentence.startsWith(place), qPrintable(sentence));
    QVERIFY2(sentence.contains(QString::fromUtf8(bad.problem)), qPrintable(sentence));
    QVERIFY(sentence.endsWith(QLatin1Char('.')));
}

void PolicyTest::aBadPolicyChangesNothing()
{
    PolicyInForce policy;
    QVERIFY(policy.replace(kGood, "p").ok());
    for (const Bad& bad : kBad)
        QVERIFY(!policy.replace(bad.text, "p").ok());
    QCOMPARE(policy.policy().detection.detectors[0].values[0], 3.0);
    QCOMPARE(policy.policy().rules().tools.size(), std::size_t{5});
}

void PolicyTest::hostileTextIsShownHarmless()
{
    const auto policy = Policy::parse("{\"policy\": 1, \"\u202Eevil\\n\": 2}", "p");
    QVERIFY(!policy.ok());
    QVERIFY(policy.error().sentence.find("\u202E") == std::string::npos);
    QVERIFY(policy.error().sentence.find('\n') == std::string::npos);
}

void PolicyTest::anOversizedPolicyIsRefused()
{
    const std::string large(2 << 20, ' ');
    const auto policy = Policy::parse(large + "{}", "p");
    QVERIFY(!policy.ok());
    QVERIFY(policy.error().sentence.find("larger than 1 MB") != std::string::npos);
}

QTEST_GUILESS_MAIN(PolicyTest)
#include "tst_policy.moc"
