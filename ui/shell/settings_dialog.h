// SPDX-License-Identifier: GPL-3.0-or-later
// SettingsDialog (Ctrl+,): what a person may choose about the window, used at once; and what the engine was started with,
// to read. Not modal: the screen goes on behind it. Owned by the main window; GUI thread only.
#pragma once

#include <QtWidgets/QDialog>

#include "ui/shell/preferences.h"
#include "ui/views/view_context.h"

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace penstock::ui {

class KeyValueList;

class SettingsDialog final : public QDialog {
    Q_OBJECT
public:
    SettingsDialog(const ViewContext& context, Preferences& preferences, QWidget* window);

    QComboBox& themeBox() const { return *m_theme; }
    QComboBox& densityBox() const { return *m_density; }
    QComboBox& zoomBox() const { return *m_zoom; }
    QComboBox& languageBox() const { return *m_language; }
    QComboBox& closingBox() const { return *m_closing; }
    QCheckBox& desktopNotices() const { return *m_desktop; }
    QCheckBox& doNotDisturb() const { return *m_silent; }
    KeyValueList& facts() const { return *m_facts; }
    /// There while zoom or language are not those that the window was made with.
    QPushButton& anewButton() const { return *m_anew; }

signals:
    void anewWanted();

private:
    void buildUi();
    QComboBox* addBox(QGridLayout& grid, const QString& name, const QString& note);
    void addAnew(QGridLayout& grid);
    QCheckBox* addCheck(QGridLayout& grid, const QString& text);
    void addHead(QGridLayout& grid, const QString& text);
    void fill();
    void wire();
    void refresh();
    void refreshFacts();

    ViewContext m_context;
    Preferences& m_preferences;
    QComboBox* m_theme;
    QComboBox* m_density;
    QComboBox* m_zoom;
    QComboBox* m_language;
    QComboBox* m_alarms = nullptr;
    QComboBox* m_closing;
    QCheckBox* m_desktop;
    QCheckBox* m_silent;
    KeyValueList* m_facts;
    QLabel* m_anewNote;
    QPushButton* m_anew;
    int m_usedZoom;
    QString m_usedLanguage;
};

} // namespace penstock::ui
