// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/edge_switch.h"

#include <QtGui/QPainter>

#include <cmath>

#include "ui/graph/edge_sample.h"
#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/metrics.h"
#include "ui/theme/text_paint.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kBox = 12;
constexpr int kLine = 30;
constexpr int kGap = 6;

} // namespace

EdgeSwitch::EdgeSwitch(const ThemeController& theme, std::optional<graph::KnownBy> kind,
                       const QString& name, QWidget* parent)
    : QAbstractButton(parent), m_theme(theme), m_kind(kind)
{
    setText(name);
    setAccessibleName(name);
    setCheckable(true);
    setCursor(Qt::PointingHandCursor);
    setFixedHeight(kToolbarHeight);
}

void EdgeSwitch::setCount(std::size_t count)
{
    const QString text = countText(count);
    if (text == m_count)
        return;
    m_count = text;
    setAccessibleName(this->text() + u' ' + text);
    updateGeometry();
    update();
}

void EdgeSwitch::setBrief(bool brief)
{
    if (brief == m_brief)
        return;
    m_brief = brief;
    setToolTip(brief ? plainTip(accessibleName()) : QString());
    updateGeometry();
    update();
}

QString EdgeSwitch::nameWhen(bool brief) const
{
    return brief && m_kind ? QString() : text();
}

int EdgeSwitch::widthWhen(bool brief) const
{
    qreal width = kBox + kGap + (m_kind ? kLine + kGap : 0) + textWidth(nameWhen(brief), uiFont());
    if (!m_count.isEmpty())
        width += kGap + textWidth(m_count, valueFont());
    return static_cast<int>(std::ceil(width)) + 8;
}

QSize EdgeSwitch::sizeHint() const
{
    return {widthWhen(m_brief), kToolbarHeight};
}

void EdgeSwitch::paintEvent(QPaintEvent*)
{
    const Theme& t = m_theme.theme();
    QPainter painter(this);
    if (underMouse())
        painter.fillRect(rect(), t.hover);
    const QRectF box(4.5, (height() - kBox) / 2 + 0.5, kBox, kBox);
    painter.setPen(QPen(hasFocus() ? t.selection : t.borderStrong, hasFocus() ? 2 : 1));
    painter.setBrush(t.field);
    painter.drawRect(box);
    if (isChecked())
        paintGlyph(painter, Glyph::check, box, t.ink);
    QRectF rest(box.right() + kGap, 0, width() - box.right() - kGap, height());
    if (m_kind) {
        paintEdgeSample(painter, {rest.left(), 0, kLine, rest.height()}, *m_kind, t);
        rest.setLeft(rest.left() + kLine + kGap);
    }
    const QColor colour = isChecked() ? t.text : t.tertiary;
    if (const QString name = nameWhen(m_brief); !name.isEmpty())
        rest.setLeft(rest.left() + paintText(painter, rest, name, {uiFont(), colour}, t) + kGap);
    paintText(painter, rest, m_count, {valueFont(), t.secondary}, t);
}

} // namespace penstock::ui
