// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/exchange_card.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

#include "core/base/text_safety.h"
#include "ui/models/format.h"
#include "ui/models/words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/text_paint.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

struct Talk {
    Q_DECLARE_TR_FUNCTIONS(exchanges)
};

constexpr int kFoldedLines = 6;
constexpr int kClaimLines = 3;
constexpr int kUnfoldedLines = 600;
constexpr std::size_t kFoldedBytes = 1600;
constexpr std::size_t kUnfoldedBytes = 32 * 1024;
constexpr std::size_t kHeardBytes = 300;
constexpr qreal kHead = 24;
constexpr qreal kCaption = 18;
constexpr qreal kGap = 24;
constexpr qreal kSpace = 8;
constexpr qreal kHatch = 48;
constexpr Nanos kWorthTelling = 30 * kSecond;

bool isCode(const std::string& text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != text.npos && (text[first] == '{' || text[first] == '[' || text[first] == '<');
}

void markChips(QTextLayout& layout)
{
    static const QRegularExpression kChip(u"\u2039U\\+[0-9A-F]{4,6}\u203A"_s);
    QList<QTextLayout::FormatRange> chips;
    for (auto i = kChip.globalMatch(layout.text()); i.hasNext();) {
        const QRegularExpressionMatch match = i.next();
        QTextLayout::FormatRange range;
        range.start = static_cast<int>(match.capturedStart());
        range.length = static_cast<int>(match.capturedLength());
        range.format.setFontWeight(QFont::Bold);
        chips << range;
    }
    layout.setFormats(chips);
}

/// Lays out at most so many lines; false when text is left.
bool layOut(QTextLayout& layout, qreal width, int lines)
{
    layout.beginLayout();
    qreal top = 0;
    bool all = false;
    for (int i = 0; i < lines && !all; ++i) {
        QTextLine line = layout.createLine();
        all = !line.isValid();
        if (all)
            break;
        line.setLineWidth(width);
        line.setPosition({0, top});
        top += std::ceil(line.height()) + 1;
    }
    layout.endLayout();
    if (all || layout.lineCount() == 0)
        return true;
    const QTextLine last = layout.lineAt(layout.lineCount() - 1);
    return last.textStart() + last.textLength() >= layout.text().size();
}

QString toldRemark(const ExchangeText& text)
{
    switch (text.by) {
    case ToldBy::call:
        return Talk::tr("as the call above it says");
    case ToldBy::askerModel:
        return Talk::tr("as the asker's model said before");
    case ToldBy::ownModel:
        return Talk::tr("as its own model call says");
    case ToldBy::itself:
    case ToldBy::nobody:
        break;
    }
    return {};
}

QString stateOf(const Exchange& row)
{
    QStringList parts;
    if (row.status == StepStatus::error)
        parts << Talk::tr("failed");
    if (row.answered == 0)
        parts << Talk::tr("no answer yet");
    else if (row.isRead && row.answer.text.empty())
        parts << Talk::tr("no answer recorded");
    if (row.attempt > 1)
        parts << Talk::tr("the same request, number %1").arg(row.attempt);
    return parts.join(u", "_s);
}

QString forwardedText(const Exchange& row)
{
    if (!row.isRead || row.received == 0)
        return {};
    if (row.forwarded == 0)
        return Talk::tr("Of %1 received nothing is passed on word by word.")
            .arg(bytesText(row.received));
    return Talk::tr("Passes on at least %1 of %2 received (%3 %).")
        .arg(bytesText(row.forwarded), bytesText(row.received))
        .arg(std::max<std::size_t>(1, row.forwarded * 100 / row.received));
}

} // namespace

ExchangeCard::ExchangeCard(const Exchange& row, const Facts& facts, qreal width)
    : m_facts(facts), m_width(std::min<qreal>(width, kMostWidth)), m_back(row.back)
{
    if (facts.gap >= kWorthTelling)
        m_gap = Talk::tr("%1 later").arg(durationText(facts.gap));
    m_headTop = m_gap.isEmpty() ? 0 : kGap;
    m_time = timeText(row.asked, facts.now);
    QStringList about{kindText(row.kind), knownByText(knownBy(row.best))};
    if (row.crossesTraces())
        about << Talk::tr("from trace #%1").arg(row.askerTrace.value);
    about << Talk::tr("trace #%1").arg(row.trace.value);
    m_about = about.join(u" \u00B7 "_s);
    m_state = stateOf(row);
    m_failed = row.status == StepStatus::error;
    m_took = row.answered > row.asked ? durationText(row.answered - row.asked) : missingText();
    addTalk(row, m_headTop + kHead);
}

