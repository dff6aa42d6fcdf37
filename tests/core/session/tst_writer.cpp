// SPDX-License-Identifier: GPL-3.0-or-later
// The writer: what it counts is not lost while the disk is full.
#include "core/session/writer.h"

#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <future>

using namespace penstock;

namespace {

/// A real store on a disk that is full until it is told otherwise.
class FullDisk final : public LogStore {
public:
    FullDisk(std::unique_ptr<LogStore> store, const std::atomic<bool>& full)
        : m_store(std::move(store)), m_full(full)
    {
    }
    Result<CommitResult> append(std::vector<Contribution> contributions, Nanos now) override
    {
        if (m_full)
            return Error{ErrorCode::full, "The disk is full.", {}};
        return m_store->append(std::move(contributions), now);
    }
    bool housekeep(Nanos now, Nanos budget) override { return m_store->housekeep(now, budget); }
    StoreHealth health() const override { return m_store->health(); }
    std::vector<MemoryPart> memory() const override { return m_store->memory(); }
    Result<std::unique_ptr<Forgetting>> beginForget(const ForgetRequest& request) override
    {
        return m_store->beginForget(request);
    }
    Result<std::unique_ptr<Forgetting>> unfinishedForget() override
    {
        return m_store->unfinishedForget();
    }

private:
    std::unique_ptr<LogStore> m_store;
    const std::atomic<bool>& m_full;
};

std::uint64_t loggedLosses(const QTemporaryDir& directory, LossKind kind)
{
    std::uint64_t count = 0;
    const auto reader = LogReader::open(directory.path().toStdString());
    const Status read = (*reader)->read(1, [&](const EntryBatch& batch) {
        for (const LogEntry& entry : batch.entries)
            count += entry.kind == EntryKind::losses ? entry.losses.of(kind) : 0;
        return true;
    });
    return read ? count : 0;
}

} // namespace

class TestWriter final : public QObject {
    Q_OBJECT
private slots:
    void whatIsCountedWhileTheDiskIsFullIsStoredLater()
    {
        QTemporaryDir directory;
        StoreOptions options;
        options.directory = directory.path().toStdString();
        auto log = LogStore::open(options);
        QVERIFY(log.ok());
        std::atomic<bool> full{true};
        const SystemClock clock;
        Writer writer(std::make_unique<FullDisk>(std::move(*log), full), clock, 1 << 20, 1 << 20,
                      [](auto) {});
        for (int i = 0; i < 3; ++i) {
            writer.count("sender@otlp-http", LossKind::rejectedDiskFull, 2);
            std::promise<bool> refused;
            const auto settled = [&](const Result<Outcome>& outcome) {
                refused.set_value(!outcome.ok());
            };
            QVERIFY(writer.offer(Contribution{}, 1, settled));
            QVERIFY(refused.get_future().get());
        }
        full = false;
        writer.close();
        QCOMPARE(loggedLosses(directory, LossKind::rejectedDiskFull), std::uint64_t{6});
    }
};

QTEST_GUILESS_MAIN(TestWriter)
#include "tst_writer.moc"
