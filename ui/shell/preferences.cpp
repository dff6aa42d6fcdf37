// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/preferences.h"

#include <QtCore/QSettings>
#include <QtCore/QVariant>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace penstock::ui {

Preferences::Preferences(QSettings& settings, QObject* parent)
    : QObject(parent), m_settings(settings)
{
}

void Preferences::set(const QString& key, const QVariant& value)
{
    if (m_settings.value(key) == value)
        return;
    m_settings.setValue(key, value);
    emit changed();
}

int Preferences::zoom() const
{
    const int zoom = m_settings.value(u"zoom"_s, 100).toInt();
    return zoom == 0 ? 100 : std::clamp(zoom, kLeastZoom, kMostZoom);
}

void Preferences::setZoom(int percent)
{
    set(u"zoom"_s, percent);
}

bool Preferences::roomyLists() const
{
    return m_settings.value(u"roomy"_s, false).toBool();
}

void Preferences::setRoomyLists(bool roomy)
{
    set(u"roomy"_s, roomy);
}

QString Preferences::language() const
{
    return m_settings.value(u"language"_s).toString();
}

void Preferences::setLanguage(const QString& language)
{
    set(u"language"_s, language);
}

Closing Preferences::closing() const
{
    const QString word = m_settings.value(u"closing"_s).toString();
    return word == u"ask"_s ? Closing::ask : word == u"quit"_s ? Closing::quit : Closing::trayOrAsk;
}

void Preferences::setClosing(Closing closing)
{
    set(u"closing"_s, closing == Closing::ask    ? u"ask"_s
                      : closing == Closing::quit ? u"quit"_s
                                                 : u"tray"_s);
}

bool Preferences::desktopNotices() const
{
    return m_settings.value(u"notices/desktop"_s, true).toBool();
}

void Preferences::setDesktopNotices(bool on)
{
    set(u"notices/desktop"_s, on);
}

Priority Preferences::alarmNotices() const
{
    const int least = m_settings.value(u"notices/alarms"_s, 0).toInt();
    const bool sound =
        least >= static_cast<int>(Priority::high) && least <= static_cast<int>(Priority::note);
    return sound ? static_cast<Priority>(least) : Priority::medium;
}

void Preferences::setAlarmNotices(Priority least)
{
    set(u"notices/alarms"_s, static_cast<int>(least));
}

bool Preferences::doNotDisturb() const
{
    return m_settings.value(u"notices/silent"_s, false).toBool();
}

void Preferences::setDoNotDisturb(bool on)
{
    set(u"notices/silent"_s, on);
}

void usePreferredScale(const QString& settingsPath)
{
    static bool ours = false; // set by us before, when the window was made anew
    if (!ours && qEnvironmentVariableIsSet("QT_SCALE_FACTOR"))
        return; // who started the program knows better
    ours = true;
    const auto settings = settingsPath.isEmpty()
                              ? std::make_unique<QSettings>(u"penstock"_s, u"desktop"_s)
                              : std::make_unique<QSettings>(settingsPath, QSettings::IniFormat);
    const int zoom = Preferences(*settings).zoom();
    if (zoom == 100)
        qunsetenv("QT_SCALE_FACTOR");
    else
        qputenv("QT_SCALE_FACTOR", QByteArray::number(zoom / 100.0));
}

} // namespace penstock::ui
