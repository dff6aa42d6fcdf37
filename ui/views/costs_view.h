// SPDX-License-Identifier: GPL-3.0-or-later
// CostsView: the room "Costs" - what was spent in the one shared range under the one filter, by agent, cascade, deployment,
// user or model, with the line that adds it all up; beside it billed totals and why they differ. Counted to the step beside
// the GUI thread, again as the world goes on, never more often than its own cost allows. GUI thread only.
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <array>
#include <atomic>

#include "ui/export/exportable.h"
#include "ui/models/cost_table.h"
#include "ui/views/view_context.h"

class QComboBox;
class QPushButton;

namespace penstock::ui {

class BillsPanel;
class CostTotal;
class DataTable;
class TextLabel;

class CostsView final : public QWidget, public Exportable {
    Q_OBJECT
public:
    explicit CostsView(const ViewContext& context, QWidget* parent = nullptr);
    ~CostsView() override;
    ExportOffer exportOffer() const override;

    void showBy(CostDimension by);
    CostDimension by() const { return m_by; }
    QPushButton& dimensionButton(CostDimension by) const
    {
        return *m_dimensions[static_cast<std::size_t>(by)];
    }
    QComboBox& rangeBox() const { return *m_range; }
    DataTable& table() const { return *m_list; }
    CostTable& costs() const { return *m_table; }
    CostTotal& total() const { return *m_total; }
    BillsPanel& bills() const { return *m_bills; }
    QString remark() const;
    QString whyEstimated() const; ///< of all that is shown; empty when nothing is estimated
    void focusList();
    /// What the selected line stands for: its cascade, or as a filter.
    void openLine();
    void beginBill();
    /// The form is closed; false when it is not open.
    bool goUp();
    void setSidePanelShown(bool shown);
    bool sidePanelShown() const;
    bool settled() const;

signals:
    /// For the line at the bottom of the window.
    void said(const QString& sentence);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildUi();
    QWidget* buildHead();
    QWidget* buildReasons();
    QWidget* buildFoot();
    void wire();
    void takeSnapshot();
    void fillRanges();
    void chooseRange(int index);
    TimeRange rangeNow() const;
    void ask(bool anew);
    void start();
    CostQuery query() const;
    void take(Result<CostAnswer>& answer);
    void takeAll(Result<CostAnswer>& answer);
    void fail(const QString& sentence);
    void showCosts();
    void report();
    void showRemark();
    void fitColumns();

    ViewContext m_context;
    CostTable* m_table;
    DataTable* m_list;
    CostTotal* m_total;
    BillsPanel* m_bills;
    std::array<QPushButton*, kCostDimensionCount> m_dimensions{};
    QComboBox* m_range;
    TextLabel* m_remark;
    QWidget* m_reasons;
    TextLabel* m_why;
    CostDimension m_by = CostDimension::agent;
    std::shared_ptr<const CostBreakdown> m_costs = std::make_shared<CostBreakdown>();
    QString m_problem;      ///< why the filter, or the whole answer, is not there
    std::int64_t m_all = 0; ///< calls in the range whatever the filter
    std::shared_ptr<std::atomic<bool>> m_cancel; ///< of what is being counted
    bool m_narrow = false;                       ///< there is no room for tokens
    bool m_known = false;                        ///< anything was counted yet
    bool m_wanted = false;                       ///< counted again when this is done
    QTimer m_later;
    QElapsedTimer m_since;
    qint64 m_cost = 0; ///< ms that counting took last
};

} // namespace penstock::ui
