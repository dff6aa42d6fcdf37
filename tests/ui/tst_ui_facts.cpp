// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of facts in side panels: whatever the width, no number and no note is cut.
#include <QtTest/QtTest>

#include "ui/widgets/key_value_list.h"

using namespace penstock::ui;

class TestFacts final : public QObject {
    Q_OBJECT
private slots:
    void sumsInANarrowPanelAreNotCut()
    {
        const ThemeController theme(ThemeKind::light);
        KeyValue computed;
        computed.key = QStringLiteral("computed");
        computed.second = QStringLiteral("$0.007398");
        computed.alignRight = true;
        const auto inkOf = [&](int width) {
            KeyValueList list(theme, 116, nullptr);
            list.resize(width, 40);
            list.setRows({computed});
            QImage image(list.size(), QImage::Format_RGB32);
            image.fill(Qt::white);
            list.render(&image, {}, {}, {});
            QRect ink;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 116; x < image.width(); ++x)
                    if (image.pixel(x, y) != image.pixel(0, image.height() - 1))
                        ink |= QRect(x, y, 1, 1);
            return ink;
        };
        const QRect wide = inkOf(400);
        QVERIFY(wide.width() > 40);
        QCOMPARE(inkOf(300).width(), wide.width());
        QVERIFY(inkOf(300).right() < 300);
    }

    void aNoteWithoutRoomBesideTheValueStandsBelowIt()
    {
        const ThemeController theme(ThemeKind::light);
        const auto heightOf = [&](KeyValue row, const QString& note) {
            KeyValueList list(theme, 100, nullptr);
            list.resize(260, 40);
            row.note = note;
            list.setRows({std::move(row)});
            return list.sizeHint().height();
        };
        const KeyValue words = fact(QStringLiteral("model"), QStringLiteral("gpt-4.1-2025-04-14"));
        KeyValue number = fact(QStringLiteral("high"), QStringLiteral("16"));
        number.alignRight = true;
        for (const KeyValue& row : {words, number}) {
            QCOMPARE(heightOf(row, QStringLiteral("a")), heightOf(row, {}));
            QVERIFY(heightOf(row, QStringLiteral("most calls, by far")) > heightOf(row, {}));
        }
    }
};

QTEST_MAIN(TestFacts)
#include "tst_ui_facts.moc"
