// SPDX-License-Identifier: GPL-3.0-or-later
// AgentsView: every agent with its sums, and below it who delegates to whom and how that is known. GUI thread only.
#pragma once

#include <QtWidgets/QWidget>

#include "ui/models/agent_table.h"
#include "ui/models/delegation_table.h"
#include "ui/views/view_context.h"

namespace penstock::ui {

class DataTable;
class FoundActors;
class Panel;
class TextLabel;

class AgentsView final : public QWidget {
    Q_OBJECT
public:
    explicit AgentsView(const ViewContext& context, QWidget* parent = nullptr);
    DataTable& agentTable() const { return *m_agentList; }
    DataTable& delegationTable() const { return *m_delegationList; }
    /// Of the selected delegation; nobody: none is.
    ActorSelection selectedPair() const;
    /// Nothing is looked for.
    bool settled() const;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildUi();
    QWidget* buildHead(const QString& title, TextLabel*& note);
    void wire();
    void takeSnapshot();
    void updateTexts();

    ViewContext m_context;
    AgentTable* m_agents;
    DelegationTable* m_delegations;
    FoundActors* m_found; ///< for filters that only steps can answer
    DataTable* m_agentList;
    DataTable* m_delegationList;
    TextLabel* m_agentCount;
    TextLabel* m_delegationCount;
};

} // namespace penstock::ui
