// SPDX-License-Identifier: GPL-3.0-or-later
// `penstockctl alarms ack|shelve|unshelve|reset|note|out|back`: what a person does about alarms, through the running engine
// where there is one. (The list itself is a listing verb.) Exit codes: 0 done, 1 refused with a sentence, 2 usage, 3 could
// not.
#pragma once

#include "core/model/alarm.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace penstock::cli {

struct AlarmActOptions {
    std::string dataDirectory;
    bool json = false;
    AlarmActKind kind = AlarmActKind::acknowledge;
    std::vector<std::string> alarms; ///< ids as the list shows them
    std::string detector;            ///< out, back
    std::string by;                  ///< empty: the name of who runs this
    std::string reason;
    std::string duration; ///< shelve: `2h`
    bool oneShot = false;
};

int actOnAlarms(const AlarmActOptions& options, std::ostream& out, std::ostream& err);

} // namespace penstock::cli
