// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/resources.h"

#include <QtCore/qglobal.h>

void initPenstockResources()
{
    Q_INIT_RESOURCE(penstock_desktop);
    Q_INIT_RESOURCE(penstock_translations);
}
