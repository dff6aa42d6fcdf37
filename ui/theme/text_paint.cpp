// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/text_paint.h"

#include <QtCore/QCache>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtGui/QStaticText>

#include <cmath>

#include "ui/theme/fonts.h"
#include "ui/theme/kept.h"

namespace penstock::ui {
namespace {

constexpr QChar kOpen(0x2039);
constexpr QChar kClose(0x203A);

// Length of the mark that starts at `at`, 0 if none does: ‹U+ 4 to 6 hex digits ›.
qsizetype chipLength(QStringView text, qsizetype at)
{
    if (text[at] != kOpen || at + 7 >= text.size() || text[at + 1] != u'U' || text[at + 2] != u'+')
        return 0;
    for (qsizetype i = at + 3; i < text.size() && i <= at + 9; ++i) {
        if (text[i] == kClose)
            return i - at >= 7 ? i - at + 1 : 0;
        const bool hex =
            (text[i] >= u'0' && text[i] <= u'9') || (text[i] >= u'A' && text[i] <= u'F');
        if (!hex)
            return 0;
    }
    return 0;
}

/// A text as it was shaped. Shaping costs more than drawing, and most of what is drawn was drawn in the frame before.
struct ShapedText {
    qreal width = 0;
    QStaticText text;
    qreal elidedTo = -1; ///< width that `elided` was made for
    QString elided;
};

struct ShapedKey {
    QFont font;
    QString text;
    bool operator==(const ShapedKey&) const = default;
};

size_t qHash(const ShapedKey& key, size_t seed = 0)
{
    return qHashMulti(seed, key.font, key.text);
}

struct ShapedTexts {
    static constexpr qsizetype kMost = 4096; ///< some screens full
    QCache<ShapedKey, ShapedText> texts{kMost};
    ShapedText once; ///< a long one: rare, and not worth the memory
};

/// Valid until the next call.
ShapedText& shaped(const QString& text, const QFont& font)
{
    constexpr qsizetype kLongest = 400;
    auto& [texts, once] = keptUntilTheEnd<ShapedTexts>();
    const auto fill = [&](ShapedText& out) {
        out.width = QFontMetricsF(font).horizontalAdvance(text);
        out.text.setTextFormat(Qt::PlainText);
        out.text.setText(text);
        out.text.prepare({}, font);
        out.elidedTo = -1;
    };
    if (text.size() > kLongest) {
        once = {};
        fill(once);
        return once;
    }
    const ShapedKey key{font, text};
    if (ShapedText* known = texts.object(key); known != nullptr)
        return *known;
    auto* made = new ShapedText;
    fill(*made);
    texts.insert(key, made);
    return *made;
}

/// What of the text fits.
QString elidedTo(ShapedText& of, const QString& text, const QFont& font, qreal width)
{
    if (of.elidedTo != width) {
        of.elided = QFontMetricsF(font).elidedText(text, Qt::ElideRight, width);
        of.elidedTo = width;
    }
    return of.elided;
}

qreal paintChip(QPainter& painter, qreal x, const QRectF& box, const QString& code,
                const Theme& theme)
{
    const QFont font = valueFont(TextSize::caption, QFont::Medium);
    const qreal width = std::ceil(textWidth(code, font)) + 6;
    const qreal height = std::min<qreal>(box.height() - 2, 15);
    const QRectF chip(std::round(x) + 1, std::round(box.center().y() - height / 2), width, height);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.ink);
    painter.drawRoundedRect(chip, 2, 2);
    painter.setPen(theme.onInk);
    painter.setFont(font);
    painter.drawText(QPointF(chip.left() + 3, baselineIn(chip, font)), code);
    return width + 2;
}

qreal paintPieces(QPainter& painter, const QRectF& box, const QString& text, const TextStyle& style,
                  const Theme& theme)
{
    qreal x = box.left();
    qsizetype from = 0;
    const auto plain = [&](qsizetype to) {
        if (to <= from)
            return;
        const QString piece = text.mid(from, to - from);
        painter.setFont(style.font);
        painter.setPen(style.colour);
        painter.drawText(QPointF(x, baselineIn(box, style.font)), piece);
        x += textWidth(piece, style.font);
    };
    for (qsizetype i = 0; i < text.size() && x < box.right(); ++i) {
        const qsizetype length = chipLength(text, i);
        if (length == 0)
            continue;
        plain(i);
        x += paintChip(painter, x, box, text.mid(i + 1, length - 2), theme);
        i += length - 1;
        from = i + 1;
    }
    plain(text.size());
    return x - box.left();
}

} // namespace

qreal baselineIn(const QRectF& box, const QFont& font)
{
    return std::round(box.center().y() + 0.364 * font.pixelSize());
}

qreal textWidth(const QString& text, const QFont& font)
{
    return shaped(text, font).width;
}

bool hasChips(const QString& text)
{
    for (qsizetype i = text.indexOf(kOpen); i >= 0; i = text.indexOf(kOpen, i + 1))
        if (chipLength(text, i) > 0)
            return true;
    return false;
}

qreal paintText(QPainter& painter, const QRectF& box, const QString& text, const TextStyle& style,
                const Theme& theme)
{
    if (text.isEmpty() || box.width() <= 0)
        return 0;
    painter.save();
    qreal used = 0;
    if (hasChips(text)) {
        painter.setClipRect(box, Qt::IntersectClip);
        used = paintPieces(painter, box, text, style, theme);
    } else {
        const ShapedText* words = &shaped(text, style.font);
        if (words->width > box.width() + 0.5)
            words = &shaped(elidedTo(shaped(text, style.font), text, style.font, box.width()),
                            style.font);
        used = words->width;
        qreal x = box.left();
        if (style.align & Qt::AlignRight)
            x = std::round(box.right() - used);
        else if (style.align & Qt::AlignHCenter)
            x = std::round(box.center().x() - used / 2);
        painter.setFont(style.font);
        painter.setPen(style.colour);
        const qreal top = baselineIn(box, style.font) - QFontMetricsF(style.font).ascent();
        painter.drawStaticText(QPointF(x, top), words->text);
    }
    painter.restore();
    return used;
}

} // namespace penstock::ui
