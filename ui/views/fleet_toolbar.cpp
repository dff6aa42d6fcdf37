// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/fleet_toolbar.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include "ui/models/format.h"
#include "ui/models/words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/views/edge_switch.h"
#include "ui/widgets/text_label.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kZoomWidth = 40;

} // namespace

FleetToolbar::FleetToolbar(const ThemeController& theme, QWidget* parent)
    : Panel(theme, Edge::bottom, parent, Ground::canvas), m_controller(theme)
{
    setFixedHeight(kToolbarHeight + 1);
    buildUi();
    wire();
}

void FleetToolbar::buildUi()
{
    const auto tab = [this](const QString& text) {
        auto* button = new QPushButton(text, this);
        button->setProperty("tab", true);
        button->setCheckable(true);
        button->setAutoExclusive(true);
        return button;
    };
    m_graph = tab(tr("Graph"));
    m_table = tab(tr("Table"));
    m_graph->setChecked(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 12, 1);
    row->setSpacing(4);
    row->addWidget(m_graph);
    row->addWidget(m_table);
    row->addSpacing(8);
    constexpr std::array<std::pair<graph::KnownBy, KnownBy>, 3> kKinds{
        {{graph::KnownBy::declared, KnownBy::declared},
         {graph::KnownBy::structural, KnownBy::structural},
         {graph::KnownBy::inferred, KnownBy::inferred}}};
    for (const auto& [kind, word] : kKinds) {
        auto* button = new EdgeSwitch(m_controller, kind, knownByText(word), this);
        button->setChecked(true);
        m_kinds[static_cast<std::size_t>(kind)] = button;
        row->addWidget(button);
    }
    m_singles = new EdgeSwitch(m_controller, {}, tr("single points"), this);
    m_singles->setToolTip(
        tr("Agents without which the others fall apart into two parts: outlined in ink"));
    row->addSpacing(8);
    row->addWidget(m_singles);
    row->addStretch(1);
    m_find = new QLineEdit(this);
    m_find->setPlaceholderText(tr("Find a name, kind or deployment"));
    m_find->setAccessibleName(tr("Find in the graph"));
    m_find->setFixedSize(200, 22);
    m_find->hide();
    m_find->installEventFilter(this);
    const auto label = [&] {
        return new TextLabel(m_controller, valueFont(TextSize::caption), Tone::secondary, this);
    };
    m_found = label();
    m_found->hide();
    m_count = label();
    m_hidden = new QPushButton(this);
    m_hidden->setProperty("tab", true);
    m_hidden->hide();
    m_zoom = label();
    m_zoom->setFixedWidth(kZoomWidth);
    m_zoom->setAlignment(Qt::AlignRight);
    m_found->setMinimumWidth(64);
    for (QWidget* widget : {static_cast<QWidget*>(m_find), static_cast<QWidget*>(m_found),
                            static_cast<QWidget*>(m_count), static_cast<QWidget*>(m_hidden),
                            static_cast<QWidget*>(m_zoom)})
        row->addWidget(widget);
    row->insertSpacing(row->count() - 1, 12);
}

void FleetToolbar::wire()
{
    connect(m_graph, &QPushButton::clicked, this, [this] { emit tableChosen(false); });
    connect(m_table, &QPushButton::clicked, this, [this] { emit tableChosen(true); });
    for (QAbstractButton* button : m_kinds)
        connect(button, &QAbstractButton::toggled, this, &FleetToolbar::kindsChanged);
    connect(m_singles, &QAbstractButton::toggled, this, &FleetToolbar::singlePointsChanged);
    connect(m_singles, &QAbstractButton::toggled, this, &FleetToolbar::fit);
    connect(m_find, &QLineEdit::textChanged, this, &FleetToolbar::findChanged);
    connect(m_find, &QLineEdit::returnPressed, this, &FleetToolbar::findNext);
    connect(m_hidden, &QPushButton::clicked, this, &FleetToolbar::showHiddenClicked);
}

QAbstractButton& FleetToolbar::edgeSwitch(graph::KnownBy kind) const
{
    return *m_kinds[static_cast<std::size_t>(kind)];
}

