// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/group_legend.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>

#include "ui/charts/chart_plot.h"
#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/text_paint.h"

namespace penstock::ui {
namespace {

constexpr int kSwatch = 10;
constexpr int kBeforeText = kSwatch + 6;
constexpr int kApart = 14;
constexpr int kWidestName = 140;
constexpr int kMoreWidth = 60; ///< room for the word that counts the rest

} // namespace

GroupLegend::GroupLegend(const ThemeController& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_colours(seriesColours(theme.kind()))
{
    setMouseTracking(true);
    setAccessibleName(tr("What the colours stand for"));
    connect(&theme, &ThemeController::themeChanged, this, [this] {
        m_colours = seriesColours(m_theme.kind());
        update();
    });
}

void GroupLegend::setData(std::shared_ptr<const ChartData> newest)
{
    m_data = std::move(newest);
    QStringList names;
    for (const ChartGroup& group : m_data->groups)
        names << group.name;
    setAccessibleDescription(names.join(tr(", ")));
    place();
}

/// The first group, the largest, keeps its place at the right end.
void GroupLegend::place()
{
    m_words.clear();
    if (!m_data)
        return;
    int right = width();
    const std::size_t all = m_data->groups.size();
    for (std::size_t i = 0; i < all; ++i) {
        const QString& name = m_data->groups[i].name;
        const int wide = std::min(kWidestName, static_cast<int>(textWidth(name, uiFont())) + 2);
        const int left = right - wide - kBeforeText;
        if (left < (i + 1 < all ? kMoreWidth : 0)) {
            const QString more = tr("%1 more").arg(all - i);
            m_words.push_back({-1, more, {right - kMoreWidth, 0, kMoreWidth, height()}});
            break;
        }
        m_words.push_back({static_cast<int>(i), name, {left, 0, wide + kBeforeText, height()}});
        right = left - kApart;
    }
    update();
}

QRect GroupLegend::rectOf(int group) const
{
    const auto at = std::ranges::find(m_words, group, &Word::group);
    return at == m_words.end() ? QRect() : at->box;
}

const GroupLegend::Word* GroupLegend::wordAt(const QPoint& at) const
{
    const auto found =
        std::ranges::find_if(m_words, [&](const Word& word) { return word.box.contains(at); });
    return found == m_words.end() ? nullptr : &*found;
}

void GroupLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = m_theme.theme();
    for (const Word& word : m_words) {
        const QRect text = word.box.adjusted(word.group < 0 ? 0 : kBeforeText, 0, 0, 0);
        paintText(painter, text, word.text,
                  {uiFont(), word.group < 0 ? t.tertiary : t.secondary, Qt::AlignLeft}, t);
        if (word.group < 0)
            continue;
        const ChartGroup& group = m_data->groups[static_cast<std::size_t>(word.group)];
        painter.fillRect(
            QRect(word.box.left(), word.box.center().y() - kSwatch / 2, kSwatch, kSwatch),
            groupColour(group, word.group, m_colours));
    }
}

void GroupLegend::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    place();
}

void GroupLegend::mousePressEvent(QMouseEvent* event)
{
    const Word* word = wordAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && word != nullptr && word->group >= 0)
        emit groupClicked(word->group);
}

void GroupLegend::mouseMoveEvent(QMouseEvent* event)
{
    const Word* word = wordAt(event->position().toPoint());
    setCursor(word != nullptr && word->group >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

/// Names that are cut are whole in the tool tip, and so are those that did not fit.
bool GroupLegend::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const Word* word = wordAt(help->pos());
    QStringList names;
    if (word != nullptr && word->group >= 0)
        names << word->text;
    else if (word != nullptr)
        for (std::size_t i = m_words.size() - 1; i < m_data->groups.size(); ++i)
            names << m_data->groups[i].name;
    if (names.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), plainTip(names.join(u'\n')), this);
    return true;
}

} // namespace penstock::ui
