// SPDX-License-Identifier: GPL-3.0-or-later
// ExchangeCanvas: exchanges as a conversation in two columns, one card an exchange, oldest on top. Only cards in sight are
// laid out, so a hundred thousand scroll like ten; the place is held by a row, not by a height that nobody knows yet. Stays
// at the end while the end is looked at. Texts come when rows are seen (looked()). GUI thread only.
#pragma once

#include <QtWidgets/QAbstractScrollArea>

#include <functional>
#include <map>
#include <set>

#include "ui/models/exchange_table.h"
#include "ui/theme/theme_controller.h"
#include "ui/views/exchange_card.h"

class QMenu;

namespace penstock::ui {

class ExchangeCanvas final : public QAbstractScrollArea {
    Q_OBJECT
public:
    ExchangeCanvas(const ThemeController& theme, ExchangeTable& table, QWidget* parent);

    void setClock(std::function<Nanos()> clock) { m_clock = std::move(clock); }
    void setSentence(const QString& sentence); ///< where there are no rows
    int current() const { return m_current ? m_table.rowOf(*m_current) : -1; }
    /// Selects a row and makes it visible; -1 selects nothing.
    void select(int row);
    void selectAt(const StepCursor& at) { select(m_table.rowOf(at)); }
    void goToEnd();
    bool atEnd() const { return m_atEnd; }
    void fold(int row, bool folded);
    bool unfolded(int row) const { return m_unfolded.contains(m_table.at(row).at()); }
    void copyCurrent();
    /// First and last row in sight; -1 = none.
    std::pair<int, int> inSight() const;
    /// Where a card stands; empty when it is not in sight.
    QRect placeOf(int row) const;
    qint64 lastPaintNanos() const { return m_paintNanos; }

signals:
    void touched();
    void looked(int first, int last);
    void currentChanged();
    void opened(int row);
    /// Before the menu of a row is shown: room for what the page has to offer.
    void menuMade(QMenu* menu, int row);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    struct Kept {
        std::unique_ptr<ExchangeCard> card;
        quint64 use = 0;
    };
    struct Placed {
        int row = 0;
        int top = 0;
        int height = 0;
    };
    ExchangeCard::Facts factsOf(int row) const;
    const ExchangeCard& card(int row);
    int heightOf(int row) { return static_cast<int>(card(row).height()); }
    void forget(const QModelIndex& first, const QModelIndex& last);
    void rowsCame(int first, int last);
    void place();
    void settle();
    void anchorAtEnd();
    void setAnchor(int row, int offset);
    void moveBy(int pixels);
    void showRow(int row);
    void takeScroll(int value);
    void updateBar();
    int rowUnder(const QPoint& at) const;
    bool walk(QKeyEvent& event);

    const ThemeController& m_theme;
    ExchangeTable& m_table;
    std::function<Nanos()> m_clock;
    QString m_sentence;
    std::optional<StepCursor> m_current;
    std::set<StepCursor> m_unfolded;
    std::map<StepCursor, Kept> m_cards;
    std::vector<Placed> m_placed; ///< in sight, from top to bottom
    quint64 m_use = 0;
    int m_row = 0;    ///< the first in sight …
    int m_offset = 0; ///< … and how many pixels of it are above the top
    bool m_atEnd = true;
    bool m_settingBar = false;
    qint64 m_paintNanos = 0;
};

} // namespace penstock::ui
