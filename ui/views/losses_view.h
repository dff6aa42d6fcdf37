// SPDX-License-Identifier: GPL-3.0-or-later
// LossesView: the loss ledger – what arrived from each source and what became of it, in words. GUI thread only.
#pragma once

#include <QtWidgets/QWidget>

#include "ui/models/loss_table.h"
#include "ui/views/view_context.h"

namespace penstock::ui {

class DataTable;
class TextLabel;

class LossesView final : public QWidget {
    Q_OBJECT
public:
    explicit LossesView(const ViewContext& context, QWidget* parent = nullptr);
    DataTable& table() const { return *m_list; }

private:
    void buildUi();
    void refresh();

    ViewContext m_context;
    LossTable* m_table;
    DataTable* m_list;
    TextLabel* m_verdict;
    TextLabel* m_counts;
};

} // namespace penstock::ui
