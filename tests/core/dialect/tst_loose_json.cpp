// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dialect/loose_json.h"

#include <QTest>

using namespace penstock;

class LooseJsonTest : public QObject {
    Q_OBJECT

private slots:
    void membersAndItemsAreReadInOrder();
    void escapesAreDecoded();
    void jsonInAStringIsUnwrapped();
    void pythonsReprIsRead();
    void aCutTailKeepsWhatCameBefore();
    void proseIsNoTree_data();
    void proseIsNoTree();
    void deepNestingEndsTheTreeAndNotTheProgram();
    void manyNodesAreBounded();
    void numbersAreReadFromStringsToo();
};

void LooseJsonTest::membersAndItemsAreReadInOrder()
{
    const LooseJson json(R"({"a":[1,{"b":"x"},null],"c":true})");
    QVERIFY(json.isTree() && !json.truncated());
    LooseNode item = json.root().member("a").firstChild();
    QCOMPARE(item.integer().value(), std::int64_t{1});
    item = item.next();
    QCOMPARE(item.memberText("b"), std::string("x"));
    QCOMPARE(item.raw(), std::string_view(R"({"b":"x"})"));
    QCOMPARE(item.next().type(), LooseType::null);
    QVERIFY(!item.next().next());
    QCOMPARE(json.root().memberText("c"), std::string("true"));
    QVERIFY(!json.root().member("missing"));
}

void LooseJsonTest::escapesAreDecoded()
{
    const LooseJson json(R"(["a\n\"\u00e9\ud83d\ude00\q"])");
    QCOMPARE(json.root().firstChild().text(), std::string("a\n\"\xC3\xA9\xF0\x9F\x98\x80\\q"));
    QCOMPARE(decodeEscapes("\\ud83d alone"), std::string("\xEF\xBF\xBD alone"));
    QCOMPARE(decodeEscapes("\\u12"), std::string("\\u12"));
}

void LooseJsonTest::jsonInAStringIsUnwrapped()
{
    const LooseJson json(R"("{\"a\":\"\\\"b\\\"\"}")");
    QCOMPARE(json.root().memberText("a"), std::string("\"b\""));
    const LooseJson text(R"("just text")");
    QVERIFY(!text.isTree());
    QCOMPARE(text.root().text(), std::string("just text"));
}

void LooseJsonTest::pythonsReprIsRead()
{
    const LooseJson json("{'audio': 0, 'cache_read': 128, 'ok': True, 'none': None, 'say': "
                         "'it\\'s', 'pair': (1, 2)}");
    QVERIFY(!json.truncated());
    QCOMPARE(json.root().member("cache_read").integer().value(), std::int64_t{128});
    QCOMPARE(json.root().member("ok").type(), LooseType::boolean);
    QCOMPARE(json.root().memberText("none"), std::string());
    QCOMPARE(json.root().memberText("say"), std::string("it's"));
    QVERIFY(json.root().member("pair").isArray());
}

void LooseJsonTest::aCutTailKeepsWhatCameBefore()
{
    const LooseJson json(
        R"([{"role":"user","content":"whole"},{"role":"user","content":"half a sen)");
    QVERIFY(json.truncated() && json.isTree());
    const LooseNode second = json.root().firstChild().next();
    QCOMPARE(json.root().firstChild().memberText("content"), std::string("whole"));
    QCOMPARE(second.memberText("content"), std::string("half a sen"));
    QVERIFY(second.member("content").wasCut());
    QVERIFY(!json.root().firstChild().wasCut());
}

void LooseJsonTest::proseIsNoTree_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"Hello", "12 apples", "[see below] more", "{name}, hello", "", "   ",
                             "'tis the season", "(note) it", "[1] First"})
        QTest::newRow(text) << QByteArray(text);
}

void LooseJsonTest::proseIsNoTree()
{
    QFETCH(QByteArray, text);
    const LooseJson json(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
    QVERIFY(!json.isTree());
}

void LooseJsonTest::deepNestingEndsTheTreeAndNotTheProgram()
{
    const LooseJson json(std::string(100'000, '['));
    QVERIFY(json.truncated());
    QVERIFY(json.root().isArray());
}

void LooseJsonTest::manyNodesAreBounded()
{
    std::string text = "[";
    for (std::size_t i = 0; i < LooseJson::kMaxNodes + 10; ++i)
        text += "1,";
    const LooseJson json(text + "1]");
    QVERIFY(json.truncated());
    std::size_t count = 0;
    for (LooseNode node = json.root().firstChild(); node; node = node.next())
        ++count;
    QVERIFY(count < LooseJson::kMaxNodes);
}

void LooseJsonTest::numbersAreReadFromStringsToo()
{
    const LooseJson json(R"({"a":"17","b":1.5,"c":"x","d":1e300})");
    QCOMPARE(json.root().member("a").integer().value(), std::int64_t{17});
    QCOMPARE(json.root().member("b").real().value(), 1.5);
    QVERIFY(!json.root().member("c").real());
    QVERIFY(!json.root().member("d").integer());
}

QTEST_GUILESS_MAIN(LooseJsonTest)
#include "tst_loose_json.moc"
