// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/steps_list.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

#include "core/query/parser.h"
#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_label.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr std::size_t kPage = 200;
constexpr int kReadOnBefore = 40; ///< rows before the end
constexpr qint64 kLeastRestMs = 2000;
constexpr qint64 kRestFactor = 10;

} // namespace

StepsList::StepsList(const ViewContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_model(new StepTable(this))
{
    buildUi();
    wire();
}

StepsList::~StepsList()
{
    if (m_cancel)
        m_cancel->store(true);
}

void StepsList::buildUi()
{
    m_model->setClock([this] { return m_context.bridge.status().now; });
    m_list = new DataTable(m_context.theme, m_model, m_model->columns(), this);
    m_list->setStretchColumn(StepTable::kName);
    m_list->setAccessibleName(tr("Steps"));
    m_list->setSortingEnabled(false);
    auto* bar = new Panel(m_context.theme, Panel::Edge::top, this);
    bar->setFixedHeight(kToolbarHeight);
    m_status = new TextLabel(m_context.theme, uiFont(TextSize::caption), Tone::secondary, bar);
    m_stop = new QPushButton(tr("Stop (Esc)"), bar);
    m_stop->setProperty("link", true);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 1, 12, 0);
    row->addWidget(m_status, 1);
    row->addWidget(m_stop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_list, 1);
    column->addWidget(bar);
    m_later.setSingleShot(true);
    m_stop->hide();
}

void StepsList::wire()
{
    connect(&m_context.state, &ViewState::filterChanged, this, &StepsList::takeFilter);
    connect(&m_context.state, &ViewState::followingChanged, this, &StepsList::takeSnapshot);
    connect(&m_context.bridge, &SessionBridge::snapshotChanged, this, &StepsList::takeSnapshot);
    connect(&m_context.bridge, &SessionBridge::statusChanged, this, &StepsList::updateTexts);
    connect(&m_later, &QTimer::timeout, this, [this] { search(Page::newest); });
    connect(m_stop, &QPushButton::clicked, this, &StepsList::stop);
    connect(m_list->verticalScrollBar(), &QScrollBar::valueChanged, this, &StepsList::readOn);
    connect(m_list, &DataTable::touched, this, [this] { m_context.state.setFollowing(false); });
    connect(m_list, &DataTable::activatedRow, this, [this](int row) {
        const StepCursor at = m_model->at(row).at;
        m_context.state.openStep(at.trace, at.span);
    });
}

/// Nothing is searched for a list that nobody looks at.
void StepsList::takeFilter()
{
    if (!m_stale && m_context.state.filter() == m_filterText)
        return;
    m_stale = true;
    if (!isVisible())
        return;
    m_stale = false;
    m_filterText = m_context.state.filter();
    const ParsedFilter parsed = parseFilter(m_filterText.toStdString(), filterScope(RowKind::step));
    m_filter = parsed.filter;
    m_sentence.clear();
    if (parsed.verdict == FilterVerdict::invalid) {
        m_sentence =
            tr("The filter is not applied here. %1").arg(safeLine(parsed.diagnostic.sentence, 300));
        m_filter = nullptr;
    }
    search(Page::first);
}

void StepsList::takeSnapshot()
{
    const bool wants = isVisible() && !m_stale && !m_searching && !m_stopped &&
                       m_context.state.following() && !m_later.isActive();
    if (!wants || m_searched == m_context.bridge.snapshot())
        return;
    const qint64 rest = std::max(kLeastRestMs, kRestFactor * m_cost);
    m_later.start(static_cast<int>(std::max<qint64>(0, rest - m_sinceSearch.elapsed())));
}

void StepsList::search(Page page)
{
    if (m_cancel)
        m_cancel->store(true);
    m_later.stop();
    m_cancel = std::make_shared<std::atomic<bool>>(false);
    m_searching = true;
    m_stopped = false;
    m_progress = {};
    m_sinceSearch.start();
    StepSearch search;
    search.filter = m_filter;
    search.now = m_context.bridge.status().now;
    search.limit = kPage;
    search.fields = StepTable::fields();
    search.cancel = m_cancel;
    search.onProgress = [this](const StepSearchProgress& progress) {
        m_progress = progress;
        updateTexts();
    };
    if (page == Page::older && m_model->size() > 0)
        search.after = m_model->at(m_model->size() - 1).at;
    else
        m_searched = m_context.bridge.snapshot();
    if (page == Page::first)
        m_model->reset({});
    m_context.bridge.searchSteps(std::move(search),
                                 [this, page](Result<StepPage>& found) { take(page, found); });
    updateTexts();
}

