// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/filter_menu.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QMenu>

namespace penstock::ui {
namespace {

struct MenuWords {
    Q_DECLARE_TR_FUNCTIONS(filter)
};

} // namespace

QEvent::Type FilterWanted::type()
{
    static const auto kType = static_cast<Type>(registerEventType());
    return kType;
}

void addFilterActions(QMenu& menu, QWidget* from, const CellFilter& cell)
{
    QString condition = conditionText(cell);
    condition.replace(u'&', QStringLiteral("&&")); // no mnemonic out of a text from outside
    const auto add = [&](const QString& text, NarrowBy by) {
        menu.addAction(text, from, [from, cell, by] {
            FilterWanted wanted(cell, by);
            QCoreApplication::sendEvent(from->window(), &wanted);
        });
    };
    add(MenuWords::tr("Filter in: %1").arg(condition), NarrowBy::only);
    add(MenuWords::tr("Filter out: %1").arg(condition), NarrowBy::without);
    menu.addSeparator();
}

} // namespace penstock::ui
