// SPDX-License-Identifier: GPL-3.0-or-later
// Arguments of a call as a name and a value each, without saying what they are.
#include "core/dialect/text_features.h"

#include <QTest>

using namespace penstock;

class ArgumentPrintsTest : public QObject {
    Q_OBJECT

private slots:
    void argumentsOfACallAreToldApartByNameAndValue();
    void anArgumentIsATextOrANumberOfTheFirstTwoLevels();
};

void ArgumentPrintsTest::argumentsOfACallAreToldApartByNameAndValue()
{
    Arena arena;
    const auto is = [](std::string_view name, std::string_view value) {
        return ArgumentPrint{argumentName(name), argumentValue(value)};
    };
    std::span<const ArgumentPrint> prints;
    const TextFeatures all = argumentFeatures(
        R"({"account_id":"C-1","amount":49.9,"n":17,"note":"\u00fcber"})", arena, prints);
    QCOMPARE(std::vector(prints.begin(), prints.end()),
             (std::vector{is("account_id", "C-1"), is("amount", "49.9"), is("n", "17"),
                          is("note", "über")}));
    QCOMPARE(all.fingerprint,
             canonicalFingerprint(R"({"n":17,"note":"über","account_id":"C-1","amount":49.9})"));
    argumentFeatures(R"({"n":"17"})", arena, prints); // a number that was written as a text
    QCOMPARE(std::vector(prints.begin(), prints.end()), std::vector{is("n", "17")});
    QVERIFY(argumentValue("C-1") != argumentValue("C-2"));
    QVERIFY(argumentValue("C-1") >> kArgumentBits == 0);
}

void ArgumentPrintsTest::anArgumentIsATextOrANumberOfTheFirstTwoLevels()
{
    Arena arena;
    std::span<const ArgumentPrint> prints;
    const auto names = [&](std::string_view json) {
        argumentFeatures(json, arena, prints);
        std::vector<std::uint16_t> found;
        for (const ArgumentPrint& print : prints)
            found.push_back(print.name);
        return found;
    };
    const auto of = [](std::initializer_list<std::string_view> all) {
        std::vector<std::uint16_t> wanted;
        for (const std::string_view name : all)
            wanted.push_back(argumentName(name));
        return wanted;
    };
    // What lies deeper follows, whatever the order in which it was written.
    QCOMPARE(names(R"({"arguments":{"id":1,"at":{"x":2}},"name":"pay"})"), of({"name", "id"}));
    QCOMPARE(names(R"({"a":true,"b":null,"c":[1,2],"d":"","e":{},"f":[],"g":"x"})"), of({"g"}));
    QCOMPARE(names("{\"long\":\"" + std::string(257, 'x') + "\",\"k\":1}"), of({"k"}));
    QCOMPARE(names(R"({"id":1,)"), of({})); // broken: nothing is certain
    QCOMPARE(names("id=1"), of({}));
    std::string many = "{\"in\":{\"deep\":1}";
    for (int i = 0; i < 40; ++i)
        many += ",\"k" + std::to_string(i) + "\":" + std::to_string(i);
    argumentFeatures(many + "}", arena, prints);
    QCOMPARE(prints.size(), kMostArguments);
    QCOMPARE(prints.back().name, argumentName("k15"));
}

QTEST_GUILESS_MAIN(ArgumentPrintsTest)
#include "tst_argument_prints.moc"
