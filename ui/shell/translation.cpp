// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/translation.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QLocale>
#include <QtCore/QSettings>
#include <QtCore/QTranslator>

#include "resources/resources.h"
#include "ui/shell/preferences.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

QString catalogue(const QString& code)
{
    return u":/penstock/translations/penstock_%1.qm"_s.arg(code);
}

} // namespace

std::vector<Language> languages()
{
    initPenstockResources();
    std::vector<Language> known{{u"en"_s, u"English"_s}};
    if (QFile::exists(catalogue(u"de"_s)))
        known.push_back({u"de"_s, u"Deutsch"_s});
    return known;
}

QString installLanguage(const QString& code)
{
    const QString wanted = code.isEmpty() ? QLocale::system().name().section(u'_', 0, 0) : code;
    for (const Language& language : languages()) {
        if (language.code != wanted || language.code == u"en"_s)
            continue;
        auto* translator = new QTranslator(QCoreApplication::instance());
        if (translator->load(catalogue(wanted)) && QCoreApplication::installTranslator(translator))
            return wanted;
        delete translator;
    }
    return u"en"_s;
}

QString preferredLanguage(const QString& settingsPath)
{
    if (settingsPath.isEmpty()) {
        QSettings settings(u"penstock"_s, u"desktop"_s);
        return Preferences(settings).language();
    }
    QSettings settings(settingsPath, QSettings::IniFormat);
    return Preferences(settings).language();
}

} // namespace penstock::ui
