// SPDX-License-Identifier: GPL-3.0-or-later
// Invariant 1 seen from the operating system: between a request and its "200 OK" the log's file is synced. A system-call
// trace of the real server is the witness.
#include "app/bench/http_connection.h"
#include "app/bench/server_process.h"
#include "core/base/time.h"
#include "core/session/test_span.h"

#include <QFile>
#include <QSet>
#include <QStandardPaths>
#include <QTest>

using namespace penstock;
using namespace penstock::bench;

namespace {

struct Counted {
    int answers = 0;
    int answersWithoutSync = 0;
};

/// "4711 fdatasync(12</data/log.db-wal>) = 0". When another thread's call comes between, the line breaks off and goes on
/// later, without the file: "4711 <... fdatasync resumed>) = 0".
class LogSyncs final {
public:
    /// True when the line ends a successful sync of the log's file.
    bool endsWith(const QByteArray& line)
    {
        if (!line.contains("fdatasync") && !line.contains("fsync"))
            return false;
        const QByteArray thread = line.left(line.indexOf(' '));
        const bool isLog =
            line.contains(" resumed") ? m_begun.remove(thread) : line.contains("/log.db");
        if (isLog && line.contains("<unfinished"))
            m_begun.insert(thread);
        return isLog && line.contains("= 0");
    }

private:
    QSet<QByteArray> m_begun; ///< by thread
};

/// Walks the trace in time order: each 200 must have a completed sync since the 200 before it. The syncs of other files (the
/// index, the state of the fold) have their own times and show nothing.
Counted count(const QByteArray& trace)
{
    Counted counted;
    LogSyncs syncs;
    bool synced = false;
    for (const QByteArray& line : trace.split('\n')) {
        synced = syncs.endsWith(line) || synced;
        if (!line.contains("HTTP/1.1 200"))
            continue;
        ++counted.answers;
        counted.answersWithoutSync += synced ? 0 : 1;
        synced = false;
    }
    return counted;
}

Counted traceServer(const std::vector<std::string>& moreArguments, int requests)
{
    TemporaryDirectory directory;
    const QString traceFile = QString::fromStdString(directory.path() + "/trace");
    const std::string script = directory.path() + "/serve-traced";
    QFile wrapper(QString::fromStdString(script));
    if (!wrapper.open(QIODevice::WriteOnly))
        return {};
    // A leak check cannot run under strace; it has its turn in the other tests.
    wrapper.write("#!/bin/sh\nASAN_OPTIONS=detect_leaks=0 exec strace -D -f -y -s 64 -e "
                  "trace=fdatasync,fsync,sendto,sendmsg,write,writev -o " +
                  traceFile.toUtf8() + " " PENSTOCKCTL " \"$@\"\n");
    wrapper.close();
    wrapper.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    {
        ServerProcess server(script, directory.path() + "/data", moreArguments);
        HttpConnection http(server.httpPort());
        for (int i = 0; i < requests; ++i)
            if (http.post("/v1/traces", "application/json", testRunJson(SystemClock().now())) !=
                200)
                return {};
    }
    // strace writes on for a moment after the server has gone; its last line says so.
    QByteArray trace;
    const auto complete = [&] {
        QFile file(traceFile);
        trace = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        return trace.trimmed().endsWith("+++ exited with 0 +++");
    };
    return QTest::qWaitFor(complete, 20'000) ? count(trace) : Counted{};
}

} // namespace

class TestSyncBeforeAcknowledge final : public QObject {
    Q_OBJECT
private slots:
    void theWitnessIsThere()
    {
        QVERIFY2(!QStandardPaths::findExecutable(QStringLiteral("strace")).isEmpty(),
                 "strace is needed");
    }

    void noAcknowledgementLeavesBeforeItsSync()
    {
        const Counted counted = traceServer({}, 30);
        QCOMPARE(counted.answers, 30);
        QCOMPARE(counted.answersWithoutSync, 0);
    }
    void theWeakerDurabilityIsSeenToBeWeaker()
    {
        // Shows that the witness can tell: with --durability process most answers come without a sync.
        const Counted counted = traceServer({"--durability", "process"}, 30);
        QCOMPARE(counted.answers, 30);
        QVERIFY(counted.answersWithoutSync > 20);
    }
};

QTEST_GUILESS_MAIN(TestSyncBeforeAcknowledge)
#include "tst_sync_before_acknowledge.moc"
