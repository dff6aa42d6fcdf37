// SPDX-License-Identifier: GPL-3.0-or-later
// The control socket as two processes of one user would use it.
#include "core/net/control_socket.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <mutex>
#include <thread>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace penstock;
using namespace std::chrono_literals;

namespace {

void echo(const std::string& request, const ControlReply& reply)
{
    reply("{\"echo\":" + request + "}", ReplyEnd::last);
}

int connectRaw(const std::string& path)
{
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    timeval patience{10, 0};
    ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0)
        return fd;
    ::close(fd);
    return -1;
}

bool isClosed(int fd)
{
    char byte;
    const ssize_t got = ::recv(fd, &byte, 1, 0);
    return got == 0 || (got < 0 && errno == ECONNRESET);
}

} // namespace

class TestControlSocket : public QObject {
    Q_OBJECT

private slots:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void aRequestIsAnswered();
    void manyLinesEndWithTheLast();
    void linesAreHandedOverAsTheyArrive();
    void stoppingEndsTheCallAndIsLearntByTheEngine();
    void anAnswerThatNeverEndsIsATimeout();
    void aConnectionThatBreaksWithinAnAnswerIsAnError();
    void repliesMayComeFromAnotherThreadAndAfterTheServer();
    void onlyTheOwnerMayConnect();
    void aStaleFileIsReplacedAndALiveOneIsNot();
    void nobodyThereIsASentence();
    void aSilentEngineIsATimeout();
    void aTooLongRequestIsCutOff();
    void connectionsAreBounded();
    void aClientThatDoesNotReadIsCutOff();
    void theFileIsGoneAfterwards();

private:
    std::string path() const
    {
        return m_directory->filePath(QStringLiteral("control.sock")).toStdString();
    }
    std::unique_ptr<ControlServer> serve(ControlHandler handler, const ControlLimits& limits = {})
    {
        auto server = startControlServer(path(), std::move(handler), limits);
        return server ? std::move(*server) : nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
};

void TestControlSocket::aRequestIsAnswered()
{
    const auto server = serve(echo);
    const auto answer = callControl(path(), "{\"verb\":\"status\"}", 10s);
    QVERIFY(answer);
    QCOMPARE(*answer, std::vector<std::string>{"{\"echo\":{\"verb\":\"status\"}}"});
}

void TestControlSocket::manyLinesEndWithTheLast()
{
    const auto server = serve([](const std::string&, const ControlReply& reply) {
        for (int i = 0; i < 1000; ++i)
            reply(std::to_string(i), ReplyEnd::more);
        reply("end", ReplyEnd::last);
    });
    const auto answer = callControl(path(), "{}", 10s);
    QVERIFY(answer);
    QCOMPARE(answer->size(), std::size_t(1001));
    QCOMPARE(answer->at(999), std::string("999"));
    QCOMPARE(answer->at(1000), std::string("end"));
}

void TestControlSocket::linesAreHandedOverAsTheyArrive()
{
    std::mutex mutex;
    std::vector<ControlReply> kept;
    const auto server = serve([&](const std::string&, ControlReply reply) {
        reply("0", ReplyEnd::more);
        std::lock_guard lock(mutex);
        kept.push_back(std::move(reply));
    });
    // Each further line is sent only when the one before has been handed over: none can have been held back.
    std::vector<std::string> lines;
    const Status answered = callControl(path(), "{}", 10s, [&](std::string_view line) {
        lines.emplace_back(line);
        const auto isKept = [&] {
            std::lock_guard lock(mutex);
            return !kept.empty();
        };
        if (lines.size() < 4 && QTest::qWaitFor(isKept))
            kept.front()(std::to_string(lines.size()),
                         lines.size() == 3 ? ReplyEnd::last : ReplyEnd::more);
        return true;
    });
    QVERIFY(answered);
    QCOMPARE(lines, (std::vector<std::string>{"0", "1", "2", "3"}));
}

void TestControlSocket::stoppingEndsTheCallAndIsLearntByTheEngine()
{
    std::atomic<bool> learnt{false};
    std::thread producer;
    const auto server = serve([&](const std::string&, const ControlReply& reply) {
        producer = std::thread([&learnt, reply] {
            while (reply("more", ReplyEnd::more))
                std::this_thread::yield();
            learnt = true;
        });
    });
    int lines = 0;
    const Status stopped =
        callControl(path(), "{}", 10s, [&](std::string_view) { return ++lines < 3; });
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().code, ErrorCode::cancelled);
    QCOMPARE(lines, 3);
    QTRY_VERIFY(learnt);
    producer.join();
}

