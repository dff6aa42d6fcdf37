// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/filter_memory.h"

#include <QtCore/QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace penstock::ui {

FilterMemory::FilterMemory(QSettings& settings) : m_settings(settings)
{
    m_history = m_settings.value(u"filter/history"_s).toStringList().mid(0, kMostHistory);
    const QStringList names = m_settings.value(u"filter/names"_s).toStringList();
    const QStringList filters = m_settings.value(u"filter/filters"_s).toStringList();
    for (qsizetype i = 0; i < std::min({names.size(), filters.size(), kMostBookmarks}); ++i)
        m_bookmarks.push_back({names[i], filters[i]});
}

void FilterMemory::remember(const QString& filter)
{
    if (filter.isEmpty())
        return;
    m_history.removeAll(filter);
    m_history.prepend(filter);
    m_history = m_history.mid(0, kMostHistory);
    save();
}

void FilterMemory::bookmark(const QString& name, const QString& filter)
{
    std::erase_if(m_bookmarks, [&](const Bookmark& mark) { return mark.name == name; });
    if (!filter.isEmpty() && !name.isEmpty() &&
        static_cast<qsizetype>(m_bookmarks.size()) < kMostBookmarks)
        m_bookmarks.push_back({name, filter});
    std::ranges::sort(m_bookmarks, {}, &Bookmark::name);
    save();
}

void FilterMemory::save()
{
    QStringList names;
    QStringList filters;
    for (const Bookmark& mark : m_bookmarks) {
        names << mark.name;
        filters << mark.filter;
    }
    m_settings.setValue(u"filter/history"_s, m_history);
    m_settings.setValue(u"filter/names"_s, names);
    m_settings.setValue(u"filter/filters"_s, filters);
}

} // namespace penstock::ui
