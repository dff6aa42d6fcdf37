// SPDX-License-Identifier: GPL-3.0-or-later
// StripCell: one figure of the status strip – caption 11 over value 13, mono – with an optional sparkline or
// the normal band it lies in. A cell that
// leads somewhere is a button (click, Enter). Owned by the strip; GUI thread only.
#pragma once

#include <QtWidgets/QAbstractButton>

#include <vector>

#include "core/fleet/rate_series.h"
#include "ui/theme/theme_controller.h"

namespace penstock::ui {

class StripCell final : public QAbstractButton {
    Q_OBJECT
public:
    StripCell(const ThemeController& theme, const QString& caption, QWidget* parent);

    /// `tail` is the less important end of the value (milliseconds, micro-dollars), drawn in tertiary.
    void setValue(const QString& value, const QString& tail = {});
    void setCaption(const QString& caption);
    /// Abnormal without an alarm: bold, with an ink cross.
    void setMarked(bool marked);
    bool isMarked() const { return m_marked; }
    void setClickable(bool clickable);
    void setSamples(const std::vector<double>* samples);
    /// Shows `now` beside what is usual; nothing where that is not known.
    void setNormal(double now, const NormalBand& band);
    QString value() const { return m_value + m_tail; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintSamples(QPainter& painter, const QRectF& box) const;

    const ThemeController& m_theme;
    QString m_caption;
    QString m_value;
    QString m_tail;
    bool m_marked = false;
    bool m_clickable = false;
    bool m_sparkline = false;
    std::vector<double> m_samples;
    double m_now = 0;
    NormalBand m_normal;
    mutable int m_widest = 0; ///< cells never shrink, so that neighbours do not wobble
};

} // namespace penstock::ui
