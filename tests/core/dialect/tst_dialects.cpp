// SPDX-License-Identifier: GPL-3.0-or-later
// Golden tests: each tests/data/dialect/*.otlp.json, hand-written from the specification, becomes the steps and
// conversations of the *.txt beside it. PENSTOCK_UPDATE_GOLDEN=1 rewrites the texts; review them in the diff.
#include "tests/core/dialect/fixtures.h"
#include "tests/core/dialect/step_text.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace penstock;

class DialectsTest : public QObject {
    Q_OBJECT

private slots:
    void aFixtureBecomesTheStepsOfItsGoldenText_data();
    void aFixtureBecomesTheStepsOfItsGoldenText();
    void normalisingTwiceGivesTheSameText();

private:
    static QString dataDir()
    {
        return QString::fromStdString(test::sourceDir()) + QStringLiteral("/tests/data/dialect");
    }
    static std::string textOf(const std::string& otlp);
};

std::string DialectsTest::textOf(const std::string& otlp)
{
    std::string problem;
    const auto raw = test::decodeOtlpJson(otlp, problem);
    if (raw == nullptr || !problem.empty())
        return "not decoded: " + problem;
    const auto batch = normalize(raw);
    std::string out;
    for (const Step& step : batch->steps)
        out += test::stepText(step) + test::conversationText(readConversation(step)) + "\n";
    return out;
}

void DialectsTest::aFixtureBecomesTheStepsOfItsGoldenText_data()
{
    QTest::addColumn<QString>("fixture");
    const QStringList files =
        QDir(dataDir()).entryList({QStringLiteral("*.otlp.json")}, QDir::Files, QDir::Name);
    QVERIFY2(files.size() >= 30, "the fixtures are missing");
    for (const QString& file : files)
        QTest::newRow(qPrintable(file)) << file;
}

void DialectsTest::aFixtureBecomesTheStepsOfItsGoldenText()
{
    QFETCH(QString, fixture);
    const std::string actual = textOf(test::readFile((dataDir() + u'/' + fixture).toStdString()));
    const QString goldenPath =
        dataDir() + u'/' + fixture.left(fixture.indexOf(u'.')) + QStringLiteral(".txt");
    if (qEnvironmentVariableIsSet("PENSTOCK_UPDATE_GOLDEN")) {
        QFile golden(goldenPath);
        QVERIFY(golden.open(QIODevice::WriteOnly));
        golden.write(actual.data(), static_cast<qint64>(actual.size()));
        return;
    }
    const QStringList expectedLines =
        QString::fromStdString(test::readFile(goldenPath.toStdString())).split(u'\n');
    const QStringList actualLines = QString::fromStdString(actual).split(u'\n');
    for (qsizetype i = 0; i < std::max(expectedLines.size(), actualLines.size()); ++i)
        QCOMPARE(actualLines.value(i), expectedLines.value(i));
}

void DialectsTest::normalisingTwiceGivesTheSameText()
{
    const std::string otlp =
        test::readFile((dataDir() + QStringLiteral("/claude_code_logs.otlp.json")).toStdString());
    QVERIFY(!otlp.empty());
    QCOMPARE(textOf(otlp), textOf(otlp));
}

QTEST_GUILESS_MAIN(DialectsTest)
#include "tst_dialects.moc"
