// SPDX-License-Identifier: GPL-3.0-or-later
// CrumbBar: where the person is, with back and forward, and the way to the palette. Each part of the path is a button
// that leads up. GUI thread only.
#pragma once

#include "ui/views/view_context.h"
#include "ui/widgets/panel.h"

class QPushButton;
class QAbstractButton;

namespace penstock::ui {

class TextLabel;

class CrumbBar final : public Panel {
    Q_OBJECT
public:
    explicit CrumbBar(const ViewContext& context, QWidget* parent);
    QString path() const;

signals:
    void paletteClicked();

private:
    void buildUi();
    void refresh();
    QString roomText() const;

    ViewContext m_context;
    QAbstractButton* m_back;
    QAbstractButton* m_forward;
    QPushButton* m_room;
    TextLabel* m_trace;
};

} // namespace penstock::ui
