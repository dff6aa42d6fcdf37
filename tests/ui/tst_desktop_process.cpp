// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop as a process: what it leaves behind when the system ends it.
#include "app/bench/http_connection.h"
#include "app/bench/server_process.h"
#include "core/base/time.h"
#include "core/session/test_span.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtTest/QtTest>

#include <csignal>

using namespace penstock;
using namespace penstock::bench;

namespace {

constexpr int kEndMs = 30'000;
constexpr int kStartMs = 30'000;

/// The real program with a window nobody sees, on free ports and settings of its own.
class Desktop final {
public:
    explicit Desktop(const QStringList& more = {})
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"),
                           QString::fromStdString(m_settings.path()));
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(PENSTOCK),
                        QStringList{QStringLiteral("--data-dir"), QString::fromStdString(data()),
                                    QStringLiteral("--otlp-http-port"), QStringLiteral("0"),
                                    QStringLiteral("--otlp-grpc-port"), QStringLiteral("0")} +
                            more);
    }
    std::string data() const { return m_directory.path() + "/data"; }
    QProcess& process() { return m_process; }

    /// What the running desktop says about itself; empty until it answers.
    QJsonObject status() const
    {
        int exitCode = -1;
        const std::string out =
            runProgram({PENSTOCKCTL, "status", "--json", "--data-dir", data()}, &exitCode);
        return exitCode == 0 ? QJsonDocument::fromJson(QByteArray::fromStdString(out)).object()
                             : QJsonObject();
    }
    std::uint16_t httpPort() const
    {
        const QString place = status().value(QLatin1String("otlp_http")).toString();
        return place.mid(place.lastIndexOf(QLatin1Char(':')) + 1).toUShort();
    }
    /// SIGTERM, as a session manager sends it at logout; exit code, -1 when it did not end by itself.
    int terminate()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(kEndMs) || m_process.exitStatus() != QProcess::NormalExit)
            return -1;
        return m_process.exitCode();
    }

private:
    TemporaryDirectory m_directory;
    TemporaryDirectory m_settings;
    QProcess m_process;
};

int exitCodeOf(const std::vector<std::string>& command)
{
    int exitCode = -1;
    runProgram(command, &exitCode);
    return exitCode;
}

long stepsIn(const std::string& data)
{
    const std::string out = runProgram({PENSTOCKCTL, "steps", "--json", "--data-dir", data});
    return std::count(out.begin(), out.end(), '\n');
}

QList<qint64> childrenOf(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/task/%1/children").arg(pid));
    QList<qint64> children;
    if (file.open(QIODevice::ReadOnly))
        for (const QByteArray& child : file.readAll().simplified().split(' '))
            if (!child.isEmpty())
                children << child.toLongLong();
    return children;
}

} // namespace

class TestDesktopProcess final : public QObject {
    Q_OBJECT
private slots:
    void sigtermEndsTheDesktopInOrderAndTheLogVerifies()
    {
        Desktop desktop;
        std::uint16_t port = 0;
        QTRY_VERIFY_WITH_TIMEOUT((port = desktop.httpPort()) != 0, kStartMs);
        HttpConnection http(port);
        QCOMPARE(http.post("/v1/traces", "application/json", testRunJson(SystemClock().now())),
                 200);
        QCOMPARE(desktop.terminate(), 0);
        QCOMPARE(exitCodeOf({PENSTOCKCTL, "log", "verify", "--data-dir", desktop.data()}), 0);
        QCOMPARE(stepsIn(desktop.data()), 3l);
    }

    void sigtermTakesTheDemoFleetWithIt()
    {
        Desktop desktop({QStringLiteral("--demo")});
        QTRY_VERIFY_WITH_TIMEOUT(desktop.httpPort() != 0, kStartMs);
        QTRY_VERIFY_WITH_TIMEOUT(!childrenOf(desktop.process().processId()).isEmpty(), kStartMs);
        const qint64 fleet = childrenOf(desktop.process().processId()).first();
        QTRY_VERIFY_WITH_TIMEOUT(stepsIn(desktop.data()) > 0, kStartMs);
        QCOMPARE(desktop.terminate(), 0);
        QTRY_VERIFY(::kill(static_cast<pid_t>(fleet), 0) != 0);
        QCOMPARE(exitCodeOf({PENSTOCKCTL, "log", "verify", "--data-dir", desktop.data()}), 0);
    }

    void aWrongCommandLineIsRefusedBeforeAnyWindow()
    {
        Desktop desktop({QStringLiteral("--durability"), QStringLiteral("perhaps")});
        QVERIFY(desktop.process().waitForFinished(kEndMs));
        QVERIFY(desktop.process().exitCode() != 0);
        QVERIFY(!QFileInfo::exists(QString::fromStdString(desktop.data())));
    }
};

QTEST_GUILESS_MAIN(TestDesktopProcess)
#include "tst_desktop_process.moc"
