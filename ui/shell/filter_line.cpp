// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/filter_line.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>

#include <algorithm>
#include <utility>

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/text_paint.h"
#include "ui/widgets/glyph_button.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kHeight = 24;
constexpr int kGlyphRoom = 26;

} // namespace

FilterLine::FilterLine(const ViewContext& context, FilterMemory& memory, QWidget* window,
                       QWidget* parent)
    : QWidget(parent), m_context(context), m_memory(memory), m_window(window)
{
    buildUi();
    wire();
    takeFilter();
}

void FilterLine::buildUi()
{
    setFixedHeight(kHeight);
    setMinimumWidth(220);
    m_edit = new FilterEdit(m_context.theme, this);
    m_edit->setAccessibleName(tr("Filter"));
    m_edit->setPlaceholderText(exampleText());
    m_edit->installEventFilter(this);
    m_room = new QWidget(this);
    m_clear = new GlyphButton(m_context.theme, Glyph::cross, tr("Clear the filter"), this);
    m_more =
        new GlyphButton(m_context.theme, Glyph::chevronDown, tr("Bookmarks and history"), this);
    m_popup = new FilterPopup(m_context.theme, m_window);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(kGlyphRoom, 1, 2, 1);
    row->setSpacing(4);
    row->addWidget(m_edit, 1);
    row->addWidget(m_room);
    row->addWidget(m_clear);
    row->addWidget(m_more);
}

void FilterLine::wire()
{
    connect(&m_context.state, &ViewState::filterChanged, this, &FilterLine::takeFilter);
    connect(&m_context.state, &ViewState::filterReported, this, &FilterLine::readVerdict);
    connect(m_edit, &FilterEdit::parsedChanged, this, &FilterLine::readVerdict);
    connect(m_edit, &FilterEdit::typed, this, &FilterLine::complete);
    connect(m_popup, &FilterPopup::chosen, this, &FilterLine::choose);
    connect(m_clear, &QAbstractButton::clicked, this, &FilterLine::clear);
    connect(m_more, &QAbstractButton::clicked, this, [this] {
        m_edit->setFocus();
        showMemory();
    });
    connect(&m_context.theme, &ThemeController::themeChanged, this, qOverload<>(&QWidget::update));
}

QString FilterLine::exampleText()
{
    return tr("Filter everything: agent = \u2026 and cost > $0.50");
}

void FilterLine::open()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
    activateWindow(); // from a view in a window of its own
}

void FilterLine::clear()
{
    endNaming();
    m_edit->clear();
    m_popup->hide();
    m_context.state.setFilter({});
}

// The filter may also come from elsewhere: back and forward, a workspace, "filter in".
void FilterLine::takeFilter()
{
    if (!applied())
        m_edit->setText(m_context.state.filter());
    m_popup->hide();
    readVerdict();
}

FilterLine::State FilterLine::state() const
{
    switch (m_edit->parsed().verdict) {
    case FilterVerdict::empty:
        return State::empty;
    case FilterVerdict::invalid:
        return State::invalid;
    default:
        break;
    }
    if (applied() && m_context.state.filterOutcome().busy)
        return State::busy;
    return m_edit->parsed().verdict == FilterVerdict::deprecated ? State::deprecated : State::valid;
}

void FilterLine::readVerdict()
{
    switch (state()) {
    case State::empty:
        m_verdict = applied() || !m_named.isEmpty() ? QString() : tr("Enter shows everything");
        break;
    case State::busy:
        m_verdict = tr("matching");
        break;
    case State::invalid:
        m_verdict = tr("not valid");
        break;
    case State::deprecated:
        m_verdict = tr("old spelling");
        break;
    case State::valid:
        m_verdict = !applied()             ? tr("valid, Enter applies")
                    : sentence().isEmpty() ? tr("valid")
                                           : tr("not applied here");
        break;
    }
    const int words = static_cast<int>(textWidth(m_verdict, uiFont(TextSize::caption)));
    m_room->setFixedWidth(m_verdict.isEmpty() ? 0 : words + kVerdictGlyph + 6);
    m_clear->setVisible(!m_edit->text().isEmpty());
    m_edit->setAccessibleDescription(sentence().isEmpty() ? m_verdict : sentence());
    setToolTip(plainTip(sentence()));
    update();
}

QString FilterLine::sentence() const
{
    const FilterDiagnostic& wrong = m_edit->parsed().diagnostic;
    if (wrong.problem != FilterProblem::none)
        return safeLine(wrong.sentence, 300);
    const FilterOutcome& outcome = m_context.state.filterOutcome();
    if (!applied() || m_context.state.filter().isEmpty())
        return {};
    return outcome.rows.isEmpty() ? tr("This room shows everything, whatever the filter.")
                                  : outcome.sentence;
}

QRect FilterLine::fieldInWindow() const
{
    return {mapTo(m_window, QPoint()), size()};
}

// The suggestion of a diagnosis comes first: it is most likely what was meant. The word that is being typed is no
// mistake yet.
void FilterLine::offer(bool finished)
{
    if (!m_named.isEmpty())
        return; // a name is being typed
    const std::string text = m_edit->text().toStdString();
    std::vector<FilterChoice> choices;
    const FilterDiagnostic& wrong = m_edit->parsed().diagnostic;
    const std::size_t cursor = m_edit->cursorByte();
    const bool unfinished = !finished && wrong.range.end >= cursor;
    if (!wrong.suggestion.empty() && !unfinished) {
        const std::string fixed = std::string(text).replace(
            wrong.range.begin, wrong.range.end - wrong.range.begin, wrong.suggestion);
        choices.push_back({safeLine(fixed),
                           tr("what was probably meant"),
                           QString::fromStdString(fixed),
                           true,
                           {}});
    }
    SnapshotValues live(m_context.bridge.snapshot());
    const Completion completion = completeFilter(text, cursor, m_scope(), &live);
    for (const FilterCandidate& candidate : completion.candidates)
        choices.push_back({safeLine(candidate.insert),
                           safeLineOrEmpty(candidate.description),
                           QString::fromStdString(candidate.insert),
                           false,
                           {}});
    m_popup->present(unfinished ? QString() : sentence(), std::move(choices), fieldInWindow());
}

