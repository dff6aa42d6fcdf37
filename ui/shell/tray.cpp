// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/tray.h"

#include <QtGui/QIcon>
#include <QtWidgets/QMenu>
#include <QtWidgets/QSystemTrayIcon>

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

class SystemTray final : public Tray {
public:
    SystemTray() : m_icon(QIcon(u":/penstock/icons/penstock.svg"_s))
    {
        m_icon.setToolTip(tr("Penstock is recording"));
        m_menu.addAction(tr("Show Penstock"), this, &Tray::showWanted);
        m_menu.addSeparator();
        m_menu.addAction(tr("Quit and stop recording"), this, &Tray::quitWanted);
        m_icon.setContextMenu(&m_menu);
        connect(&m_icon, &QSystemTrayIcon::activated, this,
                [this](QSystemTrayIcon::ActivationReason reason) {
                    if (reason == QSystemTrayIcon::Trigger)
                        emit showWanted();
                });
        m_icon.show();
    }
    void say(const QString& title, const QString& sentence) override
    {
        if (QSystemTrayIcon::supportsMessages())
            m_icon.showMessage(title, sentence, m_icon.icon());
    }

private:
    QMenu m_menu;
    QSystemTrayIcon m_icon;
};

} // namespace

std::unique_ptr<Tray> systemTray()
{
    if (!QSystemTrayIcon::isSystemTrayAvailable())
        return nullptr;
    return std::make_unique<SystemTray>();
}

} // namespace penstock::ui
