// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/close_guard.h"

#include <QtGui/QCloseEvent>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

namespace penstock::ui {

CloseGuard::CloseGuard(const ViewContext& context, const Preferences& preferences, QWidget* window,
                       const MakeTray& makeTray)
    : QObject(window),
      m_context(context),
      m_preferences(preferences),
      m_window(window),
      m_tray(makeTray ? makeTray() : nullptr)
{
    if (!m_tray)
        return;
    connect(m_tray.get(), &Tray::showWanted, this, &CloseGuard::showWindow);
    connect(m_tray.get(), &Tray::quitWanted, this, &CloseGuard::quit);
}

void CloseGuard::showWindow()
{
    m_window->showNormal();
    m_window->raise();
    m_window->activateWindow();
}

void CloseGuard::handle(QCloseEvent* event)
{
    const EngineStatus& status = m_context.bridge.status();
    const bool recording = status.kind == SessionKind::embedded && status.recording;
    if (m_quitting || !recording || m_preferences.closing() == Closing::quit) {
        event->accept();
        emit quitting();
        return;
    }
    event->ignore();
    if (m_tray && m_preferences.closing() == Closing::trayOrAsk)
        m_window->hide();
    else
        ask();
}

void CloseGuard::say(const QString& title, const QString& sentence)
{
    if (m_tray)
        m_tray->say(title, sentence);
}

void CloseGuard::quit()
{
    m_quitting = true;
    if (m_window->isVisible())
        m_window->close();
    else
        emit quitting();
}

// open(), not exec(): recording and the screen go on behind the question.
void CloseGuard::ask()
{
    if (m_question) {
        m_question->raise();
        return;
    }
    m_question = new QMessageBox(m_window);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    m_question->setTextFormat(Qt::PlainText);
    m_question->setWindowTitle(tr("Close Penstock"));
    m_question->setText(
        tr("Penstock is recording. If it quits, agents that send here are turned away."));
    m_question->setInformativeText(tr("Keep recording with the window minimised, or quit?"));
    QPushButton* keep = m_question->addButton(tr("Keep recording"), QMessageBox::AcceptRole);
    QPushButton* stop = m_question->addButton(tr("Quit"), QMessageBox::DestructiveRole);
    m_question->addButton(tr("Cancel"), QMessageBox::RejectRole);
    m_question->setDefaultButton(keep);
    connect(keep, &QPushButton::clicked, m_window, &QWidget::showMinimized);
    connect(stop, &QPushButton::clicked, this, &CloseGuard::quit);
    connect(m_question, &QObject::destroyed, this, [this] { m_question = nullptr; });
    m_question->open();
}

} // namespace penstock::ui
