// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/table_reader.h"

#include <QtCore/QElapsedTimer>
#include <QtWidgets/QHeaderView>

#include "ui/models/format.h"

namespace penstock::ui {
namespace {

constexpr qint64 kTurnMs = 6;

} // namespace

TableReader::TableReader(QObject* parent) : QObject(parent)
{
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &TableReader::turn);
}

void TableReader::read(const DataTable& table)
{
    m_table = &table;
    m_text = {};
    m_columns.clear();
    m_numbers.clear();
    m_at = m_gone = 0;
    const QHeaderView* header = table.horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        if (table.isColumnHidden(column))
            continue;
        m_columns.push_back(column);
        m_text.titles << table.model()->headerData(column, Qt::Horizontal).toString();
        m_text.keys << table.columnKey(column);
    }
    m_rows = table.model()->rowCount();
    if (const auto* rows = qobject_cast<const SnapshotTable*>(table.model()))
        for (int row = 0; row < m_rows; ++row)
            m_numbers.push_back(rows->numberAt(row));
    m_turn.start();
}

/// Where a row stands now that was in this place when reading began; -1: it is gone.
int TableReader::rowOf(std::size_t at) const
{
    if (m_numbers.empty())
        return static_cast<int>(at) < m_table->model()->rowCount() ? static_cast<int>(at) : -1;
    return static_cast<const SnapshotTable*>(m_table->model())->rowOf(m_numbers[at]);
}

void TableReader::readRow(int row)
{
    QVariantList cells;
    for (const int column : m_columns) {
        const QModelIndex index = m_table->model()->index(row, column);
        const QVariant exact = index.data(kCopyRole);
        const QVariant value = exact.isValid() ? exact : index.data(Qt::DisplayRole);
        cells << (value.toString() == missingText() ? QVariant() : value);
    }
    m_text.rows.push_back(std::move(cells));
}

void TableReader::turn()
{
    QElapsedTimer timer;
    timer.start();
    for (; m_at < static_cast<std::size_t>(m_rows); ++m_at) {
        if (timer.elapsed() >= kTurnMs) {
            emit progressed(static_cast<int>(m_at), m_rows);
            return;
        }
        if (const int row = rowOf(m_at); row >= 0)
            readRow(row);
        else
            ++m_gone;
    }
    m_turn.stop();
    emit finished(m_text);
}

} // namespace penstock::ui