void TestControlSocket::anAnswerThatNeverEndsIsATimeout()
{
    const auto server = serve([](const std::string&, const ControlReply& reply) {
        reply("{\"bytes_read\":1}", ReplyEnd::more);
    });
    int lines = 0;
    const Status answered =
        callControl(path(), "{}", 300ms, [&](std::string_view) { return ++lines > 0; });
    QVERIFY(!answered);
    QCOMPARE(answered.error().code, ErrorCode::busy);
    QCOMPARE(lines, 1);
}

void TestControlSocket::aConnectionThatBreaksWithinAnAnswerIsAnError()
{
    std::unique_ptr<ControlServer> server = serve(
        [](const std::string&, const ControlReply& reply) { reply("first", ReplyEnd::more); });
    const Status answered = callControl(path(), "{}", 10s, [&](std::string_view) {
        server.reset();
        return true;
    });
    QVERIFY(!answered);
    QCOMPARE(answered.error().code, ErrorCode::io);
}

void TestControlSocket::repliesMayComeFromAnotherThreadAndAfterTheServer()
{
    std::mutex mutex;
    std::vector<ControlReply> kept;
    auto server = serve([&](const std::string&, ControlReply reply) {
        std::lock_guard lock(mutex);
        kept.push_back(std::move(reply));
    });
    const auto waiting = [&] {
        std::lock_guard lock(mutex);
        return kept.size();
    };
    bool answered = false;
    std::thread client([&] { answered = bool(callControl(path(), "{}", 10s)); });
    QTRY_COMPARE(waiting(), std::size_t(1));
    QVERIFY(kept[0]("{}", ReplyEnd::last)); // from this thread, not the server's
    client.join();
    QVERIFY(answered);
    server.reset();
    QVERIFY(!kept[0]("{}", ReplyEnd::last));
}

void TestControlSocket::onlyTheOwnerMayConnect()
{
    const auto server = serve(echo);
    struct stat info {};
    QCOMPARE(::stat(path().c_str(), &info), 0);
    QCOMPARE(int(info.st_mode & 0777), 0600);
}

void TestControlSocket::aStaleFileIsReplacedAndALiveOneIsNot()
{
    { // as a killed engine leaves it: bound, nobody listens
        const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path().copy(address.sun_path, sizeof address.sun_path - 1);
        QCOMPARE(::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        ::close(fd);
    }
    const auto server = serve(echo);
    QVERIFY(server != nullptr);
    const auto second = startControlServer(path(), echo);
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::locked);
    QVERIFY(callControl(path(), "1", 10s));
}

void TestControlSocket::nobodyThereIsASentence()
{
    const auto answer = callControl(path(), "{}", 10s);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::notFound);
    QVERIFY(!callControl(std::string(200, 'a'), "{}", 10s));
}

void TestControlSocket::aSilentEngineIsATimeout()
{
    std::vector<ControlReply> kept;
    const auto server =
        serve([&](const std::string&, ControlReply reply) { kept.push_back(std::move(reply)); });
    const auto answer = callControl(path(), "{}", 100ms);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::busy);
}

void TestControlSocket::aTooLongRequestIsCutOff()
{
    ControlLimits limits;
    limits.maxRequest = 100;
    const auto server = serve(echo, limits);
    QVERIFY(callControl(path(), std::string(90, '1'), 10s));
    QVERIFY(!callControl(path(), std::string(200, '1'), 10s));
    QVERIFY(callControl(path(), "1", 10s));
}

void TestControlSocket::connectionsAreBounded()
{
    ControlLimits limits;
    limits.maxConnections = 2;
    const auto server = serve(echo, limits);
    const int first = connectRaw(path());
    const int second = connectRaw(path());
    const int third = connectRaw(path());
    QVERIFY(isClosed(third));
    ::close(first);
    bool served = false;
    QTRY_VERIFY(served || (served = bool(callControl(path(), "1", 10s))));
    ::close(second);
    ::close(third);
}

void TestControlSocket::aClientThatDoesNotReadIsCutOff()
{
    ControlLimits limits;
    limits.maxUnsent = 1 << 20;
    std::atomic<bool> refused{false};
    const auto server = serve(
        [&](const std::string&, ControlReply reply) {
            std::thread([&refused, reply] {
                const std::string line(100'000, 'x');
                while (reply(line, ReplyEnd::more)) {
                }
                refused = true;
            }).detach();
        },
        limits);
    const int fd = connectRaw(path());
    QCOMPARE(::send(fd, "{}\n", 3, MSG_NOSIGNAL), ssize_t(3));
    QTRY_VERIFY(refused);
    ::close(fd);
}

void TestControlSocket::theFileIsGoneAfterwards()
{
    auto server = serve(echo);
    server.reset();
    QVERIFY(!QFileInfo::exists(QString::fromStdString(path())));
}

QTEST_GUILESS_MAIN(TestControlSocket)
#include "tst_control_socket.moc"
