// SPDX-License-Identifier: GPL-3.0-or-later
// Preferences: what the person has set, typed, on top of the settings file. Owned by the main window; GUI thread only.
// A value that does not make sense is read as its default. usePreferredScale() must run before there is an application.
#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>

#include "core/model/finding.h"

class QSettings;

namespace penstock::ui {

/// What closing the window does while the engine records here.
enum class Closing { trayOrAsk, ask, quit };

class Preferences final : public QObject {
    Q_OBJECT
public:
    static constexpr int kLeastZoom = 75;
    static constexpr int kMostZoom = 300;

    explicit Preferences(QSettings& settings, QObject* parent = nullptr);

    int zoom() const; ///< percent; a new one is used by the next application object
    void setZoom(int percent);
    bool roomyLists() const;
    void setRoomyLists(bool roomy);
    QString language() const; ///< `de`; empty: that of the system
    void setLanguage(const QString& language);
    Closing closing() const;
    void setClosing(Closing closing);
    bool desktopNotices() const;
    void setDesktopNotices(bool on);
    /// Alarms of this priority and more urgent ones are said; a person can turn that up and down, not off: doNotDisturb().
    Priority alarmNotices() const;
    void setAlarmNotices(Priority least);
    bool doNotDisturb() const;
    void setDoNotDisturb(bool on);

signals:
    void changed();

private:
    void set(const QString& key, const QVariant& value);

    QSettings& m_settings;
};

/// Reads the zoom from the user's settings (or this file) and hands it to Qt.
void usePreferredScale(const QString& settingsPath = {});

} // namespace penstock::ui
