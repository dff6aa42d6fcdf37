// SPDX-License-Identifier: GPL-3.0-or-later
// The fold's checkpoint: atomic commits, and a read-only view that stays as it was.
#include "core/store/state_store.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <map>
#include <random>

using namespace penstock;

namespace {

constexpr std::uint64_t kLargestKey = (1ull << 53) - 1;

std::unique_ptr<StateStore> openState(const QTemporaryDir& directory, StateAccess access)
{
    auto state = StateStore::open(directory.path().toStdString(), access);
    if (!state)
        qFatal("%s (%s)", state.error().sentence.c_str(), state.error().detail.c_str());
    return std::move(*state);
}

} // namespace

class TestStateStore : public QObject {
    Q_OBJECT

private slots:
    void whatIsCommittedIsThereAfterReopening();
    void whatIsNotCommittedIsGoneAfterReopening();
    void clearingForgetsEverythingOnceCommitted();
    void aReaderKeepsItsCheckpointWhileTheWriterGoesOn();
    void aReaderWritesOnlyIntoMemory();
    void aReaderWithoutACheckpointStartsEmpty();
    void aFileThatIsNotADatabaseIsBegunAnew();
    void randomOperationsBehaveLikeAMap();
};

void TestStateStore::whatIsCommittedIsThereAfterReopening()
{
    QTemporaryDir directory;
    auto state = openState(directory, StateAccess::writer);
    QCOMPARE(state->checkpointSeq(), Seq{0});
    state->put("runs", 7, std::string("a\0b", 3));
    state->put("agents", kLargestKey, "x");
    QCOMPARE(state->get("runs", 7), std::string("a\0b", 3));
    QVERIFY(state->commit(42).ok());
    state = openState(directory, StateAccess::writer);
    QCOMPARE(state->checkpointSeq(), Seq{42});
    QCOMPARE(state->get("runs", 7), std::string("a\0b", 3));
    QCOMPARE(state->get("agents", kLargestKey), std::string("x"));
    QCOMPARE(state->get("agents", 7), std::string());
    state->remove("runs", 7);
    QCOMPARE(state->get("runs", 7), std::string());
    QVERIFY(state->commit(43).ok());
    state = openState(directory, StateAccess::writer);
    QCOMPARE(state->get("runs", 7), std::string());
}

void TestStateStore::whatIsNotCommittedIsGoneAfterReopening()
{
    QTemporaryDir directory;
    auto state = openState(directory, StateAccess::writer);
    state->put("runs", 1, "old");
    QVERIFY(state->commit(1).ok());
    state->put("runs", 1, "new");
    state = openState(directory, StateAccess::writer);
    QCOMPARE(state->get("runs", 1), std::string("old"));
}

void TestStateStore::clearingForgetsEverythingOnceCommitted()
{
    QTemporaryDir directory;
    auto state = openState(directory, StateAccess::writer);
    state->put("runs", 1, "old");
    QVERIFY(state->commit(5).ok());
    state->clear();
    QCOMPARE(state->checkpointSeq(), Seq{0});
    QCOMPARE(state->get("runs", 1), std::string());
    state->put("runs", 2, "new");
    QVERIFY(state->commit(6).ok());
    state = openState(directory, StateAccess::writer);
    QCOMPARE(state->get("runs", 1), std::string());
    QCOMPARE(state->get("runs", 2), std::string("new"));
    QCOMPARE(state->checkpointSeq(), Seq{6});
}

void TestStateStore::aReaderKeepsItsCheckpointWhileTheWriterGoesOn()
{
    QTemporaryDir directory;
    auto writer = openState(directory, StateAccess::writer);
    writer->put("runs", 1, "old");
    QVERIFY(writer->commit(1).ok());
    auto reader = openState(directory, StateAccess::readOnly);
    writer->put("runs", 1, "new");
    QVERIFY(writer->commit(2).ok());
    QCOMPARE(reader->checkpointSeq(), Seq{1});
    QCOMPARE(reader->get("runs", 1), std::string("old"));
    QCOMPARE(openState(directory, StateAccess::readOnly)->get("runs", 1), std::string("new"));
}

void TestStateStore::aReaderWritesOnlyIntoMemory()
{
    QTemporaryDir directory;
    auto writer = openState(directory, StateAccess::writer);
    writer->put("runs", 1, "old");
    QVERIFY(writer->commit(1).ok());
    auto reader = openState(directory, StateAccess::readOnly);
    reader->put("runs", 1, "mine");
    reader->remove("runs", 2);
    QVERIFY(reader->commit(9).ok());
    QCOMPARE(reader->get("runs", 1), std::string("mine"));
    QCOMPARE(reader->checkpointSeq(), Seq{9});
    reader.reset();
    QCOMPARE(openState(directory, StateAccess::readOnly)->get("runs", 1), std::string("old"));
    QCOMPARE(openState(directory, StateAccess::readOnly)->checkpointSeq(), Seq{1});
}

void TestStateStore::aReaderWithoutACheckpointStartsEmpty()
{
    QTemporaryDir directory;
    auto reader = openState(directory, StateAccess::readOnly);
    QCOMPARE(reader->checkpointSeq(), Seq{0});
    reader->put("runs", 1, "mine");
    QCOMPARE(reader->get("runs", 1), std::string("mine"));
    QVERIFY(!QFile::exists(directory.filePath(QStringLiteral("state.db"))));
}

void TestStateStore::aFileThatIsNotADatabaseIsBegunAnew()
{
    QTemporaryDir directory;
    QFile file(directory.filePath(QStringLiteral("state.db")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(20'000, 'x'));
    file.close();
    QCOMPARE(openState(directory, StateAccess::readOnly)->checkpointSeq(), Seq{0});
    auto writer = openState(directory, StateAccess::writer);
    QCOMPARE(writer->checkpointSeq(), Seq{0});
    writer->put("runs", 1, "v");
    QVERIFY(writer->commit(1).ok());
}

void TestStateStore::randomOperationsBehaveLikeAMap()
{
    QTemporaryDir directory;
    std::mt19937_64 random(3);
    using Model = std::map<std::pair<std::string, std::uint64_t>, std::string>;
    Model model;
    Model committed;
    auto state = openState(directory, StateAccess::writer);
    for (int i = 0; i < 5000; ++i) {
        const std::pair<std::string, std::uint64_t> key{random() % 2 ? "a" : "b", random() % 200};
        const std::string value = std::to_string(random());
        switch (random() % 40) {
        case 0:
            QVERIFY(state->commit(static_cast<Seq>(i)).ok());
            committed = model;
            break;
        case 1:
            state = openState(directory, StateAccess::writer);
            model = committed;
            break;
        case 2:
            state->remove(key.first, key.second);
            model.erase(key);
            break;
        default:
            state->put(key.first, key.second, value);
            model[key] = value;
        }
        const auto expected = model.find(key);
        QCOMPARE(state->get(key.first, key.second),
                 expected == model.end() ? std::string() : expected->second);
    }
}

QTEST_GUILESS_MAIN(TestStateStore)
#include "tst_state_store.moc"
