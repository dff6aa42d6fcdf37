// SPDX-License-Identifier: GPL-3.0-or-later
// StatusStrip: always visible – LIVE or PAUSED, clock, alarms, rate, lag, losses, spend and its normal, disk, where we
// listen, and what hides something: shelved alarms, the filter. The order of cells never changes. Where they do not all fit,
// where we listen goes first, then the rate, the lag and the spend of a minute; alarms and losses never. GUI thread.
#pragma once

#include <deque>

#include "ui/bridge/latest_job.h"
#include "ui/views/fleet_measure.h"
#include "ui/views/view_context.h"
#include "ui/widgets/panel.h"

class QHBoxLayout;

namespace penstock::ui {

class ModeChip;
class AlarmCell;
class StripCell;

class StatusStrip final : public Panel {
    Q_OBJECT
public:
    explicit StatusStrip(const ViewContext& context, QWidget* parent);

    AlarmCell& alarms() const { return *m_alarms; }
    StripCell& losses() const { return *m_losses; }
    StripCell& listening() const { return *m_listening; }
    StripCell& range() const { return *m_range; }
    StripCell& filter() const { return *m_filter; }
    StripCell& shelved() const { return *m_shelved; }
    StripCell& spendRate() const { return *m_spendRate; }

signals:
    void alarmsClicked();
    void shelvedClicked();
    void lossesClicked();
    void spendRateClicked();
    void connectClicked();
    void rangeClicked();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildUi();
    void wire();
    void refresh();
    void refreshMode();
    void refreshListening();
    void refreshDisk();
    void refreshRange();
    void refreshAlarms();
    void refreshSpend();
    void showSpend(const CostTotals& today, const Measured& minute);
    void fitCells();
    void sampleRate();
    StripCell* addCell(QHBoxLayout* row, const QString& caption);

    ViewContext m_context;
    ModeChip* m_mode;
    StripCell* m_clock;
    AlarmCell* m_alarms;
    StripCell* m_range;
    StripCell* m_rate;
    StripCell* m_lag;
    StripCell* m_losses;
    StripCell* m_spend;
    StripCell* m_spendRate;
    StripCell* m_disk;
    StripCell* m_listening;
    StripCell* m_shelved; ///< there only while some are
    StripCell* m_filter;  ///< there only while one is active
    std::vector<double> m_samples;
    Nanos m_pausedSince = 0;
    LatestJob m_spendJob;
    std::shared_ptr<const FleetState> m_spendOf;
};

} // namespace penstock::ui
