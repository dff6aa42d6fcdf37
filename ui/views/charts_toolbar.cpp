// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/charts_toolbar.h"

#include <QtGui/QFontMetrics>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>

#include "ui/charts/chart_text.h"
#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/text_label.h"

namespace penstock::ui {
namespace {

constexpr int kWidestName = 180;

} // namespace

ChartsToolbar::ChartsToolbar(const ThemeController& theme, QWidget* parent)
    : Panel(theme, Edge::bottom, parent, Ground::canvas)
{
    setFixedHeight(kToolbarHeight + 1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 12, 1);
    row->setSpacing(4);
    const QString names[] = {tr("Whole"), tr("Deployments"), tr("Agents"), tr("Models")};
    auto* breakdowns = new QButtonGroup(this);
    for (std::size_t i = 0; i < m_breakdowns.size(); ++i) {
        m_breakdowns[i] = addTab(row, names[i]);
        breakdowns->addButton(m_breakdowns[i]);
        connect(m_breakdowns[i], &QPushButton::clicked, this,
                [this, i] { emit breakdownChosen(static_cast<Breakdown>(i)); });
    }
    row->addSpacing(16);
    for (std::size_t i = 0; i < m_lengths.size(); ++i) {
        m_lengths[i] = addTab(row, lengthText(kLengths[i]));
        m_lengths[i]->setAccessibleName(tr("Show %1").arg(lengthText(kLengths[i])));
        connect(m_lengths[i], &QPushButton::clicked, this,
                [this, i] { emit lengthChosen(kLengths[i]); });
    }
    row->addSpacing(16);
    auto* subjects = new QButtonGroup(this);
    m_everybody = addTab(row, tr("Everybody"));
    m_selected = addTab(row, tr("Selected"));
    subjects->addButton(m_everybody);
    subjects->addButton(m_selected);
    connect(m_everybody, &QPushButton::clicked, this, [this] { emit selectedOnlyChosen(false); });
    connect(m_selected, &QPushButton::clicked, this, [this] { emit selectedOnlyChosen(true); });
    row->addSpacing(12);
    m_remark = new TextLabel(theme, uiFont(TextSize::caption), Tone::secondary, this);
    m_remark->setAlignment(Qt::AlignRight);
    row->addWidget(m_remark, 1);
}

QPushButton* ChartsToolbar::addTab(QHBoxLayout* row, const QString& text)
{
    auto* button = new QPushButton(text, this);
    button->setProperty("tab", true);
    button->setCheckable(true);
    row->addWidget(button);
    return button;
}

void ChartsToolbar::setBreakdown(Breakdown by)
{
    breakdownButton(by).setChecked(true);
}

void ChartsToolbar::setLength(Nanos length)
{
    for (std::size_t i = 0; i < m_lengths.size(); ++i)
        m_lengths[i]->setChecked(kLengths[i] == length);
    fitLengths();
}

void ChartsToolbar::setSubject(const QString& name, bool selectedOnly)
{
    const QString shown = name.isEmpty() ? tr("Selected") : name;
    m_selected->setText(m_selected->fontMetrics().elidedText(shown, Qt::ElideRight, kWidestName));
    m_selected->setToolTip(
        plainTip(name.isEmpty() ? tr("Nothing is selected in the fleet") : name));
    m_selected->setAccessibleName(tr("Only what is selected: %1").arg(shown));
    m_selected->setEnabled(!name.isEmpty());
    (selectedOnly && !name.isEmpty() ? m_selected : m_everybody)->setChecked(true);
    fitLengths();
    for (QPushButton* button : m_breakdowns)
        button->setEnabled(!selectedOnly || name.isEmpty());
}

void ChartsToolbar::setRemark(const QString& remark)
{
    m_remark->setText(remark);
    m_remark->setToolTip(plainTip(remark));
}

/// Where it is narrow the longest lengths give way first, the one that is on never; the strip has them all.
void ChartsToolbar::fitLengths()
{
    for (QPushButton* button : m_lengths)
        button->show();
    for (std::size_t i = m_lengths.size(); i-- > 0 && layout()->minimumSize().width() > width();)
        m_lengths[i]->setVisible(m_lengths[i]->isChecked());
}

void ChartsToolbar::resizeEvent(QResizeEvent* event)
{
    Panel::resizeEvent(event);
    fitLengths();
}

QString ChartsToolbar::remark() const
{
    return m_remark->text();
}

} // namespace penstock::ui
