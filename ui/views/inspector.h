// SPDX-License-Identifier: GPL-3.0-or-later
// Inspector: everything about one step, 376 px wide, in tabs – All, Messages, Arguments, Usage, Known by, Raw. What
// the tree knows is shown at once; the rest is read from the log and replaces "reading" or says why it cannot.
// GUI thread only.
#pragma once

#include <memory>
#include <vector>

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

    /// Null, or a node number (1-based) of this trace; the trace must outlive the next call.
    void showNode(std::shared_ptr<const TraceView> trace, std::uint32_t nodeNumber);
    void showTab(Tab tab);
    Tab tab() const { return m_tab; }
    bool hasDetail() const { return m_detail != nullptr; }
    QString message() const;
    DataTable& rawTable() const { return *m_rawList; }
    ConversationSection& conversation() const { return *m_conversation; }
    KeyValueList& mandate() const { return *m_mandateList; }
    KeyValueList& usage() const { return *m_usageList; }
    QWidget& content() const;

private:
    void buildUi();
    QWidget* buildHead();
    QWidget* buildTabs();
    void buildSections();
    void wire();
    void takeDetail(const std::shared_ptr<const StepDetail>& detail);
    void say(const QString& sentence);
    void refresh();
    void refreshHead(const TraceNode& node);
    void refreshSections(const TraceNode& node);
    const TraceNode* node() const;

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
    Section* m_factSection;
    KeyValueList* m_factList;
    RawTable* m_raw;
    DataTable* m_rawList;
    std::shared_ptr<const TraceView> m_trace;
    std::shared_ptr<const StepDetail> m_detail;
    std::uint32_t m_node = 0;
    Seq m_asked = 0;
    Tab m_tab = Tab::all;
};

} // namespace penstock::ui
