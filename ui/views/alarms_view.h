// SPDX-License-Identifier: GPL-3.0-or-later
// AlarmsView: the alarms – how many nobody has seen, by priority; the lists Active, Returned, Shelved, Suppressed and
// History, in which a flood is one row that opens to all of its alarms; the selected one in full beside them; and the
// policy that they come from. Acknowledging, shelving and commenting are about the selected rows only, never about what a
// flood hides, and become entries of the log; the rows move when the log says so, not before. GUI thread only.
#pragma once

#include <QtWidgets/QWidget>

#include <array>

#include "ui/export/exportable.h"
#include "ui/models/alarm_table.h"
#include "ui/views/view_context.h"

class QPushButton;
class QStackedWidget;
class QTimer;

namespace penstock {
class PolicyDesk;
}

namespace penstock::ui {

class AlarmDetail;
class DataTable;
class NewRowsBar;
class PolicyPage;
class TextLabel;

class AlarmsView final : public QWidget, public Exportable {
    Q_OBJECT
public:
    static constexpr std::size_t kTabs = 5;

    AlarmsView(const ViewContext& context, std::shared_ptr<PolicyDesk> desk,
               QWidget* parent = nullptr);
    ExportOffer exportOffer() const override;

    void showTab(AlarmTab tab);
    AlarmTab tab() const { return m_tab; }
    DataTable& table() const { return *shown().table; }
    AlarmDetail& detail() const { return *m_detail; }
    QPushButton& button(AlarmActKind kind) const;
    /// Null when nothing is selected.
    const Alarm* current() const;
    void focusList();
    void showPolicy();
    bool policyShown() const;
    PolicyPage& policy() const { return *m_policy; }
    void setSidePanelShown(bool shown);
    bool sidePanelShown() const;

    void acknowledge();
    void reset();
    void unshelve();
    /// The window asks what else must be said, and hands it to act().
    void act(AlarmAct act);
    void goToCause();
    void goToAlarm(AlarmId id);
    /// From the alarms of one flood back to all; false when all are shown.
    bool goUp();

signals:
    void shelveWanted();
    void commentWanted();
    void policyShownChanged(bool shown);
    /// For the line at the bottom of the window.
    void said(const QString& sentence);

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct List {
        AlarmTable* model = nullptr;
        DataTable* table = nullptr;
        QPushButton* tab = nullptr;
    };
    List makeList(AlarmTab tab, const QString& name);
    void buildUi();
    QWidget* buildHead();
    QWidget* buildLists();
    QWidget* buildFloodBar(QWidget* page);
    QWidget* buildActs();
    void wire();
    void wireActs();
    void takeSnapshot();
    void takeFollowing();
    void updateTexts();
    void updateDetail();
    void blink();
    void openStep(const TraceId& trace, SpanId step);
    void openFlood(std::optional<AlarmCause> cause);
    void updateFloodBar();
    const AlarmFlood* floodIn(int row) const;
    /// Of the selected rows, those for which it can be done.
    std::vector<AlarmId> chosenFor(AlarmActKind kind) const;
    const List& shown() const { return m_lists[static_cast<std::size_t>(m_tab)]; }

    ViewContext m_context;
    std::array<List, kTabs> m_lists;
    AlarmTab m_tab = AlarmTab::active;
    QStackedWidget* m_pages; ///< the lists, the policy
    QStackedWidget* m_stack; ///< a list a tab
    QPushButton* m_policyTab;
    PolicyPage* m_policy;
    TextLabel* m_verdict;
    QWidget* m_floodBar;
    TextLabel* m_floodText;
    NewRowsBar* m_newRows;
    AlarmDetail* m_detail;
    std::vector<std::pair<AlarmActKind, QPushButton*>> m_acts;
    QTimer* m_blink;
};

} // namespace penstock::ui
