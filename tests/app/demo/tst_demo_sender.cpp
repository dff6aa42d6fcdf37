// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demo.h"
#include "app/demo/sender.h"
#include "core/net/self_signed.h"
#include "tests/app/demo/decoded_day.h"
#include "tests/app/demo/scripted_receiver.h"

#include <QJsonDocument>
#include <QtTest>

#include <atomic>
#include <sstream>
#include <thread>

using namespace penstock;
using namespace penstock::demo;

namespace {

using Script = std::deque<ScriptedAnswer>;

HttpClient clientOf(const std::string& url)
{
    Result<HttpClient> client = HttpClient::open({.url = url});
    PENSTOCK_ASSERT(client);
    return std::move(*client);
}

OtlpPayload payload(OtlpSignal signal = OtlpSignal::traces,
                    OtlpEncoding encoding = OtlpEncoding::json)
{
    return {0, "support-prod", "OTel GenAI", signal, encoding, R"({"resourceSpans":[]})", 3};
}

int occurrences(const std::string& text, const std::string& part)
{
    int count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++count;
    return count;
}

std::vector<std::string> bodiesOf(const std::vector<Received>& received)
{
    std::vector<std::string> out;
    for (const Received& request : received)
        out.push_back(request.body);
    return out;
}

/// Accepts everything and counts it.
class CountingService final : public OtlpService {
public:
    void handle(OtlpRequest, std::function<void(OtlpReply)> done) override
    {
        ++requests;
        done({});
    }
    void refused(const std::string&, const std::string&, std::uint64_t) override {}

    std::atomic<std::size_t> requests = 0;
};

DemoOptions shortRun(const ScriptedReceiver& receiver, double speed)
{
    DemoOptions options = testOptions(11, 40 * kSecond);
    options.endpoint = receiver.url();
    options.speed = speed;
    return options;
}

} // namespace

class TestDemoSender final : public QObject {
    Q_OBJECT

private slots:
    void signalAndEncodingChooseThePathAndTheType()
    {
        ScriptedReceiver receiver;
        std::ostringstream log;
        Sender sender(clientOf(receiver.url()), "secret", log, {});
        QVERIFY(sender.deliver(payload(OtlpSignal::traces, OtlpEncoding::protobuf)).ok());
        QVERIFY(sender.deliver(payload(OtlpSignal::logs, OtlpEncoding::json)).ok());
        const auto received = receiver.received();
        QCOMPARE(received.size(), std::size_t(2));
        QVERIFY(received[0].head.starts_with("POST /v1/traces "));
        QVERIFY(received[0].head.find("application/x-protobuf") != std::string::npos);
        QVERIFY(received[0].head.find("Authorization: Bearer secret") != std::string::npos);
        QVERIFY(received[1].head.starts_with("POST /v1/logs "));
        QVERIFY(received[1].head.find("application/json") != std::string::npos);
        QCOMPARE(received[0].body, payload().body);
    }

    void aBusyReceiverIsAskedAgainWhenItSaid()
    {
        ScriptedReceiver receiver(Script{{503, 1}, {429, 0}});
        std::ostringstream log;
        Sender sender(clientOf(receiver.url()), {}, log, {});
        QElapsedTimer timer;
        timer.start();
        QVERIFY(sender.deliver(payload()).ok());
        QVERIFY(timer.elapsed() >= 1000);
        QCOMPARE(receiver.received().size(), std::size_t(3));
        QCOMPARE(sender.counts().repeats, std::uint64_t(2));
        QCOMPARE(sender.counts().records, std::uint64_t(3));
        QVERIFY(log.str().find("takes steps again") != std::string::npos);
    }

    void aBrokenConnectionIsRepairedAndToldOnce()
    {
        ScriptedReceiver receiver(Script{{.hangUp = true}, {.hangUp = true}});
        std::ostringstream log;
        Sender sender(clientOf(receiver.url()), {}, log, {});
        QVERIFY(sender.deliver(payload()).ok());
        QCOMPARE(receiver.received().size(), std::size_t(3));
        QCOMPARE(occurrences(log.str(), "Trying again"), 1);
        QCOMPARE(sender.counts().requests, std::uint64_t(1));
    }

    void aReceiverThatComesLateGetsEverything()
    {
        std::uint16_t port = 0;
        {
            const ScriptedReceiver gone;
            port = gone.port();
        }
        std::ostringstream log;
        Sender sender(clientOf("http://127.0.0.1:" + std::to_string(port)), {}, log, {});
        Status status = Error{};
        std::thread sending([&] { status = sender.deliver(payload()); });
        ScriptedReceiver receiver({}, port);
        sending.join();
        QVERIFY(status.ok());
        QCOMPARE(receiver.received().size(), std::size_t(1));
    }

