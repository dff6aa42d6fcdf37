// SPDX-License-Identifier: GPL-3.0-or-later
// ExchangeTable: the exchanges of two actors as a Qt table, oldest first. Rows are known by step, so that what is selected
// stays while older pages come in front and newer ones behind. Texts are read for rows that are looked at and let go again
// beyond a bound; a row without says nothing in their place. Owned by the exchanges page, GUI thread only.
#pragma once

#include <QtCore/QAbstractTableModel>

#include <deque>
#include <vector>

#include "core/session/exchanges.h"
#include "ui/models/snapshot_table.h"

namespace penstock::ui {

class ExchangeTable final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        kAsked,
        kFrom,
        kTo,
        kRequest,
        kAnswer,
        kReason,
        kState,
        kDuration,
        kKnownBy,
        kAttempt,
        kForwarded,
        kReceived,
        kTrace,
        kStep,
        kColumns
    };
    static constexpr std::size_t kMostRead = 2000; ///< rows whose texts are held

    /// What stands above the rows; of rows without texts only what has not ended counts as unanswered.
    struct Counts {
        std::uint64_t unanswered = 0;
        std::uint64_t failed = 0;
        std::uint64_t retries = 0; ///< among the rows whose texts are held
        bool operator==(const Counts&) const = default;
    };

    explicit ExchangeTable(QObject* parent = nullptr);

    void setPair(std::string from, std::string to);
    void clear();
    /// Rows that are older than all that are here.
    void prepend(std::vector<Exchange> older);
    /// The newest rows as they are now: new ones are added, those that changed lose their texts.
    void takeNewest(const std::vector<Exchange>& newest);
    void takeTexts(const std::vector<Exchange>& read);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    const std::vector<TableColumn>& columns() const { return m_columns; }

    int size() const { return static_cast<int>(m_rows.size()); }
    const Exchange& at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    int rowOf(const StepCursor& at) const; ///< -1: not here
    const std::string& from() const { return m_from; }
    const std::string& to() const { return m_to; }
    const std::string& askerOf(const Exchange& row) const { return row.back ? m_to : m_from; }
    const std::string& askedOf(const Exchange& row) const { return row.back ? m_from : m_to; }
    /// From what was heard last before this row to its request; 0 for the first.
    Nanos gapBefore(int row) const;
    const Counts& counts() const { return m_counts; }

signals:
    void rowsChanged(); ///< any of them, in any way
    void olderCame(int rows);

private:
    struct Order {
        bool operator()(const Exchange& a, const StepCursor& b) const;
    };
    void add(const Exchange& row, int sign);
    void letGoOfTexts();
    QString text(const Exchange& row, int column) const;
    QVariant exact(const Exchange& row, int column) const;

    std::vector<TableColumn> m_columns;
    std::string m_from;
    std::string m_to;
    std::vector<Exchange> m_rows;
    std::deque<StepCursor> m_read; ///< in the order in which their texts came
    Counts m_counts;
};

} // namespace penstock::ui
