// SPDX-License-Identifier: GPL-3.0-or-later
// ShotTaker: `--shots DIR`. Drives every view of a window with what is loaded, in both themes and three sizes, and
// saves one PNG each (`traces-light-1440x900.png`). Waits for a view to have its data, but not for ever.
// finished(0) when every picture was taken, finished(1) otherwise; missing() says which. GUI thread only.
#pragma once

#include <QtCore/QDir>
#include <QtCore/QObject>
#include <QtCore/QSize>
#include <QtCore/QTimer>
#include <QtGui/QPixmap>

#include <functional>
#include <vector>

#include "core/base/ids.h"
#include "ui/state/view_state.h"
#include "ui/theme/theme.h"

namespace penstock::ui {

class MainWindow;

class ShotTaker final : public QObject {
    Q_OBJECT
public:
    ShotTaker(MainWindow& window, const QString& directory, QObject* parent = nullptr);

    /// Only pictures whose file name has this in it.
    void keepOnly(const QString& part);
    void start();
    const QStringList& saved() const { return m_saved; }
    const QStringList& missing() const { return m_missing; }

signals:
    void finished(int exitCode);

private:
    struct View {
        QString name;
        std::function<void()> show;
        std::function<bool()> ready;     ///< has what it needs on screen
        std::function<QPixmap()> grab{}; ///< empty: the window
    };
    struct Shot {
        std::size_t view = 0;
        ThemeKind theme = ThemeKind::light;
        QSize size;
    };
    void addViews();
    void addCharts();
    void addExchanges();
    ActorSelection busiestPair(bool both) const;
    void addBeside();
    void addCascadeViews();
    void addShell();
    QPixmap withDialog(QWidget& dialog) const;
    void showFleet();
    void showCascade(int inspectorTab, bool graph);
    TraceIndex telling() const;
    void next();
    void poll();
    void take();
    QString fileName(const Shot& shot) const;

    MainWindow& m_window;
    QDir m_directory;
    std::vector<View> m_views;
    std::vector<Shot> m_shots;
    std::size_t m_at = 0;
    int m_polls = 0;
    int m_readyPolls = 0; ///< in a row
    QTimer m_poll;
    QStringList m_saved;
    QStringList m_missing;
};

} // namespace penstock::ui
