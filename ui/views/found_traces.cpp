// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/found_traces.h"

#include <QtCore/QEvent>

#include <algorithm>

#include "core/query/parser.h"

namespace penstock::ui {
namespace {

constexpr qint64 kLeastRestMs = 2000;
constexpr qint64 kRestFactor = 10;

} // namespace

FoundTraces::FoundTraces(const ViewContext& context, SnapshotTable& table, QWidget& list)
    : QObject(&list), m_context(context), m_table(table), m_list(list)
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &FoundTraces::search);
    connect(&table, &SnapshotTable::filterTaken, this, &FoundTraces::takeFilter);
    connect(&context.bridge, &SessionBridge::snapshotChanged, this, &FoundTraces::takeSnapshot);
    connect(&context.state, &ViewState::followingChanged, this, &FoundTraces::takeSnapshot);
    list.installEventFilter(this);
}

FoundTraces::~FoundTraces()
{
    if (m_cancel)
        m_cancel->store(true);
}

bool FoundTraces::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Show) {
        takeFilter();
        takeSnapshot();
    }
    return QObject::eventFilter(watched, event);
}

void FoundTraces::takeFilter()
{
    const bool isNew = m_context.state.filter() != m_filterText;
    if ((!isNew && m_filter) || !m_list.isVisible())
        return;
    if (isNew && m_cancel)
        m_cancel->store(true);
    if (isNew)
        m_cancel = nullptr;
    m_filterText = m_context.state.filter();
    m_filter = nullptr;
    m_searched = nullptr;
    const ParsedFilter parsed = parseFilter(m_filterText.toStdString(), filterScope(RowKind::step));
    const bool helps = m_table.filterSentence().size() > 0 && !m_table.filtering() &&
                       parsed.verdict != FilterVerdict::invalid;
    if (!helps)
        return;
    m_filter = parsed.filter;
    search();
}

void FoundTraces::takeSnapshot()
{
    const bool wants = m_filter && !m_cancel && m_list.isVisible() && !m_later.isActive() &&
                       m_context.state.following();
    if (!wants || m_searched == m_context.bridge.snapshot())
        return;
    const qint64 rest = std::max(kLeastRestMs, kRestFactor * m_cost);
    m_later.start(static_cast<int>(std::max<qint64>(0, rest - m_sinceSearch.elapsed())));
}

void FoundTraces::search()
{
    if (!m_filter || m_cancel)
        return;
    m_cancel = std::make_shared<std::atomic<bool>>(false);
    m_searched = m_context.bridge.snapshot();
    m_sinceSearch.start();
    StepSearch search;
    search.filter = m_filter;
    search.now = m_context.bridge.status().now;
    search.keep = StepSearch::Keep::oneOfEachTrace;
    search.cancel = m_cancel;
    m_context.bridge.searchSteps(std::move(search), [this](Result<StepPage>& found) {
        m_cancel = nullptr;
        m_cost = m_sinceSearch.elapsed();
        if (found && found->understood()) {
            auto traces = std::make_shared<std::vector<bool>>(m_searched->traces.size() + 1);
            for (const FoundStep& step : found->steps) {
                if (step.at.trace.value >= traces->size())
                    traces->resize(step.at.trace.value + 1);
                (*traces)[step.at.trace.value] = true;
            }
            m_table.setFoundTraces(m_filterText, std::move(traces));
        }
        emit changed();
        takeSnapshot();
    });
    emit changed();
}

} // namespace penstock::ui
