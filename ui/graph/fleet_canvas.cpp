// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/fleet_canvas.h"

#include <QtCore/QElapsedTimer>
#include <QtGui/QPaintEngine>
#include <QtGui/QPainter>

#include <algorithm>
#include <tuple>

#include "ui/graph/large_picture.h"
#include "ui/theme/fonts.h"
#include "ui/theme/text_paint.h"

namespace penstock::ui {
namespace {

constexpr int kOldPlacesMs = 2000;
constexpr int kMapInset = 12;
constexpr double kMargin = 40;

} // namespace

FleetCanvas::FleetCanvas(const ThemeController& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(320, 240);
    setAccessibleName(tr("Fleet graph"));
    m_oldPlaces.setSingleShot(true);
    m_oldPlaces.setInterval(kOldPlacesMs);
    connect(&m_oldPlaces, &QTimer::timeout, this, [this] {
        m_marks.oldPlaces.clear();
        update();
    });
    m_blink.setSingleShot(true);
    connect(&m_blink, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    connect(&theme, &ThemeController::themeChanged, this, qOverload<>(&QWidget::update));
}

void FleetCanvas::setDrawing(const Drawing& drawing)
{
    const bool first = m_drawing == nullptr || m_drawing->scene.nodes.empty();
    m_drawing = drawing;
    m_marks.hovered = {};
    const Hit& hit = m_marks.selected;
    const bool gone = (hit.what == What::node && drawing->picture.node(hit.key) == nullptr) ||
                      (hit.what == What::edge && drawing->picture.edge(hit.key) == nullptr) ||
                      (hit.what == What::group && drawing->picture.group(hit.key) == nullptr);
    if (gone)
        choose({});
    if (first || m_fitted)
        fitAll();
    update();
}

void FleetCanvas::markOldPlaces()
{
    if (m_drawing == nullptr)
        return;
    m_marks.oldPlaces.clear();
    for (const graph::NodeItem& node : m_drawing->scene.nodes)
        m_marks.oldPlaces.emplace_back(node.rect.x, node.rect.y, node.rect.width, node.rect.height);
    m_oldPlaces.start();
}

void FleetCanvas::setSelected(const Hit& hit)
{
    m_marks.selected = hit;
    update();
}

void FleetCanvas::setMatches(std::optional<std::set<graph::Key>> matches)
{
    m_marks.matches = std::move(matches);
    update();
}

void FleetCanvas::setSinglePoints(bool shown)
{
    m_marks.singlePoints = shown;
    update();
}

void FleetCanvas::fitAll()
{
    if (m_drawing == nullptr)
        return;
    m_camera.fit(m_drawing->scene.bounds, size());
    m_fitted = true;
    emit zoomChanged();
    update();
}

void FleetCanvas::fit()
{
    const QPointF at = placeOf(m_marks.selected);
    const QPointF away = at - QRectF(rect()).center();
    if (at.isNull() || away.manhattanLength() < 2) {
        fitAll();
        return;
    }
    centreOn(m_camera.toScene(at));
}

void FleetCanvas::zoomBy(double factor)
{
    const QPointF at = placeOf(m_marks.selected);
    const bool seen = !at.isNull() && rect().contains(at.toPoint());
    m_camera.zoomAt(seen ? at : QRectF(rect()).center(), factor);
    m_fitted = false;
    emit zoomChanged();
    update();
}

void FleetCanvas::pan(const QPointF& screen)
{
    m_camera.origin += screen / m_camera.zoom;
    m_fitted = false;
    update();
}

void FleetCanvas::centreOn(const QPointF& scene)
{
    m_camera.origin = scene - QRectF(rect()).center() / m_camera.zoom;
    m_fitted = false;
    update();
}

/// No further than needed, so that the picture does not jump with every step.
void FleetCanvas::reveal(const Hit& hit)
{
    const QPointF at = placeOf(hit);
    const QRectF inner = QRectF(rect()).adjusted(2 * kMargin, kMargin, -2 * kMargin, -kMargin);
    if (at.isNull() || inner.contains(at))
        return;
    pan({at.x() - std::clamp(at.x(), inner.left(), inner.right()),
         at.y() - std::clamp(at.y(), inner.top(), inner.bottom())});
}

QPointF FleetCanvas::placeOf(const Hit& hit) const
{
    if (m_drawing == nullptr)
        return {};
    if (hit.what == What::node) {
        const graph::NodeItem* node = m_drawing->node(hit.key);
        return node == nullptr ? QPointF() : m_camera.toScreen(node->rect).center();
    }
    if (hit.what == What::group)
        for (const graph::GroupItem& group : m_drawing->scene.groups)
            if (group.group == hit.key)
                return m_camera.toScreen(group.header).center();
    if (hit.what == What::edge) {
        const graph::Route* route = graph::findRoute(m_drawing->layout, hit.key);
        if (route != nullptr && route->present && !route->points.empty()) {
            const graph::PointF middle = graph::pointAlong(route->points, 0.5);
            return m_camera.toScreen(middle.x, middle.y);
        }
    }
    return {};
}

QRectF FleetCanvas::mapRect() const
{
    if (width() < 3 * kMap.width() || height() < 3 * kMap.height())
        return {};
    const QRectF map(
        QPointF(width() - kMap.width() - kMapInset, height() - kMap.height() - kMapInset),
        QSizeF(kMap));
    return m_drag != Drag::map && mapCovers(map) ? QRectF() : map;
}

bool FleetCanvas::mapCovers(const QRectF& map) const
{
    if (m_drawing == nullptr ||
        !QRectF(rect()).contains(m_camera.toScreen(m_drawing->scene.bounds)))
        return false;
    return std::ranges::any_of(m_drawing->scene.nodes, [&](const graph::NodeItem& node) {
        return m_camera.toScreen(node.rect).intersects(map);
    });
}

void FleetCanvas::paintEvent(QPaintEvent*)
{
    QElapsedTimer timer;
    timer.start();
    const qreal ratio = devicePixelRatioF();
    const QSize pixels = (QSizeF(size()) * ratio).toSize();
    if (m_frame.size() != pixels) {
        m_frame = largePicture(pixels);
        m_frame.setDevicePixelRatio(ratio);
    }
    const Theme& theme = m_theme.theme();
    QPainter painter(this);
    if (m_drawing == nullptr || m_drawing->scene.nodes.empty()) {
        painter.fillRect(rect(), theme.canvas);
        paintText(painter, QRectF(rect()).adjusted(24, 0, -24, 0), m_sentence,
                  {uiFont(TextSize::title), theme.secondary, Qt::AlignHCenter}, theme);
    } else {
        const FleetPainter fleet(*m_drawing, m_camera, theme, m_marks);
        if (painter.paintEngine()->type() == QPaintEngine::Raster) {
            fleet.paint(m_frame);
            painter.drawImage(0, 0, m_frame);
        } else { // a picture that is written as lines and words
            fleet.paintVectors(painter, size());
        }
        if (const QRectF map = mapRect(); !map.isNull())
            fleet.paintMap(painter, map, size());
    }
    if (hasFocus()) {
        painter.setPen(theme.selection);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
    if (m_drawing != nullptr && m_drawing->blinks && !m_blink.isActive())
        m_blink.start(nextBlink());
    m_paintNanos = timer.nsecsElapsed();
}

QString FleetCanvas::nameOf(const Hit& hit) const
{
    if (m_drawing == nullptr)
        return {};
    const FleetPicture& picture = m_drawing->picture;
    if (hit.what == What::node) {
        const NodeFacts* node = picture.node(hit.key);
        return node == nullptr ? QString() : node->name;
    }
    if (hit.what == What::group) {
        const GroupFacts* group = picture.group(hit.key);
        return group == nullptr ? QString() : group->name;
    }
    const EdgeFacts* edge = hit.what == What::edge ? picture.edge(hit.key) : nullptr;
    if (edge == nullptr)
        return {};
    return nameOf({What::node, edge->from}) + QStringLiteral(" \u2192 ") +
           nameOf({What::node, edge->to});
}

} // namespace penstock::ui
