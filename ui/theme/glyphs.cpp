// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/glyphs.h"

#include <QtGui/QImage>
#include <QtGui/QPaintEngine>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <cmath>
#include <map>
#include <tuple>

#include "ui/theme/kept.h"

namespace penstock::ui {
namespace {

QPainterPath lines(std::initializer_list<QPointF> points, bool close = false)
{
    QPainterPath path;
    bool first = true;
    for (const QPointF& p : points) {
        if (first)
            path.moveTo(p);
        else
            path.lineTo(p);
        first = false;
    }
    if (close)
        path.closeSubpath();
    return path;
}

void stroke(QPainter& p, const QPainterPath& path, const QColor& c, qreal width = 1.25)
{
    p.strokePath(path, QPen(c, width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
}

void paintGate(QPainter& p, const QColor& c)
{
    p.fillPath(lines({{-5, -1}, {-5, 4.5}, {0, 1.75}}, true), c);
    p.fillPath(lines({{5, -1}, {5, 4.5}, {0, 1.75}}, true), c);
    stroke(p, lines({{0, 1.75}, {0, -4}}), c);
    stroke(p, lines({{-2.5, -4}, {2.5, -4}}), c);
}

void paintStore(QPainter& p, const QColor& c)
{
    p.setRenderHint(QPainter::Antialiasing, false);
    p.setPen(c);
    p.drawRect(QRectF(-5, -4, 9, 7));
    p.drawLine(QPointF(-5, -2), QPointF(4, -2));
}

void paintPerson(QPainter& p, const QColor& c)
{
    QPainterPath path;
    path.addEllipse(QPointF(0, -2), 1.9, 1.9);
    path.moveTo(-4, 4.5);
    path.quadTo(QPointF(-4, 1.2), QPointF(0, 1.2));
    path.quadTo(QPointF(4, 1.2), QPointF(4, 4.5));
    stroke(p, path, c, 1.1);
}

void paintExchange(QPainter& p, const QColor& c)
{
    stroke(p, lines({{-5, -2}, {4, -2}}), c, 1.1);
    stroke(p, lines({{1.8, -4.2}, {4.4, -2}, {1.8, 0.2}}), c, 1.1);
    stroke(p, lines({{5, 2}, {-4, 2}}), c, 1.1);
    stroke(p, lines({{-1.8, -0.2}, {-4.4, 2}, {-1.8, 4.2}}), c, 1.1);
}

void paintMissing(QPainter& p, const QColor& c)
{
    QPen pen(c, 1);
    pen.setDashPattern({2, 1.5});
    p.setPen(pen);
    p.setRenderHint(QPainter::Antialiasing, false);
    p.drawRect(QRectF(-5, -4, 9, 7));
}

void paintBlock(QPainter& p, const QColor& c)
{
    p.fillPath(
        lines({{-5, -2}, {-3, -4}, {3, -4}, {5, -2}, {5, 2}, {3, 4}, {-3, 4}, {-5, 2}}, true), c);
}

bool paintStepGlyph(QPainter& p, Glyph glyph, const QColor& c)
{
    QPainterPath path;
    switch (glyph) {
    case Glyph::agent:
        p.setRenderHint(QPainter::Antialiasing, false);
        p.setPen(c);
        p.drawRect(QRectF(-5, -4, 9, 7));
        return true;
    case Glyph::remote:
        stroke(p, lines({{-4.5, -3.5}, {1.5, -3.5}, {5, 0}, {1.5, 3.5}, {-4.5, 3.5}}, true), c,
               1.1);
        return true;
    case Glyph::tool:
        paintBlock(p, c);
        return true;
    case Glyph::model:
        path.addEllipse(QPointF(0, 0), 3.9, 3.9);
        stroke(p, path, c, 1.1);
        path.clear();
        path.addEllipse(QPointF(0, 0), 1.3, 1.3);
        p.fillPath(path, c);
        return true;
    case Glyph::gate:
        paintGate(p, c);
        return true;
    case Glyph::store:
        paintStore(p, c);
        return true;
    case Glyph::person:
        paintPerson(p, c);
        return true;
    case Glyph::exchange:
        paintExchange(p, c);
        return true;
    case Glyph::missing:
        paintMissing(p, c);
        return true;
    case Glyph::handoff:
        stroke(p, lines({{-5, 0}, {4, 0}}), c, 1.2);
        stroke(p, lines({{1, -3}, {4.4, 0}, {1, 3}}), c, 1.2);
        return true;
    default:
        return false;
    }
}

bool paintOtherKinds(QPainter& p, Glyph glyph, const QColor& c)
{
    QPainterPath path;
    switch (glyph) {
    case Glyph::dot:
        path.addEllipse(QPointF(0, 0), 1.8, 1.8);
        stroke(p, path, c, 1.1);
        return true;
    case Glyph::workflow:
        stroke(p, lines({{-4.5, -3.5}, {0.5, -3.5}, {0.5, 0.5}, {-4.5, 0.5}}, true), c, 1);
        stroke(p, lines({{-1.5, 0.5}, {-1.5, 3.5}, {4.5, 3.5}, {4.5, -1.5}, {0.5, -1.5}}), c, 1);
        return true;
    case Glyph::shield:
        stroke(p, lines({{-4, -3.5}, {4, -3.5}, {4, 0.5}, {0, 4}, {-4, 0.5}}, true), c, 1.1);
        return true;
    case Glyph::system:
        stroke(p, lines({{-4.5, -3.5}, {4.5, -3.5}}), c, 1.1);
        stroke(p, lines({{-4.5, 0}, {4.5, 0}}), c, 1.1);
        stroke(p, lines({{-4.5, 3.5}, {1.5, 3.5}}), c, 1.1);
        return true;
    case Glyph::cross:
        stroke(p, lines({{-3.2, -3.2}, {3.2, 3.2}}), c, 1.9);
        stroke(p, lines({{-3.2, 3.2}, {3.2, -3.2}}), c, 1.9);
        return true;
    case Glyph::running:
        stroke(p, lines({{-1.5, -4}, {1.8, -2}, {-1.5, 0}, {1.8, 2}, {-1.5, 4}}), c, 1.3);
        return true;
    case Glyph::check:
        stroke(p, lines({{-4, 0}, {-1, 3}, {4, -3}}), c, 1.5);
        return true;
    case Glyph::chevronRight:
        stroke(p, lines({{-1.8, -3.4}, {1.8, 0}, {-1.8, 3.4}}), c);
        return true;
    case Glyph::chevronLeft:
        stroke(p, lines({{1.8, -3.4}, {-1.8, 0}, {1.8, 3.4}}), c);
        return true;
    case Glyph::chevronDown:
        stroke(p, lines({{-3.4, -1.8}, {0, 1.8}, {3.4, -1.8}}), c);
        return true;
    case Glyph::close: // thinner than cross, which says that something failed
        stroke(p, lines({{-3.5, -3.5}, {3.5, 3.5}}), c, 1.2);
        stroke(p, lines({{-3.5, 3.5}, {3.5, -3.5}}), c, 1.2);
        return true;
    case Glyph::ownWindow:
        stroke(p, lines({{0, -3.5}, {-4.5, -3.5}, {-4.5, 4.5}, {3.5, 4.5}, {3.5, 0}}), c, 1.1);
        stroke(p, lines({{-1, 1}, {4.5, -4.5}}), c, 1.1);
        stroke(p, lines({{1.5, -4.5}, {4.5, -4.5}, {4.5, -1.5}}), c, 1.1);
        return true;
    case Glyph::beside:
        stroke(p, lines({{-5, -4}, {5, -4}, {5, 4}, {-5, 4}}, true), c, 1.1);
        stroke(p, lines({{1, -4}, {1, 4}}), c, 1.1);
        return true;
    case Glyph::copy:
        stroke(p, lines({{-4, -4.5}, {2, -4.5}, {2, 2}, {-4, 2}}, true), c, 1);
        stroke(p, lines({{2, -2}, {4.5, -2}, {4.5, 4.5}, {-1.5, 4.5}, {-1.5, 2}}), c, 1);
        return true;
    default:
        return false;
    }
}

void paintNavigation(QPainter& p, Glyph glyph, const QColor& c)
{
    p.setRenderHint(QPainter::Antialiasing,
                    glyph != Glyph::navTraces && glyph != Glyph::navCascades);
    switch (glyph) {
    case Glyph::navTraces:
        for (const int y : {-8, -2, 4}) {
            p.fillRect(QRectF(-9, y, 3, 3), c);
            p.fillRect(QRectF(-4, y, 13, 3), c);
        }
        break;
    case Glyph::navCascades:
        p.fillRect(QRectF(-9, -8, 11, 3), c);
        p.fillRect(QRectF(-5, -2, 9, 3), c);
        p.fillRect(QRectF(-1, 4, 10, 3), c);
        break;
    case Glyph::navAgents:
        stroke(p, lines({{-9, -3}, {-3, -3}, {-3, 3}, {-9, 3}}, true), c, 1.5);
        stroke(p, lines({{3, -8}, {9, -8}, {9, -3}, {3, -3}}, true), c, 1.5);
        stroke(p, lines({{3, 3}, {9, 3}, {9, 8}, {3, 8}}, true), c, 1.5);
        stroke(p, lines({{-3, 0}, {0, 0}, {0, -5.5}, {3, -5.5}}), c, 1.5);
        stroke(p, lines({{0, 0}, {0, 5.5}, {3, 5.5}}), c, 1.5);
        break;
    case Glyph::navCharts:
        stroke(p, lines({{-8, -8}, {-8, 7.5}, {9, 7.5}}), c, 1.5);
        stroke(p, lines({{-4.5, 3}, {-1, -1.5}, {2.5, 1}, {8, -6}}), c, 1.5);
        break;
    case Glyph::navAlarms:
        stroke(p, lines({{0, -8}, {9, 7.5}, {-9, 7.5}}, true), c, 1.5);
        stroke(p, lines({{0, -2.5}, {0, 3}}), c, 1.5);
        stroke(p, lines({{0, 4.5}, {0, 6}}), c, 1.5);
        break;
    case Glyph::navLosses:
        stroke(p, lines({{-9, -7}, {9, -7}, {2.5, 0.5}, {2.5, 8}, {-2.5, 5.5}, {-2.5, 0.5}}, true),
               c, 1.5);
        break;
    case Glyph::navCosts: // two coins, one behind the other
        p.save();
        p.setPen(QPen(c, 1.5));
        p.setBrush(Qt::NoBrush);
        p.drawEllipse(QPointF(-2.5, 2), 6.5, 6.5);
        p.drawArc(QRectF(-4, -8.5, 13, 13), -80 * 16, 215 * 16);
        p.restore();
        stroke(p, lines({{-2.5, -1}, {-2.5, 5}}), c, 1.5);
        break;
    case Glyph::navConnect:
        stroke(p, lines({{-9, 0}, {-4, 0}}), c, 1.5);
        stroke(p, lines({{4, -5}, {-1, -5}, {-4, -2}, {-4, 2}, {-1, 5}, {4, 5}}, true), c, 1.5);
        stroke(p, lines({{4, -2.5}, {9, -2.5}}), c, 1.5);
        stroke(p, lines({{4, 2.5}, {9, 2.5}}), c, 1.5);
        break;
    default:
        break;
    }
}

void strokeGlyph(QPainter& painter, Glyph glyph, const QColor& colour)
{
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setBrush(Qt::NoBrush);
    if (!paintStepGlyph(painter, glyph, colour) && !paintOtherKinds(painter, glyph, colour))
        paintNavigation(painter, glyph, colour);
}

constexpr int kPicture = 24; ///< logical px; the largest glyph is 20

using GlyphKey = std::tuple<Glyph, QRgb, int>;

/// The glyph as pixels, where that is the same as drawing it: on whole pixels, neither turned nor stretched. Curves cost
/// much more than pixels, and a list shows the same few over and over. Null: draw it.
const QImage* pictureOf(const QPainter& painter, Glyph glyph, const QColor& colour)
{
    constexpr std::size_t kMost = 512;
    if (painter.paintEngine()->type() != QPaintEngine::Raster)
        return nullptr;
    const QTransform& to = painter.deviceTransform();
    const qreal ratio = to.m11();
    const bool whole = to.type() <= QTransform::TxScale && ratio == to.m22() &&
                       (ratio == 1 || ratio == 2) && to.dx() == std::round(to.dx()) &&
                       to.dy() == std::round(to.dy());
    if (!whole)
        return nullptr;
    auto& pictures = keptUntilTheEnd<std::map<GlyphKey, QImage>>();
    if (pictures.size() >= kMost)
        pictures.clear();
    const auto [at, isNew] = pictures.try_emplace({glyph, colour.rgba(), static_cast<int>(ratio)});
    if (isNew) {
        const int side = static_cast<int>(kPicture * ratio);
        at->second = QImage(side, side, QImage::Format_ARGB32_Premultiplied);
        at->second.setDevicePixelRatio(ratio);
        at->second.fill(Qt::transparent);
        QPainter drawing(&at->second);
        drawing.translate(kPicture / 2, kPicture / 2);
        strokeGlyph(drawing, glyph, colour);
    }
    return &at->second;
}

} // namespace

Glyph glyphOf(StepKind kind, bool missing)
{
    if (missing)
        return Glyph::missing;
    switch (kind) {
    case StepKind::agentRun:
    case StepKind::agentCreate:
        return Glyph::agent;
    case StepKind::llmCall:
    case StepKind::embedding:
    case StepKind::rerank:
        return Glyph::model;
    case StepKind::toolCall:
    case StepKind::mcpRequest:
        return Glyph::tool;
    case StepKind::handoff:
        return Glyph::handoff;
    case StepKind::retrieval:
    case StepKind::memory:
        return Glyph::store;
    case StepKind::guardrail:
    case StepKind::evaluator:
        return Glyph::shield;
    case StepKind::workflow:
    case StepKind::plan:
        return Glyph::workflow;
    case StepKind::promptRender:
        return Glyph::system;
    case StepKind::a2aRequest:
    case StepKind::acpRequest:
    case StepKind::messageRoute:
        return Glyph::exchange;
    case StepKind::humanWait:
        return Glyph::gate;
    case StepKind::other:
        break;
    }
    return Glyph::dot;
}

void paintGlyph(QPainter& painter, Glyph glyph, const QRectF& box, const QColor& colour)
{
    if (glyph == Glyph::none)
        return;
    const QPointF centre(std::round(box.center().x()), std::round(box.center().y()));
    if (const QImage* picture = pictureOf(painter, glyph, colour); picture != nullptr) {
        painter.drawImage(centre - QPointF(kPicture / 2, kPicture / 2), *picture);
        return;
    }
    painter.save();
    painter.translate(centre);
    strokeGlyph(painter, glyph, colour);
    painter.restore();
}

void paintHatch(QPainter& painter, const QRectF& box, const QColor& colour, int step)
{
    painter.save();
    painter.setClipRect(box, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(colour, 1));
    for (qreal x = box.left() - box.height(); x < box.right(); x += step)
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()));
    painter.restore();
}

} // namespace penstock::ui
