// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the snapshot as the filter language sees them (query/matcher.h): one reader a kind of row, pointed at row after
// row. A reader keeps views into the state it was made with; one thread each, no allocation per row. scope()
// says what it can tell; a list refuses a filter on other fields instead of showing nothing.
#pragma once

#include "core/fleet/fleet_state.h"
#include "core/model/alarm.h"
#include "core/model/log_entry.h"
#include "core/query/matcher.h"

#include <functional>

namespace penstock {

class AgentFields final : public FieldReader {
public:
    static FieldScope scope();
    explicit AgentFields(const FleetState& state) : m_state(state) {}
    void set(AgentIndex index)
    {
        m_index = index;
        m_row = &m_state.agents[index.value];
    }
    AgentIndex index() const { return m_index; }
    std::string_view text(FieldId field) const override;
    std::optional<std::int64_t> number(FieldId field) const override;
    std::uint64_t words(FieldId field) const override;
    IdPattern id(FieldId) const override { return {}; }

private:
    const FleetState& m_state;
    AgentIndex m_index;
    const AgentRow* m_row = nullptr;
};

class RunFields final : public FieldReader {
public:
    static FieldScope scope();
    explicit RunFields(const FleetState& state) : m_state(state) {}
    void set(const RunRow& row) { m_row = &row; } ///< of a run that was not taken back
    const RunRow& row() const { return *m_row; }
    std::string_view text(FieldId field) const override;
    std::optional<std::int64_t> number(FieldId field) const override;
    std::uint64_t words(FieldId field) const override;
    IdPattern id(FieldId field) const override;

private:
    const FleetState& m_state;
    const RunRow* m_row = nullptr;
};

class TraceFields final : public FieldReader {
public:
    static FieldScope scope();
    void set(const TraceRow& row) { m_row = &row; }
    std::string_view text(FieldId field) const override;
    std::optional<std::int64_t> number(FieldId field) const override;
    std::uint64_t words(FieldId field) const override;
    IdPattern id(FieldId field) const override;

private:
    const TraceRow* m_row = nullptr;
};

class DelegationFields final : public FieldReader {
public:
    static FieldScope scope();
    explicit DelegationFields(const FleetState& state) : m_state(state) {}
    void set(const DelegationRow& row) { m_row = &row; }
    const DelegationRow& row() const { return *m_row; }
    std::string_view text(FieldId field) const override;
    std::optional<std::int64_t> number(FieldId field) const override;
    std::uint64_t words(FieldId field) const override;
    IdPattern id(FieldId) const override { return {}; }

private:
    const FleetState& m_state;
    const DelegationRow* m_row = nullptr;
};

/// What only the log knows of a step: the fields of logged().
class EntryFields final : public FieldReader {
public:
    static const FieldSet& logged();
    void set(const LogEntry* entry) { m_entry = entry; } ///< null: nothing is known
    std::string_view text(FieldId field) const override;
    std::optional<std::int64_t> number(FieldId field) const override;
    std::uint64_t words(FieldId field) const override;
    IdPattern id(FieldId) const override { return {}; }

private:
    const LogEntry* m_entry = nullptr; ///< of a step
};

/// What questions about a whole step ask for, wherever its row comes from.
class StepRow : public FieldReader {
public:
    virtual TraceIndex traceIndex() const = 0;
    virtual SpanId span() const = 0;
    virtual bool
    says(std::string_view text) const = 0; ///< any text that the step carries contains it
};

/// What the snapshot does not hold of a step is read from the log when a filter asks for it: name it after the rest.
class StepFields final : public StepRow {
public:
    /// The logged step behind a node, or an entry without a step; stays valid until the next call.
    using ReadEntry = std::function<const LogEntry*(Seq)>;

    static FieldScope scope();
    explicit StepFields(ReadEntry readEntry) : m_readEntry(std::move(readEntry)) {}
    void set(const TraceView& view, const TraceNode& node);
    const TraceView& view() const { return *m_view; }
    const TraceNode& node() const { return *m_node; }
    TraceIndex traceIndex() const override { return m_view->index; }
    SpanId span() const override { return m_node->span; }
    bool says(std::string_view text) const override;
    std::string_view text(FieldId field) const override;
    std::optional<std::int64_t> number(FieldId field) const override;
    std::uint64_t words(FieldId field) const override;
    IdPattern id(FieldId field) const override;

private:
    const EntryFields& logged() const;
    const LogEntry* entry() const; ///< null: nothing was logged for this node

    const ReadEntry m_readEntry;
    const TraceView* m_view = nullptr;
    const TraceNode* m_node = nullptr;
    mutable const LogEntry* m_entry = nullptr;
    mutable EntryFields m_logged;
    mutable bool m_asked = false;
};

/// Whether any text that was logged of a step contains `text`, ASCII letters of either case being equal.
bool stepSays(const Step& step, std::string_view text);
/// Kinds whose name of a tool counts.
bool callsTool(StepKind kind);

/// Number of the nearest agent run at or above a node, 1-based; 0 = none.
std::uint32_t runOfNode(const TraceView& view, std::uint32_t node);

class AlarmFields final : public FieldReader {
public:
    static FieldScope scope();
    void set(const Alarm& alarm) { m_alarm = &alarm; } ///< not of an empty place
    std::string_view text(FieldId field) const override;
    std::optional<std::int64_t> number(FieldId field) const override;
    std::uint64_t words(FieldId field) const override;
    IdPattern id(FieldId field) const override;

private:
    const Alarm* m_alarm = nullptr;
};

} // namespace penstock
