// SPDX-License-Identifier: GPL-3.0-or-later
// FleetRows: the painted lists of the fleet's side panel: a name with a value and how far it is from normal (bar), or a
// peer with the line that leads to it. Rows that stand for something can be pressed (click, arrows and Enter). GUI
// thread only.
#pragma once

#include <QtWidgets/QWidget>

#include <optional>
#include <vector>

#include "core/session/session.h"
#include "ui/graph/layout/graph.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/theme_controller.h"

namespace penstock::ui {

struct FleetRow {
    QString name;
    QString note;
    QString value;
    QString second;                     ///< behind the value, grey
    std::optional<graph::KnownBy> line; ///< in front of the name
    bool inward = false;                ///< the line comes from the peer
    Glyph glyph = Glyph::none;
    bool bar = false; ///< shows `now` in the normal band
    double now = 0;
    NormalBand band;
    graph::Key key = 0; ///< what it stands for; 0: nothing to go to
};

class FleetRows final : public QWidget {
    Q_OBJECT
public:
    FleetRows(const ThemeController& theme, const QString& name, QWidget* parent);

    void setRows(std::vector<FleetRow> rows);
    const std::vector<FleetRow>& rows() const { return m_rows; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

signals:
    void chosen(quint64 key);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void paintRow(QPainter& painter, const QRectF& box, const FleetRow& row) const;

    const ThemeController& m_theme;
    std::vector<FleetRow> m_rows;
    int m_current = -1;
};

} // namespace penstock::ui
