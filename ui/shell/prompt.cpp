// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/prompt.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLineEdit>

#include "ui/theme/fonts.h"
#include "ui/widgets/text_label.h"

namespace penstock::ui {
namespace {

constexpr int kWidth = 440;
constexpr std::size_t kLines = 2;

} // namespace

Prompt::Prompt(const ThemeController& theme, QWidget* window)
    : Panel(theme, Edge::none, window, Ground::field),
      m_title(new TextLabel(theme, uiFont(TextSize::title, QFont::DemiBold), Tone::primary, this)),
      m_complaint(new TextLabel(theme, uiFont(), Tone::secondary, this))
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(16, 12, 16, 12);
    grid->setVerticalSpacing(8);
    grid->addWidget(m_title, 0, 0, 1, 2);
    for (std::size_t i = 0; i < kLines; ++i) {
        m_names.push_back(new TextLabel(theme, uiFont(), Tone::secondary, this));
        m_edits.push_back(new QLineEdit(this));
        m_edits.back()->installEventFilter(this);
        grid->addWidget(m_names.back(), static_cast<int>(i) + 1, 0);
        grid->addWidget(m_edits.back(), static_cast<int>(i) + 1, 1);
    }
    grid->addWidget(m_complaint, kLines + 1, 0, 1, 2);
    grid->setColumnStretch(1, 1);
    hide();
}

void Prompt::ask(const QString& title, const std::vector<Line>& lines, Take take)
{
    if (!isVisible())
        m_returnTo = QApplication::focusWidget();
    m_take = std::move(take);
    m_title->setText(title);
    setAccessibleName(title);
    m_complaint->setText(tr("Enter takes it, Esc does not."));
    for (std::size_t i = 0; i < kLines; ++i) {
        const bool used = i < lines.size();
        m_names[i]->setVisible(used);
        m_edits[i]->setVisible(used);
        if (!used)
            continue;
        m_names[i]->setText(lines[i].name);
        m_edits[i]->setAccessibleName(title + QLatin1String(": ") + lines[i].name);
        m_edits[i]->setText(lines[i].text);
        m_edits[i]->selectAll();
    }
    const int height = layout()->sizeHint().height();
    setGeometry((parentWidget()->width() - kWidth) / 2, 96, kWidth, height);
    show();
    raise();
    m_edits.front()->setFocus();
    activateWindow();
}

QString Prompt::complaint() const
{
    return m_complaint->text();
}

void Prompt::answer()
{
    QStringList answers;
    for (const QLineEdit* edit : m_edits)
        if (edit->isVisibleTo(this))
            answers << edit->text().trimmed();
    const QString wrong = m_take ? m_take(answers) : QString();
    if (wrong.isEmpty())
        dismiss();
    else
        m_complaint->setText(wrong);
}

void Prompt::dismiss()
{
    m_take = {};
    hide();
    if (m_returnTo && m_returnTo->isVisible()) {
        m_returnTo->setFocus();
        m_returnTo->activateWindow();
    }
    m_returnTo = nullptr;
}

bool Prompt::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut && isVisible() &&
        !isAncestorOf(QApplication::focusWidget()) && QApplication::focusWidget()) {
        m_returnTo = nullptr; // the person went elsewhere and stays there
        dismiss();
    }
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return Panel::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key != Qt::Key_Escape && key != Qt::Key_Return && key != Qt::Key_Enter)
        return Panel::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress)
        key == Qt::Key_Escape ? dismiss() : answer();
    return true;
}

void Prompt::paintEvent(QPaintEvent* event)
{
    Panel::paintEvent(event);
    QPainter painter(this);
    painter.setPen(theme().borderStrong);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace penstock::ui
