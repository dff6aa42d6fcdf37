// SPDX-License-Identifier: GPL-3.0-or-later
// EdgeSwitch: a check box that shows the line it switches, its name and how many there are. GUI thread only.
#pragma once

#include <QtWidgets/QAbstractButton>

#include <optional>

#include "ui/graph/layout/graph.h"
#include "ui/theme/theme_controller.h"

namespace penstock::ui {

class EdgeSwitch final : public QAbstractButton {
    Q_OBJECT
public:
    /// Without a kind it is a plain switch.
    EdgeSwitch(const ThemeController& theme, std::optional<graph::KnownBy> kind,
               const QString& name, QWidget* parent);
    void setCount(std::size_t count);
    /// Where there is little room: what its line tells is not said in words.
    void setBrief(bool brief);
    QSize sizeHint() const override;
    int widthWhen(bool brief) const;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString nameWhen(bool brief) const;

    const ThemeController& m_theme;
    std::optional<graph::KnownBy> m_kind;
    QString m_count;
    bool m_brief = false;
};

} // namespace penstock::ui
