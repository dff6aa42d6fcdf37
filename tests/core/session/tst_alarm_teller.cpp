// SPDX-License-Identifier: GPL-3.0-or-later
// New alarms are told to a program and to an address as they come, never those of before; what cannot be told is said and
// holds nothing up.
#include "app/bench/server_process.h"
#include "core/session/engine.h"
#include "core/session/importer.h"
#include "tests/core/session/looping_trace.h"

#include <QElapsedTimer>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <sstream>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <nlohmann/json.hpp>
#include <sys/socket.h>
#include <unistd.h>

using namespace penstock;
using namespace penstock::bench;
using namespace penstock::test;

namespace {

std::unique_ptr<Engine> openEngine(const std::string& directory, const AlarmTelling& telling)
{
    EngineOptions options;
    options.dataDirectory = directory;
    options.otlpHttpPort = -1;
    options.otlpGrpcPort = -1;
    options.telling = telling;
    auto engine = Engine::open(options, std::make_shared<SystemClock>());
    if (!engine)
        qWarning("%s", engine.error().sentence.c_str());
    return engine ? std::move(*engine) : nullptr;
}

std::string contentOf(const std::string& path)
{
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

std::string script(const std::string& directory, const std::string& body)
{
    const std::string path = directory + "/tell.sh";
    std::ofstream(path) << "#!/bin/sh\n" << body << '\n';
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    return path;
}

bool importLoop(Engine& engine, const std::string& directory)
{
    const std::string path = directory + "/trace.json";
    std::ofstream(path, std::ios::binary) << loopingTrace();
    return importFile(engine, path, nullptr).ok();
}

bool saysThatAlarmsAreNotTold(const Session& session)
{
    for (const std::string& problem : session.status().problems)
        if (problem.starts_with("Alarms are not told: "))
            return true;
    return false;
}

/// Takes what is posted, answers with one status after the other, the last one for ever.
class Receiver final {
public:
    explicit Receiver(std::vector<int> statuses) : m_statuses(std::move(statuses))
    {
        m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (::bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
            ::listen(m_listener, 8) != 0 ||
            ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size) != 0)
            qFatal("no receiver");
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { run(); });
    }
    ~Receiver()
    {
        ::shutdown(m_listener, SHUT_RDWR);
        m_thread.join();
        ::close(m_listener);
    }
    std::string address() const
    {
        return "http://127.0.0.1:" + std::to_string(m_port) + "/hooks/alarms";
    }
    std::vector<std::string> requests()
    {
        const std::lock_guard lock(m_mutex);
        return m_requests;
    }

private:
    void run()
    {
        for (int fd = ::accept(m_listener, nullptr, nullptr); fd >= 0;
             fd = ::accept(m_listener, nullptr, nullptr)) {
            std::string request;
            char buffer[4096];
            while (!isWhole(request)) {
                const ssize_t n = ::read(fd, buffer, sizeof buffer);
                if (n <= 0)
                    break;
                request.append(buffer, static_cast<std::size_t>(n));
            }
            std::string answer;
            {
                const std::lock_guard lock(m_mutex);
                const std::size_t at = std::min(m_requests.size(), m_statuses.size() - 1);
                m_requests.push_back(request);
                answer = "HTTP/1.1 " + std::to_string(m_statuses[at]) +
                         " x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            }
            (void)!::write(fd, answer.data(), answer.size());
            ::close(fd);
        }
    }
    static bool isWhole(const std::string& request)
    {
        const std::size_t end = request.find("\r\n\r\n");
        const std::size_t length = request.find("Content-Length: ");
        return end != std::string::npos && length != std::string::npos &&
               request.size() >= end + 4 + std::stoul(request.substr(length + 16));
    }

    const std::vector<int> m_statuses;
    int m_listener = -1;
    int m_port = 0;
    std::mutex m_mutex;
    std::vector<std::string> m_requests;
    std::thread m_thread;
};

} // namespace

