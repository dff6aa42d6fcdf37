// SPDX-License-Identifier: GPL-3.0-or-later
// `penstockctl costs` as a person runs it: sums that agree, a bill that is entered, held against what was counted and taken
// back – without an engine and with one that runs – and exit codes that tell.
#include "app/bench/server_process.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtTest/QtTest>

using namespace penstock::bench;

namespace {

struct Ran {
    int code = -1;
    QByteArray out;
    QByteArray err;
    QList<QJsonObject> rows() const
    {
        QList<QJsonObject> rows;
        for (const QByteArray& line : out.split('\n'))
            if (!line.isEmpty())
                rows << QJsonDocument::fromJson(line).object();
        return rows;
    }
};

Ran run(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral(PENSTOCKCTL), arguments);
    if (!process.waitForFinished(60'000))
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace

class CostsCliTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_data = {QStringLiteral("--data-dir"), QString::fromStdString(m_directory.path())};
        const QString traces = qEnvironmentVariable("PENSTOCK_SOURCE_DIR") +
                               QStringLiteral("/../shared/traces/formats/");
        const Ran imported =
            run(QStringList{QStringLiteral("import")} + m_data +
                QStringList{traces + QStringLiteral("claude-agent-2025-12-22.trace.json"),
                            traces + QStringLiteral("langfuse-1.json"),
                            qEnvironmentVariable("PENSTOCK_SOURCE_DIR") +
                                QStringLiteral("/tests/data/costs/estimated.json")});
        QCOMPARE(imported.code, 0);
    }

    void everyWayAddsUpToTheSameTotal()
    {
        QJsonObject first;
        for (const char* by : {"agent", "cascade", "deployment", "user", "model"}) {
            const Ran ran =
                costs({QStringLiteral("--by"), QLatin1String(by), QStringLiteral("--json")});
            QCOMPARE(ran.code, 0);
            QList<QJsonObject> rows = ran.rows();
            QVERIFY(rows.size() >= 2);
            const QJsonObject total = rows.takeLast();
            QCOMPARE(total[QLatin1String("row")].toString(), QStringLiteral("total"));
            for (const char* key : {"cost_micro_usd", "calls", "input_tokens", "output_tokens"}) {
                double sum = 0;
                for (const QJsonObject& row : rows)
                    sum += row[QLatin1String(key)].toDouble();
                QCOMPARE(sum, total[QLatin1String(key)].toDouble());
                if (!first.isEmpty())
                    QCOMPARE(total[QLatin1String(key)], first[QLatin1String(key)]);
            }
            first = total;
        }
        QVERIFY(first[QLatin1String("cost_micro_usd")].toDouble() > 0);
        const Ran one =
            costs({QStringLiteral("--json"), QStringLiteral("--limit"), QStringLiteral("1")});
        QCOMPARE(one.rows().last()[QLatin1String("calls")], first[QLatin1String("calls")]);
        const Ran none = costs({QStringLiteral("--since"), QStringLiteral("2020-01-01"),
                                QStringLiteral("--until"), QStringLiteral("2020-02-01")});
        QCOMPARE(none.code, 0);
        QVERIFY(none.out.contains("Nothing that counts"));
    }

    void aBillIsEnteredListedAndTakenBack()
    {
        const QStringList bill = {QStringLiteral("reconcile"),  QStringLiteral("--billed"),
                                  QStringLiteral("3.25"),       QStringLiteral("--since"),
                                  QStringLiteral("2020-01-01"), QStringLiteral("--until"),
                                  QStringLiteral("2040-01-01"), QStringLiteral("--json")};
        const Ran once = costs(bill);
        QCOMPARE(once.code, 0);
        const QJsonObject compared = once.rows().first();
        QCOMPARE(compared[QLatin1String("billed_micro_usd")].toInteger(), 3'250'000);
        QCOMPARE(compared[QLatin1String("difference_micro_usd")].toInteger(),
                 3'250'000 - compared[QLatin1String("counted_micro_usd")].toInteger());
        QVERIFY(compared[QLatin1String("number")].isNull());
        QVERIFY(costs({QStringLiteral("bills")}).out.contains("No bills"));

        // The engine of another process keeps it.
        ServerProcess server(PENSTOCKCTL, m_directory.path());
        const Ran kept =
            costs(bill + QStringList{QStringLiteral("--enter"), QStringLiteral("INV-9"),
                                     QStringLiteral("--entered-by"), QStringLiteral("ann")});
        QVERIFY2(kept.code == 0, kept.err.constData());
        QCOMPARE(kept.rows().first()[QLatin1String("number")].toInt(), 1);
        QCOMPARE(server.terminate(), 0);

        const QJsonObject listed =
            costs({QStringLiteral("bills"), QStringLiteral("--json")}).rows().first();
        QCOMPARE(listed[QLatin1String("name")].toString(), QStringLiteral("INV-9"));
        QCOMPARE(listed[QLatin1String("by")].toString(), QStringLiteral("ann"));
        QCOMPARE(listed[QLatin1String("difference_micro_usd")],
                 compared[QLatin1String("difference_micro_usd")]);
        QCOMPARE(costs({QStringLiteral("withdraw"), QStringLiteral("1")}).code, 0);
        QCOMPARE(costs({QStringLiteral("withdraw"), QStringLiteral("1")}).code, 1);
        QVERIFY(costs({QStringLiteral("bills")}).out.contains("No bills"));
    }

    void whyACostIsEstimatedIsSaid()
    {
        const Ran json = costs({QStringLiteral("--json")});
        const QJsonObject total = json.rows().last();
        const QJsonObject why = total[QLatin1String("estimated_because")].toObject();
        qint64 sum = 0;
        for (const QString& reason : why.keys())
            sum += why[reason].toInteger();
        QVERIFY(sum > 0);
        QCOMPARE(sum, total[QLatin1String("estimated_micro_usd")].toInteger());
        QVERIFY(why.contains(QLatin1String("price_unconfirmed")));
        QVERIFY(why.contains(QLatin1String("tokens_not_said")));
        const Ran table = costs({});
        QVERIFY2(table.out.contains("Why costs are estimated:"), table.out.constData());
        // The agents called planner of two deployments are told apart.
        QVERIFY2(table.out.contains("planner · shop") && table.out.contains("planner · bank"),
                 table.out.constData());
    }

    void aBillInAnotherCurrencyIsComparedInDollars()
    {
        const QStringList bill = {QStringLiteral("reconcile"),  QStringLiteral("--billed"),
                                  QStringLiteral("100"),        QStringLiteral("--since"),
                                  QStringLiteral("2020-01-01"), QStringLiteral("--until"),
                                  QStringLiteral("2040-01-01")};
        const QStringList euros = {QStringLiteral("--currency"), QStringLiteral("EUR"),
                                   QStringLiteral("--rate"), QStringLiteral("1.0845")};
        const Ran kept = costs(bill + euros +
                               QStringList{QStringLiteral("--json"), QStringLiteral("--enter"),
                                           QStringLiteral("INV-EU")});
        QVERIFY2(kept.code == 0, kept.err.constData());
        const QJsonObject row = kept.rows().first();
        QCOMPARE(row[QLatin1String("currency")].toString(), QStringLiteral("EUR"));
        QCOMPARE(row[QLatin1String("usd_for_one")].toString(), QStringLiteral("1.0845"));
        QCOMPARE(row[QLatin1String("billed_micro_usd")].toInteger(), 108'450'000);
        QCOMPARE(row[QLatin1String("difference_micro_usd")].toInteger(),
                 108'450'000 - row[QLatin1String("counted_micro_usd")].toInteger());
        const Ran listed = costs({QStringLiteral("bills")});
        QVERIFY2(listed.out.contains("EUR 100.000000 ($108.450000 at 1.0845 US dollars"),
                 listed.out.constData());
        QCOMPARE(costs({QStringLiteral("withdraw"),
                        QString::number(row[QLatin1String("number")].toInt())})
                     .code,
                 0);
        for (const QStringList& wrong :
             {QStringList{QStringLiteral("--currency"), QStringLiteral("euro"),
                          QStringLiteral("--rate"), QStringLiteral("1")},
              QStringList{QStringLiteral("--currency"), QStringLiteral("EUR")},
              QStringList{QStringLiteral("--currency"), QStringLiteral("EUR"),
                          QStringLiteral("--rate"), QStringLiteral("-2")},
              QStringList{QStringLiteral("--rate"), QStringLiteral("2")}}) {
            const Ran refused = costs(bill + wrong);
            QVERIFY2(refused.code == 2 && refused.err.size() > 20, refused.err.constData());
        }
    }

    void whatIsWrongIsSaid()
    {
        const QList<QStringList> wrong = {
            {QStringLiteral("--by"), QStringLiteral("colour")},
            {QStringLiteral("--since"), QStringLiteral("soon")},
            {QStringLiteral("--since"), QStringLiteral("2026-02-01"), QStringLiteral("--until"),
             QStringLiteral("2026-01-01")},
            {QStringLiteral("nothing = 1")},
            {QStringLiteral("user = a or agent = b")},
            {QStringLiteral("reconcile"), QStringLiteral("--billed"), QStringLiteral("a lot"),
             QStringLiteral("--since"), QStringLiteral("7d")},
            {QStringLiteral("reconcile"), QStringLiteral("--billed"), QStringLiteral("1")}};
        for (const QStringList& arguments : wrong) {
            const Ran ran = costs(arguments);
            QVERIFY2(ran.code == 2 && ran.err.size() > 10, qPrintable(arguments.join(u' ')));
        }
    }

private:
    Ran costs(const QStringList& arguments)
    {
        QStringList all{QStringLiteral("costs")};
        const bool verb = !arguments.isEmpty() && (arguments[0] == QLatin1String("bills") ||
                                                   arguments[0] == QLatin1String("reconcile") ||
                                                   arguments[0] == QLatin1String("withdraw"));
        if (verb)
            all << arguments[0];
        return run(all + m_data + (verb ? arguments.mid(1) : arguments));
    }

    TemporaryDirectory m_directory;
    QStringList m_data;
};

QTEST_GUILESS_MAIN(CostsCliTest)
#include "tst_costs_cli.moc"
