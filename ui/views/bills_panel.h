// SPDX-License-Identifier: GPL-3.0-or-later
// BillsPanel: billed totals beside what was counted - the bills that were entered with their differences, the selected one
// taken apart, what is known about why they differ, and the form to enter one. Each bill is counted for its own period and
// scope, one after the other, not for what the list beside shows. GUI thread only.
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtWidgets/QWidget>

#include <atomic>
#include <deque>

#include "ui/models/bill_table.h"
#include "ui/views/view_context.h"

class QPushButton;
class QStackedWidget;

namespace penstock::ui {

class BillForm;
class DataTable;
class KeyValueList;
class Section;
class SidePanel;
class TextBlock;

class BillsPanel final : public QWidget {
    Q_OBJECT
public:
    explicit BillsPanel(const ViewContext& context, QWidget* parent = nullptr);
    ~BillsPanel() override;

    void takeSnapshot();
    /// The form, for this period and filter.
    void beginBill(const TimeRange& period, const QString& filter);
    bool formShown() const;
    void closeForm();
    BillForm& form() const { return *m_form; }
    /// The selected bill, taken apart.
    KeyValueList& facts() const { return *m_facts; }
    DataTable& list() const { return *m_list; }
    BillTable& table() const { return *m_table; }
    QPushButton& enterButton() const { return *m_enter; }
    QPushButton& takeBackButton() const { return *m_takeBack; }
    /// What is said about the selected bill.
    QString explanation() const;
    bool settled() const { return !m_cancel && m_waiting.empty(); }

signals:
    void enterWanted();
    void formClosed();
    /// For the line at the bottom of the window.
    void said(const QString& sentence);

private:
    void buildUi();
    QWidget* buildList();
    void wire();
    void countNext();
    void take(const Bill& bill, Result<CostAnswer>& answer);
    void enter(const Bill& bill);
    void takeBack();
    void explain();
    const Bill* current() const;

    ViewContext m_context;
    BillTable* m_table;
    QStackedWidget* m_pages;
    SidePanel* m_panel;
    DataTable* m_list;
    BillForm* m_form;
    QPushButton* m_enter;
    QPushButton* m_takeBack;
    Section* m_sums;
    KeyValueList* m_facts;
    Section* m_reasons;
    TextBlock* m_text;
    std::deque<Bill> m_waiting;                  ///< to be counted
    std::shared_ptr<std::atomic<bool>> m_cancel; ///< of the one that is being counted
    QElapsedTimer m_sincePass;
};

} // namespace penstock::ui