    void aBadRequestIsCountedAndNotSentAgain()
    {
        ScriptedReceiver receiver(Script{{.status = 400}});
        std::ostringstream log;
        Sender sender(clientOf(receiver.url()), {}, log, {});
        QVERIFY(sender.deliver(payload()).ok());
        QCOMPARE(receiver.received().size(), std::size_t(1));
        QCOMPARE(sender.counts().rejected, std::uint64_t(3));
    }

    void aRefusedTokenEndsTheRunWithASentence()
    {
        ScriptedReceiver receiver(Script{{.status = 401}});
        std::ostringstream log;
        QCOMPARE(runDemo(shortRun(receiver, 0), log), 3);
        QVERIFY(log.str().find("penstockctl token") != std::string::npos);
        QCOMPARE(receiver.received().size(), std::size_t(1));
    }

    void aWrongEndpointIsAUsageError()
    {
        for (const char* url : {"127.0.0.1:4318", "http://127.0.0.1:4318/v1/traces", "http://"}) {
            DemoOptions options = testOptions(1, kMinute);
            options.endpoint = url;
            std::ostringstream log;
            QCOMPARE(runDemo(options, log), 2);
            QVERIFY(log.str().find(url) != std::string::npos);
        }
    }

    void theSpeedChangesNoByte()
    {
        ScriptedReceiver unpaced;
        ScriptedReceiver paced;
        std::ostringstream log;
        QCOMPARE(runDemo(shortRun(unpaced, 0), log), 0);
        QCOMPARE(runDemo(shortRun(paced, 500), log), 0);
        QVERIFY(unpaced.received().size() > 20);
        QVERIFY(bodiesOf(unpaced.received()) == bodiesOf(paced.received()));
    }

    void realTimeWaitsForTheClock()
    {
        ScriptedReceiver receiver;
        std::ostringstream log;
        DemoOptions options = shortRun(receiver, 100);
        Nanos last = 0;
        playInto(options, [&](const OtlpPayload& sent) { last = sent.due; });
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(runDemo(options, log), 0);
        QVERIFY(timer.nsecsElapsed() >= (last - options.startTime) / 100);
    }

    void aStopEndsEvenAWaitForABusyReceiver()
    {
        ScriptedReceiver receiver(Script{{503, 3600}});
        std::ostringstream log;
        std::stop_source stop;
        int code = -1;
        std::thread running([&] { code = runDemo(shortRun(receiver, 0), log, stop.get_token()); });
        receiver.waitFor(1);
        stop.request_stop();
        running.join();
        QCOMPARE(code, 0);
    }

    void itSpeaksTlsToTheRealListenerAndTrustsOnlyThePinnedCertificate()
    {
        const QTemporaryDir directory;
        const auto made = ensureSelfSigned(directory.path().toStdString(), {"127.0.0.1"});
        QVERIFY(made.ok());
        CountingService service;
        ListenerOptions listening;
        listening.tls = made->files;
        const auto listener = startOtlpHttp(listening, service);
        QVERIFY(listener.ok());
        DemoOptions options = testOptions(11, 20 * kSecond);
        options.speed = 0;
        options.endpoint = "https://" + (*listener)->endpoint();
        std::size_t expected = 0;
        playInto(options, [&](const OtlpPayload&) { ++expected; });
        std::ostringstream log;
        options.fingerprint = std::string(64, 'a');
        QCOMPARE(runDemo(options, log), 3);
        QCOMPARE(service.requests.load(), std::size_t(0));
        options.fingerprint = made->fingerprint;
        QCOMPARE(runDemo(options, log), 0);
        QCOMPARE(service.requests.load(), expected);
    }

    void theTruthIsWrittenAsLines()
    {
        const QTemporaryDir directory;
        ScriptedReceiver receiver;
        DemoOptions options = shortRun(receiver, 0);
        options.incidents = {{IncidentKind::collision, 10 * kSecond},
                             {IncidentKind::figureDrift, 20 * kSecond}};
        options.truthFile = directory.filePath(QStringLiteral("truth.jsonl")).toStdString();
        std::ostringstream log;
        QCOMPARE(runDemo(options, log), 0);
        QFile file(QString::fromStdString(options.truthFile));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto lines = file.readAll().trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        for (const QByteArray& line : lines)
            QVERIFY(QJsonDocument::fromJson(line).isObject());
    }
};

QTEST_GUILESS_MAIN(TestDemoSender)
#include "tst_demo_sender.moc"
