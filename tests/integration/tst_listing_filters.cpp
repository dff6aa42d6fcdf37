// SPDX-License-Identifier: GPL-3.0-or-later
// The listings of penstockctl with a filter: the real program over a real recorded trace. What a filter shows is checked
// against the unfiltered JSON rows.
#include "app/bench/server_process.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <functional>
#include <memory>

using namespace penstock::bench;

namespace {

struct Ran {
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

using Keep = std::function<bool(const QJsonObject&)>;

QString text(const QJsonObject& row, const char* key)
{
    return row.value(QLatin1String(key)).toString();
}
qint64 number(const QJsonObject& row, const char* key)
{
    return row.value(QLatin1String(key)).toInteger();
}
bool known(const QJsonObject& row, const char* key)
{
    return !row.value(QLatin1String(key)).isNull();
}

} // namespace

class TestListingFilters final : public QObject {
    Q_OBJECT

    Ran run(const char* verb, const QStringList& arguments)
    {
        QProcess program;
        program.start(QStringLiteral(PENSTOCKCTL),
                      QStringList{QLatin1String(verb), QStringLiteral("--data-dir"),
                                  QString::fromStdString(m_directory->path())} +
                          arguments);
        program.waitForFinished(60'000);
        return {program.exitCode(), program.readAllStandardOutput(),
                program.readAllStandardError()};
    }
    QList<QJsonObject> rows(const char* verb, const QString& filter, const QStringList& more = {})
    {
        const Ran ran = run(verb, QStringList{QStringLiteral("--json"), filter} + more);
        QList<QJsonObject> result;
        if (ran.exitCode != 0)
            qWarning("%s: %s", qPrintable(filter), ran.err.constData());
        for (const QByteArray& line : ran.out.split('\n'))
            if (!line.isEmpty())
                result << QJsonDocument::fromJson(line).object();
        return result;
    }
    /// The filter gives exactly the rows that `keep` keeps of all rows, some but not all, in the same order; steps come
    /// the newest first and without a place in a tree.
    void compare(const char* verb, const char* filter, const Keep& keep)
    {
        QList<QJsonObject> expected;
        QList<QJsonObject> all = rows(verb, QString());
        QList<QJsonObject> found = rows(verb, QLatin1String(filter));
        if (qstrcmp(verb, "steps") == 0) {
            const auto isNewer = [](const QJsonObject& a, const QJsonObject& b) {
                return number(a, "start_time") > number(b, "start_time");
            };
            QVERIFY2(std::is_sorted(found.begin(), found.end(), isNewer), filter);
            for (QList<QJsonObject>* list : {&all, &found}) {
                for (QJsonObject& row : *list)
                    row.remove(QLatin1String("tree"));
                std::sort(list->begin(), list->end(),
                          [](const QJsonObject& a, const QJsonObject& b) {
                              return std::pair(text(a, "trace_id"), text(a, "span_id")) <
                                     std::pair(text(b, "trace_id"), text(b, "span_id"));
                          });
            }
        }
        for (const QJsonObject& row : all)
            if (keep(row))
                expected << row;
        QVERIFY2(!expected.isEmpty() && expected.size() < all.size(), filter);
        QVERIFY2(found == expected, filter);
    }

    std::unique_ptr<TemporaryDirectory> m_directory;

private slots:
    void initTestCase()
    {
        m_directory = std::make_unique<TemporaryDirectory>();
        const QString traces =
            qEnvironmentVariable("PENSTOCK_SOURCE_DIR") +
            QStringLiteral("/../shared/traces/dev/whowhen/Hand-Crafted-%1.otlp.json");
        const Ran imported = run("import", {traces.arg(1), traces.arg(11), traces.arg(12)});
        QVERIFY2(imported.exitCode == 0, imported.err.constData());
    }
    void agentsAreFilteredByNameCountsAndAge()
    {
        const QString name = text(rows("agents", QString()).first(), "name");
        const QByteArray filter = QStringLiteral("agent = \"%1\"").arg(name).toUtf8();
        compare("agents", filter.constData(),
                [&](const QJsonObject& row) { return text(row, "name") == name; });
        compare("agents", ("not " + filter).constData(),
                [&](const QJsonObject& row) { return text(row, "name") != name; });
        compare("agents", "steps > 20",
                [](const QJsonObject& row) { return number(row, "steps") > 20; });
        QVERIFY(rows("agents", QStringLiteral("last_seen < 0s")).isEmpty());
        QCOMPARE(rows("agents", QStringLiteral("last_seen > 1s")).size(),
                 rows("agents", QString()).size());
    }
    void tracesAndRunsAreFilteredAndTheLimitCountsRowsThatMatch()
    {
        const QString id = text(rows("traces", QString()).first(), "trace_id");
        const QByteArray begins = "trace ~ " + id.left(8).toUtf8();
        compare("traces", begins.constData(), [&](const QJsonObject& row) {
            return text(row, "trace_id").startsWith(id.left(8));
        });
        compare("runs", begins.constData(), [&](const QJsonObject& row) {
            return text(row, "trace_id").startsWith(id.left(8));
        });
        const QList<QJsonObject> ofOldest = rows("runs", QString::fromUtf8(begins));
        const QList<QJsonObject> newest = rows("runs", QString::fromUtf8(begins),
                                               {QStringLiteral("--limit"), QStringLiteral("1")});
        QCOMPARE(newest.size(), 1);
        QCOMPARE(newest.first(), ofOldest.last());
    }
    void stepsAreFilteredByWhatTheSnapshotAndWhatOnlyTheLogKnows()
    {
        compare("steps", "kind = agent_run", [](const QJsonObject& row) {
            return text(row, "kind") == QLatin1String("agent_run");
        });
        compare("steps", "exists model or kind in (tool_call, agent_run)",
                [](const QJsonObject& row) {
                    return known(row, "model") || text(row, "kind") == QLatin1String("tool_call") ||
                           text(row, "kind") == QLatin1String("agent_run");
                });
        const QJsonObject step = rows("steps", QString()).at(2);
        const QByteArray one = "step = " + text(step, "span_id").toUtf8();
        compare("steps", one.constData(), [&](const QJsonObject& row) {
            return text(row, "span_id") == text(step, "span_id");
        });
        QVERIFY(!rows("steps", QStringLiteral("exists deployment")).isEmpty());
        QVERIFY(rows("steps", QStringLiteral("deployment = nowhere")).isEmpty());
        QVERIFY(!rows("steps", QStringLiteral("\"the\"")).isEmpty());
        QVERIFY(rows("steps", QStringLiteral("\"no step has ever said this\"")).isEmpty());
    }
    void pathsFollowTheTreeOfATrace()
    {
        const QList<QJsonObject> all = rows("steps", QString());
        const QString root = text(all.first(), "span_id");
        const QString trace = text(all.first(), "trace_id");
        compare("steps", ("under " + root.toUtf8()).constData(),
                [&](const QJsonObject& row) { return text(row, "trace_id") == trace; });
        compare("steps", ("downstream_of " + root.toUtf8()).constData(),
                [&](const QJsonObject& row) {
                    return text(row, "trace_id") == trace && text(row, "span_id") != root;
                });
        QSet<QString> below;
        const QString child = text(all.at(1), "span_id");
        for (const QJsonObject& row : all)
            if (text(row, "span_id") == child ||
                (text(row, "trace_id") == trace && below.contains(text(row, "parent_span_id"))))
                below << text(row, "span_id");
        QVERIFY(below.size() >= 1);
        for (const QJsonObject& row : rows("steps", QStringLiteral("under ") + child))
            below.remove(text(row, "span_id"));
        QVERIFY(below.isEmpty());
    }
    void delegationsAndAgentsFollowTheDelegationGraph()
    {
        const QList<QJsonObject> all = rows("delegations", QString(), {QStringLiteral("--all")});
        QVERIFY(!all.isEmpty());
        const QString from = text(all.first(), "from");
        QSet<QString> receivers, given;
        for (const QJsonObject& row : all)
            if (text(row, "from") == from)
                receivers << text(row, "to");
        const QString quoted = QLatin1Char('"') + from + QLatin1Char('"');
        for (const QJsonObject& row : rows("delegations", QStringLiteral("delegated_by ") + quoted,
                                           {QStringLiteral("--all")})) {
            QCOMPARE(text(row, "from"), from);
            given << text(row, "to");
        }
        QCOMPARE(given, receivers);
        given.clear();
        for (const QJsonObject& row :
             rows("agents", QStringLiteral("delegated_by ") + quoted, {QStringLiteral("--all")}))
            given << text(row, "name");
        QCOMPARE(given, receivers);
        QVERIFY(
            rows("agents", QStringLiteral("under ") + quoted, {QStringLiteral("--all")}).size() >
            0);
    }
    void aWrongFilterEndsWithTwoAndACaretUnderTheWord()
    {
        const Ran ran = run("agents", {QStringLiteral("cost > $1 and agnet = a")});
        QCOMPARE(ran.exitCode, 2);
        QVERIFY(ran.out.isEmpty());
        QCOMPARE(ran.err, QByteArray("penstockctl: the filter does not read: There is no field "
                                     "agnet. Did you mean agent?\n"
                                     "cost > $1 and agnet = a\n"
                                     "              ^^^^^\n"));
        QCOMPARE(run("runs", {QStringLiteral("tool = x")}).exitCode, 2);
        QCOMPARE(run("traces", {QStringLiteral("under x")}).exitCode, 2);
        QCOMPARE(run("agents", {QStringLiteral("under nobody")}).exitCode, 2);
        QCOMPARE(run("agents", {QStringLiteral("cost"), QStringLiteral(">"), QStringLiteral("$1")})
                     .exitCode,
                 2); // not in quotes
        QCOMPARE(run("losses", {QStringLiteral("cost > $1")}).exitCode, 2);
    }
    void aForeignSpellingWorksAndIsToldOnStandardError()
    {
        const Ran ran =
            run("agents", {QStringLiteral("--json"), QStringLiteral("steps > 0 && errors == 0")});
        QCOMPARE(ran.exitCode, 0);
        QVERIFY(!ran.out.isEmpty());
        QVERIFY2(ran.err.contains("&& is understood, but is written and here."),
                 ran.err.constData());
    }
    void anEmptyAnswerSaysThatTheFilterIsWhy()
    {
        const Ran ran = run("agents", {QStringLiteral("agent = nobody")});
        QCOMPARE(ran.exitCode, 0);
        QVERIFY(ran.out.contains("No agents match the filter."));
    }
    void theHelpListsTheFieldsOfTheRows()
    {
        const Ran ran = run("runs", {QStringLiteral("--help")});
        QCOMPARE(ran.exitCode, 0);
        QVERIFY(ran.out.contains("duration"));
        QVERIFY(ran.out.contains("Span id of the agent run"));
        QVERIFY(!ran.out.contains("finish_reason"));
    }
};

QTEST_GUILESS_MAIN(TestListingFilters)
#include "tst_listing_filters.moc"
