// SPDX-License-Identifier: GPL-3.0-or-later
// ExchangeCard: one exchange laid out for a width: what one said on its side, what the other said on the other, the claim
// of why, what was forwarded, and the time since what was said before. Untrusted texts pass text safety; long ones are
// folded with a count. Made when a row comes into sight and kept while nothing of it changes. GUI thread only.
#pragma once

#include <QtCore/QRectF>
#include <QtGui/QTextLayout>

#include <memory>
#include <vector>

#include "core/session/exchanges.h"
#include "ui/theme/theme.h"

class QPainter;

namespace penstock::ui {

class ExchangeCard final {
public:
    struct Facts {
        Nanos gap = 0; ///< since what was said before; shown when it is long
        Nanos now = 0;
        QString asker;
        QString asked;
        bool unfolded = false;
        bool selected = false;
    };
    static constexpr qreal kMargin = 16;
    static constexpr qreal kGutter = 40;    ///< between the two sides, where the arrow stands
    static constexpr int kMostWidth = 1680; ///< lines that are longer cannot be read

    ExchangeCard(const Exchange& row, const Facts& facts, qreal width);

    qreal height() const { return m_height; }
    bool folds() const { return m_folds; } ///< there is more than is shown, or it is unfolded
    bool onMore(const QPointF& at) const;  ///< `at` from the upper left corner
    void paint(QPainter& painter, const QPointF& at, const Theme& theme) const;
    /// All that it says, for those who listen and for copying; bounded.
    static QString words(const Exchange& row, const Facts& facts);

private:
    struct Block {
        QRectF box;
        QString caption;
        QString remark; ///< behind the caption, grey
        std::shared_ptr<QTextLayout> text;
        QString more;
        QRectF moreBox;
        bool claim = false;
        bool hatched = false; ///< not read yet
        bool grey = false;
    };
    qreal addBlock(Block block, const std::string& text, qreal top, const QRectF& side);
    void addTalk(const Exchange& row, qreal top);
    void paintHead(QPainter& painter, const QPointF& at, const Theme& theme) const;
    void paintBlock(QPainter& painter, const Block& block, const QPointF& at,
                    const Theme& theme) const;

    Facts m_facts;
    const qreal m_width;
    qreal m_height = 0;
    qreal m_headTop = 0;
    bool m_folds = false;
    bool m_back = false;
    QString m_gap;
    QString m_time;
    QString m_about;
    QString m_state; ///< abnormal, in words
    bool m_failed = false;
    QString m_took;
    std::vector<Block> m_blocks;
};

} // namespace penstock::ui
