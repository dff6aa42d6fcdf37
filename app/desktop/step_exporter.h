// SPDX-License-Identifier: GPL-3.0-or-later
// stepExporter(): how the window exports steps of the log - it knows no log, so it is told here.
#pragma once

#include "ui/export/export_dialog.h"

#include <string>

namespace penstock::desktop {

ui::StepExporter stepExporter(const std::string& dataDirectory);

} // namespace penstock::desktop
