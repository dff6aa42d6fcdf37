// SPDX-License-Identifier: GPL-3.0-or-later
// How much of the money a line is: a small bar of three parts - reported full, computed light, estimated hatched - beside
// the share in words; and the legend of the three. Painting only, GUI thread.
#pragma once

#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QWidget>

#include "ui/models/cost_table.h"
#include "ui/theme/theme_controller.h"

namespace penstock::ui {

class CostShareDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    CostShareDelegate(const ThemeController& theme, const CostTable& table, QObject* parent);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    const ThemeController& m_theme;
    const CostTable& m_table;
};

class CostLegend final : public QWidget {
    Q_OBJECT
public:
    CostLegend(const ThemeController& theme, QWidget* parent);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const ThemeController& m_theme;
    QStringList m_names;
};

} // namespace penstock::ui
