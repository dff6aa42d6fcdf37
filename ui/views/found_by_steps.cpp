// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/found_by_steps.h"

#include <QtCore/QEvent>

#include <algorithm>

#include "core/query/parser.h"
#include "ui/models/filter_rows.h"
#include "ui/models/format.h"

namespace penstock::ui {
namespace {

constexpr qint64 kLeastRestMs = 2000;
constexpr qint64 kRestFactor = 10;

} // namespace

FoundBySteps::FoundBySteps(const ViewContext& context, StepSearch::Keep keep, QWidget& looked)
    : QObject(&looked), m_context(context), m_keep(keep), m_looked(looked)
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &FoundBySteps::search);
    connect(&context.bridge, &SessionBridge::snapshotChanged, this, &FoundBySteps::takeSnapshot);
    connect(&context.state, &ViewState::followingChanged, this, &FoundBySteps::takeSnapshot);
    looked.installEventFilter(this);
}

FoundBySteps::~FoundBySteps()
{
    if (m_cancel)
        m_cancel->store(true);
}

QString FoundBySteps::progressText() const
{
    if (!searching())
        return {};
    QString text = tr("Looking at steps: %1 of %2.")
                       .arg(countText(m_progress.looked), countText(m_progress.all));
    if (m_progress.waiting > 0)
        text += u' ' + tr("%1 of them are not indexed yet.").arg(countText(m_progress.waiting));
    return text;
}

bool FoundBySteps::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Show) {
        takeFilter();
        takeSnapshot();
    }
    return QObject::eventFilter(watched, event);
}

void FoundBySteps::takeFilter()
{
    const bool isNew = m_context.state.filter() != m_filterText;
    if ((!isNew && m_filter) || !m_looked.isVisible())
        return;
    if (isNew && m_cancel)
        m_cancel->store(true);
    if (isNew)
        m_cancel = nullptr;
    m_filterText = m_context.state.filter();
    m_filter = nullptr;
    m_searched = nullptr;
    const ParsedFilter parsed = parseFilter(m_filterText.toStdString(), filterScope(RowKind::step));
    if (!helps() || parsed.verdict == FilterVerdict::invalid)
        return;
    m_filter = parsed.filter;
    search();
}

void FoundBySteps::takeSnapshot()
{
    const bool wants = m_filter && !m_cancel && m_looked.isVisible() && !m_later.isActive() &&
                       m_context.state.following();
    if (!wants || m_searched == m_context.bridge.snapshot())
        return;
    const qint64 rest = std::max(kLeastRestMs, kRestFactor * m_cost);
    m_later.start(static_cast<int>(std::max<qint64>(0, rest - m_sinceSearch.elapsed())));
}

void FoundBySteps::search()
{
    if (!m_filter || m_cancel)
        return;
    m_cancel = std::make_shared<std::atomic<bool>>(false);
    m_searched = m_context.bridge.snapshot();
    m_progress = {};
    m_sinceSearch.start();
    StepSearch search;
    search.filter = m_filter;
    search.now = m_context.bridge.status().now;
    search.keep = m_keep;
    search.cancel = m_cancel;
    search.onProgress = [this](const StepSearchProgress& progress) {
        m_progress = progress;
        emit changed();
    };
    m_context.bridge.searchSteps(std::move(search), [this](Result<StepPage>& found) {
        m_cancel = nullptr;
        m_cost = m_sinceSearch.elapsed();
        if (found && found->understood())
            take(*found, *m_searched);
        emit changed();
        takeSnapshot();
    });
    emit changed();
}

} // namespace penstock::ui
