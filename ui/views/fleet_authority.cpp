// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/fleet_authority.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

#include "core/detect/authority.h"
#include "ui/charts/chart_text.h"
#include "ui/models/format.h"
#include "ui/models/gap_text.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr std::size_t kToolsShown = 24;
constexpr qsizetype kMostText = 160; ///< of one value; policies may be long

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FleetAuthority)
};

QString effectText(ToolEffect effect)
{
    switch (effect) {
    case ToolEffect::read:
        return Words::tr("reads");
    case ToolEffect::change:
        return Words::tr("changes");
    case ToolEffect::final:
        return Words::tr("final");
    case ToolEffect::flag:
        return Words::tr("flags");
    case ToolEffect::undeclared:
        break;
    }
    return Words::tr("undeclared");
}

QString scopeText(BudgetScope scope)
{
    switch (scope) {
    case BudgetScope::run:
        return Words::tr("each run");
    case BudgetScope::session:
        return Words::tr("each session");
    case BudgetScope::agent:
        return Words::tr("each agent");
    case BudgetScope::deployment:
        return Words::tr("each deployment");
    case BudgetScope::user:
        return Words::tr("each user");
    case BudgetScope::fleet:
        break;
    }
    return Words::tr("the whole fleet");
}

QString joined(const std::vector<std::string>& texts)
{
    QStringList parts;
    for (const std::string& text : texts)
        parts << safeLine(text, 60);
    const QString all = parts.join(u", "_s);
    return all.size() <= kMostText ? all : all.left(kMostText) + QChar(0x2026);
}

QString joinedOr(const std::vector<std::string>& texts, const QString& none)
{
    return texts.empty() ? none : joined(texts);
}

/// Fills what is said about one actor; lives for one call.
class AuthorityMaker final {
public:
    AuthorityMaker(const FleetState& state, const Rules& rules, const AgentRow& row, Nanos until)
        : m_state(state), m_rules(rules), m_row(row), m_until(until)
    {
    }

    FleetAuthority ofAgent(std::uint32_t actor)
    {
        const AgentRule* rule = m_rules.agent(m_row.name);
        say(Words::tr("Must ask for"), Words::tr("no policy asks a human before any action yet"));
        say(Words::tr("May do alone"),
            Words::tr("everything; what the policy refuses raises an alarm and stops nothing"));
        say(Words::tr("Clearance"),
            joinedOr(rule ? rule->clearance : std::vector<std::string>{}, Words::tr("none")),
            rule ? QString() : Words::tr("not named"));
        if (rule != nullptr)
            limits(*rule);
        budgets();
        claims(Words::tr("no run said any"));
        tools(actor);
        note();
        return std::move(m_out);
    }

    FleetAuthority ofTool()
    {
        const ToolRule& rule = m_rules.tool(m_row.name, m_row.deployment);
        const bool declared = &rule != &kUndeclaredTool;
        say(Words::tr("Must ask for"), Words::tr("no policy asks a human before any action yet"));
        say(Words::tr("Effect"), effectText(rule.effect));
        if (declared) {
            say(Words::tr("Declared as"),
                safeLine(rule.name, 80) + (rule.service.empty()
                                               ? QString()
                                               : u" \u00B7 "_s + safeLine(rule.service, 60)));
            say(Words::tr("What it changes"),
                rule.resource.empty() && rule.kind.empty()
                    ? Words::tr("not declared")
                    : (rule.kind.empty() ? QString() : safeLine(rule.kind, 60) + u' ') +
                          Words::tr("named by %1").arg(joined(rule.resource)));
            say(Words::tr("Data it gives"), joinedOr(rule.labels, Words::tr("no label")));
            say(Words::tr("Clearance"), joinedOr(rule.clearance, Words::tr("needs none")));
        }
        if (!m_row.claims.empty())
            claims({});
        note();
        return std::move(m_out);
    }

private:
    void say(const QString& key, const QString& value, const QString& note = {})
    {
        m_out.rows.push_back(fact(key, value, note));
    }

    void limits(const AgentRule& rule)
    {
        if (rule.name != m_row.name)
            say(Words::tr("Named by"), safeLine(rule.name, 80));
        say(Words::tr("Tools allowed"),
            rule.tools ? joinedOr(*rule.tools, Words::tr("none")) : Words::tr("any"));
        if (rule.effects) {
            QStringList effects;
            for (const ToolEffect effect : *rule.effects)
                effects << effectText(effect);
            say(Words::tr("Effects allowed"),
                effects.isEmpty() ? Words::tr("none") : effects.join(u", "_s));
        }
        if (!rule.through.empty())
            say(Words::tr("More through"), joined(rule.through));
        if (rule.out)
            say(Words::tr("Gone"), Words::tr("nothing is to be given to it any more"));
    }

