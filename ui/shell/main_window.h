// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow: the desktop as one window over one Session. Owns theme, bridge, view state and all views. Made by the
// composition root (app/penstock), GUI thread only. Closing goes to the tray where there is one; otherwise it asks
// whether to keep recording. It never ends the program itself: closed() says that the person wants to quit.
#pragma once

#include <QtCore/QSettings>
#include <QtWidgets/QWidget>

#include <functional>
#include <memory>
#include <vector>

#include "ui/export/export_dialog.h"
#include "ui/models/filter_rows.h"
#include "ui/shell/filter_memory.h"
#include "ui/shell/notices.h"
#include "ui/shell/preferences.h"
#include "ui/shell/tray.h"
#include "ui/shell/workspaces.h"
#include "ui/views/view_context.h"

class QAction;

namespace penstock {
class PolicyDesk;
}

namespace penstock::ui {

class CascadePage;
class CascadesView;
class CloseGuard;
class CommandPalette;
class Commands;
class ChartsView;
class ConnectView;
class CostsView;
class ExchangesPage;
class CrumbBar;
class FleetView;
class HintBar;
class AlarmsView;
class LossesView;
class NavBar;
class OverviewStrip;
class PaintOverlay;
class ProblemBar;
class Prompt;
class SettingsDialog;
class ShortcutSheet;
class StatusStrip;
class ToastList;
class TracesView;
class ViewArea;

struct MainWindowOptions {
    QString settingsPath;           ///< ini file; empty = the user's own settings
    MakeTray makeTray = systemTray; ///< none, or one that makes none: closing always asks
    StepExporter exportSteps = {};  ///< none: steps cannot be exported
    std::shared_ptr<PolicyDesk> policyDesk = {}; ///< none: the policy cannot be worked on
    QVariantMap takenAlong = {};                 ///< of the window before, over the same session
};

class MainWindow final : public QWidget {
    Q_OBJECT
public:
    explicit MainWindow(std::shared_ptr<Session> session, const MainWindowOptions& options = {},
                        QWidget* parent = nullptr);
    ~MainWindow() override;

