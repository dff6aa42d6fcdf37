// SPDX-License-Identifier: GPL-3.0-or-later
// The languages of the desktop: catalogues compiled into the program. installLanguage() once, before the first window;
// a text without a translation stays English. GUI thread only.
#pragma once

#include <QtCore/QString>

#include <vector>

namespace penstock::ui {

struct Language {
    QString code; ///< `de`
    QString name; ///< in that language
};

/// All there are, English first.
std::vector<Language> languages();
/// `code` empty: that of the system. Returns the code of what is used now.
QString installLanguage(const QString& code);
/// What the settings (the user's, or this file) ask for.
QString preferredLanguage(const QString& settingsPath = {});

} // namespace penstock::ui
