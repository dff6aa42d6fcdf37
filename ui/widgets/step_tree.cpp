// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/step_tree.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>

#include <algorithm>

#include "ui/theme/fonts.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/metrics.h"
#include "ui/theme/text_paint.h"
#include "ui/widgets/step_tree_delegate.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kDurationWidth = 88;
constexpr int kMinTimeWidth = 160;
constexpr int kMinLabelWidth = 200;
constexpr int kHatchStep = 6;

} // namespace

StepTree::StepTree(const ThemeController& theme, StepTreeModel* model, QWidget* parent)
    : QTableView(parent), m_theme(theme), m_model(model)
{
    setModel(model);
    setItemDelegate(new StepTreeDelegate(theme, *model, this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setShowGrid(false);
    setMouseTracking(true);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(NoFrame);
    setEditTriggers(NoEditTriggers);
    setAccessibleName(tr("Steps"));
    buildHeader();
    connect(model, &QAbstractItemModel::rowsAboutToBeInserted, this, &StepTree::rememberAnchor);
    connect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this, &StepTree::rememberAnchor);
    connect(model, &QAbstractItemModel::layoutChanged, this, &StepTree::restoreAnchor);
    connect(&theme, &ThemeController::themeChanged, viewport(), qOverload<>(&QWidget::update));
}

void StepTree::buildHeader()
{
    auto* header = new TreeHeader(m_theme, *m_model, this);
    setHorizontalHeader(header);
    header->setFixedHeight(kRulerHeight);
    header->setMinimumSectionSize(40);
    header->setHighlightSections(false);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(kTreeRow);
    verticalHeader()->setDefaultSectionSize(kTreeRow);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    fitColumns();
}

void StepTree::fitColumns()
{
    const int room = viewport()->width() - kTreeCostWidth - kDurationWidth;
    const int label =
        std::clamp(room - kMinTimeWidth, kMinLabelWidth, kTreeLabelWidth - kTreeCostWidth + 24);
    setColumnWidth(StepTreeModel::kStep, label);
    setColumnWidth(StepTreeModel::kCost, kTreeCostWidth);
    setColumnWidth(StepTreeModel::kDuration, kDurationWidth);
    setColumnWidth(StepTreeModel::kTime, std::max(kMinTimeWidth / 2, room - label));
}

void StepTree::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void StepTree::selectRow(int row)
{
    if (row < 0 || row >= m_model->rowCount()) {
        clearSelection();
        setCurrentIndex({});
        return;
    }
    const QModelIndex target = m_model->index(row, StepTreeModel::kStep);
    selectionModel()->setCurrentIndex(target, QItemSelectionModel::ClearAndSelect |
                                                  QItemSelectionModel::Rows);
    scrollTo(target);
}

void StepTree::foldCurrent(bool folded)
{
    int row = currentRow();
    if (row < 0)
        return;
    if (folded && (!m_model->hasChildren(row) || m_model->isFolded(row))) {
        row = m_model->parentRow(row);
        if (row < 0)
            return;
        selectRow(row);
    }
    m_model->setFolded(row, folded);
}

void StepTree::goToNeighbour(int by)
{
    if (currentRow() < 0)
        return;
    if (const int row = m_model->siblingRow(currentRow(), by); row >= 0)
        selectRow(row);
}

void StepTree::rememberAnchor()
{
    const int row = currentRow() >= 0 ? currentRow() : rowAt(0);
    m_anchor = row >= 0 ? m_model->index(row, 0) : QModelIndex();
    m_anchorY = row >= 0 ? rowViewportPosition(row) : 0;
}

void StepTree::restoreAnchor()
{
    if (!m_anchor.isValid() || m_anchorY < 0 || m_anchorY > viewport()->height())
        return;
    const int moved = rowViewportPosition(m_anchor.row()) - m_anchorY;
    if (moved != 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + moved / kTreeRow);
}

void StepTree::paintEvent(QPaintEvent* event)
{
    QElapsedTimer timer;
    timer.start();
    QTableView::paintEvent(event);
    QPainter painter(viewport());
    if (m_waiting && m_model->rowCount() == 0)
        paintWaiting(painter);
    paintSelection(painter);
    m_paintNanos = timer.nsecsElapsed();
}

void StepTree::setWaiting(bool waiting, const QString& sentence)
{
    m_waiting = waiting;
    m_waitingSentence = sentence;
    viewport()->update();
}

void StepTree::paintWaiting(QPainter& painter) const
{
    const Theme& t = m_theme.theme();
    paintHatch(painter, QRectF(viewport()->rect()), t.borderSubtle, kHatchStep);
    if (m_waitingSentence.isEmpty())
        return;
    const QFont font = uiFont();
    const QRectF box(16, 16, textWidth(m_waitingSentence, font) + 24, kRoomyRow);
    painter.fillRect(box, t.canvas);
    paintText(painter, box.adjusted(12, 0, -10, 0), m_waitingSentence,
              {font, t.secondary, Qt::AlignLeft}, t);
}

void StepTree::paintSelection(QPainter& painter) const
{
    const int row = currentRow();
    if (row < 0 || !selectionModel()->isRowSelected(row))
        return;
    painter.setPen(QPen(m_theme.theme().selection, 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawRect(QRect(1, rowViewportPosition(row) + 1, viewport()->width() - 2, kTreeRow - 2));
}

void StepTree::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        if (currentRow() >= 0)
            QGuiApplication::clipboard()->setText(copyText(currentRow(), false));
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
        foldCurrent(true);
        return;
    case Qt::Key_Right:
        foldCurrent(false);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (currentRow() >= 0)
            m_model->setFolded(currentRow(), !m_model->isFolded(currentRow()));
        return;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QTableView::keyPressEvent(event);
        return;
    case Qt::Key_Home: // of the tree, not of the row
        selectRow(0);
        return;
    case Qt::Key_End:
        selectRow(m_model->rowCount() - 1);
        return;
    default:
        event->ignore();
    }
}

bool StepTree::toggleAt(const QPoint& at)
{
    const int row = rowAt(at.y());
    if (row < 0 || !m_model->hasChildren(row) || columnAt(at.x()) != StepTreeModel::kStep)
        return false;
    const int chevron = indentOf(m_model->nodeAt(row).depth);
    if (at.x() < chevron - 3 || at.x() > chevron + 13)
        return false;
    m_model->setFolded(row, !m_model->isFolded(row));
    return true;
}

void StepTree::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && toggleAt(event->pos()))
        return;
    QTableView::mousePressEvent(event);
}

