// SPDX-License-Identifier: GPL-3.0-or-later
// Workspaces: named arrangements of the window - place, filter, range, lists, panels - in the settings file; and the one
// that was left last. Values are opaque here; who restores them checks them. Owned by the main window; GUI thread only.
#pragma once

#include <QtCore/QStringList>
#include <QtCore/QVariantMap>

class QSettings;

namespace penstock::ui {

class Workspaces final {
public:
    static constexpr qsizetype kMost = 40;

    explicit Workspaces(QSettings& settings) : m_settings(settings) {}

    QStringList names() const; ///< sorted
    QVariantMap find(const QString& name) const;
    /// Under a name that exists: instead of it. False when there is no room for another or the name is empty.
    bool save(const QString& name, const QVariantMap& workspace);
    void remove(const QString& name);
    QVariantMap last() const;
    void saveLast(const QVariantMap& workspace);

private:
    QVariantMap all() const;

    QSettings& m_settings;
};

} // namespace penstock::ui
