// SPDX-License-Identifier: GPL-3.0-or-later
// LossesView: the loss ledger – what arrived from each source and what became of it, in words. Every number in the head
// leads to its row, and the panel below says what the selected row means and how much of the whole it is. GUI thread
// only.
#pragma once

#include <QtWidgets/QWidget>

#include "ui/export/exportable.h"
#include "ui/models/loss_table.h"
#include "ui/views/view_context.h"

class QPushButton;

namespace penstock::ui {

class DataTable;
class KeyValueList;
class Section;
class TextLabel;

class LossesView final : public QWidget, public Exportable {
    Q_OBJECT
public:
    explicit LossesView(const ViewContext& context, QWidget* parent = nullptr);
    ExportOffer exportOffer() const override;
    DataTable& table() const { return *m_list; }
    KeyValueList& explanation() const { return *m_facts; }
    /// Button of the head that leads to the rows of this kind; null when the head does not name it.
    QPushButton* countButton(LossKind kind) const;
    /// Focus to the list, with a row selected: the worst one when none was.
    void focusList();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void reportFilter();
    void buildUi();
    QWidget* buildHead();
    QWidget* buildExplanation();
    void refresh();
    void explain();
    void showKind(LossKind kind);

    ViewContext m_context;
    LossTable* m_table;
    DataTable* m_list;
    TextLabel* m_verdict;
    TextLabel* m_sources;
    Section* m_explanation;
    KeyValueList* m_facts;
    std::vector<std::pair<LossKind, QPushButton*>> m_counts;
};

} // namespace penstock::ui