qreal ExchangeCard::addBlock(Block block, const std::string& text, qreal top, const QRectF& side)
{
    const qreal inset = block.claim ? 12 : 0;
    const qreal width = side.width() - inset - (block.claim ? 8 : 0);
    block.box = QRectF(side.left(), top, side.width(), kCaption);
    qreal bottom = top + kCaption;
    if (!text.empty()) {
        const std::size_t bytes = m_facts.unfolded ? kUnfoldedBytes : kFoldedBytes;
        const VisibleText visible = visibleText(text, bytes, LineBreaks::keep);
        QString shown = QString::fromStdString(visible.text);
        while (shown.endsWith(u'\n')) // a folded text ends with words, not with a gap
            shown.chop(1);
        if (block.claim && !m_facts.unfolded)
            shown = shown.simplified(); // a few lines that tell most
        shown.replace(u'\n', QChar::LineSeparator);
        block.text = std::make_shared<QTextLayout>(
            shown, isCode(text) ? valueFont(TextSize::caption) : uiFont());
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        block.text->setTextOption(option);
        block.text->setCacheEnabled(true);
        markChips(*block.text);
        const int most = m_facts.unfolded ? kUnfoldedLines
                         : block.claim    ? kClaimLines
                                          : kFoldedLines;
        const bool all = layOut(*block.text, width, most) && visible.cutBytes == 0;
        bottom += std::ceil(block.text->boundingRect().height());
        if (!all || m_facts.unfolded) {
            block.more = all ? QString()
                         : m_facts.unfolded
                             ? Talk::tr("more is not shown, %1 in all; copying has it")
                                   .arg(bytesText(text.size()))
                             : Talk::tr("more, %1 in all").arg(bytesText(text.size()));
            m_folds = true;
        }
        if (!block.more.isEmpty()) {
            block.moreBox = QRectF(side.left() + inset, bottom,
                                   textWidth(block.more, uiFont(TextSize::caption)) + 4, kCaption);
            bottom += kCaption;
        }
    } else if (block.hatched) {
        bottom += kHatch;
    }
    block.box.setBottom(bottom);
    m_blocks.push_back(std::move(block));
    return bottom + (m_blocks.back().claim ? kSpace : 0);
}

void ExchangeCard::addTalk(const Exchange& row, qreal top)
{
    const qreal side = (m_width - 2 * kMargin - kGutter) / 2;
    const QRectF left(kMargin, 0, side, 0);
    const QRectF right(kMargin + side + kGutter, 0, side, 0);
    const QRectF& asks = row.back ? right : left;
    const QRectF& answers = row.back ? left : right;

    Block request;
    request.caption = row.isRead && row.request.text.empty() ? Talk::tr("Request not recorded")
                                                             : Talk::tr("Request");
    request.remark = toldRemark(row.request);
    request.hatched = !row.isRead;
    qreal askBottom = addBlock(std::move(request), row.request.text, top, asks);
    if (!row.rationale.text.empty()) {
        Block claim;
        claim.claim = true;
        claim.caption = Talk::tr("Claim: why");
        askBottom = addBlock(std::move(claim), row.rationale.text, askBottom + kSpace, asks);
    }
    if (const QString forwarded = forwardedText(row); !forwarded.isEmpty()) {
        Block note;
        note.remark = forwarded;
        askBottom = addBlock(std::move(note), {}, askBottom, asks);
    }
    Block answer;
    answer.caption = row.answered == 0                       ? Talk::tr("No answer yet")
                     : row.isRead && row.answer.text.empty() ? Talk::tr("No answer recorded")
                                                             : Talk::tr("Answer");
    answer.remark = toldRemark(row.answer);
    answer.hatched = !row.isRead && row.answered != 0;
    qreal answerBottom = addBlock(std::move(answer), row.answer.text, top, answers);
    if (!row.error.empty()) {
        Block error;
        error.caption = Talk::tr("Error");
        answerBottom = addBlock(std::move(error), row.error, answerBottom + kSpace / 2, answers);
    }
    m_height = std::ceil(std::max(askBottom, answerBottom) + kSpace + 1);
}

bool ExchangeCard::onMore(const QPointF& at) const
{
    return std::ranges::any_of(m_blocks, [&](const Block& block) {
        return !block.more.isEmpty() && block.moreBox.contains(at);
    });
}

