// SPDX-License-Identifier: GPL-3.0-or-later
// What the store's tests share: opening a store in a temporary directory, reading all of it, and changing its file with
// plain SQL behind its back. Failures to open end the test program with the sentence.
#pragma once

#include "core/store/database.h"
#include "core/store/log_store.h"
#include "sample_steps.h"

#include <QTemporaryDir>
#include <QTest>

namespace penstock::testing {

inline constexpr Nanos kNow = 1'700'000'100 * kSecond;

class StoreFixture {
public:
    std::string path() const { return m_directory.path().toStdString(); }
    StoreOptions options() const
    {
        StoreOptions options;
        options.directory = path();
        options.durability = Durability::process;
        return options;
    }
    std::unique_ptr<LogStore> open() const { return open(options()); }
    std::unique_ptr<LogStore> open(const StoreOptions& options) const
    {
        auto log = LogStore::open(options);
        if (!log)
            qFatal("%s (%s)", log.error().sentence.c_str(), log.error().detail.c_str());
        return std::move(*log);
    }
    std::unique_ptr<LogReader> reader() const
    {
        auto reader = LogReader::open(path());
        if (!reader)
            qFatal("%s (%s)", reader.error().sentence.c_str(), reader.error().detail.c_str());
        return std::move(*reader);
    }
    LogReader::Verification verify() const
    {
        auto result = reader()->verify();
        if (!result)
            qFatal("%s (%s)", result.error().sentence.c_str(), result.error().detail.c_str());
        return *result;
    }
    /// Span ids of all steps in the log, in order.
    std::vector<std::uint64_t> spans(std::vector<std::string>* damage = nullptr) const
    {
        std::vector<std::uint64_t> spans;
        const Status status = reader()->read(
            1,
            [&](const EntryBatch& batch) {
                for (const LogEntry& entry : batch.entries)
                    if (entry.kind == EntryKind::step)
                        spans.push_back(entry.step->span.value);
                return true;
            },
            damage);
        if (!status)
            qFatal("%s", status.error().sentence.c_str());
        return spans;
    }
    /// SQL on the file, behind the store's back.
    void tamper(const std::string& sql) const
    {
        auto database = store::Database::open(path() + "/log.db", store::Database::Mode::readWrite);
        const Status done = (*database)->execute(sql);
        if (!done)
            qFatal("%s", done.error().detail.c_str());
    }
    QTemporaryDir m_directory;
};

/// Calls housekeep() until it says that nothing waits.
inline void housekeepFully(LogStore& log, Nanos now)
{
    for (int i = 0; i < 100'000 && log.housekeep(now, kSecond); ++i) {
    }
}

} // namespace penstock::testing
