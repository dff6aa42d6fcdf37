// SPDX-License-Identifier: GPL-3.0-or-later
// Every way in which a filter can be wrong: which problem, where it stands (between « and »), and what is suggested.
#include "query_support.h"

#include "core/query/diagnostics.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

namespace {

struct Wrong {
    const char* marked; ///< the text with «…» around what the diagnostic points at
    FilterProblem problem;
    const char* says;       ///< part of the sentence
    const char* suggestion; ///< nullptr: none
};

using P = FilterProblem;

const Wrong kWrong[] = {
    {"«agnet» = a", P::unknownField, "Did you mean agent?", "agent"},
    {"cost > $1 and «modle» = x", P::unknownField, "Did you mean model?", "model"},
    {"«chargeback»", P::unknownField, "put it in quotes", "\"chargeback\""},
    {"«agent:planner»", P::unknownField, "agent = planner", "agent = planner"},
    {"«5» < cost", P::unknownField, "no field 5", "\"5\""},
    {"«&»", P::expectedCondition, "agent = name", nullptr},
    {"«)»", P::expectedCondition, "Expected a condition", nullptr},
    {"agent = a and«»", P::expectedCondition, "ends here", nullptr},
    {"agent = a or «or» agent = b", P::expectedCondition, "keyword", nullptr},
    {"not«»", P::expectedCondition, "ends here", nullptr},
    {"(«)»", P::expectedCondition, "Expected a condition", nullptr},
    {"agent«»", P::expectedOperator, "=, !=, ~ (contains) or in after agent", nullptr},
    {"model «exists»", P::expectedOperator, "exists model", nullptr},
    {"agent «planner»", P::expectedOperator, "here stands planner", nullptr},
    {"priced «and» late = true", P::expectedOperator, "= true or = false", nullptr},
    {"agent «:» a", P::expectedOperator, "after agent", "="},
    {"agent =«»", P::expectedValue, "a text to compare agent with", nullptr},
    {"agent = «and» cost > $1", P::expectedValue, "quotes", nullptr},
    {"duration >«»", P::expectedValue, "a duration such as", nullptr},
    {"under«»", P::expectedValue, "an agent, or the id", nullptr},
    {"agent in (a, «)»", P::expectedValue, "here stands )", nullptr},
    {"agent in «a»", P::expectedList, "( and a list", nullptr},
    {"agent in (a «b»)", P::expectedListEnd, ", or )", nullptr},
    {"agent in (a«»", P::expectedListEnd, "ends here", nullptr},
    {"(agent = a«»", P::expectedClose, "closes the group", nullptr},
    {"(agent = a «b»)", P::expectedClose, "closes the group", nullptr},
    {"exists «=»", P::expectedField, "field after exists", nullptr},
    {"exists «in»", P::expectedField, "keyword", nullptr},
    {"agent not «=» a", P::expectedIn, "in after not", nullptr},
    {"agent = a «agent» = b", P::expectedConnective, "and, or, or the end", nullptr},
    {"agent = a«,» b", P::expectedConnective, "here stands ,", nullptr},
    {"\"agent\" «=» a", P::expectedConnective, "without quotes", nullptr},
    {"agent = a«)»", P::unexpectedClose, "closes nothing", nullptr},
    {"agent «<» a", P::operatorNotForType, "agent cannot be compared with <", nullptr},
    {"cost «~» $1", P::operatorNotForType, "cost cannot be compared with ~", nullptr},
    {"state «>» ok", P::operatorNotForType, "=, != or in", nullptr},
    {"text «=» refund", P::operatorNotForType, "~ (contains)", nullptr},
    {"text «in» (a)", P::operatorNotForType, "text cannot be compared with in", nullptr},
    {"exists «text»", P::operatorNotForType, "text cannot be compared with exists", nullptr},
    {"agent «=~» 'a.*'", P::noRegularExpressions, "regular expressions", "~"},
    {"agent «!~» a", P::noRegularExpressions, "regular expressions", "~"},
    {"tokens > «many»", P::badValue, "\"many\" is no value for tokens", nullptr},
    {"tokens > «1.5»", P::badValue, "no value for tokens", nullptr},
    {"duration > «15»", P::badValue, "unit is missing", "15s"},
    {"last_seen < «15»", P::badValue, "unit is missing", "15m"},
    {"last_seen = «15m»", P::badValue, "< (newer than)", nullptr},
    {"started > «2026-02-30»", P::badValue, "no value for started", nullptr},
    {"cost > «$1.0000001»", P::badValue, "an amount such as $0.50", nullptr},
    {"cost > «99999999999999999»", P::badValue, "no value for cost", nullptr},
    {"state = «faild»", P::badValue, "Did you mean failed?", "failed"},
    {"state = «xyz»", P::badValue, "unset, ok, failed or running", nullptr},
    {"priced = «maybe»", P::badValue, "true or false", nullptr},
    {"trace = «4bf9»", P::badValue, "32 hex digits", nullptr},
    {"step = «xyz»", P::badValue, "an id in hex digits", nullptr},
    {"step ~ «9b1f04c2e77ad3100»", P::badValue, "an id in hex digits", nullptr},
    {"cascade = «#x»", P::badValue, "#412", nullptr},
    {"agent = «\"\"»", P::badValue, "not exists agent", nullptr},
    {"«\"\"»", P::badValue, "to search for is empty", nullptr},
    {"under «''»", P::badValue, "names no agent", nullptr},
    {"agent in (a, «\"\"»)", P::badValue, "not exists agent", nullptr},
    {"agent = «\"open»", P::unterminatedQuote, "not closed", nullptr},
    {"agent = a and «'open \\'»", P::unterminatedQuote, "not closed", nullptr},
    {"agent = \"a«\\q»\"", P::badEscape, "\\", "\\\\"},
    {"agent = «\"\\u{110000}\"»", P::badEscape, "names no character", nullptr},
    {"agent = a «\x01» b", P::expectedConnective, "U+0001", nullptr},
    {"«agent = \xFF»", P::notUtf8, "UTF-8", nullptr},
};

} // namespace