void ExchangeCard::paint(QPainter& painter, const QPointF& at, const Theme& theme) const
{
    const QRectF all(at, QSizeF(m_width, m_height));
    if (!m_gap.isEmpty()) {
        const QRectF box(at, QSizeF(m_width, kGap));
        const TextStyle style{uiFont(TextSize::caption), theme.tertiary, Qt::AlignHCenter};
        paintText(painter, box, m_gap, style, theme);
    }
    const QRectF card = all.adjusted(0, m_headTop, 0, 0);
    if (m_facts.selected)
        painter.fillRect(card, theme.field);
    paintHead(painter, at, theme);
    for (const Block& block : m_blocks)
        paintBlock(painter, block, at, theme);
    painter.setBrush(Qt::NoBrush);
    if (m_facts.selected) {
        painter.setPen(QPen(theme.selection, 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.drawRect(card.adjusted(1, 1, -1, -2));
    } else {
        painter.setPen(theme.borderSubtle);
        painter.drawLine(QPointF(all.left(), all.bottom() - 0.5),
                         QPointF(all.right(), all.bottom() - 0.5));
    }
}

void ExchangeCard::paintHead(QPainter& painter, const QPointF& at, const Theme& theme) const
{
    const QRectF head(at.x() + kMargin, at.y() + m_headTop, m_width - 2 * kMargin, kHead);
    const QFont value = valueFont(TextSize::caption);
    const qreal half = (head.width() - kGutter) / 2;
    QRectF box(head.left(), head.top(), half, kHead);
    box.setLeft(box.left() + paintText(painter, box, m_time, {value, theme.secondary}, theme) + 12);
    paintText(painter, box, m_about, {uiFont(TextSize::caption), theme.tertiary}, theme);
    QRectF behind(head.left() + half + kGutter, head.top(), half, kHead);
    behind.setRight(
        behind.right() -
        paintText(painter, behind, m_took, {value, theme.secondary, Qt::AlignRight}, theme) - 12);
    if (m_failed) {
        paintGlyph(painter, Glyph::cross, QRectF(behind.left(), behind.top(), 12, kHead),
                   theme.ink);
        behind.setLeft(behind.left() + 16);
    }
    paintText(painter, behind, m_state, {uiFont(TextSize::caption, QFont::DemiBold), theme.text},
              theme);
    // From who asks to who answers.
    const qreal middle = at.x() + m_width / 2;
    const qreal y = std::round(head.center().y() + kHead / 2 + kCaption / 2) + 0.5;
    const qreal tip = m_back ? middle - 12 : middle + 12;
    const qreal tail = m_back ? middle + 12 : middle - 12;
    const qreal barb = m_back ? 5 : -5;
    painter.setPen(QPen(theme.nodeBorder, 1));
    painter.drawLine(QPointF(tail, y), QPointF(tip, y));
    painter.drawLine(QPointF(tip, y), QPointF(tip + barb, y - 4));
    painter.drawLine(QPointF(tip, y), QPointF(tip + barb, y + 4));
}

void ExchangeCard::paintBlock(QPainter& painter, const Block& block, const QPointF& at,
                              const Theme& theme) const
{
    const QRectF box = block.box.translated(at);
    const qreal inset = block.claim ? 12 : 0;
    if (block.claim) {
        painter.setPen(QPen(theme.border, 1, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, 3.5));
        paintHatch(painter, QRectF(box.left() + 1, box.top() + 1, 5, box.height() + 2),
                   theme.border, 4);
    }
    QRectF caption(box.left() + inset, box.top(), box.width() - inset, kCaption);
    const QFont captionFont = uiFont(TextSize::caption, QFont::DemiBold);
    if (!block.caption.isEmpty())
        caption.setLeft(
            caption.left() +
            paintText(painter, caption, block.caption, {captionFont, theme.secondary}, theme) + 8);
    paintText(painter, caption, block.remark, {uiFont(TextSize::caption), theme.tertiary}, theme);
    if (block.text) {
        painter.setPen(theme.text);
        block.text->draw(&painter, QPointF(box.left() + inset, box.top() + kCaption));
    } else if (block.hatched) {
        paintHatch(painter, QRectF(box.left(), box.top() + kCaption, box.width(), kHatch),
                   theme.borderSubtle, 6);
    }
    if (!block.more.isEmpty()) {
        const QRectF more = block.moreBox.translated(at);
        paintText(painter, more, block.more, {uiFont(TextSize::caption), theme.text}, theme);
        painter.setPen(theme.borderStrong);
        painter.drawLine(QPointF(more.left(), more.bottom() - 2.5),
                         QPointF(more.right() - 4, more.bottom() - 2.5));
    }
}

QString ExchangeCard::words(const Exchange& row, const Facts& facts)
{
    QStringList parts{timeText(row.asked, facts.now),
                      Talk::tr("%1 asks %2").arg(facts.asker, facts.asked)};
    if (const QString state = stateOf(row); !state.isEmpty())
        parts << state;
    const auto said = [&](const QString& what, const ExchangeText& text) {
        if (!text.text.empty())
            parts << what + u": "_s + safeLine(text.text, kHeardBytes);
    };
    said(Talk::tr("Request"), row.request);
    said(Talk::tr("Claim: why"), row.rationale);
    said(Talk::tr("Answer"), row.answer);
    if (!row.error.empty())
        parts << Talk::tr("Error") + u": "_s + safeLine(row.error, kHeardBytes);
    return parts.join(u". "_s);
}

} // namespace penstock::ui
