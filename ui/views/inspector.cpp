// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/inspector.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

#include "ui/models/format.h"
#include "ui/models/raw_table.h"
#include "ui/models/words.h"
#include "ui/theme/fonts.h"
#include "ui/views/arguments_section.h"
#include "ui/views/conversation_section.h"
#include "ui/views/fact_rows.h"
#include "ui/views/usage_rows.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/focus_order.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/section.h"
#include "ui/widgets/side_panel.h"
#include "ui/widgets/text_block.h"
#include "ui/widgets/text_label.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr std::size_t kCardsInAll = 4;
constexpr std::size_t kCardsInMessages = 20;

} // namespace

Inspector::Inspector(const ViewContext& context, QWidget* parent)
    : Panel(context.theme, Edge::left, parent), m_context(context)
{
    buildUi();
    wire();
    showTab(Tab::all);
}

void Inspector::buildUi()
{
    QWidget* head = buildHead();
    QWidget* tabs = buildTabs(); // made before the sections: the focus goes in reading order
    buildSections();
    m_raw = new RawTable(this);
    m_rawList = new DataTable(m_context.theme, m_raw, m_raw->columns(), this);
    m_rawList->setAccessibleName(tr("Raw attributes"));
    m_rawList->horizontalHeader()->setSortIndicatorShown(false);
    m_rawList->setStretchColumn(RawTable::kValue);
    m_rawList->setEmptyText(tr("No raw attributes."));
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_sections);
    m_pages->addWidget(m_rawList);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(tabs);
    column->addWidget(m_pages, 1);
}

QWidget* Inspector::buildHead()
{
    auto* head = new Panel(m_context.theme, Edge::none, this);
    m_name = new TextLabel(m_context.theme, uiFont(TextSize::title, QFont::DemiBold), Tone::primary,
                           head);
    m_kind = new TextLabel(m_context.theme, uiFont(TextSize::caption), Tone::tertiary, head);
    m_place = new TextLabel(m_context.theme, valueFont(TextSize::caption), Tone::tertiary, head);
    m_time = new TextLabel(m_context.theme, valueFont(TextSize::caption), Tone::tertiary, head);
    for (TextLabel* right : {m_kind, m_time})
        right->setAlignment(Qt::AlignRight);
    const auto line = [](TextLabel* left, TextLabel* right) {
        auto* row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(left, 1);
        row->addWidget(right);
        return row;
    };
    auto* column = new QVBoxLayout(head);
    column->setContentsMargins(12, 8, 12, 2);
    column->setSpacing(0);
    column->addLayout(line(m_name, m_kind));
    column->addLayout(line(m_place, m_time));
    return head;
}

QWidget* Inspector::buildTabs()
{
    auto* bar = new Panel(m_context.theme, Edge::bottom, this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(7, 0, 4, 1);
    row->setSpacing(4);
    const QStringList names{tr("All"),   tr("Messages"), tr("Arguments"),
                            tr("Usage"), tr("Known by"), tr("Raw")};
    for (int i = 0; i < names.size(); ++i) {
        auto* tab = new QPushButton(names[i], bar);
        tab->setProperty("tab", true);
        tab->setCheckable(true);
        tab->setAutoExclusive(true);
        connect(tab, &QPushButton::clicked, this, [this, i] { showTab(static_cast<Tab>(i)); });
        row->addWidget(tab);
        m_tabs.push_back(tab);
    }
    row->addStretch(1);
    return bar;
}

void Inspector::buildSections()
{
    m_sections = new SidePanel(m_context.theme, this);
    QWidget* content = m_sections->content();
    m_message = new TextBlock(m_context.theme, TextBlock::Kind::prose, content);
    m_message->setContentsMargins(12, 8, 12, 8);
    m_conversation = new ConversationSection(m_context.theme, content);
    m_arguments = new ArgumentsSection(m_context.theme, content);
    const auto list = [&](const QString& title, int keyWidth, Section*& section,
                          KeyValueList*& rows) {
        section = new Section(m_context.theme, title, content);
        rows = new KeyValueList(m_context.theme, keyWidth, section);
        rows->setAccessibleName(title);
        section->addWidget(rows);
    };
    list(tr("Usage and cost"), 116, m_usageSection, m_usageList);
    list(tr("Branch"), 116, m_branchSection, m_branchList);
    list(tr("Known by"), 92, m_knownBySection, m_knownByList);
    list(tr("Delegation"), 92, m_mandateSection, m_mandateList);
    list(tr("In the name of"), 92, m_chainSection, m_chainList);
    buildReach(content);
    list(tr("Step"), 128, m_factSection, m_factList);
    m_sections->addSection(m_message);
    for (QWidget* section : sections())
        m_sections->addSection(section);
}

void Inspector::buildReach(QWidget* content)
{
    m_reachSection = new Section(m_context.theme, tr("What it set off"), content);
    m_reachText =
        new TextLabel(m_context.theme, uiFont(TextSize::body), Tone::secondary, m_reachSection);
    auto* part = new QWidget(m_reachSection);
    m_downstream = new QPushButton(tr("Everything downstream"), part);
    m_ledTo = new QPushButton(tr("All that led here"), part);
    connect(m_downstream, &QPushButton::clicked, this,
            [this] { emit reachWanted(Reach::downstream); });
    connect(m_ledTo, &QPushButton::clicked, this, [this] { emit reachWanted(Reach::ledTo); });
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 4);
    column->setSpacing(6);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_downstream, 1);
    buttons->addWidget(m_ledTo, 1);
    m_reachText->setParent(part);
    column->addWidget(m_reachText);
    column->addLayout(buttons);
    m_reachSection->addWidget(part);
}

