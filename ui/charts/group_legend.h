// SPDX-License-Identifier: GPL-3.0-or-later
// GroupLegend: what the colours of a board stand for, in one line from right to left; a click chooses the group. What does
// not fit is counted in the last word. GUI thread only.
#pragma once

#include <QtWidgets/QWidget>

#include "ui/charts/chart_data.h"
#include "ui/theme/series_colours.h"
#include "ui/theme/theme_controller.h"

namespace penstock::ui {

class GroupLegend final : public QWidget {
    Q_OBJECT
public:
    GroupLegend(const ThemeController& theme, QWidget* parent);

    void setData(std::shared_ptr<const ChartData> newest);
    /// Of a group as it stands there; empty when it did not fit.
    QRect rectOf(int group) const;

signals:
    void groupClicked(int group);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Word {
        int group = -1; ///< -1: says how many did not fit
        QString text;
        QRect box;
    };
    void place();
    const Word* wordAt(const QPoint& at) const;

    const ThemeController& m_theme;
    SeriesColours m_colours;
    std::shared_ptr<const ChartData> m_data;
    std::vector<Word> m_words;
};

} // namespace penstock::ui
