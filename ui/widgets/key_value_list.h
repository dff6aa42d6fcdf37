// SPDX-License-Identifier: GPL-3.0-or-later
// KeyValueList: short facts, one a row – key grey and left, value mono, a note on the right – painted, not built of
// labels. What is too long for one line goes on below, in full, and so does a note that has no room beside. A row can be made current (click, arrows) and copied.
// Values arrive already safe. GUI thread only.
#pragma once

#include <QtCore/QStringList>
#include <QtWidgets/QWidget>

#include <optional>
#include <vector>

#include "ui/models/filter_rows.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/theme_controller.h"

namespace penstock::ui {

struct KeyValue {
    QString key;
    QString value;
    QString note;
    bool alignRight = false; ///< values as a column of numbers
    bool strong = false;
    bool rule = false; ///< hairline above, for totals
    Glyph glyph = Glyph::none;
    QString second;                   ///< a second number column, right-aligned
    std::optional<CellFilter> filter; ///< the value as a condition, for filter in and out
};

/// The usual row: a value, and what explains it.
KeyValue fact(const QString& key, const QString& value, const QString& note = {});

class KeyValueList final : public QWidget {
    Q_OBJECT
public:
    KeyValueList(const ThemeController& theme, int keyWidth, QWidget* parent);

    void setRows(std::vector<KeyValue> rows);
    const std::vector<KeyValue>& rows() const { return m_rows; }
    /// The lines a value is broken into.
    QStringList valueLines(int row) const { return m_laid[static_cast<std::size_t>(row)].value; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

signals:
    void activatedRow(int row);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Laid {
        int top = 0;
        int height = 0;
        QStringList key;
        QStringList value;
        int noteLine = 0; ///< the last of the value, or below it where there is no room
    };
    void lay();
    void layNumbers();
    qreal numbersEnd(const KeyValue& row) const; ///< of its last line
    bool standsBelow(const KeyValue& row) const;
    Laid laidRow(const KeyValue& row) const;
    int rowAt(int y) const;
    QRectF rowRect(int row) const;
    void paintRow(QPainter& painter, int row) const;
    void copyRow(int row, bool whole) const;

    const ThemeController& m_theme;
    int m_keyWidth;
    std::vector<KeyValue> m_rows;
    std::vector<Laid> m_laid; ///< one a row
    qreal m_firstRight = 0;   ///< of the columns of numbers
    qreal m_secondRight = 0;
    bool m_secondBelow = false; ///< there is no room for both side by side
    int m_height = 0;
    int m_current = -1;
};

} // namespace penstock::ui
