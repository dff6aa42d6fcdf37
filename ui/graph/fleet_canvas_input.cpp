// SPDX-License-Identifier: GPL-3.0-or-later
// FleetCanvas: mouse, wheel, keys, menu.
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QMouseEvent>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "ui/graph/fleet_canvas.h"
#include "ui/models/format.h"

namespace penstock::ui {
namespace {

constexpr int kReach = 5;          ///< px beside a line that still hit it
constexpr double kWheelStep = 1.2; ///< a notch
constexpr double kNotch = 120;
constexpr double kAside = 3; ///< walking: being off the line counts three times

double distance(const graph::NodeItem& from, const graph::NodeItem& to, int key)
{
    const double dx = (to.rect.x + to.rect.width / 2.0) - (from.rect.x + from.rect.width / 2.0);
    const double dy = (to.rect.y + to.rect.height / 2.0) - (from.rect.y + from.rect.height / 2.0);
    const bool level = key == Qt::Key_Left || key == Qt::Key_Right;
    const double ahead = key == Qt::Key_Left    ? -dx
                         : key == Qt::Key_Right ? dx
                         : key == Qt::Key_Up    ? -dy
                                                : dy;
    if (ahead < 1)
        return std::numeric_limits<double>::max();
    return ahead + kAside * std::abs(level ? dy : dx);
}

} // namespace

FleetCanvas::Hit FleetCanvas::hitAt(const QPointF& screen) const
{
    if (m_drawing == nullptr)
        return {};
    const QPointF scene = m_camera.toScene(screen);
    const graph::Point at{static_cast<int>(std::lround(scene.x())),
                          static_cast<int>(std::lround(scene.y()))};
    const int reach = std::max(1, static_cast<int>(std::lround(kReach / m_camera.zoom)));
    Hit hit = m_drawing->hits.at(at, reach);
    // Lines that are switched off or too small to be drawn cannot be hit.
    if (hit.what == What::edge && (m_drawing->edge(hit.key) == nullptr ||
                                   graph::detailFor(m_camera.zoom) == graph::Detail::plates))
        hit = {};
    if (hit.what != What::nothing)
        return hit;
    for (const graph::GroupItem& group : m_drawing->scene.groups)
        if (group.box.contains(at))
            return {What::group, group.group};
    return {};
}

void FleetCanvas::choose(const Hit& hit)
{
    if (hit == m_marks.selected)
        return;
    m_marks.selected = hit;
    setAccessibleDescription(nameOf(hit));
    update();
    emit selectionChanged();
}

void FleetCanvas::open(const Hit& hit)
{
    if (hit.what == What::group)
        emit groupToggled(hit.key);
    if (hit.what == What::edge)
        emit edgeOpened(hit.key);
    const NodeFacts* node = hit.what == What::node ? m_drawing->picture.node(hit.key) : nullptr;
    if (node == nullptr)
        return;
    if (node->agent)
        emit nodeOpened(node->key);
    else
        emit groupToggled(node->group);
}

void FleetCanvas::openSelected()
{
    if (m_drawing != nullptr)
        open(m_marks.selected);
}

void FleetCanvas::mapTo(const QPointF& screen)
{
    const FleetCamera map = FleetPainter::mapCamera(m_drawing->scene.bounds, mapRect());
    centreOn(map.toScene(screen));
}

void FleetCanvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton)
        return;
    m_pressedAt = event->position();
    m_drag = event->button() == Qt::MiddleButton ? Drag::panning : Drag::pressed;
    if (m_drawing != nullptr && mapRect().contains(event->position())) {
        m_drag = Drag::map;
        mapTo(event->position());
    }
}

void FleetCanvas::mouseMoveEvent(QMouseEvent* event)
{
    if (m_drag == Drag::map) {
        mapTo(event->position());
    } else if (m_drag == Drag::none) {
        const Hit hit = mapRect().contains(event->position()) ? Hit{} : hitAt(event->position());
        if (hit == m_marks.hovered)
            return;
        m_marks.hovered = hit;
        setCursor(hit.what == What::nothing ? Qt::ArrowCursor : Qt::PointingHandCursor);
        update();
    } else {
        const QPointF moved = event->position() - m_pressedAt;
        if (m_drag == Drag::pressed && moved.manhattanLength() < 5)
            return;
        m_drag = Drag::panning;
        pan(-moved);
        m_pressedAt = event->position();
    }
}

void FleetCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    const Drag drag = std::exchange(m_drag, Drag::none);
    if (drag == Drag::pressed && event->button() == Qt::LeftButton)
        choose(hitAt(event->position()));
}

void FleetCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || mapRect().contains(event->position()))
        return;
    choose(hitAt(event->position()));
    openSelected();
}

void FleetCanvas::wheelEvent(QWheelEvent* event)
{
    const QPoint turn = event->angleDelta();
    if (event->modifiers() & Qt::ShiftModifier) {
        pan({static_cast<double>(-(turn.x() + turn.y())), 0});
    } else {
        m_camera.zoomAt(event->position(), std::pow(kWheelStep, turn.y() / kNotch));
        m_fitted = false;
        emit zoomChanged();
        update();
    }
    event->accept();
}

void FleetCanvas::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        step(event->key());
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        openSelected();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

/// To the nearest node on this side.
void FleetCanvas::step(int key)
{
    if (m_drawing == nullptr || m_drawing->scene.nodes.empty())
        return;
    const graph::NodeItem* from =
        m_marks.selected.what == What::node ? m_drawing->node(m_marks.selected.key) : nullptr;
    if (from == nullptr) {
        walk(1);
        return;
    }
    const graph::NodeItem* best = nullptr;
    double least = std::numeric_limits<double>::max();
    for (const graph::NodeItem& node : m_drawing->scene.nodes) {
        const double d = distance(*from, node, key);
        if (d < least) {
            least = d;
            best = &node;
        }
    }
    if (best == nullptr)
        return;
    choose({What::node, best->key});
    reveal(m_marks.selected);
}

bool FleetCanvas::walk(int by)
{
    if (m_drawing == nullptr || m_drawing->scene.nodes.empty())
        return false;
    std::vector<const graph::NodeItem*> order;
    for (const graph::NodeItem& node : m_drawing->scene.nodes)
        if (!m_marks.matches || m_marks.matches->contains(node.key))
            order.push_back(&node);
    std::ranges::sort(order, [](const graph::NodeItem* a, const graph::NodeItem* b) {
        return std::tie(a->rect.y, a->rect.x) < std::tie(b->rect.y, b->rect.x);
    });
    const auto here = std::ranges::find_if(order, [this](const graph::NodeItem* node) {
        return m_marks.selected == Hit{What::node, node->key};
    });
    std::ptrdiff_t next = by > 0 ? 0 : static_cast<std::ptrdiff_t>(order.size()) - 1;
    if (here != order.end())
        next = here - order.begin() + by;
    if (next < 0 || next >= static_cast<std::ptrdiff_t>(order.size()))
        return false;
    choose({What::node, order[static_cast<std::size_t>(next)]->key});
    reveal(m_marks.selected);
    return true;
}

/// Tab walks the nodes and leaves at the end.
bool FleetCanvas::focusNextPrevChild(bool next)
{
    return walk(next ? 1 : -1) || QWidget::focusNextPrevChild(next);
}

void FleetCanvas::contextMenuEvent(QContextMenuEvent* event)
{
    if (m_drawing == nullptr)
        return;
    const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
    const Hit hit = byMouse ? hitAt(event->pos()) : m_marks.selected;
    choose(hit);
    if (hit.what == What::nothing)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const NodeFacts* node = hit.what == What::node ? m_drawing->picture.node(hit.key) : nullptr;
    if (hit.what == What::group || (node != nullptr && !node->agent)) {
        menu->addAction(hit.what == What::group ? tr("Collapse") : tr("Expand"), this,
                        [this, hit] { open(hit); });
    } else if (node != nullptr) {
        const graph::Key key = node->key;
        menu->addAction(tr("Only this and its neighbours"), this, [this, hit] { open(hit); });
        menu->addAction(tr("Show runs"), this, [this, key] { emit runsWanted(key); });
        menu->addAction(tr("Hide"), this, [this, key] { emit hideWanted(key); });
    }
    if (hit.what == What::edge)
        menu->addAction(tr("What they said to each other (Enter)"), this,
                        [this, hit] { open(hit); });
    else
        emit menuMade(menu, hit.key);
    menu->addAction(tr("Copy name"), this,
                    [name = nameOf(hit)] { QGuiApplication::clipboard()->setText(name); });
    menu->popup(byMouse ? event->globalPos() : mapToGlobal(placeOf(hit).toPoint()));
}

void FleetCanvas::leaveEvent(QEvent*)
{
    m_marks.hovered = {};
    update();
}

bool FleetCanvas::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString name = nameOf(hitAt(help->pos()));
    if (name.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), plainTip(name), this);
    return true;
}

void FleetCanvas::resizeEvent(QResizeEvent*)
{
    if (m_fitted)
        fitAll();
}

} // namespace penstock::ui
