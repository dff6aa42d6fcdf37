// SPDX-License-Identifier: GPL-3.0-or-later
// WaterfallRows: which lines of a cascade are visible - a line a step, one for a run of equal steps, none below what is
// closed. Two numbers a line. Owned by the canvas, GUI thread; opening and closing cost O(lines), asking O(log lines).
// What is open is carried over to a newer view of the cascade by the steps' keys (carryFolding, any thread).
#pragma once

#include "ui/timeline/cascade_shape.h"

namespace penstock::ui {

/// What the person has opened and closed, for one shape.
struct Folding {
    std::vector<bool> closed; ///< by node: what lies below is hidden
    std::vector<bool> opened; ///< by place in CascadeShape::folds: a line for every member
};

Folding startFolding(const CascadeShape& shape);
Folding carryFolding(const CascadeShape& before, const Folding& folding, const CascadeShape& next);

struct WaterfallRow {
    std::uint32_t node = 0;
    std::uint32_t fold =
        0; ///< 1-based place in CascadeShape::folds: a folded run that begins with the node
    bool operator==(const WaterfallRow&) const = default;
};

class WaterfallRows final {
public:
    WaterfallRows() = default;
    WaterfallRows(Shape shape, Folding folding);

    int count() const { return static_cast<int>(m_rows.size()); }
    const WaterfallRow& at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    const Folding& folding() const { return m_folding; }
    /// The line that shows the step, or the one it is hidden in; -1 without any.
    int rowOf(std::uint32_t node) const;
    bool isShown(std::uint32_t node) const; ///< by a line of its own
    bool canOpen(int row) const;            ///< has steps below or is a folded run
    bool isOpen(int row) const;
    /// Closes the step, or the run of equal steps it is a member of. False when there is nothing to do.
    bool open(int row);
    bool close(int row);
    /// Opens everything that hides this step.
    void reveal(std::uint32_t node);
    void openAll();
    void closeAll(); ///< tops of the tree stay open
    /// Steps that have no line of their own.
    std::uint64_t hidden() const { return m_hidden; }

private:
    std::uint32_t foldAround(std::uint32_t node) const;
    void rebuild();

    Shape m_shape;
    Folding m_folding;
    std::vector<WaterfallRow> m_rows; ///< by node
    std::uint64_t m_hidden = 0;
};

} // namespace penstock::ui
