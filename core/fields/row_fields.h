// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the snapshot as the filter language sees them (query/matcher.h): one reader a kind of row, pointed at row after
// row. A reader keeps views into the state it was made with; one thread each, no allocation per row. scope()
// says what it can tell; a list refuses a filter on other fields instead of showing nothing.
#pragma once

#include "core/fleet/fleet_state.h"
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

/// What the snapshot does not hold of a step is read from the log when a filter asks for it: name it after the rest.
class StepFields final : public FieldReader {
public:
    /// The logged step behind a node, or an entry without a step; stays valid until the next call.
    using ReadEntry = std::function<const LogEntry*(Seq)>;

    static FieldScope scope();
    explicit StepFields(ReadEntry readEntry) : m_readEntry(std::move(readEntry)) {}
    void set(const TraceView& view, const TraceNode& node);
    const TraceView& view() const { return *m_view; }
    const TraceNode& node() const { return *m_node; }
    bool says(std::string_view text) const; ///< any text that the step carries contains it
    std::string_view text(FieldId field) const override;
    std::optional<std::int64_t> number(FieldId field) const override;
    std::uint64_t words(FieldId field) const override;
    IdPattern id(FieldId field) const override;

private:
    const LogEntry* entry() const; ///< null: nothing was logged for this node
    std::string_view loggedText(FieldId field) const;

    const ReadEntry m_readEntry;
    const TraceView* m_view = nullptr;
    const TraceNode* m_node = nullptr;
    mutable const LogEntry* m_entry = nullptr;
    mutable bool m_asked = false;
};

/// Number of the nearest agent run at or above a node, 1-based; 0 = none.
std::uint32_t runOfNode(const TraceView& view, std::uint32_t node);

} // namespace penstock
