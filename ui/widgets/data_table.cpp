// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/data_table.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>

#include <algorithm>

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/text_paint.h"
#include "ui/widgets/filter_menu.h"
#include "ui/widgets/table_delegate.h"
#include "ui/widgets/table_header.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
DataTable::DataTable(const ThemeController& theme, QAbstractItemModel* model,
                     std::vector<TableColumn> columns, QWidget* parent)
    : QTableView(parent), m_theme(theme), m_columns(std::move(columns))
{
    setModel(model);
    m_delegate = new TableDelegate(theme, m_columns, this);
    setItemDelegate(m_delegate);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setShowGrid(false);
    setMouseTracking(true);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    setFrameShape(NoFrame);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent); // nothing below it has to be painted first
    setVerticalScrollBarPolicy(
        Qt::ScrollBarAlwaysOn); // so that its coming never changes column widths
    setEditTriggers(NoEditTriggers);
    buildHeader();
    wirePlace();
    connect(this, &QTableView::doubleClicked, this,
            [this](const QModelIndex& i) { emit activatedRow(i.row()); });
    connect(&theme, &ThemeController::themeChanged, this, [this] {
        verticalHeader()->setDefaultSectionSize(m_theme.roomy() ? kRoomyRow : kListRow);
        viewport()->update();
    });
}

void DataTable::buildHeader()
{
    auto* header = new TableHeader(m_theme, this);
    setHorizontalHeader(header);
    header->setSectionsClickable(true);
    header->setHighlightSections(false);
    header->setFixedHeight(kListRow);
    header->setMinimumSectionSize(28);
    header->setSortIndicatorShown(true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(kTreeRow);
    verticalHeader()->setDefaultSectionSize(m_theme.roomy() ? kRoomyRow : kListRow);
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        setColumnWidth(static_cast<int>(i), m_columns[i].width);
    connect(header, &QHeaderView::sectionResized, this,
            [this](int column, int, int width) { takeSize(column, width); });
}

bool DataTable::rowVisible(int row) const
{
    const int top = rowViewportPosition(row);
    return row >= 0 && top >= 0 && top + rowHeight(row) <= viewport()->height();
}

// The view has connected itself first, so that it knows the new rows before the place is restored.
void DataTable::wirePlace()
{
    connect(model(), &QAbstractItemModel::rowsAboutToBeInserted, this, &DataTable::rememberPlace);
    connect(model(), &QAbstractItemModel::rowsAboutToBeRemoved, this, &DataTable::rememberPlace);
    connect(model(), &QAbstractItemModel::layoutAboutToBeChanged, this, &DataTable::rememberPlace);
    connect(model(), &QAbstractItemModel::rowsInserted, this, &DataTable::restorePlace);
    connect(model(), &QAbstractItemModel::rowsRemoved, this, &DataTable::restorePlace);
    connect(model(), &QAbstractItemModel::layoutChanged, this, &DataTable::restorePlace);
    // What was selected stays so when everything is listed anew, as by another filter.
    connect(model(), &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        const bool selected = currentRow() >= 0 && selectionModel()->isRowSelected(currentRow());
        m_resetNumber = selected ? currentIndex().data(kNumberRole).toUInt() : 0;
        m_resetColumn = currentIndex().column();
    });
    connect(model(), &QAbstractItemModel::modelReset, this, &DataTable::selectAgain);
}

void DataTable::selectAgain()
{
    const auto* table = qobject_cast<const SnapshotTable*>(model());
    const int row = table ? table->rowOf(m_resetNumber) : -1;
    if (row < 0)
        return;
    selectionModel()->setCurrentIndex(model()->index(row, m_resetColumn),
                                      QItemSelectionModel::ClearAndSelect |
                                          QItemSelectionModel::Rows);
}

void DataTable::rememberPlace()
{
    const int row = currentRow();
    const bool onTop = row == 0 && verticalScrollBar()->value() == 0;
    m_placeRow = m_keepsPlace && !onTop && rowVisible(row) ? row : -1;
}

void DataTable::restorePlace()
{
    if (m_placeRow < 0 || currentRow() < 0 || currentRow() == m_placeRow)
        return;
    updateGeometries(); // the scroll bar must know the new rows before it can move past them
    verticalScrollBar()->setValue(verticalScrollBar()->value() + currentRow() - m_placeRow);
}

int DataTable::currentRow() const
{
    return currentIndex().isValid() ? currentIndex().row() : -1;
}

void DataTable::selectRow(int row, bool scroll)
{
    if (row < 0) {
        clearSelection();
        setCurrentIndex({});
        return;
    }
    const int column = std::max(0, currentIndex().column());
    const QModelIndex target = model()->index(row, column);
    if (target.row() != currentRow() || !selectionModel()->isRowSelected(row))
        selectionModel()->setCurrentIndex(target, QItemSelectionModel::ClearAndSelect |
                                                      QItemSelectionModel::Rows);
    if (scroll)
        scrollTo(target);
}

void DataTable::setEmptyText(const QString& sentence)
{
    m_emptyText = sentence;
    viewport()->update();
}