void StepsList::take(Page page, Result<StepPage>& found)
{
    m_searching = false;
    m_cost = m_sinceSearch.elapsed();
    if (!found) {
        m_sentence = QString::fromStdString(found.error().sentence);
    } else if (!found->understood()) {
        m_sentence =
            tr("The filter is not applied here. %1").arg(safeLine(found->diagnostic.sentence, 300));
    } else {
        m_sentence.clear();
        m_progress = found->progress;
        const int before = m_model->size();
        if (page == Page::older)
            m_model->append(std::move(found->steps));
        else if (page == Page::newest)
            m_model->takeNewest(std::move(found->steps));
        else
            m_model->reset(std::move(found->steps));
        if (page != Page::newest || m_model->size() < before)
            m_more = found->more;
        if (page != Page::older && m_context.state.following())
            m_list->scrollToTop();
    }
    updateTexts();
    readOn();
}

/// The next page before the end comes into sight.
void StepsList::readOn()
{
    const QScrollBar* bar = m_list->verticalScrollBar();
    const bool nearEnd = bar->value() + bar->pageStep() + kReadOnBefore >= m_model->size();
    if (m_more && nearEnd && !m_searching && !m_stopped && isVisible())
        search(Page::older);
}

bool StepsList::stop()
{
    if (!m_searching)
        return false;
    m_cancel->store(true);
    m_searching = false;
    m_stopped = true;
    updateTexts();
    return true;
}

/// How far the index is, and what was looked at without it.
QString StepsList::indexText() const
{
    const IndexStatus& index = m_context.bridge.status().index;
    const Seq newest = m_context.bridge.snapshot()->seq;
    QStringList parts;
    if (index.through >= newest)
        parts << tr("everything is indexed");
    else
        parts << tr("indexed through entry %1 of %2")
                     .arg(countText(index.through), countText(newest));
    if (index.textsThrough < index.through)
        parts << tr("texts through %1").arg(countText(index.textsThrough));
    if (m_progress.waiting > 0)
        parts << tr("%1 looked at without the index")
                     .arg(countOf(m_progress.waiting, tr("step"), tr("steps")));
    if (index.stepsFrom > 0)
        parts << tr("older than %1 is not indexed, for want of space")
                     .arg(fullTimeText(index.stepsFrom));
    return parts.join(u", "_s);
}

QString StepsList::statusText() const
{
    return m_status->text();
}

void StepsList::updateTexts()
{
    const auto found = static_cast<std::uint64_t>(m_model->size());
    QString text;
    if (!m_sentence.isEmpty())
        text = m_sentence;
    else if (m_searching && m_progress.all > 0)
        text = tr("Looked at %1 of %2 steps, %3 found")
                   .arg(countText(m_progress.looked), countText(m_progress.all), countText(found));
    else if (m_searching)
        text = tr("Looking for steps");
    else if (m_stopped)
        text = tr("Stopped; %1 found so far").arg(countText(found));
    else
        text = m_more ? tr("the newest %1, older ones come as you scroll").arg(countText(found))
                      : tr("%1 in all").arg(countOf(found, tr("step"), tr("steps")));
    m_status->setText(text + u"  \u00B7  "_s + indexText());
    m_stop->setVisible(m_searching && m_sinceSearch.elapsed() > 300);
    m_list->setEmptyText(m_searching              ? tr("Looking for steps that match. Esc stops.")
                         : m_filterText.isEmpty() ? tr("No step has arrived yet.")
                                                  : tr("No step matches the filter."));
    report();
    emit changed();
}

void StepsList::report()
{
    if (!isVisible())
        return;
    FilterOutcome outcome;
    const quint64 all = m_context.bridge.snapshot()->totals.steps;
    const auto found = static_cast<quint64>(m_model->size());
    const bool isAll = !m_more && !m_searching && !m_stopped; // else nobody knows what is left out
    outcome.rows = isAll ? tr("steps") : tr("steps found so far");
    outcome.shown = found;
    outcome.known = isAll ? std::max(all, found) : found;
    outcome.busy = m_searching;
    outcome.sentence = m_sentence;
    m_context.state.reportFilter(Room::traces, Level::list, outcome);
}

void StepsList::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    takeFilter();
    takeSnapshot();
    updateTexts();
}

} // namespace penstock::ui
