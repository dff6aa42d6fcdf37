// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/encoding.h"
#include "core/base/hash.h"

#include <QTest>

using namespace penstock;

class TestHash final : public QObject {
    Q_OBJECT
private slots:
    void sha256MatchesTheStandardsExample()
    {
        const Sha256 digest = sha256("abc");
        QCOMPARE(encodeHex(digest.data(), digest.size()),
                 std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }
    void piecesHashLikeTheWhole()
    {
        Sha256Stream stream;
        stream.update("a");
        stream.update("");
        stream.update("bc");
        QVERIFY(stream.finish() == sha256("abc"));
    }
    void anotherSecretGivesAnotherHash()
    {
        const KeyedHash a(randomBytes(KeyedHash::kSecretSize));
        const KeyedHash b(randomBytes(KeyedHash::kSecretSize));
        QVERIFY(a("the same text") == a("the same text"));
        QVERIFY(a("the same text") != b("the same text"));
    }
    void randomBytesDiffer() { QVERIFY(randomBytes(32) != randomBytes(32)); }
};

QTEST_GUILESS_MAIN(TestHash)
#include "tst_hash.moc"