class TestAlarmTeller final : public QObject {
    Q_OBJECT
private slots:
    void aProgramGetsANewAlarmOnItsInput()
    {
        TemporaryDirectory directory;
        const std::string told = directory.path() + "/told";
        AlarmTelling telling;
        telling.program = script(directory.path(), "cat >> '" + told + "'");
        const auto engine = openEngine(directory.path() + "/data", telling);
        QVERIFY(engine && importLoop(*engine, directory.path()));
        QTRY_VERIFY(contentOf(told).ends_with('\n'));
        const auto json = nlohmann::json::parse(contentOf(told), nullptr, false);
        QVERIFY(!json.is_discarded());
        QCOMPARE(json["detector"].get<std::string>(), std::string("loop.repetition"));
        QCOMPARE(json["state"].get<std::string>(), std::string("unacknowledged"));
        QVERIFY(json["steps"].size() >= 4);
        QVERIFY(!json["sentence"].get<std::string>().empty());
        QVERIFY(!saysThatAlarmsAreNotTold(*engine));
    }
    void whatWasRaisedBeforeTheStartIsNotToldAgain()
    {
        TemporaryDirectory directory;
        const std::string told = directory.path() + "/told";
        AlarmTelling telling;
        telling.program = script(directory.path(), "cat >> '" + told + "'");
        {
            const auto engine = openEngine(directory.path() + "/data", {});
            QVERIFY(engine && importLoop(*engine, directory.path()));
        }
        const auto engine = openEngine(directory.path() + "/data", telling);
        QVERIFY(engine);
        QTRY_VERIFY(engine->snapshot()->alarms &&
                    engine->snapshot()->alarms->counts.inState[1] == 1);
        (*engine).close();
        QVERIFY(!std::filesystem::exists(told));
    }
    void whatIsLessUrgentThanWantedIsNotTold()
    {
        TemporaryDirectory directory;
        const std::string told = directory.path() + "/told";
        AlarmTelling telling;
        telling.program = script(directory.path(), "cat >> '" + told + "'");
        telling.least = Priority::high;
        const auto engine = openEngine(directory.path() + "/data", telling);
        QVERIFY(engine && importLoop(*engine, directory.path()));
        QTRY_VERIFY(engine->snapshot()->alarms &&
                    engine->snapshot()->alarms->counts.inState[1] == 1);
        (*engine).close();
        QVERIFY(!std::filesystem::exists(told));
    }
    void aProgramThatFailsIsSaid()
    {
        TemporaryDirectory directory;
        AlarmTelling telling;
        telling.program = script(directory.path(), "exit 3");
        const auto engine = openEngine(directory.path() + "/data", telling);
        QVERIFY(engine && importLoop(*engine, directory.path()));
        QTRY_VERIFY(saysThatAlarmsAreNotTold(*engine));
    }
    void aProgramThatHangsIsEndedAndHoldsNothingUp()
    {
        TemporaryDirectory directory;
        AlarmTelling telling;
        telling.program = script(directory.path(), "exec sleep 600");
        telling.patience = std::chrono::milliseconds(200);
        const auto engine = openEngine(directory.path() + "/data", telling);
        QVERIFY(engine && importLoop(*engine, directory.path()));
        QTRY_VERIFY(saysThatAlarmsAreNotTold(*engine));
    }
    void theEngineEndsWhileAProgramHangs()
    {
        TemporaryDirectory directory;
        const std::string started = directory.path() + "/started";
        AlarmTelling telling;
        telling.program = script(directory.path(), "touch '" + started + "'; exec sleep 600");
        telling.patience = std::chrono::minutes(10);
        auto engine = openEngine(directory.path() + "/data", telling);
        QVERIFY(engine && importLoop(*engine, directory.path()));
        QTRY_VERIFY(std::filesystem::exists(started));
        engine.reset(); // does not come back for ten minutes, or at all, if it waited
    }
    void aProgramThatIsNotThereIsRefusedAtTheStart()
    {
        TemporaryDirectory directory;
        AlarmTelling telling;
        telling.program = directory.path() + "/nothing";
        EngineOptions options;
        options.dataDirectory = directory.path() + "/data";
        options.telling = telling;
        const auto engine = Engine::open(options, std::make_shared<SystemClock>());
        QVERIFY(!engine.ok());
        QVERIFY(engine.error().sentence.find("/nothing") != std::string::npos);
    }
    void anAddressIsPostedToAndAgainWhenItIsBusy()
    {
        TemporaryDirectory directory;
        Receiver receiver({503, 200});
        AlarmTelling telling;
        telling.address = receiver.address();
        const auto engine = openEngine(directory.path() + "/data", telling);
        QVERIFY(engine && importLoop(*engine, directory.path()));
        QTRY_COMPARE(receiver.requests().size(), std::size_t{2});
        const std::string request = receiver.requests().back();
        QVERIFY(request.starts_with("POST /hooks/alarms HTTP/1.1\r\n"));
        const auto json =
            nlohmann::json::parse(request.substr(request.find("\r\n\r\n") + 4), nullptr, false);
        QCOMPARE(json["detector"].get<std::string>(), std::string("loop.repetition"));
        QTRY_VERIFY(!saysThatAlarmsAreNotTold(*engine));
    }
    void aProgramThatFailsIsSaidThoughTheAddressTakesIt()
    {
        TemporaryDirectory directory;
        Receiver receiver({200});
        AlarmTelling telling;
        telling.program = script(directory.path(), "exit 3");
        telling.address = receiver.address();
        const auto engine = openEngine(directory.path() + "/data", telling);
        QVERIFY(engine && importLoop(*engine, directory.path()));
        QTRY_COMPARE(receiver.requests().size(), std::size_t{1});
        QTRY_VERIFY(saysThatAlarmsAreNotTold(*engine));
        // The answer has come by then: it takes nothing back.
        QVERIFY(!QTest::qWaitFor([&] { return !saysThatAlarmsAreNotTold(*engine); }, 300));
    }
    void anAddressThatRefusesIsSaidAndNotAskedAgain()
    {
        TemporaryDirectory directory;
        Receiver receiver({403});
        AlarmTelling telling;
        telling.address = receiver.address();
        const auto engine = openEngine(directory.path() + "/data", telling);
        QVERIFY(engine && importLoop(*engine, directory.path()));
        QTRY_VERIFY(saysThatAlarmsAreNotTold(*engine));
        QCOMPARE(receiver.requests().size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(TestAlarmTeller)
#include "tst_alarm_teller.moc"
