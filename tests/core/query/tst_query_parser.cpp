// SPDX-License-Identifier: GPL-3.0-or-later
// Golden trees of the filter language: precedence, forms of a condition, foreign spellings, tokens for highlighting.
#include "query_support.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

std::string tokensOf(const std::string& text)
{
    static constexpr const char* kNames[] = {"keyword", "field",   "op",    "value",
                                             "quoted",  "bracket", "comma", "unknown"};
    std::string out;
    for (const FilterToken& token : filterTokens(text))
        out += (out.empty() ? "" : " ") +
               std::string(kNames[static_cast<std::size_t>(token.kind)]) + ":" +
               text.substr(token.range.begin, token.range.end - token.range.begin);
    return out;
}

} // namespace

class TestQueryParser final : public QObject {
    Q_OBJECT
private slots:
    void aTextBecomesThisTree_data()
    {
        QTest::addColumn<QByteArray>("tree");
        const auto row = [](const char* text, const char* tree) {
            QTest::newRow(text) << QByteArray(tree);
        };
        // the filters of the target pictures
        row("last_seen < 15m and env = prod and not agent in (canary-a, canary-b)",
            "(and (< last_seen 15m) (= environment prod) (not (in agent canary-a canary-b)))");
        row("cascade = #412 and not tool = \"sql.query\" or state = failed",
            "(or (and (= cascade #412) (not (= tool sql.query))) (= state failed))");
        // precedence: not before and before or
        row("agent = a or agent = b and agent = c",
            "(or (= agent a) (and (= agent b) (= agent c)))");
        row("(agent = a or agent = b) and agent = c",
            "(and (or (= agent a) (= agent b)) (= agent c))");
        row("not agent = a and agent = b", "(and (not (= agent a)) (= agent b))");
        row("not (agent = a and agent = b)", "(not (and (= agent a) (= agent b)))");
        row("not not agent = a", "(not (not (= agent a)))");
        row("agent = a and (agent = b and agent = c)", "(and (= agent a) (= agent b) (= agent c))");
        row("((agent = a))", "(= agent a)");
        // forms of a condition
        row("exists model", "(exists model)");
        row("agent not in (a)", "(not (in agent a))");
        row("\"charge back\"", "(~ text \"charge back\")");
        row("'charge back' or text ~ refund", "(or (~ text \"charge back\") (~ text refund))");
        row("delegated_by planner", "(delegated_by planner)");
        row("under 'two words' and downstream_of 9b1f04c2e77ad310",
            "(and (under two words) (downstream_of 9b1f04c2e77ad310))");
        row("agent in (a,b , 'c d')", "(in agent a b \"c d\")");
        row("agent ~ Plan", "(~ agent Plan)");
        // units
        row("duration > 2h30m", "(> duration 2h30m)");
        row("duration > 3 min 28 s and cost>=$0.5", "(and (> duration 3m28s) (>= cost $0.50))");
        row("tokens > 1.5k or tokens < 2M", "(or (> tokens 1500) (< tokens 2000000))");
        row("started = today or started >= 2026-11-20T14:32Z",
            "(or (= started today) (>= started 2026-11-20T14:32Z))");
        row("started < 2026-11-20T14:32:07.418+02:00", "(< started 2026-11-20T12:32:07.418Z)");
        row("priced = yes and late = FALSE", "(and (= priced true) (= late false))");
        row("trace ~ 4BF9 or step = 9b1f04c2e77ad310",
            "(or (~ trace 4bf9) (= step 9b1f04c2e77ad310))");
        row("known_by in (declared, nested_run)", "(in known_by declared nested_run)");
        // case of keywords, fields and words; white space
        row("AGENT = Planner AND NOT State = Running",
            "(and (= agent Planner) (not (= state running)))");
        row("  agent=a\n\tand(agent=b)  ", "(and (= agent a) (= agent b))");
        // texts that look like something else
        row("agent = 15m", "(= agent 15m)");
        row("agent = \"and\" and name = 'or'", "(and (= agent \"and\") (= name \"or\"))");
        row("name = \"a\\\"b\\u{202E}\\x41\"", "(= name \"a\\\"b\\u{202E}A\")");
        row("name = \xC3\xBCn\xC3\xAF", "(= name \"\xC3\xBCn\xC3\xAF\")");
        row("name = android and name = order or name = nothing",
            "(or (and (= name android) (= name order)) (= name nothing))");
    }
    void aTextBecomesThisTree()
    {
        QFETCH(QByteArray, tree);
        const ParsedFilter parsed = parseFilter(QTest::currentDataTag());
        QVERIFY2(parsed.verdict == FilterVerdict::valid, parsed.diagnostic.sentence.c_str());
        QCOMPARE(QByteArray::fromStdString(treeOf(parsed.filter)), tree);
    }
    void nothingIsEmptyAndMatchesEverything()
    {
        for (const char* text : {"", " ", " \t\n "}) {
            QCOMPARE(parseFilter(text).verdict, FilterVerdict::empty);
            QVERIFY(!parseFilter(text).filter);
        }
    }
    void foreignSpellingsAreUnderstoodAndCalledDeprecated_data()
    {
        QTest::addColumn<QByteArray>("canonical");
        QTest::addColumn<QByteArray>("marked");
        QTest::addColumn<QByteArray>("better");
        const auto row = [](const char* text, const char* canonical, const char* marked,
                            const char* better) {
            QTest::newRow(text) << QByteArray(canonical) << QByteArray(marked)
                                << QByteArray(better);
        };
        row("agent == a", "agent = a", "==", "=");
        row("agent <> a", "agent != a", "<>", "!=");
        row("agent = a && agent = b", "agent = a and agent = b", "&&", "and");
        row("agent = a || agent = b", "agent = a or agent = b", "||", "or");
        row("!(agent = a)", "not agent = a", "!", "not");
        row("service = a", "deployment = a", "service", "deployment");
        row("status = error", "state = failed", "status", "state");
        row("latency > 1s", "duration > 1s", "latency", "duration");
    }
    void foreignSpellingsAreUnderstoodAndCalledDeprecated()
    {
        QFETCH(QByteArray, canonical);
        QFETCH(QByteArray, marked);
        QFETCH(QByteArray, better);
        const std::string text = QTest::currentDataTag();
        const ParsedFilter parsed = parseFilter(text);
        QCOMPARE(parsed.verdict, FilterVerdict::deprecated);
        QCOMPARE(QByteArray::fromStdString(printFilter(parsed.filter)), canonical);
        const TextRange range = parsed.diagnostic.range;
        QCOMPARE(QByteArray::fromStdString(text.substr(range.begin, range.end - range.begin)),
                 marked);
        QCOMPARE(QByteArray::fromStdString(parsed.diagnostic.suggestion), better);
        QVERIFY(!parsed.diagnostic.sentence.empty());
    }
    void everyPartOfTheTreeKnowsWhereItStands()
    {
        const std::string text = "not agent in (a, b) and  cost > $1";
        const FilterPtr filter = parseFilter(text).filter;
        const auto at = [&text](const FilterPtr& f) {
            return text.substr(f->range.begin, f->range.end - f->range.begin);
        };
        QCOMPARE(at(filter), text);
        QCOMPARE(at(filter->children[0]), std::string("not agent in (a, b)"));
        QCOMPARE(at(filter->children[0]->children[0]), std::string("agent in (a, b)"));
        QCOMPARE(at(filter->children[1]), std::string("cost > $1"));
    }
    void tokensNameWhatIsHighlightedAlsoInAnInvalidText()
    {
        QCOMPARE(tokensOf("last_seen < 15m and not agent in (a, and)"),
                 std::string("field:last_seen op:< value:15m keyword:and keyword:not field:agent "
                             "keyword:in bracket:( value:a comma:, keyword:and bracket:)"));
        QCOMPARE(tokensOf("agnet = \"x\" or under ;"),
                 std::string("unknown:agnet op:= quoted:\"x\" keyword:or keyword:under unknown:;"));
        QCOMPARE(tokensOf("agent = agent && \"open"),
                 std::string("field:agent op:= value:agent keyword:&& quoted:\"open"));
    }
    void nestingIsBoundedWithASentenceAndNothingElseIs()
    {
        const auto nested = [](std::size_t levels) {
            return std::string(levels, '(') + "agent = a" + std::string(levels, ')');
        };
        QCOMPARE(parseFilter(nested(kMaxFilterDepth)).verdict, FilterVerdict::valid);
        const ParsedFilter deep = parseFilter(nested(kMaxFilterDepth + 1));
        QCOMPARE(deep.diagnostic.problem, FilterProblem::tooDeep);
        QCOMPARE(deep.diagnostic.range.begin, kMaxFilterDepth);
        QVERIFY(deep.diagnostic.sentence.find("64") != std::string::npos);
        QCOMPARE(parseFilter(std::string(60'000, '(')).diagnostic.problem, FilterProblem::tooDeep);
        std::string nots;
        for (int i = 0; i < 10'000; ++i)
            nots += "not ";
        QCOMPARE(parseFilter(nots + "agent = a").diagnostic.problem, FilterProblem::tooDeep);
        QCOMPARE(parseFilter(std::string(kMaxFilterBytes + 1, 'a')).diagnostic.problem,
                 FilterProblem::tooLong);
        std::string wide = "agent = a";
        while (wide.size() < kMaxFilterBytes - 20)
            wide += " or agent = a";
        const ParsedFilter parsed = parseFilter(wide);
        QCOMPARE(parsed.verdict, FilterVerdict::valid);
        QVERIFY(parsed.filter->children.size() > 4'000);
    }
    void aListThatIsOneLevelBelowTheBoundStillPrintsAndParses()
    {
        std::string text(kMaxFilterDepth, '(');
        text += "agent not in (a)" + std::string(kMaxFilterDepth, ')');
        QCOMPARE(parseFilter(text).diagnostic.problem, FilterProblem::tooDeep);
        text = text.substr(1, text.size() - 2);
        const ParsedFilter parsed = parseFilter(text);
        QCOMPARE(parsed.verdict, FilterVerdict::valid);
        QVERIFY(equalFilters(parseFilter(printFilter(parsed.filter)).filter, parsed.filter));
    }
};

QTEST_GUILESS_MAIN(TestQueryParser)
#include "tst_query_parser.moc"
