// SPDX-License-Identifier: GPL-3.0-or-later
// PolicyPage, what it is put together from: the head, the editor, what was tried below it, the metrics beside it.
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

#include "ui/models/format.h"
#include "ui/models/trial_table.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/views/alarm_metrics.h"
#include "ui/views/policy_page.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_label.h"

namespace penstock::ui {
namespace {

constexpr int kMetricsWidth = 336;
constexpr int kDefaultSpan = 1;

} // namespace

QWidget* PolicyPage::buildHead()
{
    auto* bar = new Panel(m_context.theme, Panel::Edge::bottom, this);
    bar->setFixedHeight(kToolbarHeight + 12);
    m_path = new TextLabel(m_context.theme, valueFont(TextSize::caption), Tone::tertiary, bar);
    m_verdict = new TextLabel(m_context.theme, uiFont(), Tone::primary, bar);
    m_versions = new QComboBox(bar);
    m_versions->setAccessibleName(tr("Versions that held before"));
    m_versions->setToolTip(plainTip(tr("Puts a version that held before into the editor")));
    m_undo = new QPushButton(tr("Undo changes"), bar);
    m_save = new QPushButton(tr("Save"), bar);
    m_save->setToolTip(plainTip(tr("The engine takes it over within a second and logs it")));
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(8);
    row->addWidget(m_verdict, 1);
    row->addWidget(m_path);
    row->addWidget(m_versions);
    row->addWidget(m_undo);
    row->addWidget(m_save);
    return bar;
}

QWidget* PolicyPage::buildTrialBar()
{
    auto* bar = new Panel(m_context.theme, Panel::Edge::top, this);
    bar->setFixedHeight(kToolbarHeight + 12);
    m_try = new QPushButton(tr("Try it on"), bar);
    m_try->setToolTip(
        plainTip(tr("What it would have said, beside what the policy in force says. Nothing is "
                    "changed by that")));
    m_span = new QComboBox(bar);
    m_span->setAccessibleName(tr("What it is tried on"));
    m_span->addItem(tr("the last day"), qint64{kDay});
    m_span->addItem(tr("the last 7 days"), qint64{7 * kDay});
    m_span->addItem(tr("the last 30 days"), qint64{30 * kDay});
    m_span->addItem(tr("all that is recorded"), qint64{0});
    m_span->setCurrentIndex(kDefaultSpan);
    m_outcome = new TextLabel(m_context.theme, uiFont(), Tone::secondary, bar);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(8);
    row->addWidget(m_try);
    row->addWidget(m_span);
    row->addWidget(m_outcome, 1);
    return bar;
}

QWidget* PolicyPage::buildMiddle()
{
    m_editor = new QPlainTextEdit(this);
    m_editor->setFont(valueFont());
    m_editor->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_editor->setAccessibleName(tr("Policy"));
    m_editor->setTabChangesFocus(true);
    m_table = new TrialTable(this);
    m_findings = new DataTable(m_context.theme, m_table, m_table->columns(), this);
    m_findings->setAccessibleName(tr("What the policies would have said"));
    m_findings->setStretchColumn(TrialTable::kSentence);
    m_findings->horizontalHeader()->setSortIndicator(TrialTable::kSaidBy, Qt::DescendingOrder);
    m_findings->setSortingEnabled(true);
    m_findings->setEmptyText(tr("Not tried yet."));
    auto* below = new QWidget(this);
    auto* belowColumn = new QVBoxLayout(below);
    belowColumn->setContentsMargins(0, 0, 0, 0);
    belowColumn->setSpacing(0);
    belowColumn->addWidget(buildTrialBar());
    belowColumn->addWidget(m_findings, 1);
    auto* split = new QSplitter(Qt::Vertical, this);
    split->addWidget(m_editor);
    split->addWidget(below);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setChildrenCollapsible(false);
    m_metrics = new AlarmMetrics(m_context, this);
    m_metrics->setFixedWidth(kMetricsWidth);
    auto* middle = new QWidget(this);
    auto* row = new QHBoxLayout(middle);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(split, 1);
    row->addWidget(m_metrics);
    return middle;
}

} // namespace penstock::ui
