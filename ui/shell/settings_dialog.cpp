// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/settings_dialog.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

#include "ui/models/format.h"
#include "ui/shell/translation.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/text_label.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kWidth = 620;
constexpr int kNameWidth = 132;
constexpr int kZooms[] = {75, 90, 100, 110, 125, 150, 175, 200, 250, 300};

} // namespace

SettingsDialog::SettingsDialog(const ViewContext& context, Preferences& preferences,
                               QWidget* window)
    : QDialog(window),
      m_context(context),
      m_preferences(preferences),
      m_usedZoom(preferences.zoom()),
      m_usedLanguage(preferences.language())
{
    setWindowTitle(tr("Settings"));
    setModal(false);
    buildUi();
    fill();
    refresh();
    wire();
}

void SettingsDialog::addHead(QGridLayout& grid, const QString& text)
{
    auto* head = new TextLabel(m_context.theme, uiFont(TextSize::title, QFont::DemiBold),
                               Tone::primary, this);
    head->setText(text);
    const int row = grid.rowCount();
    grid.setRowMinimumHeight(row, 32);
    grid.addWidget(head, row, 0, 1, 3, Qt::AlignBottom);
}

QComboBox* SettingsDialog::addBox(QGridLayout& grid, const QString& name, const QString& note)
{
    auto* label = new QLabel(name, this);
    auto* box = new QComboBox(this);
    box->setAccessibleName(name);
    box->setAccessibleDescription(note);
    label->setBuddy(box);
    auto* hint = new QLabel(note, this);
    hint->setTextFormat(Qt::PlainText);
    hint->setWordWrap(true);
    hint->setProperty("hint", true);
    const int row = grid.rowCount();
    grid.addWidget(label, row, 0);
    grid.addWidget(box, row, 1);
    grid.addWidget(hint, row, 2);
    return box;
}

void SettingsDialog::addAnew(QGridLayout& grid)
{
    m_anewNote = new QLabel(tr("Used when the window is made anew; recording goes on."), this);
    m_anewNote->setTextFormat(Qt::PlainText);
    m_anewNote->setWordWrap(true);
    m_anewNote->setProperty("hint", true);
    m_anew = new QPushButton(tr("Use them now"), this);
    m_anew->setAccessibleDescription(m_anewNote->text());
    connect(m_anew, &QPushButton::clicked, this, &SettingsDialog::anewWanted);
    const int row = grid.rowCount();
    grid.addWidget(m_anew, row, 1);
    grid.addWidget(m_anewNote, row, 2);
}

QCheckBox* SettingsDialog::addCheck(QGridLayout& grid, const QString& text)
{
    auto* check = new QCheckBox(text, this);
    grid.addWidget(check, grid.rowCount(), 0, 1, 3);
    return check;
}

void SettingsDialog::buildUi()
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(16, 8, 16, 12);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    grid->setColumnMinimumWidth(0, kNameWidth);
    grid->setColumnMinimumWidth(1, 168);
    grid->setColumnStretch(2, 1);
    addHead(*grid, tr("Appearance"));
    m_theme = addBox(*grid, tr("Theme"), {});
    m_density = addBox(*grid, tr("Lists"), {});
    m_zoom = addBox(*grid, tr("Zoom"), {});
    m_language = addBox(*grid, tr("Language"), {});
    addAnew(*grid);
    addHead(*grid, tr("Closing the window"));
    m_closing = addBox(*grid, tr("While recording"), {});
    addHead(*grid, tr("Notices"));
    m_alarms = addBox(*grid, tr("Alarms"), {});
    m_desktop = addCheck(*grid, tr("Also say them on the desktop, outside this window"));
    m_silent = addCheck(*grid, tr("Do not disturb: keep them in the list only"));
    addHead(*grid, tr("Recording, as the engine was started"));
    m_facts = new KeyValueList(m_context.theme, kNameWidth + 12, this);
    m_facts->setAccessibleName(tr("Recording"));
    grid->addWidget(m_facts, grid->rowCount(), 0, 1, 3);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    const int last = grid->rowCount();
    grid->setRowMinimumHeight(last, 12);
    grid->addWidget(buttons, last + 1, 0, 1, 3);
    setFixedWidth(kWidth);
}

