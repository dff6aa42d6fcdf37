// SPDX-License-Identifier: GPL-3.0-or-later
// TableHeader: column titles on the grid, grey, with a small drawn arrow at the sorted one. GUI thread only.
#pragma once

#include <QtWidgets/QHeaderView>

#include "ui/theme/theme_controller.h"

namespace penstock::ui {

class TableHeader : public QHeaderView {
    Q_OBJECT
public:
    TableHeader(const ThemeController& theme, QWidget* parent);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    const Theme& theme() const { return m_theme.theme(); }

private:
    const ThemeController& m_theme;
};

} // namespace penstock::ui
