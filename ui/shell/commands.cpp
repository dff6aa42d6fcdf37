// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commands.h"

#include <QtGui/QAction>
#include <QtWidgets/QWidget>

#include <algorithm>

namespace penstock::ui {

Commands::Commands(QWidget* window) : QObject(window), m_windows{window} {}

void Commands::serve(QWidget* window)
{
    if (std::ranges::find(m_windows, window) != m_windows.end())
        return;
    m_windows.push_back(window);
    for (const Command& command : m_commands)
        if (command.action != nullptr)
            window->addAction(command.action);
}

QAction* Commands::add(const QString& group, const QString& title, const QList<QKeySequence>& keys,
                       std::function<void()> run)
{
    auto* action = new QAction(title, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WindowShortcut);
    connect(action, &QAction::triggered, this, std::move(run));
    for (QWidget* window : m_windows)
        window->addAction(action);
    m_commands.push_back({group, title, keys, action});
    return action;
}

void Commands::addOneOfMany(const QString& group, const QString& title, const QKeySequence& key,
                            std::function<void()> run)
{
    add(group, title, {key}, std::move(run));
    m_commands.back().onSheet = false;
}

void Commands::remove(const QString& group)
{
    for (const Command& command : m_commands)
        if (command.group == group && command.action)
            command.action->deleteLater();
    std::erase_if(m_commands, [&](const Command& command) { return command.group == group; });
}

void Commands::addNote(const QString& group, const QString& title, const QList<QKeySequence>& keys)
{
    m_commands.push_back({group, title, keys, nullptr});
}

QString keysText(const Command& command)
{
    QStringList texts;
    for (const QKeySequence& key : command.keys)
        texts << key.toString(QKeySequence::NativeText);
    return texts.join(QStringLiteral("  "));
}

} // namespace penstock::ui
