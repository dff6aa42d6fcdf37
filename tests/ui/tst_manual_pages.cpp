// SPDX-License-Identifier: GPL-3.0-or-later
// The manual pages and the change log against what the programs themselves say: every verb and every option is
// described, and nothing is described that does not exist.
#include "app/bench/server_process.h"

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtCore/QSet>
#include <QtTest/QtTest>

using namespace penstock::bench;

namespace {

QString textOf(const QString& path)
{
    QFile file(qEnvironmentVariable("PENSTOCK_SOURCE_DIR") + QLatin1Char('/') + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QSet<QString> optionsIn(const QString& text)
{
    static const QRegularExpression kOption(QStringLiteral("(?<![\\w-])--[a-z][a-z0-9-]*"));
    QSet<QString> options;
    for (auto i = kOption.globalMatch(text); i.hasNext();)
        options << i.next().captured();
    return options;
}

struct Help {
    QStringList verbs; ///< "token create"
    QSet<QString> options;
};

void readHelp(const std::string& program, const std::vector<std::string>& verb, Help& help)
{
    std::vector<std::string> command{program};
    command.insert(command.end(), verb.begin(), verb.end());
    command.emplace_back("--help");
    const QString text = QString::fromStdString(runProgram(command));
    bool inVerbs = false;
    for (const QString& line : text.split(QLatin1Char('\n'))) {
        if (line.startsWith(QLatin1String("Subcommands:")))
            inVerbs = true;
        else if (!line.isEmpty() && !line.startsWith(QLatin1Char(' ')))
            inVerbs = false; // what follows the verbs: fields of a filter
        else if (line.startsWith(QLatin1String("  -")))
            help.options +=
                optionsIn(line.section(QRegularExpression(QStringLiteral("\\s{2,}")), 1, 1));
        else if (inVerbs && line.startsWith(QLatin1String("  ")) &&
                 !line.startsWith(QLatin1String("   "))) {
            std::vector<std::string> below = verb;
            below.push_back(line.trimmed().section(QLatin1Char(' '), 0, 0).toStdString());
            QStringList words;
            for (const std::string& word : below)
                words << QString::fromStdString(word);
            const qsizetype before = help.verbs.size();
            readHelp(program, below, help);
            if (help.verbs.size() == before) // a leaf
                help.verbs << words.join(QLatin1Char(' '));
        }
    }
    // A verb with verbs below it is described by them.
}

QString manual(const char* page)
{
    return textOf(QStringLiteral("packaging/man/%1.1").arg(QLatin1String(page)))
        .replace(QLatin1String("\\-"), QLatin1String("-"));
}

} // namespace

class TestManualPages final : public QObject {
    Q_OBJECT
private slots:
    void everyOptionIsDescribedAndNoOther_data()
    {
        QTest::addColumn<QString>("program");
        QTest::newRow("penstock") << QStringLiteral(PENSTOCK);
        QTest::newRow("penstockctl") << QStringLiteral(PENSTOCKCTL);
    }
    void everyOptionIsDescribedAndNoOther()
    {
        QFETCH(QString, program);
        Help help;
        readHelp(program.toStdString(), {}, help);
        QVERIFY(help.options.size() > 10);
        const QSet<QString> described = optionsIn(manual(QTest::currentDataTag()));
        const auto sorted = [](QSet<QString> set) {
            QStringList list(set.begin(), set.end());
            list.sort();
            return list.join(QLatin1Char(' '));
        };
        QCOMPARE(sorted(help.options - described), QString());
        // What only one page names is another program's option or none at all.
        Help other;
        readHelp(PENSTOCKCTL, {}, other);
        readHelp(PENSTOCK, {}, other);
        QCOMPARE(sorted(described - help.options - other.options), QString());
    }

    void everyVerbIsInTheManualAndInTheChangeLog()
    {
        Help help;
        readHelp(PENSTOCKCTL, {}, help);
        QVERIFY(help.verbs.contains(QStringLiteral("log verify")));
        const QString page = manual("penstockctl");
        const QString changes = textOf(QStringLiteral("CHANGELOG.md"));
        for (const QString& verb : help.verbs) {
            QVERIFY2(
                QRegularExpression(QStringLiteral("\\b%1\\b").arg(verb)).match(page).hasMatch(),
                qPrintable(verb));
            const QString head = verb.section(QLatin1Char(' '), 0, 0);
            QVERIFY2(
                QRegularExpression(QStringLiteral("\\b%1\\b").arg(head)).match(changes).hasMatch(),
                qPrintable(verb));
        }
    }

    void everyCommandTheReadmeNamesExists()
    {
        Help help;
        readHelp(PENSTOCKCTL, {}, help);
        static const QRegularExpression kCommand(QStringLiteral("penstockctl ([a-z]+)"));
        const QString readme = textOf(QStringLiteral("README.md"));
        int found = 0;
        for (auto i = kCommand.globalMatch(readme); i.hasNext(); ++found) {
            const QString verb = i.next().captured(1);
            const bool known =
                std::any_of(help.verbs.begin(), help.verbs.end(), [&](const QString& leaf) {
                    return leaf.section(QLatin1Char(' '), 0, 0) == verb;
                });
            QVERIFY2(known, qPrintable(verb));
        }
        QVERIFY(found > 5);
    }
};

QTEST_GUILESS_MAIN(TestManualPages)
#include "tst_manual_pages.moc"