/// In reading order, without the message.
std::vector<QWidget*> Inspector::sections() const
{
    return {m_conversation,   m_arguments,    m_usageSection, m_branchSection, m_knownBySection,
            m_mandateSection, m_chainSection, m_reachSection, m_factSection};
}

void Inspector::wire()
{
    connect(&m_context.bridge, &SessionBridge::detailReady, this, &Inspector::takeDetail);
    connect(&m_context.bridge, &SessionBridge::detailFailed, this,
            [this](quint64 seq, const QString& sentence) {
                if (seq == m_asked)
                    say(sentence);
            });
    connect(m_chainList, &KeyValueList::activatedRow, this, [this](int row) {
        const std::vector<ActorLink> chain = actorChain(*m_view, m_node);
        if (chain[static_cast<std::size_t>(row)].node != 0)
            emit stepWanted(chain[static_cast<std::size_t>(row)].node);
    });
}

void Inspector::showStep(std::shared_ptr<const CascadeView> view, std::uint32_t node)
{
    m_view = std::move(view);
    m_node = m_view && node <= m_view->size() ? node : 0;
    m_step = m_node == 0 ? TraceNode() : stepOf(*m_view, m_node);
    const Seq seq = m_step.seq;
    if (seq != m_asked) {
        m_asked = seq;
        takeDetail(nullptr);
        say(seq == 0 ? QString() : tr("Reading the step from the log."));
        if (seq != 0)
            m_context.bridge.requestDetail(seq);
    }
    if (m_node != 0 && seq == 0)
        say(m_step.missing ? tr("This step has not been received. It is known only because steps "
                                "below it name it as their parent.")
                           : tr("No span stands for this run; it is known from the steps in it."));
    if (m_node == 0)
        say({});
    refresh();
}

void Inspector::takeDetail(const std::shared_ptr<const StepDetail>& detail)
{
    if (detail && detail->seq != m_asked)
        return;
    m_detail = detail;
    m_raw->setDetail(detail);
    m_conversation->setConversation(detail);
    m_arguments->setDetail(detail);
    if (detail) {
        const QStringList marks = detail->step ? flagTexts(detail->step->flags) : QStringList();
        say(marks.join(u'\n'));
        refresh();
        tabThrough(m_tabs.back(), *m_sections->content()); // messages and arguments are new widgets
    }
}

void Inspector::say(const QString& sentence)
{
    m_message->setText(sentence.toStdString());
    m_message->setVisible(!sentence.isEmpty());
}

QString Inspector::message() const
{
    return m_message->shownText();
}

QWidget& Inspector::content() const
{
    return *m_sections->content();
}

