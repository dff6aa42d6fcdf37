// SPDX-License-Identifier: GPL-3.0-or-later
// SnapshotTable: one CowTable of the newest snapshot as a Qt table. Rows are known by their table number (from 1), so
// selection stays on the same thing while rows arrive. Sorting runs off the GUI thread (LatestJob), never more often
// than its own cost allows; the order by number needs no sorting at all. Rows that lists() refuses or the filter does not
// match are left out (RowFilter): a snapshot costs what changed, a new filter on many rows is made beside the GUI thread.
// Frozen, it keeps its picture and counts what has come since. GUI thread only; holds the snapshot it shows.
#pragma once

#include <QtCore/QAbstractTableModel>
#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>

#include <vector>

#include "ui/bridge/latest_job.h"
#include "ui/models/filter_rows.h"
#include "ui/models/row_filter.h"
#include "ui/models/row_order.h"
#include "ui/theme/alarm_symbol.h"

namespace penstock::ui {

/// Roles beyond Qt's own.
enum TableRole {
    kGlyphRole = Qt::UserRole + 1, ///< int(Glyph) in front of the text
    kEmphasisRole,                 ///< int(Emphasis)
    kMarksRole,                    ///< QList<int> of Glyph behind the text
    kNumberRole,                   ///< table number of the row
    kCopyRole,                     ///< exact value for the clipboard
    kCellFilterRole,               ///< CellFilter: the cell in the filter language
    kAlarmRole, ///< int: symbol of an alarm in front of the text, see alarmMark()
};
enum class Emphasis { normal, muted, strong };

/// An alarm's symbol as one number, never 0, for kAlarmRole.
inline int alarmMark(Priority priority, AlarmLook look)
{
    return static_cast<int>(priority) | static_cast<int>(look) << 8;
}
inline Priority priorityOfMark(int mark)
{
    return static_cast<Priority>(mark & 0xFF);
}
inline AlarmLook lookOfMark(int mark)
{
    return static_cast<AlarmLook>(mark >> 8);
}

/// What Qt::TextAlignmentRole answers.
inline int alignmentValue(bool right)
{
    return static_cast<int>((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

struct TableColumn {
    QString key; ///< stable name: JSON copies, saved layout
    QString title;
    QString explanation;
    int width = 80;
    bool mono = false;
    bool right = false;
    bool lead = false; ///< names the row; bold while selected
    int least =
        0; ///< a text column gives way down to this; 0 = a number, never narrower than `width`
};

class SnapshotTable : public QAbstractTableModel {
    Q_OBJECT
public:
    using State = std::shared_ptr<const FleetState>;

    explicit SnapshotTable(std::vector<TableColumn> columns, QObject* parent = nullptr);

    void setState(const State& newest);
    /// While frozen the picture stays; unfreezing shows the newest at once.
    void setFrozen(bool frozen);
    /// The filter of ViewState; on rows it does not fit it is not applied, and filterSentence() says why.
    void setFilter(const QString& text);
    /// Who has a step that the filter matches - of rows of agents and delegations actors, of others traces, by their number:
    /// kept where the rows themselves have no word for what it asks.
    void setFound(const QString& filter, std::shared_ptr<const std::vector<bool>> found);
    bool filterBySteps() const { return m_bySteps; } ///< the rows are those of who was found
    /// What ages in filters are counted from; without one, the newest arrival.
    void setClock(std::function<Nanos()> clock) { m_clock = std::move(clock); }
    bool filtering() const { return m_ruleJob.busy(); } ///< the newest filter is not shown yet
    bool filterApplies() const { return m_rule.applies(); }
    const QString& filterSentence() const { return m_rule.sentence; }
    std::uint32_t known() const; ///< rows there are, whether the filter matches them or not
    void sort(int column, Qt::SortOrder order) override;
    /// Sorting by number (arrival) is the natural order and free.
    static constexpr int kNumberColumn = 0;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    const std::vector<TableColumn>& columns() const { return m_columns; }
    std::uint32_t numberAt(int row) const;
    int rowOf(std::uint32_t number) const; ///< -1 when not shown
    std::uint32_t newRows() const;         ///< in the newest snapshot, but not shown
    bool sorting() const { return m_job.busy(); }
    const State& shown() const { return m_shown; }

signals:
    void orderChanged();
    void newRowsChanged();
    void filterTaken();

protected:
    virtual std::uint32_t sizeOf(const FleetState& state) const = 0;
    virtual QVariant cell(const FleetState& state, std::uint32_t number, int column,
                          int role) const = 0;
    /// Must not refer to the model: it is called on another thread.
    virtual KeyReader keyReader(int column) const = 0;
    /// False: the row stands for something taken back or of another kind and is not shown. Asked only if filtered().
    virtual bool lists(const FleetState&, std::uint32_t) const { return true; }
    virtual bool filtered() const { return false; }
    /// What the filter language calls these rows; nothing: it has no word for them.
    virtual std::optional<RowKind> rowKind() const { return std::nullopt; }
    /// What else a filter means here: a row may stand for other rows too. Called on another thread; empty: nothing else.
    virtual std::function<void(FilterRows&)> ruleAdapter() const { return {}; }
    /// The cell as a condition; nothing: there is none.
    virtual std::optional<CellFilter> cellFilter(const FleetState&, std::uint32_t, int) const
    {
        return std::nullopt;
    }
    /// Before its rows are read.
    virtual void aboutToShow(const FleetState&) {}
    /// lists() answers otherwise from now on, of the snapshot that is shown.
    void relist();
    /// The row is the very same memory in both: then lists() answers the same.
    virtual bool sameRow(const FleetState&, const FleetState&, std::uint32_t) const
    {
        return false;
    }

private:
    /// Rows left out: not listed, not matching, either.
    struct LeftOut {
        RowFilter unlisted;
        RowFilter unmatched;
        RowFilter all;
        void join();
    };
    struct MadeRule;
    bool natural() const { return m_column == kNumberColumn; }
    void show(const State& state);
    void reset(const State& state, std::uint32_t size);
    LeftOut leftOutOf(const FleetState& state, std::uint32_t size) const;
    void takeLeftOut(LeftOut next);
    void rebuild(const RowFilter& next);
    RowOrder orderWithout(const RowFilter& next) const;
    void startRule();
    void takeRule(const MadeRule& made);
    Nanos now() const;
    void skipRow(std::uint32_t number);
    void listRow(std::uint32_t number);
    void appendRows(std::uint32_t count);
    void startSorting();
    void takeOrder(const State& state, RowOrder order);
    void reorder(const std::function<void()>& change);
    void valuesChanged();

    std::vector<TableColumn> m_columns;
    State m_newest;
    State m_shown;
    std::uint32_t m_size = 0;  ///< rows of the table that have been read
    std::uint32_t m_count = 0; ///< of them listed
    LeftOut m_leftOut;
    QString m_filterText;
    QString m_foundFor; ///< the filter that m_found belongs to
    std::shared_ptr<const std::vector<bool>> m_found;
    bool m_bySteps = false;
    FilterRows m_rule;
    LatestJob m_ruleJob;
    QElapsedTimer m_ruleTime;
    QTimer m_ruleLater;
    std::function<Nanos()> m_clock;
    RowOrder m_order; ///< of places among the listed rows; unused while natural
    int m_column = kNumberColumn;
    bool m_descending = true;
    bool m_frozen = false;
    LatestJob m_job;
    QElapsedTimer m_jobTime;
    QTimer m_sortLater;
};

} // namespace penstock::ui
