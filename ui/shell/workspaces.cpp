// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/workspaces.h"

#include <QtCore/QSettings>

using namespace Qt::StringLiterals;

namespace penstock::ui {

QVariantMap Workspaces::all() const
{
    return m_settings.value(u"workspaces/named"_s).toMap();
}

QStringList Workspaces::names() const
{
    return all().keys();
}

QVariantMap Workspaces::find(const QString& name) const
{
    return all().value(name).toMap();
}

bool Workspaces::save(const QString& name, const QVariantMap& workspace)
{
    QVariantMap named = all();
    if (name.isEmpty() || (named.size() >= kMost && !named.contains(name)))
        return false;
    named[name] = workspace;
    m_settings.setValue(u"workspaces/named"_s, named);
    return true;
}

void Workspaces::remove(const QString& name)
{
    QVariantMap named = all();
    named.remove(name);
    m_settings.setValue(u"workspaces/named"_s, named);
}

QVariantMap Workspaces::last() const
{
    return m_settings.value(u"workspaces/last"_s).toMap();
}

void Workspaces::saveLast(const QVariantMap& workspace)
{
    m_settings.setValue(u"workspaces/last"_s, workspace);
}

} // namespace penstock::ui