void Inspector::showTab(Tab tab)
{
    m_tab = tab;
    m_tabs[static_cast<std::size_t>(tab)]->setChecked(true);
    m_pages->setCurrentIndex(tab == Tab::raw ? 1 : 0);
    m_conversation->setLimit(tab == Tab::messages ? kCardsInMessages : kCardsInAll);
    m_arguments->setFull(tab == Tab::arguments);
    refresh();
}

void Inspector::refresh()
{
    if (m_node == 0) {
        m_name->setText(tr("No step selected"));
        m_kind->setText({});
        m_place->setText(tr("Select a step to see what it said and did"));
        m_time->setText({});
        for (QWidget* part : sections())
            part->hide();
        return;
    }
    refreshHead();
    refreshSections();
}

void Inspector::refreshHead()
{
    const Nanos now = m_context.bridge.status().now;
    m_name->setText(m_step.missing        ? tr("missing parent")
                    : m_step.name.empty() ? kindText(m_step.kind)
                                          : safeLine(m_step.name));
    m_kind->setText(kindText(m_step.kind) + u", "_s + statusText(m_step.status));
    m_place->setText(safeLine(m_step.agent) + u"  span "_s +
                     QString::fromStdString(m_step.span.hex()));
    m_time->setText(timeText(m_step.start, now));
}

void Inspector::refreshSections()
{
    const bool all = m_tab == Tab::all;
    const bool hasConversation =
        m_detail &&
        !(m_detail->conversation.input.empty() && m_detail->conversation.output.empty() &&
          m_detail->conversation.system.empty() && m_detail->conversation.absentHint.empty());
    m_conversation->setVisible((all && hasConversation) || (m_tab == Tab::messages && m_detail));
    m_arguments->setVisible((all || m_tab == Tab::arguments) && m_arguments->hasContent());
    refreshUsage(all);
    refreshDelegation(all);
    m_factSection->setVisible(all);
    m_factList->setRows(stepFacts(m_step, m_detail.get(), m_context.bridge.status().now));
}

void Inspector::refreshUsage(bool all)
{
    const Usage& usage = m_detail && m_detail->step ? m_detail->step->usage : m_step.usage;
    const Cost& cost = m_detail && m_detail->step ? m_detail->step->cost : m_step.cost;
    const bool hasUsage =
        usage.any() || cost.source != CostSource::none || m_step.role != UsageRole::none;
    m_usageSection->setVisible((all && hasUsage) || m_tab == Tab::usage);
    m_usageSection->setNote(usageRoleText(m_step.role));
    m_usageList->setRows(usageRows(usage, cost));
    const CascadeNode& node = m_view->node(m_node);
    const bool branch = node.size > 1 && (node.costBelow != 0 || node.tokensBelow != 0);
    m_branchSection->setVisible((all && branch) || m_tab == Tab::usage);
    m_branchSection->setNote(tr("counted once"));
    m_branchList->setRows(branchRows(*m_view, m_node));
}

void Inspector::refreshDelegation(bool all)
{
    const bool here = all || m_tab == Tab::knownBy;
    std::vector<KeyValue> known = knownByRows(*m_view, m_node);
    const bool hasKnown = !known.empty();
    if (!hasKnown) {
        KeyValue none;
        none.key = tr("delegation");
        none.value = tr("none begins or ends here");
        known.push_back(none);
    }
    m_knownBySection->setVisible((all && hasKnown) || m_tab == Tab::knownBy);
    m_knownByList->setRows(std::move(known));
    const CascadeEdge* edge = delegationOf(*m_view, m_node);
    m_mandateSection->setVisible(here);
    m_mandateSection->setNote(edge == nullptr      ? QString()
                              : edge->mandate != 0 ? tr("as the sender states it")
                                                   : tr("nobody said under which terms"));
    m_mandateList->setRows(delegationRows(*m_view, m_node, m_context.bridge.status().now));
    m_chainSection->setVisible(here);
    m_chainSection->setNote(tr("nothing is verified yet"));
    m_chainList->setRows(chainRows(*m_view, m_node));
    const BranchCount reach = countDownstream(*m_view, m_node);
    m_reachSection->setVisible(here);
    m_reachSection->setNote(branchCost(reach));
    m_reachText->setText(branchText(reach));
}

} // namespace penstock::ui
