// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/user_name.h"

#include <pwd.h>
#include <unistd.h>

namespace penstock {

std::string userName()
{
    const passwd* user = getpwuid(geteuid());
    return user != nullptr ? user->pw_name : "uid " + std::to_string(geteuid());
}

} // namespace penstock