    void budgets()
    {
        const QString key = Words::tr("Budget");
        for (const BudgetRule& budget : m_rules.budgets) {
            QStringList limits;
            if (budget.money)
                limits << moneyText(*budget.money);
            if (budget.tokens)
                limits << Words::tr("%1 tokens").arg(tokensText(*budget.tokens));
            const QString time = budget.window == 0
                                     ? QString()
                                     : u' ' + Words::tr("in %1").arg(lengthText(budget.window));
            say(key, limits.join(u", "_s) + time + u", "_s + scopeText(budget.scope) + u": "_s +
                         safeLine(budget.name, 60));
        }
        if (m_rules.budgets.empty())
            say(key, Words::tr("none"));
    }

    void claims(const QString& none)
    {
        const QString key = Words::tr("Claimed scope");
        for (const ClaimedScope& claim : m_row.claims) {
            const QString by =
                claim.grantedBy.empty()
                    ? Words::tr("nobody is named who granted it")
                    : Words::tr("granted by %1, it says").arg(safeLine(claim.grantedBy, 60));
            say(key, safeLine(claim.scope, 120) + u" \u00B7 "_s + by + u" \u00B7 "_s +
                         listTimeText(claim.at, m_until));
        }
        if (m_row.moreClaims)
            say(key, Words::tr("and others before"));
        if (m_row.claims.empty())
            say(key, none);
    }

    void tools(std::uint32_t actor)
    {
        std::vector<std::uint32_t> used;
        for (std::uint32_t i = 1; i <= m_state.delegations.size(); ++i) {
            const DelegationRow& row = m_state.delegations[i];
            if (row.from.value == actor && row.toKind == ActorKind::tool && row.count > 0 &&
                row.firstSeen <= m_until)
                used.push_back(row.to.value);
        }
        const auto nameOf = [this](std::uint32_t tool) -> const std::string& {
            return m_state.agents[tool].name;
        };
        std::ranges::sort(used, {}, nameOf);
        const AgentLimits limits(m_rules);
        std::size_t undeclared = 0;
        for (const std::uint32_t tool : used) {
            KeyValue row = toolRow(m_state.agents[tool], limits, undeclared);
            if (m_out.tools.size() < kToolsShown)
                m_out.tools.push_back(std::move(row));
        }
        m_out.toolsNote =
            Words::tr("%1 of %2 declared").arg(used.size() - undeclared).arg(used.size());
        if (used.size() > kToolsShown)
            m_out.toolsNote += Words::tr(", %1 more").arg(used.size() - kToolsShown);
    }

    KeyValue toolRow(const AgentRow& tool, const AgentLimits& limits, std::size_t& undeclared) const
    {
        const ToolRule& rule = m_rules.tool(tool.name, tool.deployment);
        const bool declared = &rule != &kUndeclaredTool;
        undeclared += declared ? 0 : 1;
        QStringList said{effectText(rule.effect)};
        if (!rule.labels.empty())
            said << Words::tr("gives %1").arg(joined(rule.labels));
        if (!rule.clearance.empty())
            said << Words::tr("needs %1").arg(joined(rule.clearance));
        const auto number =
            declared ? static_cast<std::uint32_t>(&rule - m_rules.tools.data()) + 1 : 0;
        const std::string refusal = limits.refusal(0, m_row.name, number, tool.name);
        if (!refusal.empty())
            said << Words::tr("refused: %1").arg(QString::fromStdString(refusal));
        KeyValue row = fact(safeLine(tool.name, 60), said.join(u" \u00B7 "_s));
        row.strong = !refusal.empty();
        return row;
    }

    void note()
    {
        const AlarmPicture* alarms = m_state.alarms.get();
        if (alarms != nullptr && !alarms->policyProblem.empty())
            m_out.note = Words::tr("the newest policy does not read");
        else if (alarms == nullptr || alarms->policySeq == 0)
            m_out.note = Words::tr("no policy is in force");
        else
            m_out.note = Words::tr("as the policy in force says");
    }

    const FleetState& m_state;
    const Rules& m_rules;
    const AgentRow& m_row;
    const Nanos m_until;
    FleetAuthority m_out;
};

} // namespace

FleetAuthority fleetAuthority(const FleetState& state, std::uint32_t actor, Nanos until)
{
    static const Rules kNone;
    const Rules& rules = state.alarms && state.alarms->rules ? *state.alarms->rules : kNone;
    const AgentRow& row = state.agents[actor];
    AuthorityMaker maker(state, rules, row, until);
    switch (row.kind) {
    case ActorKind::agent:
    case ActorKind::remoteAgent:
        return maker.ofAgent(actor);
    case ActorKind::tool:
        return maker.ofTool();
    case ActorKind::memory:
    case ActorKind::human:
        break;
    }
    return {};
}

} // namespace penstock::ui
