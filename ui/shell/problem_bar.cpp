// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/problem_bar.h"

#include <QtGui/QPainter>

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/metrics.h"
#include "ui/theme/text_paint.h"

namespace penstock::ui {
namespace {

constexpr std::size_t kMaxBytes = 400;

} // namespace

ProblemBar::ProblemBar(const ViewContext& context, QWidget* parent)
    : Panel(context.theme, Edge::bottom, parent, Ground::field), m_context(context)
{
    connect(&m_context.bridge, &SessionBridge::statusChanged, this, &ProblemBar::refresh);
    refresh();
}

void ProblemBar::refresh()
{
    QStringList sentences;
    for (const std::string& problem : m_context.bridge.status().problems)
        sentences << safeLine(problem, kMaxBytes);
    const bool loud = !m_context.bridge.status().recording;
    if (sentences == m_sentences && loud == m_loud &&
        isVisibleTo(parentWidget()) == !sentences.isEmpty())
        return;
    m_sentences = sentences;
    m_loud = loud;
    setVisible(!sentences.isEmpty());
    setFixedHeight(static_cast<int>(sentences.size()) * kListRow);
    setAccessibleName(sentences.join(QLatin1Char('\n')));
    update();
}

void ProblemBar::paintEvent(QPaintEvent* event)
{
    Panel::paintEvent(event);
    const Theme& t = theme();
    QPainter painter(this);
    if (m_loud)
        painter.fillRect(rect(), t.ink);
    const QColor words = m_loud ? t.onInk : t.text;
    QRectF row(12, 0, width() - 24, kListRow);
    for (const QString& sentence : m_sentences) {
        paintGlyph(painter, Glyph::cross, QRectF(row.left(), row.top(), 12, row.height()),
                   m_loud ? t.onInk : t.ink);
        paintText(painter, row.adjusted(20, 0, 0, 0), sentence,
                  {uiFont(TextSize::body, QFont::DemiBold), words, Qt::AlignLeft}, t);
        row.translate(0, kListRow);
    }
}

} // namespace penstock::ui