class TestQueryDiagnostics final : public QObject {
    Q_OBJECT
private slots:
    void aWrongFilterIsExplainedWhereItIsWrong_data()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < static_cast<int>(std::size(kWrong)); ++i)
            QTest::newRow(kWrong[i].marked) << i;
    }
    void aWrongFilterIsExplainedWhereItIsWrong()
    {
        QFETCH(int, index);
        const Wrong& wrong = kWrong[index];
        std::string text = wrong.marked;
        const std::size_t begin = text.find("«");
        text.erase(begin, 2);
        const std::size_t end = text.find("»");
        text.erase(end, 2);
        const ParsedFilter parsed = parseFilter(text);
        QCOMPARE(parsed.verdict, FilterVerdict::invalid);
        QVERIFY(!parsed.filter);
        const FilterDiagnostic& d = parsed.diagnostic;
        QVERIFY2(d.sentence.find(wrong.says) != std::string::npos, d.sentence.c_str());
        QVERIFY2(d.problem == wrong.problem, d.sentence.c_str());
        QCOMPARE(d.range.begin, begin);
        QCOMPARE(d.range.end, end);
        QCOMPARE(QByteArray::fromStdString(d.suggestion),
                 QByteArray(wrong.suggestion ? wrong.suggestion : ""));
        QVERIFY(d.sentence.ends_with('.') || d.sentence.ends_with('?'));
    }
    void everySuggestionOfAWordMakesTheTextBetter()
    {
        for (const char* text :
             {"agnet = a", "chargeback", "agent:planner", "text:refund", "state = faild",
              "agent =~ a", "duration > 15", "last_seen < 15"}) {
            const FilterDiagnostic d = parseFilter(text).diagnostic;
            std::string better(text);
            better.replace(d.range.begin, d.range.end - d.range.begin, d.suggestion);
            QVERIFY2(parseFilter(better).verdict == FilterVerdict::valid, better.c_str());
        }
    }
    void aFieldThatTheseRowsDoNotHaveIsRefusedByName()
    {
        FieldScope scope;
        scope.rows = RowKind::run;
        const ParsedFilter parsed = parseFilter("state = ok and tool = x", scope);
        QCOMPARE(parsed.diagnostic.problem, P::fieldNotHere);
        QCOMPARE(parsed.diagnostic.range.begin, std::size_t{15});
        QCOMPARE(parsed.diagnostic.range.end, std::size_t{19});
        QCOMPARE(parsed.diagnostic.sentence,
                 std::string("The runs have no tool; agents and steps have one."));
        QCOMPARE(parseFilter("\"refund\"", scope).diagnostic.problem, P::fieldNotHere);
        QCOMPARE(parseFilter("agent = a", scope).verdict, FilterVerdict::valid);
        scope.fields.reset(static_cast<std::size_t>(FieldId::cascade));
        QCOMPARE(parseFilter("cascade = #1", scope).diagnostic.sentence,
                 std::string("This list does not know cascade."));
        scope.rows = RowKind::trace;
        QCOMPARE(parseFilter("under planner", scope).diagnostic.problem, P::pathNotHere);
    }
    void aPathFromNowhereIsRefusedWhereItStands()
    {
        TestRowTests tests;
        const CompiledFilter nowhere =
            compileFilter(parseFilter("agent = a or under nobody").filter, kNow, &tests);
        QVERIFY(!nowhere.matcher);
        QCOMPARE(nowhere.diagnostic.problem, P::unknownAnchor);
        QCOMPARE(nowhere.diagnostic.range.begin, std::size_t{13});
        QCOMPARE(nowhere.diagnostic.sentence,
                 std::string("No agent, run or step is called nobody."));
        QCOMPARE(compileFilter(parseFilter("under a").filter, kNow).diagnostic.problem,
                 P::unknownAnchor);
        QCOMPARE(compileFilter(parseFilter("\"a\"").filter, kNow).diagnostic.problem,
                 P::noTextSearch);
    }
    void theCaretStandsUnderTheWordAlsoAfterInvisibleCharacters()
    {
        QCOMPARE(caretLines("agnet = a", {0, 5}), std::string("agnet = a\n^^^^^\n"));
        QCOMPARE(caretLines("agent =", {7, 7}), std::string("agent =\n       ^\n"));
        QCOMPARE(caretLines("ü \u200B x", {7, 8}), std::string("ü ‹U+200B› x\n           ^\n"));
        QCOMPARE(caretLines("a", {90, 99}), std::string("a\n ^\n"));
    }
    void sentencesNeverRepeatHiddenCharactersOrWholePages()
    {
        std::mt19937 random(17);
        for (int i = 0; i < 3'000; ++i) {
            std::string text = printFilter(randomFilter(random, 2));
            text.insert(random() % (text.size() + 1),
                        random() % 2 == 0 ? "\u202E\u200B" : std::string(5'000, 'w'));
            const FilterDiagnostic d = parseFilter(text).diagnostic;
            QVERIFY(d.sentence.find("\u202E") == std::string::npos);
            QVERIFY(d.sentence.size() < 700);
            QVERIFY(d.range.begin <= d.range.end && d.range.end <= text.size());
        }
    }
};

QTEST_GUILESS_MAIN(TestQueryDiagnostics)
#include "tst_query_diagnostics.moc"
