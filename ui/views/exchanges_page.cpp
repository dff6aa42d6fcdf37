// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/exchanges_page.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QVBoxLayout>

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/views/exchange_canvas.h"
#include "ui/views/exchange_feed.h"
#include "ui/widgets/filter_menu.h"
#include "ui/widgets/new_rows_bar.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_label.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {

namespace {

/// Others may have that name elsewhere.
QString headText(const ExchangeActor& actor)
{
    const QString deployment = safeLineOrEmpty(actor.deployment.value_or(std::string()));
    return deployment.isEmpty() ? safeLine(actor.name)
                                : safeLine(actor.name) + u"  \u00B7  "_s + deployment;
}

} // namespace

ExchangesPage::ExchangesPage(const ViewContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_table(new ExchangeTable(this)),
      m_feed(new ExchangeFeed(context.bridge, *m_table, this)),
      m_state(context.bridge.snapshot())
{
    buildUi();
    wire();
    takePlace();
}

void ExchangesPage::buildUi()
{
    QWidget* toolbar = buildToolbar(); // made first: the focus goes in reading order
    QWidget* heads = buildHeads();
    m_problemBar = new Panel(m_context.theme, Panel::Edge::bottom, this, Panel::Ground::field);
    m_problemBar->setFixedHeight(kRoomyRow);
    m_problem = new TextLabel(m_context.theme, uiFont(), Tone::primary, m_problemBar);
    auto* problemRow = new QHBoxLayout(m_problemBar);
    problemRow->setContentsMargins(16, 0, 16, 1);
    problemRow->addWidget(m_problem, 1);
    m_problemBar->hide();
    m_canvas = new ExchangeCanvas(m_context.theme, *m_table, this);
    m_canvas->setClock([this] { return m_context.bridge.status().now; });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(toolbar);
    column->addWidget(m_problemBar);
    column->addWidget(heads);
    column->addWidget(m_canvas, 1);
}

QWidget* ExchangesPage::buildToolbar()
{
    auto* bar = new Panel(m_context.theme, Panel::Edge::bottom, this);
    bar->setFixedHeight(kToolbarHeight + 4);
    const auto tab = [&](const QString& text) {
        auto* button = new QPushButton(text, bar);
        button->setProperty("tab", true);
        button->setCheckable(true);
        button->setAutoExclusive(true);
        return button;
    };
    m_oneWay = tab(tr("This way"));
    m_bothWays = tab(tr("Both ways"));
    m_oneWay->setChecked(true);
    m_newRows = new NewRowsBar(m_context.theme, bar);
    m_counts = new TextLabel(m_context.theme, uiFont(), Tone::secondary, bar);
    m_counts->setAlignment(Qt::AlignRight);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(7, 0, 16, 0);
    row->setSpacing(8);
    row->addWidget(m_oneWay);
    row->addWidget(m_bothWays);
    row->addSpacing(8);
    row->addWidget(m_newRows);
    row->addWidget(m_counts, 1);
    return bar;
}

/// Who stands for which column, over the cards.
QWidget* ExchangesPage::buildHeads()
{
    auto* heads = new Panel(m_context.theme, Panel::Edge::bottom, this, Panel::Ground::canvas);
    heads->setFixedHeight(kRoomyRow);
    const auto head = [&] {
        return new TextLabel(m_context.theme, uiFont(TextSize::title, QFont::DemiBold),
                             Tone::primary, heads);
    };
    m_left = head();
    m_right = head();
    auto* row = new QHBoxLayout;
    const int margin = static_cast<int>(ExchangeCard::kMargin);
    row->setContentsMargins(margin, 0, margin + 10, 1); // 10: the scroll bar
    row->setSpacing(static_cast<int>(ExchangeCard::kGutter));
    row->addWidget(m_left, 1);
    row->addWidget(m_right, 1);
    auto* columns = new QWidget(heads);
    columns->setMaximumWidth(ExchangeCard::kMostWidth + 10);
    columns->setLayout(row);
    auto* all = new QHBoxLayout(heads);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(columns, 1);
    all->addStretch(0);
    return heads;
}

void ExchangesPage::wire()
{
    connect(&m_context.state, &ViewState::placeChanged, this, &ExchangesPage::takePlace);
    connect(&m_context.state, &ViewState::actorsChanged, this, &ExchangesPage::takePlace);
    connect(&m_context.state, &ViewState::filterChanged, this, &ExchangesPage::takePlace);
    connect(&m_context.state, &ViewState::followingChanged, this, &ExchangesPage::takeFollowing);
    connect(&m_context.bridge, &SessionBridge::snapshotChanged, this, &ExchangesPage::takeSnapshot);
    connect(m_feed, &ExchangeFeed::changed, this, &ExchangesPage::updateTexts);
    connect(m_table, &ExchangeTable::rowsChanged, this, &ExchangesPage::updateTexts);
    connect(m_canvas, &ExchangeCanvas::looked, m_feed, &ExchangeFeed::look);
    connect(m_canvas, &ExchangeCanvas::touched, this,
            [this] { m_context.state.setFollowing(false); });
    connect(m_canvas, &ExchangeCanvas::opened, this, &ExchangesPage::open);
    connect(m_canvas, &ExchangeCanvas::menuMade, this,
            [this](QMenu* menu, int row) { offerFilter(*menu, row); });
    connect(m_oneWay, &QPushButton::clicked, this, [this] { setBothWays(false); });
    connect(m_bothWays, &QPushButton::clicked, this, [this] { setBothWays(true); });
    connect(m_newRows, &QAbstractButton::clicked, this,
            [this] { m_context.state.setFollowing(true); });
}

void ExchangesPage::setBothWays(bool both)
{
    m_both = both;
    (both ? m_bothWays : m_oneWay)->setChecked(true);
    takePlace();
}

void ExchangesPage::toggleBothWays()
{
    setBothWays(!m_both);
}

void ExchangesPage::setBeside(bool beside)
{
    m_beside = beside;
    takePlace();
}

/// The list stays as it is while a person is down in a cascade and comes back.
void ExchangesPage::takePlace()
{
    const ViewState& state = m_context.state;
    if ((!m_beside && state.level() != Level::exchanges) || !state.actors().isEdge())
        return;
    m_state = m_context.bridge.snapshot();
    const auto actor = [this](AgentIndex agent) -> ExchangeActor {
        if (agent.value > m_state->agents.size())
            return {};
        const AgentRow& row = m_state->agents[agent.value];
        return {row.name, row.deployment};
    };
    ExchangeFeed::Wanted wanted;
    wanted.from = actor(state.actors().from);
    wanted.to = actor(state.actors().to);
    wanted.bothWays = m_both && wanted.from != wanted.to;
    wanted.filter = state.filter();
    if (wanted == m_feed->shown())
        return;
    m_toldWhenPaused = toldByFleet();
    m_left->setText(headText(wanted.from));
    m_right->setText(headText(wanted.to));
    m_feed->show(wanted);
    updateTexts();
}

/// What the fold counted between the two so far; 0 where it counts no such pair.
std::uint64_t ExchangesPage::toldByFleet() const
{
    const ActorSelection& pair = m_context.state.actors();
    const auto state = m_context.bridge.snapshot();
    std::uint64_t count = 0;
    for (std::uint32_t i = 1; i <= state->delegations.size(); ++i) {
        const DelegationRow& row = state->delegations[i];
        if ((row.from == pair.from && row.to == pair.to) ||
            (m_both && row.from == pair.to && row.to == pair.from))
            count += row.count;
    }
    return count;
}

void ExchangesPage::takeSnapshot()
{
    if (!isVisible())
        return;
    if (m_context.state.following())
        m_feed->refresh();
    updateTexts();
}

void ExchangesPage::takeFollowing()
{
    m_toldWhenPaused = toldByFleet();
    if (m_context.state.following() && isVisible()) {
        m_canvas->goToEnd();
        m_feed->refresh();
    }
    updateTexts();
}

void ExchangesPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    takePlace();
    takeSnapshot();
    report();
}

