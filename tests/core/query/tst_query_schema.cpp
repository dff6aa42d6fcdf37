// SPDX-License-Identifier: GPL-3.0-or-later
// The schema of the filter language: every field can be written, found and explained.
#include "core/query/literal.h"

#include "core/model/step.h"

#include <QTest>

#include <set>

using namespace penstock;

class TestQuerySchema final : public QObject {
    Q_OBJECT
private slots:
    void everyFieldIsFoundByItsNameInAnyCaseAndExplainsItself()
    {
        std::set<std::string_view> names;
        for (const FieldInfo& field : allFields()) {
            QVERIFY(names.insert(field.name).second);
            std::string upper(field.name);
            for (char& c : upper)
                c = static_cast<char>(std::toupper(c));
            QCOMPARE(findField(upper).field, &fieldInfo(field.id));
            QVERIFY(!findField(field.name).deprecated);
            QVERIFY(!field.sentence.empty());
            QVERIFY(field.rows != 0);
            QVERIFY2(!isFilterKeyword(field.name), field.name.data());
            QCOMPARE(quoteIfNeeded(field.name), std::string(field.name));
        }
    }
    void enumerationsAndOnlyTheyHaveWordsAndWordsFitInABitMask()
    {
        for (const FieldInfo& field : allFields()) {
            QCOMPARE(enumWords(field.id).empty(), field.type != FieldType::enumeration);
            QVERIFY(enumWords(field.id).size() <= 64);
            std::set<std::string_view> words(enumWords(field.id).begin(),
                                             enumWords(field.id).end());
            QCOMPARE(words.size(), enumWords(field.id).size());
            for (unsigned i = 0; i < enumWords(field.id).size(); ++i)
                QCOMPARE(enumNumber(field.id, enumWords(field.id)[i]), std::optional(i));
        }
    }
    void theWordsOfAnEnumerationHaveTheNumbersOfTheModel()
    {
        QCOMPARE(enumNumber(FieldId::kind, "tool_call"),
                 std::optional(static_cast<unsigned>(StepKind::toolCall)));
        QCOMPARE(enumNumber(FieldId::state, "failed"),
                 std::optional(static_cast<unsigned>(StepStatus::error)));
        QCOMPARE(enumNumber(FieldId::state, "Error"),
                 std::optional(static_cast<unsigned>(StepStatus::error)));
        QCOMPARE(enumNumber(FieldId::state, "running"),
                 std::optional(static_cast<unsigned>(StepStatus::running)));
        QCOMPARE(enumNumber(FieldId::dialect, "jaeger_import"),
                 std::optional(static_cast<unsigned>(Dialect::jaegerImport)));
        QCOMPARE(enumNumber(FieldId::mode, "pass_control"),
                 std::optional(static_cast<unsigned>(DelegationMode::passControl)));
        QCOMPARE(enumNumber(FieldId::knownBy, "nested_run"),
                 std::optional(static_cast<unsigned>(Evidence::nestedRun)));
        QCOMPARE(enumNumber(FieldId::knownBy, "declared"),
                 std::optional(static_cast<unsigned>(kEvidenceCount)));
        QCOMPARE(enumNumber(FieldId::costSource, "computed"),
                 std::optional(static_cast<unsigned>(CostSource::computed)));
        QCOMPARE(enumNumber(FieldId::kind, "nonsense"), std::optional<unsigned>());
    }
    void aTypingErrorFindsTheFieldThatWasMeantAndNonsenseFindsNothing()
    {
        std::vector<std::string_view> names;
        for (const FieldInfo& field : allFields())
            names.push_back(field.name);
        QCOMPARE(closestWord("agnet", names), std::string_view("agent"));
        QCOMPARE(closestWord("modle", names), std::string_view("model"));
        QCOMPARE(closestWord("lastseen", names), std::string_view("last_seen"));
        QCOMPARE(closestWord("durat", names), std::string_view("duration"));
        QCOMPARE(closestWord("chargeback", names), std::string_view());
        QCOMPARE(closestWord(std::string(100'000, 'a'), names), std::string_view());
    }
};

QTEST_GUILESS_MAIN(TestQuerySchema)
#include "tst_query_schema.moc"
