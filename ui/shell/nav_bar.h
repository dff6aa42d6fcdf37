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
    QAbstractButton& workspaceItem() const { return *m_workspace; }
    QAbstractButton& settingsItem() const { return *m_settings; }

signals:
    void keysClicked();
    void settingsClicked();
    void workspaceClicked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();

    ViewContext m_context;
    std::vector<QAbstractButton*> m_items;
    QAbstractButton* m_workspace;
    QAbstractButton* m_settings;
};

} // namespace penstock::ui
