// SPDX-License-Identifier: GPL-3.0-or-later
// AlarmTable: the alarms that stand in one way – what an alarm list calls a tab. A row is a place of the picture: it
// leaves this table for another one when somebody acts. At first what nobody has seen, then what is urgent, then what is
// new. Rules of SnapshotTable hold.
#pragma once

#include "core/alarm/alarm_picture.h"
#include "ui/models/snapshot_table.h"

namespace penstock::ui {

enum class AlarmTab { active, returned, shelved, suppressed, history };

AlarmTab tabOf(AlarmState state);
AlarmLook lookOf(const Alarm& alarm);
QString alarmStateText(AlarmState state);
QString priorityText(Priority priority);
/// `12 calls`, `3.2 ×`, `82 %`.
QString valueText(double value, Unit unit);

class AlarmTable final : public SnapshotTable {
    Q_OBJECT
public:
    enum Column {
        kNumber,
        kPriority,
        kState,
        kSince,
        kSubject,
        kSentence,
        kValue,
        kTimes,
        kTrace,
        kSeenBy
    };

    explicit AlarmTable(AlarmTab tab, QObject* parent = nullptr);
    /// Null when the row is gone.
    static const Alarm* alarmAt(const FleetState& state, std::uint32_t number);
    /// Some row blinks.
    bool hasUnseen() const;

protected:
    std::uint32_t sizeOf(const FleetState& state) const override
    {
        return state.alarms ? state.alarms->alarms.size() : 0;
    }
    QVariant cell(const FleetState& state, std::uint32_t number, int column,
                  int role) const override;
    KeyReader keyReader(int column) const override;
    bool lists(const FleetState& state, std::uint32_t number) const override;
    bool filtered() const override { return true; }
    std::optional<RowKind> rowKind() const override { return RowKind::alarm; }
    std::optional<CellFilter> cellFilter(const FleetState& state, std::uint32_t number,
                                         int column) const override;
    bool sameRow(const FleetState& a, const FleetState& b, std::uint32_t number) const override
    {
        return a.alarms && b.alarms && a.alarms->alarms.sharesRow(b.alarms->alarms, number);
    }

private:
    const AlarmTab m_tab;
};

} // namespace penstock::ui
