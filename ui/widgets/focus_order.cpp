// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/focus_order.h"

#include <QtWidgets/QLayout>
#include <QtWidgets/QWidget>

namespace penstock::ui {
namespace {

void chain(QWidget*& last, QLayout* layout)
{
    if (!layout)
        return;
    for (int i = 0; i < layout->count(); ++i) {
        QLayoutItem* item = layout->itemAt(i);
        if (QWidget* widget = item->widget()) {
            if (widget->focusPolicy() & Qt::TabFocus) {
                QWidget::setTabOrder(last, widget);
                last = widget;
            }
            chain(last, widget->layout());
        } else {
            chain(last, item->layout());
        }
    }
}

} // namespace

void tabThrough(QWidget* before, const QWidget& part)
{
    chain(before, part.layout());
}

} // namespace penstock::ui
