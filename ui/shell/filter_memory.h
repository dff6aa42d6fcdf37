// SPDX-License-Identifier: GPL-3.0-or-later
// FilterMemory: filters that were applied, the newest first, and those with a name. Kept in the settings file, bounded;
// what stands there is checked when it is used, not trusted. Owned by the main window; GUI thread only.
#pragma once

#include <QtCore/QStringList>

#include <vector>

class QSettings;

namespace penstock::ui {

class FilterMemory final {
public:
    static constexpr qsizetype kMostHistory = 50;
    static constexpr qsizetype kMostBookmarks = 100;

    struct Bookmark {
        QString name;
        QString filter;
    };

    explicit FilterMemory(QSettings& settings);

    void remember(const QString& filter);
    /// A name that exists is given the new filter; an empty filter removes it.
    void bookmark(const QString& name, const QString& filter);
    const QStringList& history() const { return m_history; }
    const std::vector<Bookmark>& bookmarks() const { return m_bookmarks; }

private:
    void save();

    QSettings& m_settings;
    QStringList m_history;
    std::vector<Bookmark> m_bookmarks; ///< by name
};

} // namespace penstock::ui
