// SPDX-License-Identifier: GPL-3.0-or-later
// ChartsToolbar: above the charts - split by what, how much time, everybody or the selected one. Says what the person
// wants; holds no state of the charts. GUI thread only.
#pragma once

#include <array>

#include "ui/charts/chart_data.h"
#include "ui/widgets/panel.h"

class QPushButton;
class QHBoxLayout;

namespace penstock::ui {

class TextLabel;

class ChartsToolbar final : public Panel {
    Q_OBJECT
public:
    static constexpr std::array<Nanos, 6> kLengths{15 * kMinute, 45 * kMinute, 3 * kHour,
                                                   kDay,         3 * kDay,     28 * kDay};

    ChartsToolbar(const ThemeController& theme, QWidget* parent);

    void setBreakdown(Breakdown by);
    /// None of the lengths on the buttons: no button is down.
    void setLength(Nanos length);
    /// `name` empty: nothing is selected.
    void setSubject(const QString& name, bool selectedOnly);
    void setRemark(const QString& remark);

    QPushButton& breakdownButton(Breakdown by) const
    {
        return *m_breakdowns[static_cast<std::size_t>(by)];
    }
    QPushButton& lengthButton(std::size_t at) const { return *m_lengths[at]; }
    QPushButton& everybodyButton() const { return *m_everybody; }
    QPushButton& selectedButton() const { return *m_selected; }
    QString remark() const;

    QSize minimumSizeHint() const override { return {320, height()}; }

signals:
    void breakdownChosen(penstock::ui::Breakdown by);
    void lengthChosen(qint64 length);
    void selectedOnlyChosen(bool selectedOnly);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitLengths();
    QPushButton* addTab(QHBoxLayout* row, const QString& text);

    std::array<QPushButton*, 4> m_breakdowns{};
    std::array<QPushButton*, 6> m_lengths{};
    QPushButton* m_everybody;
    QPushButton* m_selected;
    TextLabel* m_remark;
};

} // namespace penstock::ui