void FilterLine::showMemory()
{
    std::vector<FilterChoice> choices;
    for (const FilterMemory::Bookmark& mark : m_memory.bookmarks())
        choices.push_back({safeLine(mark.filter.toStdString()),
                           tr("%1, Del removes").arg(safeLine(mark.name.toStdString())),
                           mark.filter, true, mark.name});
    for (const QString& filter : m_memory.history())
        choices.push_back({safeLine(filter.toStdString()), tr("used before"), filter, true, {}});
    const QString hint = m_edit->text().isEmpty() ? tr("No filter has been used yet.")
                                                  : tr("Ctrl+D keeps this filter under a name.");
    const bool say = choices.empty() || !m_edit->text().isEmpty();
    m_popup->present(say ? hint : QString(), std::move(choices), fieldInWindow());
}

void FilterLine::apply()
{
    const QString text = m_edit->text().trimmed();
    if (m_edit->parsed().verdict == FilterVerdict::invalid) {
        offer(true);
        return;
    }
    m_popup->hide();
    m_memory.remember(text);
    m_context.state.setFilter(text);
    readVerdict();
    emit left();
}

void FilterLine::askName()
{
    if (m_edit->parsed().filter == nullptr)
        return;
    m_named = m_edit->text().trimmed();
    m_edit->setPlain(true);
    m_edit->clear();
    m_edit->setPlaceholderText(tr("Name for this filter"));
    m_popup->present(tr("Enter keeps %1 under this name, Esc does not.")
                         .arg(safeLine(m_named.toStdString(), 80)),
                     {}, fieldInWindow());
}

void FilterLine::saveName()
{
    m_memory.bookmark(m_edit->text().trimmed(), m_named);
    endNaming();
    showMemory();
}

void FilterLine::endNaming()
{
    if (m_named.isEmpty())
        return;
    m_edit->setPlaceholderText(exampleText());
    m_edit->setText(std::exchange(m_named, {}));
    m_edit->setPlain(false);
}

void FilterLine::choose(int at)
{
    const FilterChoice choice = m_popup->choices()[static_cast<std::size_t>(at)];
    if (choice.whole) {
        m_edit->setText(choice.insert);
        apply();
        return;
    }
    SnapshotValues live(m_context.bridge.snapshot());
    const Completion completion =
        completeFilter(m_edit->text().toStdString(), m_edit->cursorByte(), m_scope(), &live);
    m_edit->replaceBytes(completion.replace, choice.insert + u' ');
    m_edit->setFocus();
    complete();
}

void FilterLine::dropBookmark()
{
    const QString name = m_popup->choices()[static_cast<std::size_t>(m_popup->current())].bookmark;
    m_memory.bookmark(name, {});
    showMemory();
}

void FilterLine::escape()
{
    if (!m_named.isEmpty()) {
        endNaming();
        m_popup->hide();
    } else if (m_popup->isVisible()) {
        m_popup->hide();
    } else if (!applied()) {
        m_edit->setText(m_context.state.filter());
    } else {
        emit left();
    }
}

bool FilterLine::takesKey(int key, Qt::KeyboardModifiers modifiers) const
{
    switch (key) {
    case Qt::Key_Escape:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Down:
    case Qt::Key_Up:
        return true;
    case Qt::Key_Tab:
        return m_popup->offers();
    case Qt::Key_Delete:
        return m_popup->offers() && m_popup->current() >= 0 &&
               !m_popup->choices()[static_cast<std::size_t>(m_popup->current())].bookmark.isEmpty();
    case Qt::Key_D:
        return modifiers == Qt::ControlModifier;
    default:
        return false;
    }
}

void FilterLine::press(int key, Qt::KeyboardModifiers)
{
    switch (key) {
    case Qt::Key_Escape:
        escape();
        break;
    case Qt::Key_Down:
        m_popup->offers() ? m_popup->move(1) : showMemory();
        break;
    case Qt::Key_Up:
        m_popup->move(-1);
        break;
    case Qt::Key_Tab:
        choose(std::max(0, m_popup->current()));
        break;
    case Qt::Key_Delete:
        dropBookmark();
        break;
    case Qt::Key_D:
        askName();
        break;
    default:
        if (!m_named.isEmpty())
            saveName();
        else if (m_popup->offers() && m_popup->current() >= 0)
            choose(m_popup->current());
        else
            apply();
    }
}

// Keys of the line go before the window's shortcuts of the same name.
bool FilterLine::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut) {
        m_popup->hide();
        endNaming();
        update();
    }
    if (event->type() == QEvent::FocusIn)
        update();
    const bool key = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (!key)
        return QWidget::eventFilter(watched, event);
    const auto* press_ = static_cast<QKeyEvent*>(event);
    if (!takesKey(press_->key(), press_->modifiers()))
        return QWidget::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress)
        press(press_->key(), press_->modifiers());
    return true;
}

} // namespace penstock::ui
