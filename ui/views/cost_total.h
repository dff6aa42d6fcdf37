// SPDX-License-Identifier: GPL-3.0-or-later
// CostTotal: the line below a list of costs that adds up all of it. It stands under the columns whatever is scrolled to.
// GUI thread only.
#pragma once

#include <QtWidgets/QWidget>

#include "ui/theme/theme_controller.h"

namespace penstock::ui {

class CostTable;
class DataTable;

class CostTotal final : public QWidget {
    Q_OBJECT
public:
    CostTotal(const ThemeController& theme, const CostTable& costs, DataTable* list,
              QWidget* parent);
    /// As shown, column by column; empty ones are left out.
    QString text() const;
    QSize minimumSizeHint() const override { return {0, height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    QFont fontOf(int column) const;

    const ThemeController& m_theme;
    const CostTable& m_costs;
    DataTable* m_list;
};

} // namespace penstock::ui
