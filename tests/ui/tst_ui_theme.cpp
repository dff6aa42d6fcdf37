// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtGui/QImage>
#include <QtGui/QPainter>
#include <QtGui/QPicture>
#include <QtTest/QtTest>
#include <QtWidgets/QWidget>

#include "resources/resources.h"
#include "ui/theme/fonts.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/metrics.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/text_paint.h"
#include "ui/theme/theme_controller.h"

using namespace penstock;
using namespace penstock::ui;

namespace {

QJsonObject tokens()
{
    initPenstockResources();
    QFile file(QStringLiteral(":/penstock/themes/tokens.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

QImage drawn(Glyph glyph)
{
    QImage image(28, 28, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintGlyph(painter, glyph, QRectF(0, 0, 28, 28), Qt::black);
    return image;
}

} // namespace

class TestTheme : public QObject {
    Q_OBJECT
private slots:
    void measuresAgreeWithTheTokens()
    {
        const QJsonObject layout = tokens().value(QStringLiteral("layout")).toObject();
        const auto px = [&](const char* name) {
            return layout.value(QLatin1StringView(name)).toInt(-1);
        };
        QCOMPARE(kStatusStripHeight, px("statusStrip"));
        QCOMPARE(kStatusBarHeight, px("statusBar"));
        QCOMPARE(kNavWidth, px("nav"));
        QCOMPARE(kNavItemHeight, px("navItem"));
        QCOMPARE(kToolbarHeight, px("toolbar"));
        QCOMPARE(kInspectorWidth, px("inspector"));
        QCOMPARE(kTreeLabelWidth, px("waterfallLabels"));
        QCOMPARE(kTreeCostWidth, px("waterfallCost"));
        QCOMPARE(kRulerHeight, px("ruler"));
        QCOMPARE(kTraceHeaderHeight, px("cascadeHeader"));
        const QJsonObject row = tokens().value(QStringLiteral("row")).toObject();
        QCOMPARE(kTreeRow, row.value(QStringLiteral("waterfall")).toInt());
        QCOMPARE(kListRow, row.value(QStringLiteral("list")).toInt());
    }

    void bothThemesReadTheirOwnColours()
    {
        const Theme light = loadTheme(ThemeKind::light);
        const Theme dark = loadTheme(ThemeKind::dark);
        QCOMPARE(light.window, QColor(0xE4, 0xE7, 0xEA));
        QCOMPARE(dark.window, QColor(0x13, 0x16, 0x19));
        QVERIFY(light.selection.isValid() && dark.selection.isValid());
    }

    void theStyleSheetHasNoUnknownToken()
    {
        const QString sheet = styleSheetOf(loadTheme(ThemeKind::dark));
        QVERIFY(!sheet.contains(QLatin1Char('@')));
        QVERIFY(!sheet.contains(QLatin1String("#000000")));
    }

    void switchingDressesTheWindowAnew()
    {
        ThemeController controller(ThemeKind::light);
        QWidget window;
        controller.dress(&window);
        const QColor before = window.palette().color(QPalette::Window);
        controller.toggle();
        QVERIFY(window.palette().color(QPalette::Window) != before);
        QCOMPARE(window.palette().color(QPalette::AlternateBase), controller.theme().panel);
    }

    void everyKindOfStepHasAGlyphThatIsDrawn()
    {
        for (int kind = 0; kind < kStepKindCount; ++kind) {
            const Glyph glyph = glyphOf(static_cast<StepKind>(kind));
            QVERIFY(glyph != Glyph::none);
            QVERIFY2(drawn(glyph) != drawn(Glyph::none), qPrintable(QString::number(kind)));
        }
        QCOMPARE(glyphOf(StepKind::toolCall, true), Glyph::missing);
        QVERIFY(drawn(Glyph::agent) != drawn(Glyph::missing));
    }

    void aKeptPictureOfAGlyphIsWhatDrawingItGives()
    {
        for (int number = 1; number <= static_cast<int>(Glyph::navConnect); ++number) {
            const auto glyph = static_cast<Glyph>(number);
            QPicture recorded; // never pixels
            QPainter recorder(&recorded);
            paintGlyph(recorder, glyph, QRectF(0, 0, 28, 28), Qt::black);
            recorder.end();
            QImage image(28, 28, QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::white);
            QPainter painter(&image);
            painter.drawPicture(0, 0, recorded);
            painter.end();
            const QImage kept = drawn(glyph);
            for (int y = 0; y < 28; ++y)
                for (int x = 0; x < 28; ++x)
                    QVERIFY(std::abs(qGray(image.pixel(x, y)) - qGray(kept.pixel(x, y))) <= 2);
        }
    }

    void aTextDrawnAgainIsTheSamePicture()
    {
        const ThemeController theme(ThemeKind::light);
        const auto picture = [&](const QString& text, double width) {
            QImage image(200, 24, QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::white);
            QPainter painter(&image);
            paintText(painter, QRectF(4, 0, width, 24), text, {uiFont(), Qt::black, Qt::AlignLeft},
                      theme.theme());
            return image;
        };
        const QString text = QStringLiteral("agent <b>planner</b> & \u2265 12");
        const QImage first = picture(text, 190);
        QVERIFY(picture(text, 60) != first); // elided
        for (int i = 0; i < 6000; ++i)
            picture(QString::number(i), 190); // more than is kept
        QCOMPARE(picture(text, 190), first);
        QCOMPARE(textWidth(text, uiFont()), QFontMetricsF(uiFont()).horizontalAdvance(text));
        QImage plain(200, 24, QImage::Format_ARGB32_Premultiplied);
        plain.fill(Qt::white);
        QPainter painter(&plain);
        painter.setFont(uiFont());
        painter.setPen(Qt::black);
        painter.drawText(QPointF(4, baselineIn(QRectF(4, 0, 190, 24), uiFont())), text);
        painter.end();
        QCOMPARE(first, plain); // markup stays text, and every letter its place
    }

    void monoTextHasNoLigatures() { QVERIFY(valueFont().styleStrategy() & QFont::PreferNoShaping); }

    void hiddenCharactersAreDrawnAsChipsAndOtherBracketsAreNot()
    {
        QVERIFY(hasChips(QString::fromUtf8("a‹U+202E›b")));
        QVERIFY(!hasChips(QString::fromUtf8("a‹quoted›b")));
        QVERIFY(!hasChips(QString::fromUtf8("‹U+›")));
    }
};

QTEST_MAIN(TestTheme)
#include "tst_ui_theme.moc"
