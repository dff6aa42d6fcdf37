// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/connect_view.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/text_paint.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_label.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kMinCardWidth = 420;
constexpr int kMaxColumns = 4;

// Lines after wrapping in the narrowest card, so that no card ever needs a scroll bar.
int linesOf(const QString& text, const QFont& font)
{
    const qreal room = kMinCardWidth - 60;
    int lines = 0;
    for (const QString& line : text.split(u'\n'))
        lines += std::max(1, static_cast<int>(std::ceil(textWidth(line, font) / room)));
    return lines;
}

} // namespace

ConnectView::ConnectView(const ViewContext& context, QWidget* parent)
    : QScrollArea(parent),
      m_context(context),
      m_content(
          new ui::Panel(context.theme, ui::Panel::Edge::none, this, ui::Panel::Ground::canvas))
{
    buildUi();
    wire();
    refresh();
}

void ConnectView::buildUi()
{
    setFrameShape(NoFrame);
    setAccessibleName(tr("Connect an agent"));
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_grid = new QGridLayout;
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(12);
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(24, 20, 24, 24);
    column->setSpacing(16);
    column->addLayout(buildIntro());
    column->addLayout(m_grid);
    column->addStretch(1);
    setWidget(m_content);
}

QVBoxLayout* ConnectView::buildIntro()
{
    m_sentence = new TextLabel(m_context.theme, uiFont(TextSize::card, QFont::DemiBold),
                               Tone::primary, m_content);
    m_ports = new TextLabel(m_context.theme, valueFont(TextSize::strip), Tone::primary, m_content);
    m_rules = new TextLabel(m_context.theme, uiFont(TextSize::body), Tone::tertiary, m_content);
    m_answer = new TextLabel(m_context.theme, uiFont(TextSize::body, QFont::Medium),
                             Tone::secondary, m_content);
    m_test = new QPushButton(tr("Send a test span"), m_content);
    m_test->setProperty("ink", true);
    m_demo = new QPushButton(tr("Open demo fleet"), m_content);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_test);
    buttons->addWidget(m_demo);
    buttons->addSpacing(8);
    buttons->addWidget(m_answer, 1);
    auto* intro = new QVBoxLayout;
    intro->setSpacing(4);
    intro->addWidget(m_sentence);
    intro->addWidget(m_ports);
    intro->addWidget(m_rules);
    intro->addSpacing(6);
    intro->addLayout(buttons);
    return intro;
}

void ConnectView::wire()
{
    connect(&m_context.bridge, &SessionBridge::statusChanged, this, &ConnectView::refresh);
    connect(&m_context.bridge, &SessionBridge::testSpanSent, this, &ConnectView::showAnswer);
    connect(m_demo, &QPushButton::clicked, this, &ConnectView::demoRequested);
    connect(m_test, &QPushButton::clicked, this, [this] {
        // Not disabled while it waits: the focus would move on, and the next Enter would press another button.
        if (std::exchange(m_sending, true))
            return;
        m_answer->setText(tr("Sending one agent run over OTLP/HTTP."));
        m_context.bridge.sendTestSpan();
    });
}

QString ConnectView::sentence() const
{
    return m_sentence->text();
}

QString ConnectView::answer() const
{
    return m_answer->text();
}

void ConnectView::showAnswer(bool accepted, const QString& sentence)
{
    m_sending = false;
    m_answer->setText(accepted ? tr("Accepted and stored. It is the newest of Traces.") : sentence);
}

