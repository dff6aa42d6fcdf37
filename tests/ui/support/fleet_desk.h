// SPDX-License-Identifier: GPL-3.0-or-later
// FleetDesk: the whole window, 1440 x 900, in the room Fleet with its first picture drawn. GUI thread.
#pragma once

#include "tests/ui/support/desk.h"

#include "ui/graph/fleet_canvas.h"
#include "ui/views/fleet_panel.h"
#include "ui/views/fleet_view.h"

namespace penstock::testing {

using Hit = ui::FleetCanvas::Hit;
using What = ui::FleetCanvas::What;

struct FleetDesk : Desk {
    FleetDesk()
    {
        window->resize(1440, 900);
        press(Qt::Key_1, Qt::ControlModifier);
        QTRY_VERIFY(drawn());
        settle();
    }
    ui::FleetView& fleet() const { return window->fleet(); }
    ui::FleetCanvas& canvas() const { return window->fleet().canvas(); }
    const ui::FleetPicture& picture() const { return canvas().drawing()->picture; }
    bool drawn() const { return canvas().drawing() && !picture().nodes.empty(); }
    void settle() const { QTRY_VERIFY(fleet().settled() && fleet().panel().settled()); }
    ui::graph::Key keyOf(const QString& name) const
    {
        for (const ui::NodeFacts& node : picture().nodes)
            if (node.name == name)
                return node.key;
        return 0;
    }
    QPoint at(const Hit& hit) const { return canvas().placeOf(hit).toPoint(); }
    QPoint at(const QString& name) const { return at(Hit{What::node, keyOf(name)}); }
    void click(const QPoint& where) const
    {
        QTest::mouseClick(&canvas(), Qt::LeftButton, Qt::NoModifier, where);
    }
    void doubleClick(const QPoint& where) const
    {
        QTest::mouseDClick(&canvas(), Qt::LeftButton, Qt::NoModifier, where);
    }
    std::map<ui::graph::Key, ui::graph::Rect> places() const
    {
        std::map<ui::graph::Key, ui::graph::Rect> out;
        for (const ui::graph::NodeItem& node : canvas().drawing()->scene.nodes)
            out[node.key] = node.rect;
        return out;
    }
    QStringList peers() const
    {
        QStringList names;
        for (const ui::FleetRow& row : fleet().panel().shown().peers)
            names << row.name;
        return names;
    }
};

} // namespace penstock::testing