QAbstractButton& FleetToolbar::singlePoints() const
{
    return *m_singles;
}

QPushButton& FleetToolbar::hiddenButton() const
{
    return *m_hidden;
}

void FleetToolbar::setTable(bool table)
{
    (table ? m_table : m_graph)->setChecked(true);
    for (QAbstractButton* button : m_kinds)
        button->setVisible(!table);
    m_singles->setVisible(!table);
    m_zoom->setVisible(!table);
    m_count->setVisible(!table);
    m_hidden->setVisible(!table && !m_hidden->text().isEmpty());
    if (table)
        closeFind();
    fit();
}

void FleetToolbar::setPicture(const FleetPicture& picture)
{
    for (std::size_t i = 0; i < m_kinds.size(); ++i)
        m_kinds[i]->setCount(picture.edgesOf[i]);
    const std::size_t shown = picture.matching - picture.hidden - picture.away;
    QString count = tr("%1 of %2 nodes").arg(shown).arg(picture.known);
    if (picture.folded > 0)
        count += tr(", %1 folded").arg(picture.folded);
    if (picture.away > 0)
        count += tr(", %1 elsewhere: Esc").arg(picture.away);
    m_count->setText(count);
    m_hidden->setText(picture.hidden > 0 ? tr("%1 hidden, show").arg(picture.hidden) : QString());
    m_hidden->setVisible(picture.hidden > 0 && m_graph->isChecked());
    std::size_t singles = 0;
    for (const NodeFacts& node : picture.nodes)
        singles += node.singlePoint;
    m_singles->setCount(singles);
}

QString FleetToolbar::countText() const
{
    return m_count->text();
}

void FleetToolbar::setZoom(double zoom)
{
    m_zoom->setText(tr("%1 %").arg(qRound(zoom * 100)));
}

void FleetToolbar::setMatches(std::size_t matches)
{
    m_found->setVisible(!m_find->text().isEmpty() && m_find->isVisible());
    m_found->setText(matches == 1 ? tr("1 matches") : tr("%1 match").arg(matches));
}

void FleetToolbar::openFind()
{
    m_count->hide(); // the room is for what is found
    m_find->show();
    m_find->setFocus();
    m_find->selectAll();
}

void FleetToolbar::closeFind()
{
    m_find->clear();
    m_find->hide();
    m_found->hide();
    m_count->setVisible(m_graph->isChecked());
}

/// Where it is narrow the lines speak for themselves; then the zoom gives way, then the switch that is off.
void FleetToolbar::fit()
{
    if (!m_graph->isChecked())
        return;
    const int gap = layout()->spacing();
    int needed = layout()->sizeHint().width();
    int names = 0;
    for (const EdgeSwitch* button : m_kinds) {
        needed += button->widthWhen(false) - button->sizeHint().width();
        names += button->widthWhen(false) - button->widthWhen(true);
    }
    if (m_zoom->isHidden())
        needed += kZoomWidth + gap;
    if (m_singles->isHidden())
        needed += m_singles->sizeHint().width() + gap;
    const auto giveWay = [&](int width) {
        const bool gives = needed > this->width();
        needed -= gives ? width : 0;
        return gives;
    };
    const bool brief = giveWay(names);
    for (EdgeSwitch* button : m_kinds)
        button->setBrief(brief);
    m_zoom->setVisible(!giveWay(kZoomWidth + gap));
    m_singles->setVisible(m_singles->isChecked() || !giveWay(m_singles->sizeHint().width() + gap));
}

void FleetToolbar::resizeEvent(QResizeEvent* event)
{
    Panel::resizeEvent(event);
    fit();
}

bool FleetToolbar::event(QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest) // its texts have other widths now
        fit();
    return Panel::event(event);
}

bool FleetToolbar::eventFilter(QObject* watched, QEvent* event)
{
    // Esc is a shortcut of the window; here it closes the line first.
    if (watched == m_find &&
        (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        if (event->type() == QEvent::KeyPress)
            emit findClosed();
        return true;
    }
    return Panel::eventFilter(watched, event);
}

} // namespace penstock::ui