    ThemeController& theme() { return m_theme; }
    ViewState& state() { return m_state; }
    SessionBridge& bridge() { return m_bridge; }
    Commands& commands() { return *m_commands; }
    StatusStrip& strip() { return *m_strip; }
    CrumbBar& crumbs() { return *m_crumbs; }
    HintBar& hints() { return *m_hints; }
    OverviewStrip& overview() { return *m_overview; }
    ProblemBar& problems() { return *m_problems; }
    TracesView& traces() { return *m_traces; }
    CascadesView& cascades() { return *m_cascades; }
    CascadePage& cascadePage() { return *m_cascade; }
    ExchangesPage& exchanges() { return *m_exchanges; }
    FleetView& fleet() { return *m_fleet; }
    ChartsView& charts() { return *m_charts; }
    AlarmsView& alarms() { return *m_alarms; }
    LossesView& losses() { return *m_losses; }
    CostsView& costs() { return *m_costs; }
    ConnectView& connectView() { return *m_connect; }
    CommandPalette& palette() { return *m_palette; }
    ShortcutSheet& sheet() { return *m_sheet; }
    PaintOverlay& overlay() { return *m_overlay; }
    CloseGuard& closeGuard() { return *m_close; }
    NavBar& nav() { return *m_nav; }
    ViewArea& area() { return *m_area; }
    /// The widget of a place.
    QWidget* viewOf(Room room, Level level) const;
    Prompt& prompt() { return *m_prompt; }
    Preferences& preferences() { return m_preferences; }
    Notices& notices() { return m_notices; }
    ToastList& toasts() { return *m_toasts; }
    /// Null until it was opened.
    SettingsDialog* settingsDialog() { return m_settingsDialog; }
    ExportDialog& exportDialog() { return *m_export; }
    void showSettings();
    /// Everything that the window which follows this one needs to look the same.
    QVariantMap takeAlong() const;
    void exportSeen();

signals:
    /// The person asked for the demo fleet; the composition root starts it.
    void demoRequested();
    /// For another zoom or language: another application object and window, over the same session.
    void anewWanted();
    /// The window is gone for good: end the program.
    void closed();

protected:
    bool event(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    /// The side panel of a view follows the view's width only when it crosses the limit, so that Q keeps its choice.
    struct PanelRule {
        QWidget* view;
        Qt::Orientation along;
        int from; ///< px of the view
        std::function<void(bool)> show;
        int last = 0;
    };

    void buildUi(const std::shared_ptr<PolicyDesk>& policyDesk);
    void buildRooms(const std::shared_ptr<PolicyDesk>& policyDesk);
    void layOut();
    void buildOverlays();
    void addPanelRules();
    void addRoomCommands();
    void addViewCommands();
    void addFleetCommands();
    void addSteeringCommands();
    void addChartCommands();
    void addListCommands();
    void addCascadeCommands();
    void addExchangeCommands();
    void addAlarmCommands();
    void addCostCommands();
    void askShelf();
    void askComment();
    void askPair();
    void addInspectorCommands();
    void addWindowCommands();
    void wire();
    void restore(const QVariantMap& takenAlong);
    void save();
    void showPlace();
    void updateWatches();
    void focusRoom();
    QWidget* placeWidget() const;
    std::vector<std::pair<QWidget*, Room>> rooms() const;
    void enterView(QWidget* view);
    void viewMoved(QWidget* view);
    void toggleBeside(QWidget* view);
    void toggleWindow();
    void closeHere();
    void placeOverview();
    FieldScope filterScopeHere() const;
    void addFilterCommands();
    void narrow(const CellFilter& cell, NarrowBy by);
    void goUp();
    void addTimeCommands();
    void chooseRange();
    void askRange();
    QVariantMap workspace() const;
    void openWorkspace(const QVariantMap& saved);
    void listWorkspaces();
    void keepWorkspace();
    void chooseWorkspace();
    void takeNotice(const Notice& notice);
    void followNotice(NoticeKind kind);
    void wireServices();
    void togglePanel();

    std::unique_ptr<QSettings> m_settings;
    Preferences m_preferences;
    FilterMemory m_filters;
    Workspaces m_workspaces;
    ThemeController m_theme;
    SessionBridge m_bridge;
    ViewState m_state;
    ViewContext m_context;
    Notices m_notices;
    Commands* m_commands = nullptr;
    StatusStrip* m_strip = nullptr;
    NavBar* m_nav = nullptr;
    CrumbBar* m_crumbs = nullptr;
    ProblemBar* m_problems = nullptr;
    HintBar* m_hints = nullptr;
    OverviewStrip* m_overview = nullptr;
    ViewArea* m_area = nullptr;
    TracesView* m_traces = nullptr;
    CascadesView* m_cascades = nullptr;
    CascadePage* m_cascade = nullptr;
    ExchangesPage* m_exchanges = nullptr;
    FleetView* m_fleet = nullptr;
    ChartsView* m_charts = nullptr;
    AlarmsView* m_alarms = nullptr;
    LossesView* m_losses = nullptr;
    CostsView* m_costs = nullptr;
    ConnectView* m_connect = nullptr;
    CommandPalette* m_palette = nullptr;
    ShortcutSheet* m_sheet = nullptr;
    PaintOverlay* m_overlay = nullptr;
    CloseGuard* m_close = nullptr;
    Prompt* m_prompt = nullptr;
    ToastList* m_toasts = nullptr;
    SettingsDialog* m_settingsDialog = nullptr;
    std::vector<QAction*> m_fleetActions;    ///< their keys mean this only in the fleet,
    std::vector<QAction*> m_steeringActions; ///< these not in a cascade
    std::vector<QAction*> m_cascadeActions;  ///< and these only there
    std::vector<QAction*> m_alarmActions;    ///< while the alarms are there
    std::vector<QAction*> m_costActions;     ///< while the costs are there
    std::vector<QAction*> m_exchangeActions; ///< while two actors are listened to
    ExportDialog* m_export = nullptr;
    std::vector<PanelRule> m_panelRules;
    bool m_overviewShown = true;
    bool m_entering = false; ///< the focus is where the person put it
};

} // namespace penstock::ui
