// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/hint_bar.h"

#include <QtGui/QPainter>

#include "ui/models/agent_table.h"
#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/text_paint.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kSentenceMs = 5000;

} // namespace

HintBar::HintBar(const ViewContext& context, QWidget* parent)
    : Panel(context.theme, Edge::top, parent, Ground::window), m_context(context)
{
    setFixedHeight(kStatusBarHeight);
    m_sentenceEnd.setSingleShot(true);
    connect(&m_sentenceEnd, &QTimer::timeout, this, [this] { say({}); });
    connect(&m_context.state, &ViewState::placeChanged, this, &HintBar::refresh);
    connect(&m_context.bridge, &SessionBridge::statusChanged, this, &HintBar::refresh);
    refresh();
}

void HintBar::say(const QString& sentence)
{
    m_sentence = sentence;
    if (!sentence.isEmpty())
        m_sentenceEnd.start(kSentenceMs);
    update();
}

void HintBar::setPolicyShown(bool shown)
{
    m_policyShown = shown;
    refresh();
}

void HintBar::refresh()
{
    m_hints.clear();
    if (m_context.state.level() == Level::trace)
        m_hints = {{u"W A S D"_s, tr("zoom, pan")},
                   {u"P"_s, tr("critical path")},
                   {u"[ ]"_s, tr("fold, unfold")},
                   {u", ."_s, tr("neighbour")},
                   {u"G"_s, tr("graph")},
                   {u"M"_s, tr("keep at top")},
                   {u"Esc"_s, tr("up")},
                   {u"?"_s, tr("all keys")}};
    else if (m_context.state.level() == Level::exchanges)
        m_hints = {{u"J K"_s, tr("next, previous")},
                   {u"Enter"_s, tr("open the step")},
                   {u"\u2190 \u2192"_s, tr("fold, unfold")},
                   {u"B"_s, tr("both ways")},
                   {u"Space"_s, m_context.state.following() ? tr("pause") : tr("follow")},
                   {u"Ctrl+C"_s, tr("copy")},
                   {u"Esc"_s, tr("up")},
                   {u"?"_s, tr("all keys")}};
    else if (m_context.state.room() == Room::fleet)
        m_hints = {{u"F"_s, tr("fit")},   {u"L"_s, tr("re-layout")}, {u"/"_s, tr("filter")},
                   {u"H"_s, tr("hide")},  {u"Enter"_s, tr("open")},  {u"T"_s, tr("graph or table")},
                   {u"C"_s, tr("rates")}, {u"?"_s, tr("all keys")}};
    else if (m_context.state.room() == Room::traces || m_context.state.room() == Room::cascades)
        m_hints = {{u"Enter"_s, tr("open")},
                   {u"Space"_s, m_context.state.following() ? tr("pause") : tr("follow")},
                   {u"/"_s, tr("filter")},
                   {u"Ctrl+C"_s, tr("copy")},
                   {u"Ctrl+1\u20268"_s, tr("rooms")},
                   {u"?"_s, tr("all keys")}};
    else if (m_context.state.room() == Room::alarms && m_policyShown)
        m_hints = {{u"Ctrl+Return"_s, tr("try it on the log")},
                   {u"Ctrl+S"_s, tr("save")},
                   {u"Ctrl+1\u20268"_s, tr("rooms")},
                   {u"?"_s, tr("all keys")}};
    else if (m_context.state.room() == Room::alarms)
        m_hints = {{u"A"_s, tr("acknowledge")},
                   {u"S"_s, tr("shelve")},
                   {u"C"_s, tr("comment")},
                   {u"Enter"_s, tr("go to the cause")},
                   {u"Space"_s, m_context.state.following() ? tr("pause") : tr("follow")},
                   {u"/"_s, tr("filter")},
                   {u"?"_s, tr("all keys")}};
    else if (m_context.state.room() == Room::charts)
        m_hints = {{u"\u2190 \u2192"_s, tr("step")},
                   {u"Shift+\u2190 \u2192"_s, tr("spike")},
                   {u"Enter"_s, tr("who was it")},
                   {u"W S A D"_s, tr("zoom, pan")},
                   {u"F"_s, tr("everything")},
                   {u"Space"_s, m_context.state.following() ? tr("pause") : tr("follow")},
                   {u"?"_s, tr("all keys")}};
    else if (m_context.state.room() == Room::costs)
        m_hints = {{u"Enter"_s, tr("into it")},
                   {u"B"_s, tr("enter a bill")},
                   {u"Q"_s, tr("bills")},
                   {u"Space"_s, m_context.state.following() ? tr("pause") : tr("follow")},
                   {u"/"_s, tr("filter")},
                   {u"Ctrl+E"_s, tr("export")},
                   {u"?"_s, tr("all keys")}};
    else
        m_hints = {{u"Ctrl+1\u20268"_s, tr("rooms")},
                   {u"Ctrl+C"_s, tr("copy")},
                   {u"Ctrl+K"_s, tr("commands")},
                   {u"?"_s, tr("all keys")}};
    const auto state = m_context.bridge.snapshot();
    m_facts = {tr("snapshot %1").arg(countText(state->seq)),
               tr("steps %1").arg(countText(state->totals.steps)),
               tr("traces %1").arg(countText(state->totals.traces)),
               tr("agents %1").arg(countText(AgentTable::countAgents(*state)))};
    update();
}

qreal HintBar::paintFacts(QPainter& painter) const
{
    const Theme& t = theme();
    const QFont font = uiFont(TextSize::caption);
    qreal right = width() - 12;
    for (auto fact = m_facts.rbegin(); fact != m_facts.rend(); ++fact) {
        const qreal width = textWidth(*fact, font);
        paintText(painter, QRectF(right - width - 1, 1, width + 1, height() - 1), *fact,
                  {font, t.secondary, Qt::AlignRight}, t);
        right -= width + 12;
        painter.setPen(t.border);
        painter.drawLine(QPointF(right, 6), QPointF(right, height() - 6));
        right -= 12;
    }
    return right;
}

void HintBar::paintEvent(QPaintEvent* event)
{
    Panel::paintEvent(event);
    const Theme& t = theme();
    QPainter painter(this);
    const qreal right = paintFacts(painter);
    const QFont words = uiFont(TextSize::caption);
    if (!m_sentence.isEmpty()) {
        paintText(painter, QRectF(12, 1, right - 24, height() - 1), m_sentence,
                  {words, t.text, Qt::AlignLeft}, t);
        return;
    }
    qreal x = 12;
    const QFont keys = valueFont(TextSize::caption, QFont::Bold);
    for (const KeyHint& hint : m_hints) {
        const qreal need = textWidth(hint.keys, keys) + textWidth(hint.text, words) + 6;
        if (x + need > right - 12)
            break;
        x += paintText(painter, QRectF(x, 1, need, height() - 1), hint.keys,
                       {keys, t.secondary, Qt::AlignLeft}, t) +
             6;
        x += paintText(painter, QRectF(x, 1, need, height() - 1), hint.text,
                       {words, t.secondary, Qt::AlignLeft}, t) +
             14;
    }
}

} // namespace penstock::ui
