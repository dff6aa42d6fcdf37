// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/keys.h"
#include "core/model/losses.h"
#include "core/model/step.h"

#include <QTest>

#include <set>
#include <string>

using namespace penstock;

class TestKeys final : public QObject {
    Q_OBJECT
private slots:
    void everyKnownKeyIsFoundByItsText()
    {
        for (int i = 1; i < static_cast<int>(KeyId::count); ++i) {
            const auto id = static_cast<KeyId>(i);
            QVERIFY(!keyText(id).empty());
            QCOMPARE(findKey(keyText(id)), id);
        }
    }
    void anUnknownKeyIsUnknown()
    {
        for (const char* key :
             {"", "gen_ai", "gen_ai.usage.input_token", "gen_ai.usage.input_tokenss", "x"})
            QCOMPARE(findKey(key), KeyId::unknown);
    }
    void everyNameOfTheModelIsItsOwn()
    {
        std::set<std::string_view> kinds;
        for (int i = 0; i < kStepKindCount; ++i)
            QVERIFY(kinds.insert(stepKindName(static_cast<StepKind>(i))).second);
        std::set<std::string_view> losses;
        for (int i = 0; i < kLossKindCount; ++i) {
            QVERIFY(losses.insert(lossKindName(static_cast<LossKind>(i))).second);
            QVERIFY(!lossKindSentence(static_cast<LossKind>(i)).empty());
        }
    }
};

QTEST_GUILESS_MAIN(TestKeys)
#include "tst_keys.moc"
