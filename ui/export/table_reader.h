// SPDX-License-Identifier: GPL-3.0-or-later
// TableReader: reads what a DataTable shows - the columns in their order on the screen, the rows in theirs - a little in
// every turn of the event loop, so that a million rows freeze nothing. Rows that go while it reads are counted.
// Owned by the export; GUI thread only.
#pragma once

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <functional>

#include "ui/export/table_text.h"
#include "ui/widgets/data_table.h"

namespace penstock::ui {

class TableReader final : public QObject {
    Q_OBJECT
public:
    explicit TableReader(QObject* parent = nullptr);

    void read(const DataTable& table);
    bool reading() const { return m_turn.isActive(); }
    std::size_t gone() const { return m_gone; }
    void cancel() { m_turn.stop(); }

signals:
    void finished(const penstock::ui::TableText& table);
    void progressed(int rows, int of);

private:
    void turn();
    int rowOf(std::size_t at) const;
    void readRow(int row);

    const DataTable* m_table = nullptr;
    std::vector<int> m_columns;           ///< of the model, in their order on the screen
    std::vector<std::uint32_t> m_numbers; ///< of a SnapshotTable's rows; else unused
    int m_rows = 0;
    std::size_t m_at = 0;
    std::size_t m_gone = 0;
    TableText m_text;
    QTimer m_turn;
};

} // namespace penstock::ui
