// SPDX-License-Identifier: GPL-3.0-or-later
// `penstockctl export` through real log files: what is exported is imported again into another log and is equal there.
#include "app/bench/server_process.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace penstock::bench;

namespace {

struct Ran {
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

Ran run(const TemporaryDirectory& directory, const QStringList& arguments)
{
    QProcess program;
    program.start(QStringLiteral(PENSTOCKCTL),
                  QStringList{arguments.first(), QStringLiteral("--data-dir"),
                              QString::fromStdString(directory.path())} +
                      arguments.mid(1));
    program.waitForFinished(60'000);
    return {program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError()};
}

/// Every step as the listing tells it, but for its number in the log.
QList<QJsonObject> stepsOf(const TemporaryDirectory& directory, const QStringList& filter = {})
{
    QList<QJsonObject> steps;
    const Ran ran =
        run(directory, QStringList{QStringLiteral("steps"), QStringLiteral("--json")} + filter);
    for (const QByteArray& line : ran.out.split('\n')) {
        QJsonObject step = QJsonDocument::fromJson(line).object();
        step.remove(QStringLiteral("seq"));
        if (!step.isEmpty())
            steps << step;
    }
    return steps;
}

/// Every span with its resource and scope, whatever request it came in.
QByteArrayList spansOf(const QByteArray& lines)
{
    QByteArrayList spans;
    for (const QByteArray& line : lines.split('\n'))
        for (const QJsonValue& resource :
             QJsonDocument::fromJson(line).object().value(QLatin1String("resourceSpans")).toArray())
            for (const QJsonValue& scope :
                 resource.toObject().value(QLatin1String("scopeSpans")).toArray())
                for (const QJsonValue& span :
                     scope.toObject().value(QLatin1String("spans")).toArray())
                    spans << QJsonDocument(
                                 QJsonObject{{QStringLiteral("resource"),
                                              resource.toObject().value(QLatin1String("resource"))},
                                             {QStringLiteral("scope"),
                                              scope.toObject().value(QLatin1String("scope"))},
                                             {QStringLiteral("span"), span}})
                                 .toJson(QJsonDocument::Compact);
    std::sort(spans.begin(), spans.end());
    return spans;
}

} // namespace

class TestExport final : public QObject {
    Q_OBJECT

    std::unique_ptr<TemporaryDirectory> m_directory;

    QString file(const char* name) const
    {
        return QString::fromStdString(m_directory->path()) + QLatin1Char('/') + QLatin1String(name);
    }

private slots:
    void init()
    {
        m_directory = std::make_unique<TemporaryDirectory>();
        const QString traces =
            qEnvironmentVariable("PENSTOCK_SOURCE_DIR") +
            QStringLiteral("/../shared/traces/dev/whowhen/Hand-Crafted-%1.otlp.json");
        const Ran imported = run(*m_directory, {QStringLiteral("import"), traces.arg(1),
                                                traces.arg(11), traces.arg(12)});
        QVERIFY2(imported.exitCode == 0, imported.err.constData());
    }

    void everythingReadsBackEqual()
    {
        const QString out = file("all.jsonl");
        const Ran exported = run(*m_directory, {QStringLiteral("export"), QStringLiteral("--json"),
                                                QStringLiteral("--output"), out});
        QVERIFY2(exported.exitCode == 0, exported.err.constData());
        const QList<QJsonObject> before = stepsOf(*m_directory);
        QCOMPARE(
            QJsonDocument::fromJson(exported.out).object().value(QLatin1String("steps")).toInt(),
            static_cast<int>(before.size()));
        QVERIFY(!QFile::exists(out + QStringLiteral(".part")));

        const TemporaryDirectory other;
        QCOMPARE(run(other, {QStringLiteral("import"), out}).exitCode, 0);
        QCOMPARE(stepsOf(other), before);
        QFile first(out);
        QVERIFY(first.open(QIODevice::ReadOnly));
        QCOMPARE(spansOf(run(other, {QStringLiteral("export")}).out), spansOf(first.readAll()));
    }

    void aTraceAndAFilterNarrowIt()
    {
        const QString trace =
            stepsOf(*m_directory).first().value(QLatin1String("trace_id")).toString();
        const QString filter = QStringLiteral("kind = llm_call");
        const TemporaryDirectory other;
        const Ran exported =
            run(*m_directory, {QStringLiteral("export"), QStringLiteral("--trace"), trace.left(12),
                               QStringLiteral("--output"), file("some.jsonl"), filter});
        QVERIFY2(exported.exitCode == 0, exported.err.constData());
        QCOMPARE(run(other, {QStringLiteral("import"), file("some.jsonl")}).exitCode, 0);
        const QList<QJsonObject> expected =
            stepsOf(*m_directory, {QStringLiteral("kind = llm_call and trace = %1").arg(trace)});
        QVERIFY(!expected.isEmpty());
        QCOMPARE(stepsOf(other, {filter}).size(), expected.size());
    }

    void whatCannotBeDoneIsSaid()
    {
        const Ran noTrace = run(*m_directory, {QStringLiteral("export"), QStringLiteral("--trace"),
                                               QStringLiteral("zz")});
        QCOMPARE(noTrace.exitCode, 2);
        QVERIFY(noTrace.out.isEmpty());
        const Ran noFolder =
            run(*m_directory,
                {QStringLiteral("export"), QStringLiteral("--output"), file("no/such/file.jsonl")});
        QCOMPARE(noFolder.exitCode, 3);
        QVERIFY(!noFolder.err.isEmpty());
        QCOMPARE(run(*m_directory, {QStringLiteral("export"), QStringLiteral("kind =")}).exitCode,
                 2);
    }
};

QTEST_GUILESS_MAIN(TestExport)
#include "tst_export.moc"
