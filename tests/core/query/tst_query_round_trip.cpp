// SPDX-License-Identifier: GPL-3.0-or-later
// parse(print(tree)) is the tree, for any tree and any text in it; and "filter in / out" keeps that so.
#include "query_support.h"

#include "core/base/text_safety.h"

#include <QTest>

using namespace penstock;
using namespace penstock::test;

class TestQueryRoundTrip final : public QObject {
    Q_OBJECT
private slots:
    void tenThousandRandomTreesPrintAndParseBackEqual()
    {
        std::mt19937 random(20261121);
        for (int i = 0; i < 10'000; ++i) {
            const FilterPtr filter = randomFilter(random, 4);
            const std::string text = printFilter(filter);
            const ParsedFilter parsed = parseFilter(text);
            QVERIFY2(parsed.verdict == FilterVerdict::valid,
                     (text + "\n" + parsed.diagnostic.sentence).c_str());
            QVERIFY2(equalFilters(parsed.filter, filter),
                     (text + "\n" + treeOf(filter) + "\n" + treeOf(parsed.filter)).c_str());
            QCOMPARE(printFilter(parsed.filter), text);
            QCOMPARE(visibleText(text, kMaxFilterBytes, LineBreaks::show).hidden, std::size_t{0});
        }
    }
    void tokensCoverEverythingButBlanksInOrder()
    {
        std::mt19937 random(3);
        for (int i = 0; i < 2'000; ++i) {
            std::string text = printFilter(randomFilter(random, 3));
            if (i % 2 == 0)
                text.erase(random() % text.size(), 1 + random() % 5); // most are invalid now
            std::size_t at = 0;
            for (const FilterToken& token : filterTokens(text)) {
                QCOMPARE(text.find_first_not_of(" \t\r\n", at), token.range.begin);
                QVERIFY(token.range.end > token.range.begin);
                at = token.range.end;
            }
            QCOMPARE(text.find_first_not_of(" \t\r\n", at), std::string::npos);
        }
    }
    void filteringInAndOutKeepsWhatThePersonWrote()
    {
        const auto value = FilterLiteral::ofText("sql.query");
        QCOMPARE(narrowFilter("", NarrowBy::only, FieldId::tool, value).text,
                 std::string("tool = sql.query"));
        QCOMPARE(narrowFilter("", NarrowBy::without, FieldId::tool, value).text,
                 std::string("not tool = sql.query"));
        QCOMPARE(narrowFilter("env=prod", NarrowBy::only, FieldId::tool, value).text,
                 std::string("env=prod and tool = sql.query"));
        QCOMPARE(
            narrowFilter("env=prod or  cost > $1", NarrowBy::without, FieldId::tool, value).text,
            std::string("(env=prod or  cost > $1) and not tool = sql.query"));
        QCOMPARE(narrowFilter("env=prod", NarrowBy::only, FieldId::model, std::nullopt).text,
                 std::string("env=prod and not exists model"));
        QCOMPARE(narrowFilter("env=prod", NarrowBy::without, FieldId::model, std::nullopt).text,
                 std::string("env=prod and exists model"));
        QVERIFY(!narrowFilter("env=", NarrowBy::only, FieldId::tool, value).ok);
        QVERIFY(!narrowFilter("", NarrowBy::only, FieldId::tool,
                              FilterLiteral::ofText(std::string(kMaxFilterBytes, 'a')))
                     .ok);
    }
    void filteringInByAnyHostileValueMatchesThatValueAndNothingElse()
    {
        std::mt19937 random(11);
        for (int i = 0; i < 5'000; ++i) {
            const std::string hostile = randomText(random);
            const NarrowedFilter in = narrowFilter("cost > $1 or exists model", NarrowBy::only,
                                                   FieldId::agent, FilterLiteral::ofText(hostile));
            QVERIFY(in.ok);
            const FilterPtr filter = parseFilter(in.text).filter;
            QCOMPARE(treeOf(filter->children[0]), std::string("(or (> cost $1) (exists model))"));
            QCOMPARE(filter->children.size(), std::size_t{2});
            QCOMPARE(filter->children[1]->values[0].text, hostile);
        }
    }
    void filteringInAndThenOutSplitsTheRowsWithoutLosingOne()
    {
        std::mt19937 random(13);
        TestRowTests tests;
        for (int i = 0; i < 500; ++i) {
            const FieldInfo& field = allFields()[random() % allFields().size()];
            if (field.type == FieldType::content)
                continue;
            const FilterLiteral value = randomLiteral(random, field, CompareOp::equal);
            const auto in = compileFilter(
                parseFilter(narrowFilter("", NarrowBy::only, field.id, value).text).filter, kNow,
                &tests);
            const auto out = compileFilter(
                parseFilter(narrowFilter("", NarrowBy::without, field.id, value).text).filter, kNow,
                &tests);
            for (int k = 0; k < 20; ++k) {
                const TestRow row = randomRow(random);
                QVERIFY(in.matcher->matches(row) != out.matcher->matches(row));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestQueryRoundTrip)
#include "tst_query_round_trip.moc"