void ConnectView::refresh()
{
    const EngineStatus& status = m_context.bridge.status();
    const bool listening =
        status.recording && (!status.otlpHttp.empty() || !status.otlpGrpc.empty());
    const bool empty = m_context.bridge.snapshot()->totals.steps == 0;
    if (!listening)
        m_sentence->setText(tr("Penstock is not listening, so no agent can reach it."));
    else if (empty)
        m_sentence->setText(
            tr("Nothing has arrived yet. Point an agent here and its runs appear."));
    else
        m_sentence->setText(tr("Point another agent here and its runs appear."));
    QStringList ports;
    if (!status.otlpGrpc.empty())
        ports << tr("OTLP/gRPC %1").arg(grpcEndpoint(status));
    if (!status.otlpHttp.empty())
        ports << tr("OTLP/HTTP %1").arg(httpEndpoint(status));
    m_ports->setText(listening ? ports.join(u"     "_s) : QString());
    if (!listening)
        m_rules->setText({});
    else if (status.tokensRequired)
        m_rules->setText(
            tr("Every sender needs a token: penstockctl token create shows one once."));
    else
        m_rules->setText(tr("No token is needed from this machine. Nothing leaves it."));
    m_test->setVisible(listening && !status.otlpHttp.empty());
    m_demo->setVisible(listening && !status.otlpHttp.empty());
    rebuildCards();
}

// Only when an address or a rule has changed: a card may be focused or half read.
void ConnectView::rebuildCards()
{
    const EngineStatus& status = m_context.bridge.status();
    const QString key =
        httpEndpoint(status) + grpcEndpoint(status) + (status.tokensRequired ? u"t"_s : QString());
    if (key == m_builtFor)
        return;
    m_builtFor = key;
    qDeleteAll(m_cards);
    m_cards.clear();
    m_copyButtons.clear();
    for (const Recipe& recipe : recipesFor(status))
        m_cards.push_back(makeCard(recipe));
    m_columns = 0;
    placeCards();
}

QWidget* ConnectView::makeCard(const Recipe& recipe)
{
    auto* card = new ui::Panel(m_context.theme, ui::Panel::Edge::top, m_content);
    auto* name = new TextLabel(m_context.theme, uiFont(TextSize::title, QFont::DemiBold),
                               Tone::primary, card);
    name->setText(recipe.name);
    auto* note = new TextLabel(m_context.theme, uiFont(TextSize::caption), Tone::tertiary, card);
    note->setText(recipe.note);
    auto* copy = new QPushButton(tr("Copy"), card);
    copy->setAccessibleName(tr("Copy the settings for %1").arg(recipe.name));
    connect(copy, &QPushButton::clicked, this, [this, recipe] {
        QGuiApplication::clipboard()->setText(recipe.text);
        emit copied(recipe.name);
    });
    m_copyButtons.push_back(copy);
    auto* text = new QPlainTextEdit(recipe.text, card);
    text->setReadOnly(true);
    text->setFont(valueFont(TextSize::caption));
    text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    text->setAccessibleName(tr("Settings for %1").arg(recipe.name));
    text->setTabChangesFocus(true);
    text->setFixedHeight(
        linesOf(recipe.text, text->font()) * (QFontMetrics(text->font()).lineSpacing() + 1) + 16);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(name);
    texts->addWidget(note);
    auto* head = new QHBoxLayout;
    head->addLayout(texts, 1);
    head->addWidget(copy, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(12, 8, 12, 12);
    column->setSpacing(6);
    column->addLayout(head);
    column->addWidget(text);
    column->addStretch(1);
    return card;
}

void ConnectView::placeCards()
{
    const int columns = std::clamp((viewport()->width() - 36) / kMinCardWidth, 1, kMaxColumns);
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (int i = 0; i < static_cast<int>(m_cards.size()); ++i) {
        QWidget* card = m_cards[static_cast<std::size_t>(i)];
        m_grid->removeWidget(card);
        m_grid->addWidget(card, i / columns, i % columns);
        card->show();
    }
    for (int i = 0; i < kMaxColumns; ++i)
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
    // Said outright: a scroll area that is not shown yet would keep the height of the old columns.
    m_content->layout()->invalidate();
    m_content->setMinimumHeight(m_content->layout()->minimumSize().height());
}

void ConnectView::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    placeCards();
}

} // namespace penstock::ui
