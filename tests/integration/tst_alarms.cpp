// SPDX-License-Identifier: GPL-3.0-or-later
// `penstockctl alarms`: the real program beside a running engine and without one, over traces that a person judged to go
// round – lists, filters, acts, exit codes; the same after the engine was killed.
#include "app/bench/server_process.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <memory>

using namespace penstock::bench;

namespace {

struct Ran {
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

QString text(const QJsonObject& row, const char* key)
{
    return row.value(QLatin1String(key)).toString();
}

} // namespace

class TestAlarms final : public QObject {
    Q_OBJECT

    Ran run(const QStringList& arguments)
    {
        QProcess program;
        program.start(QStringLiteral(PENSTOCKCTL), arguments);
        program.waitForFinished(60'000);
        return {program.exitCode(), program.readAllStandardOutput(),
                program.readAllStandardError()};
    }
    QStringList here(QStringList arguments)
    {
        return arguments << QStringLiteral("--data-dir")
                         << QString::fromStdString(m_directory->path());
    }
    QList<QJsonObject> list(const QStringList& more = {})
    {
        const Ran ran = run(here({QStringLiteral("alarms"), QStringLiteral("--json")}) + more);
        if (ran.exitCode != 0)
            qWarning("%s", ran.err.constData());
        QList<QJsonObject> rows;
        for (const QByteArray& line : ran.out.split('\n'))
            if (!line.isEmpty())
                rows << QJsonDocument::fromJson(line).object();
        return rows;
    }
    Ran act(const QStringList& words)
    {
        return run(here(QStringList{QStringLiteral("alarms")} + words));
    }

    std::unique_ptr<TemporaryDirectory> m_directory;
    std::unique_ptr<ServerProcess> m_server;

private slots:
    void initTestCase()
    {
        m_directory = std::make_unique<TemporaryDirectory>();
        m_server = std::make_unique<ServerProcess>(PENSTOCKCTL, m_directory->path());
        QStringList import = here({QStringLiteral("import")});
        for (int run = 1; run <= 30; ++run) {
            const QString file =
                qEnvironmentVariable("PENSTOCK_SOURCE_DIR") +
                QStringLiteral("/../shared/traces/dev/whowhen/Hand-Crafted-%1.otlp.json").arg(run);
            if (QFile::exists(file))
                import << file;
        }
        const Ran imported = run(import);
        QVERIFY2(imported.exitCode == 0, imported.err.constData());
    }
    void whatWasFoundIsListedTheUnseenAndUrgentFirst()
    {
        const auto rows = list();
        QVERIFY(rows.size() >= 5);
        QStringList order;
        for (const QJsonObject& row : rows) {
            QCOMPARE(text(row, "alarm").size(), 16);
            QVERIFY(!text(row, "sentence").isEmpty() && !text(row, "detector").isEmpty());
            QVERIFY(row.contains(QLatin1String("steps")) && row.contains(QLatin1String("values")));
            order << QString::number(QStringList{QStringLiteral("high"), QStringLiteral("medium"),
                                                 QStringLiteral("low"), QStringLiteral("note")}
                                         .indexOf(text(row, "priority")));
        }
        QVERIFY(std::is_sorted(order.begin(), order.end())); // nobody has seen any of them
        const Ran table = run(here({QStringLiteral("alarms")}));
        QCOMPARE(table.exitCode, 0);
        QVERIFY(table.out.contains("PRIORITY") && table.out.contains("unacknowledged"));
    }
    void aFilterNarrowsTheList()
    {
        const auto all = list();
        const QString trace = text(all.first(), "trace_id");
        const auto some = list({QStringLiteral("detector ~ \"loop\" and trace = %1").arg(trace)});
        QVERIFY(!some.isEmpty() && some.size() < all.size());
        for (const QJsonObject& row : some)
            QCOMPARE(text(row, "trace_id"), trace);
        QCOMPARE(list({QStringLiteral("alarm = unacknowledged and raised < 1h")}).size(),
                 list({QStringLiteral("alarm = unacknowledged")}).size());
        QVERIFY(list({QStringLiteral("priority = note and active and acknowledged_by = ann")})
                    .isEmpty());
        QCOMPARE(list({QStringLiteral("--limit"), QStringLiteral("2")}).size(), qsizetype{2});
        QCOMPARE(act({QStringLiteral("nonsense = 1")}).exitCode, 2);
        QCOMPARE(act({QStringLiteral("under(x)")}).exitCode, 2);
    }
    void actsAreLoggedOnceAndRefusedWithASentence()
    {
        const QString id = text(list().first(), "alarm");
        Ran ran = act({QStringLiteral("ack"), id, QStringLiteral("--by"), QStringLiteral("ann"),
                       QStringLiteral("--note"), QStringLiteral("on it")});
        QVERIFY2(ran.exitCode == 0, ran.err.constData());
        const auto seen = list({QStringLiteral("acknowledged_by = ann")});
        QCOMPARE(seen.size(), qsizetype{1});
        QCOMPARE(text(seen.first(), "alarm"), id);
        QCOMPARE(text(seen.first(), "note"), QStringLiteral("on it"));
        ran = act({QStringLiteral("ack"), id});
        QCOMPARE(ran.exitCode, 1);
        QVERIFY(ran.err.contains("acknowledged already"));
        QCOMPARE(act({QStringLiteral("ack"), QStringLiteral("12")}).exitCode, 2);
        QCOMPARE(act({QStringLiteral("shelve"), id, QStringLiteral("--for"), QStringLiteral("2h")})
                     .exitCode,
                 2);
        ran = act({QStringLiteral("shelve"), id, QStringLiteral("--for"), QStringLiteral("2h"),
                   QStringLiteral("--reason"), QStringLiteral("being mended")});
        QVERIFY2(ran.exitCode == 0, ran.err.constData());
        const auto shelved = list({QStringLiteral("alarm = shelved")});
        QCOMPARE(shelved.size(), qsizetype{1});
        QCOMPARE(text(shelved.first(), "held_reason"), QStringLiteral("being mended"));
        QVERIFY(!text(shelved.first(), "held_by").isEmpty()); // who runs it
    }
    void aDetectorGoesOutOfServiceAndBack()
    {
        const QString detector = text(list().first(), "detector");
        QCOMPARE(act({QStringLiteral("out"), detector, QStringLiteral("--reason"),
                      QStringLiteral("noisy")})
                     .exitCode,
                 0);
        QVERIFY(!list({QStringLiteral("alarm = out_of_service")}).isEmpty());
        QCOMPARE(act({QStringLiteral("back"), detector}).exitCode, 0);
        QVERIFY(list({QStringLiteral("alarm = out_of_service")}).isEmpty());
        QCOMPARE(act({QStringLiteral("out"), QStringLiteral("loop.none"),
                      QStringLiteral("--reason"), QStringLiteral("noisy")})
                     .exitCode,
                 1);
    }
    void afterAKillTheFilesSayTheSameAndTakeActs()
    {
        const auto before = list({QStringLiteral("--all")});
        m_server->kill9();
        QVERIFY(list({QStringLiteral("--all")}) == before);
        const QString id = text(before.last(), "alarm");
        const Ran ran = act({QStringLiteral("note"), id, QStringLiteral("--note"),
                             QStringLiteral("found in the morning")});
        QVERIFY2(ran.exitCode == 0, ran.err.constData());
        const auto after = list({QStringLiteral("--all")});
        QCOMPARE(after.size(), before.size());
        QVERIFY(std::any_of(after.begin(), after.end(), [&id](const QJsonObject& row) {
            return text(row, "alarm") == id &&
                   text(row, "note") == QLatin1String("found in the morning");
        }));
    }
};

QTEST_GUILESS_MAIN(TestAlarms)
#include "tst_alarms.moc"