QString ExchangesPage::emptySentence() const
{
    if (m_feed->shown().from.name.empty())
        return tr("Select a line in the fleet: what its ends said to each other is shown here.");
    if (m_feed->listing())
        return tr("Looking for what they said to each other. Esc goes back.");
    if (m_feed->known() > 0)
        return tr("0 of %1 exchanges match the filter.").arg(ui::countText(m_feed->known()));
    return tr("They said nothing to each other in this direction.");
}

void ExchangesPage::updateTexts()
{
    const ExchangeTable::Counts& counts = m_table->counts();
    const auto size = static_cast<std::uint64_t>(m_table->size());
    QStringList parts{countOf(size, tr("exchange"), tr("exchanges"))};
    if (const std::uint64_t told = toldByFleet(); m_feed->listing() && told > size)
        parts[0] = tr("%1 of %2 exchanges").arg(ui::countText(size), ui::countText(told));
    if (counts.failed > 0)
        parts << tr("%1 failed").arg(ui::countText(counts.failed));
    if (counts.unanswered > 0)
        parts << tr("%1 without answer").arg(ui::countText(counts.unanswered));
    if (counts.retries > 0)
        parts << tr("%1 asked again").arg(ui::countText(counts.retries));
    if (m_feed->notLookedInto() > 0)
        parts << tr("%1 too large to look into for requests across traces")
                     .arg(countOf(m_feed->notLookedInto(), tr("cascade"), tr("cascades")));
    m_counts->setText(parts.join(u"  \u00B7  "_s));
    m_problem->setText(m_feed->problem());
    m_problemBar->setVisible(!m_feed->problem().isEmpty());
    m_canvas->setSentence(emptySentence());
    const bool paused = !m_context.state.following();
    const std::uint64_t told = toldByFleet();
    const std::uint64_t came = told > m_toldWhenPaused ? told - m_toldWhenPaused : 0;
    m_newRows->setState(paused ? NewRowsBar::Mode::paused : NewRowsBar::Mode::hidden,
                        paused ? static_cast<std::uint32_t>(came) : 0);
    report();
}