void StepTree::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    viewport()->update();
    emit currentRowChanged(current.isValid() ? current.row() : -1);
}

QString StepTree::copyText(int row, bool wholeRow) const
{
    if (!wholeRow)
        return m_model->index(row, std::max(0, currentIndex().column())).data().toString();
    QStringList cells;
    for (int column = 0; column < StepTreeModel::kColumns; ++column)
        cells << m_model->index(row, column).data().toString();
    return cells.join(u'\t');
}

QString StepTree::rowAsJson(int row) const
{
    static constexpr const char* kKeys[] = {"step", "cost", "duration", "state"};
    QJsonObject object;
    for (int column = 0; column < StepTreeModel::kColumns; ++column)
        object.insert(QLatin1StringView(kKeys[column]),
                      m_model->index(row, column).data().toString());
    object.insert("span_id"_L1, QString::fromStdString(m_model->nodeAt(row).span.hex()));
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void StepTree::contextMenuEvent(QContextMenuEvent* event)
{
    const QModelIndex index =
        event->reason() == QContextMenuEvent::Keyboard ? currentIndex() : indexAt(event->pos());
    if (!index.isValid())
        return;
    setCurrentIndex(index);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto copy = [](const QString& text) { QGuiApplication::clipboard()->setText(text); };
    menu->addAction(tr("Copy value"), this,
                    [this, copy, row = index.row()] { copy(copyText(row, false)); });
    menu->addAction(tr("Copy row"), this,
                    [this, copy, row = index.row()] { copy(copyText(row, true)); });
    menu->addAction(tr("Copy as JSON"), this,
                    [this, copy, row = index.row()] { copy(rowAsJson(row)); });
    menu->addSeparator();
    menu->addAction(tr("Fold everything"), m_model, &StepTreeModel::foldAll);
    menu->addAction(tr("Unfold everything"), m_model, &StepTreeModel::unfoldAll);
    menu->popup(event->globalPos());
}

} // namespace penstock::ui
