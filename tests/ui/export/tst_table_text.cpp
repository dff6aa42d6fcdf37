// SPDX-License-Identifier: GPL-3.0-or-later
// Tables as CSV and JSON: what a spreadsheet and a JSON parser make of hostile cells.
#include "ui/export/table_text.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QtTest>

#include <cmath>

using namespace penstock::ui;

namespace {

/// RFC 4180 read back, written apart from the writer.
QList<QStringList> readCsv(const QByteArray& bytes)
{
    const QString text = QString::fromUtf8(bytes);
    QList<QStringList> rows{{}};
    QString field;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (quoted && c == QLatin1Char('"') && text.mid(i + 1, 1) == QLatin1String("\""))
            field += text[++i];
        else if (c == QLatin1Char('"'))
            quoted = !quoted;
        else if (!quoted && (c == QLatin1Char(',') || c == QLatin1Char('\n'))) {
            rows.back() << field;
            field.clear();
            if (c == QLatin1Char('\n'))
                rows << QStringList();
        } else if (quoted || c != QLatin1Char('\r'))
            field += c;
    }
    rows.removeLast();
    return rows;
}

} // namespace

class TestTableText final : public QObject {
    Q_OBJECT
private slots:
    void everyTextComesBackAsItWas()
    {
        const QStringList hostile{QStringLiteral("plain"),
                                  QStringLiteral("a,b"),
                                  QStringLiteral("say \"hi\""),
                                  QStringLiteral("two\nlines"),
                                  QStringLiteral("cr\r\nlf"),
                                  QStringLiteral(" blank "),
                                  QStringLiteral("\u00e4\u202e\U0001F600"),
                                  QString()};
        TableText table;
        table.titles = QStringList{QStringLiteral("Name, of it"), QStringLiteral("n")};
        for (const QString& text : hostile)
            table.rows.push_back({text, 7});
        const QList<QStringList> back = readCsv(csvOf(table));
        QCOMPARE(back.size(), hostile.size() + 1);
        QCOMPARE(back[0], table.titles);
        for (qsizetype i = 0; i < hostile.size(); ++i)
            QCOMPARE(back[i + 1], (QStringList{hostile[i], QStringLiteral("7")}));
    }

    void whatWouldBeAFormulaIsHarmless_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("harmful");
        for (const char* text : {"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "  =1",
                                 "\r=1", "|x", "%x", "-", "=HYPERLINK(\"http://x\",\"y\")"})
            QTest::newRow(text) << QString::fromLatin1(text) << true;
        for (const char* text : {"-12.5", "+3", "1e5", "a=b", "x-1", "", "$0.588", "'quoted"})
            QTest::newRow(text) << QString::fromLatin1(text) << false;
    }
    void whatWouldBeAFormulaIsHarmless()
    {
        QFETCH(QString, text);
        QFETCH(bool, harmful);
        TableText table;
        table.titles = QStringList{QStringLiteral("t")};
        table.rows.push_back({text});
        const QString back = readCsv(csvOf(table)).at(1).at(0);
        QCOMPARE(back, harmful ? QLatin1Char('\'') + text : text);
    }

    void numbersStayNumbersAndTheUnknownStaysEmpty()
    {
        QCOMPARE(csvField(-3), QByteArray("-3"));
        QCOMPARE(csvField(qlonglong{1} << 60), QByteArray("1152921504606846976"));
        QCOMPARE(csvField(0.25), QByteArray("0.25"));
        QCOMPARE(csvField(std::nan("")), QByteArray());
        QCOMPARE(csvField(QVariant()), QByteArray());
    }

    void jsonHasAKeyAColumnAndNullForTheUnknown()
    {
        TableText table;
        table.keys = QStringList{QStringLiteral("name"), QStringLiteral("cost")};
        table.rows.push_back({QStringLiteral("=1\"\n"), QVariant()});
        table.rows.push_back({QStringLiteral("b"), 12});
        const QJsonArray rows = QJsonDocument::fromJson(jsonOf(table)).array();
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows[0].toObject().value(QLatin1String("name")).toString(),
                 QStringLiteral("=1\"\n"));
        QVERIFY(rows[0].toObject().value(QLatin1String("cost")).isNull());
        QCOMPARE(rows[1].toObject().value(QLatin1String("cost")).toInt(), 12);
        QCOMPARE(QJsonDocument::fromJson(jsonOf({})).array().size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestTableText)
#include "tst_table_text.moc"
