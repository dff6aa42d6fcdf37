// SPDX-License-Identifier: GPL-3.0-or-later
// NavBar: the rooms, on the left; only rooms that exist. GUI thread only.
#pragma once

#include <vector>

#include "ui/views/view_context.h"
#include "ui/widgets/panel.h"

class QAbstractButton;

namespace penstock::ui {

class NavBar final : public Panel {
    Q_OBJECT
public:
    explicit NavBar(const ViewContext& context, QWidget* parent);
    QAbstractButton* button(Room room) const;

signals:
    void keysClicked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();

    ViewContext m_context;
    std::vector<QAbstractButton*> m_items;
};

} // namespace penstock::ui
