// SPDX-License-Identifier: GPL-3.0-or-later
// Inspector: everything about one step of a cascade, 376 px wide, in tabs – All, Messages, Arguments, Usage, Known by,
// Raw. What the view knows is shown at once; the rest is read from the log and replaces "reading" or says why it cannot.
// GUI thread only.
#pragma once

#include <memory>
#include <vector>

#include "ui/views/cascade_facts.h"
#include "ui/views/view_context.h"
#include "ui/widgets/panel.h"

class QPushButton;
class QStackedWidget;

namespace penstock::ui {

class ArgumentsSection;
class ConversationSection;
class DataTable;
class KeyValueList;
class RawTable;
class Section;
class SidePanel;
class TextBlock;
class TextLabel;

class Inspector final : public Panel {
    Q_OBJECT
public:
    enum class Tab { all, messages, arguments, usage, knownBy, raw };

    Inspector(const ViewContext& context, QWidget* parent);

    /// A node of this view; 0 or null: nothing.
    void showStep(std::shared_ptr<const CascadeView> view, std::uint32_t node);
    void showTab(Tab tab);
    Tab tab() const { return m_tab; }
    bool hasDetail() const { return m_detail != nullptr; }
    QString message() const;
    DataTable& rawTable() const { return *m_rawList; }
    ConversationSection& conversation() const { return *m_conversation; }
    /// The five questions of the delegation that led here.
    KeyValueList& mandate() const { return *m_mandateList; }
    KeyValueList& knownByList() const { return *m_knownByList; }
    KeyValueList& chain() const { return *m_chainList; }
    KeyValueList& branch() const { return *m_branchList; }
    KeyValueList& usage() const { return *m_usageList; }
    QPushButton& downstreamButton() const { return *m_downstream; }
    QPushButton& ledToButton() const { return *m_ledTo; }
    QWidget& content() const;

signals:
    void reachWanted(penstock::ui::Reach reach);
    /// The person goes to a run of the actor chain.
    void stepWanted(quint32 node);

private:
    void buildUi();
    QWidget* buildHead();
    QWidget* buildTabs();
    void buildSections();
    void buildReach(QWidget* content);
    void wire();
    void takeDetail(const std::shared_ptr<const StepDetail>& detail);
    void say(const QString& sentence);
    void refresh();
    void refreshHead();
    void refreshSections();
    void refreshUsage(bool all);
    void refreshDelegation(bool all);
    std::vector<QWidget*> sections() const;

    ViewContext m_context;
    TextLabel* m_name;
    TextLabel* m_kind;
    TextLabel* m_place;
    TextLabel* m_time;
    std::vector<QPushButton*> m_tabs;
    QStackedWidget* m_pages;
    SidePanel* m_sections;
    TextBlock* m_message;
    ConversationSection* m_conversation;
    ArgumentsSection* m_arguments;
    Section* m_usageSection;
    KeyValueList* m_usageList;
    Section* m_knownBySection;
    KeyValueList* m_knownByList;
    Section* m_mandateSection;
    KeyValueList* m_mandateList;
    Section* m_chainSection;
    KeyValueList* m_chainList;
    Section* m_branchSection;
    KeyValueList* m_branchList;
    Section* m_reachSection;
    TextLabel* m_reachText;
    QPushButton* m_downstream;
    QPushButton* m_ledTo;
    Section* m_factSection;
    KeyValueList* m_factList;
    RawTable* m_raw;
    DataTable* m_rawList;
    std::shared_ptr<const CascadeView> m_view;
    std::shared_ptr<const StepDetail> m_detail;
    TraceNode m_step;         ///< of m_node
    std::uint32_t m_node = 0; ///< 0: nothing is shown
    Seq m_asked = 0;
    Tab m_tab = Tab::all;
};

} // namespace penstock::ui