void DataTable::paintEvent(QPaintEvent* event)
{
    QElapsedTimer timer;
    timer.start();
    {
        QPainter ground(viewport());
        for (const QRect& rect : event->region())
            ground.fillRect(rect, m_theme.theme().canvas);
    }
    QTableView::paintEvent(event);
    QPainter painter(viewport());
    paintLines(painter);
    if (model()->rowCount() == 0 && !m_emptyText.isEmpty()) {
        const QRectF box(16, 16, viewport()->width() - 32, kRoomyRow);
        paintText(painter, box, m_emptyText, {uiFont(), m_theme.theme().tertiary, Qt::AlignLeft},
                  m_theme.theme());
    }
    paintSelection(painter);
    widenNarrow();
    m_paintNanos = timer.nsecsElapsed();
}

void DataTable::setSelectsMany()
{
    setSelectionMode(ExtendedSelection);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        viewport()->update();
        emit selectionTaken();
    });
}

/// Under each row.
void DataTable::paintLines(QPainter& painter) const
{
    const int last = model()->columnCount() - 1;
    const int left = columnViewportPosition(0);
    const int right = columnViewportPosition(last) + columnWidth(last);
    for (int row = std::max(0, rowAt(0)); row < model()->rowCount(); ++row) {
        const int bottom = rowViewportPosition(row) + rowHeight(row) - 1;
        if (bottom >= viewport()->height() + kRoomyRow)
            return;
        painter.fillRect(left, bottom, right - left, 1, m_theme.theme().borderSubtle);
    }
}

void DataTable::paintSelection(QPainter& painter) const
{
    if (selectionMode() == SingleSelection) {
        if (currentRow() >= 0 && selectionModel()->isRowSelected(currentRow()))
            outlineRow(painter, currentRow());
        return;
    }
    const int last = rowAt(viewport()->height() - 1);
    for (int row = std::max(0, rowAt(0)); row <= (last < 0 ? model()->rowCount() - 1 : last); ++row)
        if (selectionModel()->isRowSelected(row))
            outlineRow(painter, row);
}

void DataTable::outlineRow(QPainter& painter, int row) const
{
    const int top = rowViewportPosition(row);
    if (top < -kRoomyRow || top > viewport()->height())
        return;
    const int right =
        std::min(viewport()->width(), columnViewportPosition(model()->columnCount() - 1) +
                                          columnWidth(model()->columnCount() - 1));
    painter.setPen(QPen(m_theme.theme().selection, 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawRect(QRect(1, top + 1, right - 2, rowHeight(row) - 2));
}

void DataTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyCurrent(event->modifiers() & Qt::ShiftModifier);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (currentRow() >= 0)
            emit activatedRow(currentRow());
        return;
    case Qt::Key_Space: // follow and pause belong to the window
        event->ignore();
        return;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        emit touched();
        QTableView::keyPressEvent(event);
        return;
    case Qt::Key_Home: // of the list, not of the row
    case Qt::Key_End:
        emit touched();
        if (const int rows = model()->rowCount(); rows > 0)
            selectRow(event->key() == Qt::Key_Home ? 0 : rows - 1, true);
        return;
    default:
        break;
    }
    // Letters in a list act, they do not search: leave them to the window's shortcuts.
    if (event->text().isEmpty() || event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        QTableView::keyPressEvent(event);
    else
        event->ignore();
}

void DataTable::mousePressEvent(QMouseEvent* event)
{
    emit touched();
    QTableView::mousePressEvent(event);
}

void DataTable::wheelEvent(QWheelEvent* event)
{
    emit touched();
    QTableView::wheelEvent(event);
}

void DataTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void DataTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    viewport()->update();
    if (current.row() != previous.row())
        emit currentRowChanged(current.row());
}

QString DataTable::copyText(const QModelIndex& index) const
{
    const QVariant exact = index.data(kCopyRole);
    return exact.isValid() ? exact.toString() : index.data(Qt::DisplayRole).toString();
}

QString DataTable::rowAsText(int row) const
{
    QStringList cells;
    for (int i = 0; i < model()->columnCount(); ++i)
        cells << copyText(model()->index(row, i));
    return cells.join(u'\t');
}

QString DataTable::rowAsJson(int row) const
{
    QJsonObject object;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const QVariant exact = model()->index(row, static_cast<int>(i)).data(kCopyRole);
        object.insert(m_columns[i].key, exact.toString() == missingText()
                                            ? QJsonValue()
                                            : QJsonValue::fromVariant(exact));
    }
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void DataTable::copyCurrent(bool wholeRow)
{
    if (currentRow() >= 0)
        QGuiApplication::clipboard()->setText(wholeRow ? rowAsText(currentRow())
                                                       : copyText(currentIndex()));
}

void DataTable::contextMenuEvent(QContextMenuEvent* event)
{
    const QModelIndex index =
        event->reason() == QContextMenuEvent::Keyboard ? currentIndex() : indexAt(event->pos());
    if (!index.isValid())
        return;
    emit touched();
    setCurrentIndex(index);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (const QVariant cell = index.data(kCellFilterRole); cell.isValid())
        addFilterActions(*menu, this, cell.value<CellFilter>());
    const auto copy = [](const QString& text) { QGuiApplication::clipboard()->setText(text); };
    menu->addAction(tr("Copy value"), this,
                    [this, copy, i = QPersistentModelIndex(index)] { copy(copyText(i)); });
    menu->addAction(tr("Copy row"), this,
                    [this, copy, row = index.row()] { copy(rowAsText(row)); });
    menu->addAction(tr("Copy as JSON"), this,
                    [this, copy, row = index.row()] { copy(rowAsJson(row)); });
    menu->popup(event->globalPos());
}

} // namespace penstock::ui
