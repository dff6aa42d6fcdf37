// SPDX-License-Identifier: GPL-3.0-or-later
// AlarmTable: the alarms that stand in one way – what an alarm list calls a tab. A row is a place of the picture: it
// leaves this table for another one when somebody acts. At first what nobody has seen, then what is urgent, then what is
// new. In the lists that want somebody to look a flood is one row until it is opened; under a filter every alarm is a
// row. Rules of SnapshotTable hold.
#pragma once

#include "core/alarm/alarm_picture.h"
#include "ui/models/alarm_floods.h"
#include "ui/models/snapshot_table.h"

namespace penstock::ui {

enum class AlarmTab { active, returned, shelved, suppressed, history };

AlarmTab tabOf(AlarmState state);
AlarmLook lookOf(const Alarm& alarm);
QString alarmStateText(AlarmState state);
/// Its subject; where no actor is named, the trace it was seen in.
QString aboutText(const Alarm& alarm);
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
    /// Null when the row is one alarm.
    const AlarmFlood* floodAt(std::uint32_t number) const { return m_floods->at(number); }
    std::uint32_t rowFor(std::uint32_t number) const { return m_floods->standsFor(number); }
    /// Only the alarms of this flood, one by one; nothing: all again.
    void openFlood(std::optional<AlarmCause> cause);
    const std::optional<AlarmCause>& opened() const { return m_opened; }
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
    void aboutToShow(const FleetState& state) override;
    std::optional<RowKind> rowKind() const override { return RowKind::alarm; }
    std::optional<CellFilter> cellFilter(const FleetState& state, std::uint32_t number,
                                         int column) const override;
    bool sameRow(const FleetState& a, const FleetState& b, std::uint32_t number) const override
    {
        return a.alarms && b.alarms && a.alarms->alarms.sharesRow(b.alarms->alarms, number) &&
               m_floods->hides(number) == m_floodsBefore->hides(number);
    }

private:
    using Floods = std::shared_ptr<const AlarmFloods>;
    bool collapses() const;
    Floods floodsOf(const FleetState& state) const;
    void collapseAgain();
    QVariant floodCell(const AlarmFlood& flood, const Alarm& first, int column, int role) const;

    const AlarmTab m_tab;
    std::optional<AlarmCause> m_opened;
    std::shared_ptr<const AlarmPicture> m_floodsIn; ///< that m_floods was read from
    Floods m_floods = std::make_shared<AlarmFloods>();
    Floods m_floodsBefore = m_floods;
    bool m_collapsed = false;
};

} // namespace penstock::ui