QString ExchangesPage::countText() const
{
    return m_counts->text();
}

void ExchangesPage::report()
{
    if (!isVisible())
        return;
    FilterOutcome outcome;
    outcome.rows = tr("exchanges");
    outcome.shown = static_cast<quint64>(m_table->size());
    outcome.known = std::max<quint64>(outcome.shown, m_feed->known());
    outcome.busy = m_feed->listing();
    outcome.sentence = m_feed->sentence();
    m_context.state.reportFilter(Room::fleet, Level::exchanges, outcome);
}

bool ExchangesPage::settled() const
{
    return m_feed->settled();
}

void ExchangesPage::focusList()
{
    m_canvas->setFocus();
}

void ExchangesPage::open(int row)
{
    const Exchange& exchange = m_table->at(row);
    m_context.state.openStep(exchange.trace, exchange.span);
}

void ExchangesPage::offerFilter(QMenu& menu, int row)
{
    const Exchange& exchange = m_table->at(row);
    addFilterActions(menu, this, numberCell(FieldId::state, static_cast<int>(exchange.status)));
    addFilterActions(menu, this, idCell(FieldId::trace, exchange.traceId));
}

ExportOffer ExchangesPage::exportOffer() const
{
    ExportOffer offer;
    offer.name = u"exchanges"_s;
    offer.picture = m_canvas->viewport();
    TableText text;
    for (const TableColumn& column : m_table->columns()) {
        text.keys << column.key;
        text.titles << column.title;
    }
    std::uint64_t unread = 0;
    for (int row = 0; row < m_table->size(); ++row) {
        QVariantList cells;
        for (int column = 0; column < ExchangeTable::kColumns; ++column)
            cells << m_table->index(row, column).data(kCopyRole);
        unread += !m_table->at(row).isRead;
        text.rows.push_back(std::move(cells));
    }
    offer.figures = std::move(text);
    if (unread > 0)
        offer.leftOut = tr("The texts of %1 are not read; scroll to them first.")
                            .arg(countOf(unread, tr("exchange"), tr("exchanges")));
    ExportOffer::Steps steps;
    for (int row = 0; row < m_table->size(); ++row)
        if (m_table->at(row).seq != 0)
            steps.steps.push_back(m_table->at(row).seq);
    steps.text = tr("The steps that were asked: %1").arg(ui::countText(steps.steps.size()));
    if (!steps.steps.empty())
        offer.steps.push_back(std::move(steps));
    return offer;
}

} // namespace penstock::ui
