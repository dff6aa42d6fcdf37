// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/toast_list.h"

#include <QtCore/QTimer>
#include <QtGui/QAccessible>
#include <QtGui/QPainter>
#include <QtWidgets/QAbstractButton>

#include <algorithm>
#include <utility>

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/metrics.h"
#include "ui/theme/text_paint.h"

namespace penstock::ui {
namespace {

constexpr int kWidth = 480;
constexpr int kHeight = 44;
constexpr int kGap = 4;

QString titleOf(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::diskFull:
        return ToastList::tr("Disk full");
    case NoticeKind::behind:
        return ToastList::tr("Behind");
    case NoticeKind::rejected:
        return ToastList::tr("Turned away");
    case NoticeKind::alarm:
        return ToastList::tr("Alarm");
    case NoticeKind::engineGone:
        break;
    }
    return ToastList::tr("Not recording");
}

class Toast final : public QAbstractButton {
public:
    Toast(const ThemeController& theme, const Notice& notice, QWidget* parent)
        : QAbstractButton(parent), m_theme(theme), m_notice(notice)
    {
        setText(notice.sentence);
        setAccessibleName(titleOf(notice.kind) + QLatin1String(": ") + notice.sentence);
        setToolTip(plainTip(notice.sentence));
        setFixedSize(kWidth, kHeight);
        setCursor(Qt::PointingHandCursor);
        setFocusPolicy(Qt::TabFocus);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Theme& t = m_theme.theme();
        QPainter painter(this);
        painter.fillRect(rect(), underMouse() ? t.hover : t.field);
        painter.setPen(QPen(hasFocus() ? t.selection : t.borderStrong, hasFocus() ? 2 : 1));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
        painter.fillRect(0, 0, 3, height(), t.ink);
        paintText(painter, QRectF(14, 3, kWidth - 120, 20), titleOf(m_notice.kind),
                  {uiFont(TextSize::body, QFont::DemiBold), t.text, Qt::AlignLeft}, t);
        paintText(painter, QRectF(kWidth - 104, 3, 92, 20), timeText(m_notice.at, m_notice.at),
                  {valueFont(TextSize::caption), t.tertiary, Qt::AlignRight}, t);
        paintText(painter, QRectF(14, 22, kWidth - 26, 20), text(),
                  {uiFont(), t.secondary, Qt::AlignLeft}, t);
    }

private:
    const ThemeController& m_theme;
    const Notice m_notice;
};

} // namespace

ToastList::ToastList(const ThemeController& theme, QWidget* window)
    : QWidget(window), m_theme(theme)
{
    setAccessibleName(tr("Notices"));
    hide();
}

QWidget* ToastList::makeToast(const Notice& notice)
{
    auto* toast = new Toast(m_theme, notice, this);
    connect(toast, &QAbstractButton::clicked, this, [this, kind = notice.kind] {
        dismiss();
        emit pressed(kind);
    });
    toast->show();
    QAccessibleEvent alert(toast, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    return toast;
}

void ToastList::add(const Notice& notice)
{
    QWidget* toast = makeToast(notice);
    m_toasts.insert(m_toasts.begin(), toast);
    QTimer::singleShot(kShownMs, toast, [this, toast] { drop(toast); });
    while (m_toasts.size() > kMost)
        drop(m_toasts.back());
    place();
}

void ToastList::drop(QWidget* toast)
{
    std::erase(m_toasts, toast);
    toast->hide();
    toast->deleteLater();
    place();
}

void ToastList::showAll(const std::deque<Notice>& notices)
{
    dismiss();
    const int room = (parentWidget()->height() - 160) / (kHeight + kGap);
    for (const Notice& notice : notices)
        if (static_cast<int>(m_toasts.size()) < room)
            m_toasts.push_back(makeToast(notice));
    place();
    if (!m_toasts.empty())
        m_toasts.front()->setFocus();
}

bool ToastList::dismiss()
{
    const bool any = !m_toasts.empty();
    for (QWidget* toast : std::exchange(m_toasts, {})) {
        toast->hide();
        toast->deleteLater();
    }
    hide();
    return any;
}

QStringList ToastList::sentences() const
{
    QStringList out;
    for (const QWidget* toast : m_toasts)
        out << static_cast<const QAbstractButton*>(toast)->text();
    return out;
}

void ToastList::place()
{
    const int count = static_cast<int>(m_toasts.size());
    setVisible(count > 0);
    const int height = count * (kHeight + kGap);
    setGeometry(parentWidget()->width() - kWidth - 12,
                parentWidget()->height() - kStatusBarHeight - 8 - height, kWidth, height);
    for (int i = 0; i < count; ++i)
        m_toasts[static_cast<std::size_t>(i)]->move(0, i * (kHeight + kGap));
    raise();
}

} // namespace penstock::ui
