// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/trace_page.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include "ui/models/format.h"
#include "ui/theme/metrics.h"
#include "ui/views/inspector.h"
#include "ui/views/trace_header.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/step_tree.h"

namespace penstock::ui {
namespace {

constexpr int kSilentWaitMs = 300;

} // namespace

TracePage::TracePage(const ViewContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_model(new StepTreeModel(this))
{
    buildUi();
    wire();
    takeSnapshot();
}

void TracePage::buildUi()
{
    m_header = new TraceHeader(m_context.theme, this);
    m_tree = new StepTree(m_context.theme, m_model, this);
    auto* footer = new Panel(m_context.theme, Panel::Edge::top, this, Panel::Ground::canvas);
    footer->setFixedHeight(kListRow);
    m_folded = new QPushButton(footer);
    m_folded->setProperty("link", true);
    m_folded->setToolTip(tr("Unfold everything"));
    auto* foldRow = new QHBoxLayout(footer);
    foldRow->setContentsMargins(12, 0, 12, 0);
    foldRow->addWidget(m_folded);
    foldRow->addStretch(1);
    m_inspector = new Inspector(m_context, this);
    m_inspector->setFixedWidth(kInspectorWidth);

    auto* left = new QVBoxLayout;
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(0);
    left->addWidget(m_header);
    left->addWidget(m_tree, 1);
    left->addWidget(footer);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addLayout(left, 1);
    row->addWidget(m_inspector);
    footer->hide();
    connect(m_model, &StepTreeModel::foldingChanged, footer,
            [this, footer] { footer->setVisible(m_model->hiddenCount() > 0); });
}

void TracePage::wire()
{
    connect(&m_context.bridge, &SessionBridge::snapshotChanged, this, &TracePage::takeSnapshot);
    connect(&m_context.state, &ViewState::traceChanged, this, &TracePage::takeTrace);
    connect(&m_context.state, &ViewState::stepChanged, this, &TracePage::takeStep);
    connect(m_tree, &StepTree::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            m_context.state.selectStep(m_model->nodeAt(row).span);
        showInspected();
    });
    connect(m_model, &StepTreeModel::foldingChanged, this, &TracePage::updateFolded);
    m_waited.setSingleShot(true);
    m_waited.setInterval(kSilentWaitMs);
    connect(&m_waited, &QTimer::timeout, this, &TracePage::sayHowMuchThereIs);
    connect(m_folded, &QPushButton::clicked, m_model, &StepTreeModel::unfoldAll);
}

void TracePage::takeTrace()
{
    m_shown = nullptr;
    m_model->setTrace(nullptr);
    m_tree->setWaiting(static_cast<bool>(m_context.state.trace()));
    m_waited.start();
    takeSnapshot();
    showInspected();
}

void TracePage::takeSnapshot()
{
    const auto state = m_context.bridge.snapshot();
    const TraceIndex index = m_context.state.trace();
    if (!index || index.value > state->traces.size())
        return;
    m_header->setTrace(index, state->traces[index.value], m_context.bridge.status().now);
    const auto opened = state->opened.find(index.value);
    if (opened == state->opened.end() || opened->second == m_shown)
        return;
    const bool first = m_shown == nullptr;
    m_shown = opened->second;
    m_waited.stop();
    m_tree->setWaiting(false);
    m_model->setTrace(m_shown);
    if (first || m_tree->currentRow() < 0)
        takeStep();
    showInspected();
}

void TracePage::sayHowMuchThereIs()
{
    const auto state = m_context.bridge.snapshot();
    const TraceIndex index = m_context.state.trace();
    if (m_shown || !index || index.value > state->traces.size())
        return;
    m_tree->setWaiting(
        true, tr("Reading the trace from the log; it has %1. Esc goes back.")
                  .arg(countOf(state->traces[index.value].steps, tr("step"), tr("steps"))));
}

void TracePage::takeStep()
{
    if (!m_shown || m_shown->nodes.empty())
        return;
    const SpanId step = m_context.state.step();
    const int current = m_tree->currentRow();
    if (current >= 0 && m_model->nodeAt(current).span == step)
        return;
    const int row = step.isZero() ? 0 : m_model->rowOfSpan(step);
    m_tree->selectRow(row < 0 ? 0 : row);
}

void TracePage::showInspected()
{
    const int row = m_tree->currentRow();
    if (!m_shown || row < 0)
        m_inspector->showNode(nullptr, 0);
    else
        m_inspector->showNode(m_shown, static_cast<std::uint32_t>(m_model->nodeIndex(row) + 1));
}

void TracePage::updateFolded()
{
    m_folded->setText(tr("%1 steps folded, show").arg(countText(m_model->hiddenCount())));
}

void TracePage::setInspectorShown(bool shown)
{
    m_inspector->setVisible(shown);
}

bool TracePage::inspectorShown() const
{
    return m_inspector->isVisibleTo(this);
}

void TracePage::focusTree()
{
    m_tree->setFocus();
}

} // namespace penstock::ui