void SettingsDialog::fill()
{
    m_theme->addItem(tr("Light"), static_cast<int>(ThemeKind::light));
    m_theme->addItem(tr("Dark"), static_cast<int>(ThemeKind::dark));
    m_density->addItem(tr("Dense, 24 px a row"), false);
    m_density->addItem(tr("Roomy, 28 px a row"), true);
    for (const int zoom : kZooms)
        m_zoom->addItem(tr("%1 %").arg(zoom), zoom);
    m_language->addItem(tr("As the system"), QString());
    for (const Language& language : languages())
        m_language->addItem(language.name, language.code);
    m_alarms->addItem(tr("High only"), static_cast<int>(Priority::high));
    m_alarms->addItem(tr("High and medium"), static_cast<int>(Priority::medium));
    m_alarms->addItem(tr("All but notes"), static_cast<int>(Priority::low));
    m_alarms->addItem(tr("All"), static_cast<int>(Priority::note));
    m_closing->addItem(tr("Goes to the tray"), static_cast<int>(Closing::trayOrAsk));
    m_closing->addItem(tr("Asks"), static_cast<int>(Closing::ask));
    m_closing->addItem(tr("Quits"), static_cast<int>(Closing::quit));
}

void SettingsDialog::wire()
{
    const auto chosen = [this](QComboBox* box, auto take) {
        connect(box, &QComboBox::currentIndexChanged, this,
                [box, take](int) { take(box->currentData()); });
    };
    chosen(m_theme, [this](const QVariant& v) {
        m_context.theme.setKind(static_cast<ThemeKind>(v.toInt()));
    });
    chosen(m_density, [this](const QVariant& v) { m_preferences.setRoomyLists(v.toBool()); });
    chosen(m_zoom, [this](const QVariant& v) { m_preferences.setZoom(v.toInt()); });
    chosen(m_language, [this](const QVariant& v) { m_preferences.setLanguage(v.toString()); });
    chosen(m_closing, [this](const QVariant& v) {
        m_preferences.setClosing(static_cast<Closing>(v.toInt()));
    });
    chosen(m_alarms, [this](const QVariant& v) {
        m_preferences.setAlarmNotices(static_cast<Priority>(v.toInt()));
    });
    connect(m_desktop, &QCheckBox::toggled, &m_preferences, &Preferences::setDesktopNotices);
    connect(m_silent, &QCheckBox::toggled, &m_preferences, &Preferences::setDoNotDisturb);
    connect(&m_preferences, &Preferences::changed, this, &SettingsDialog::refresh);
    connect(&m_context.theme, &ThemeController::themeChanged, this, &SettingsDialog::refresh);
    connect(&m_context.bridge, &SessionBridge::statusChanged, this, &SettingsDialog::refreshFacts);
}

void SettingsDialog::refresh()
{
    const auto show = [](QComboBox* box, const QVariant& value) {
        if (const int at = box->findData(value); at >= 0)
            box->setCurrentIndex(at);
    };
    show(m_theme, static_cast<int>(m_context.theme.kind()));
    show(m_density, m_preferences.roomyLists());
    show(m_zoom, m_preferences.zoom());
    show(m_language, m_preferences.language());
    show(m_closing, static_cast<int>(m_preferences.closing()));
    show(m_alarms, static_cast<int>(m_preferences.alarmNotices()));
    m_desktop->setChecked(m_preferences.desktopNotices());
    m_silent->setChecked(m_preferences.doNotDisturb());
    const bool other =
        m_preferences.zoom() != m_usedZoom || m_preferences.language() != m_usedLanguage;
    m_anew->setVisible(other);
    m_anewNote->setVisible(other);
    refreshFacts();
}

void SettingsDialog::refreshFacts()
{
    const EngineStatus& status = m_context.bridge.status();
    const auto where = [](const std::string& address) {
        return address.empty() ? tr("not listening") : QString::fromStdString(address);
    };
    m_facts->setRows(
        {fact(tr("engine"), status.kind == SessionKind::attached ? tr("another process, attached")
                            : status.recording                   ? tr("in this program, recording")
                                               : tr("in this program, not recording")),
         fact(tr("log"), safeLine(status.dataDirectory, 300)),
         fact(tr("size, free"), bytesText(status.logBytes) + u", "_s + bytesText(status.freeBytes)),
         fact(tr("OTLP/gRPC"), where(status.otlpGrpc)),
         fact(tr("OTLP/HTTP"), where(status.otlpHttp)),
         fact(tr("TLS"), status.tls ? tr("on") : tr("off")),
         fact(tr("sender tokens"), status.tokensRequired ? tr("required") : tr("not required")),
         fact(tr("retention"), tr("set when the engine starts: penstock --help"))});
}

} // namespace penstock::ui
