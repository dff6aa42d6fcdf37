// SPDX-License-Identifier: GPL-3.0-or-later
// penstock: the desktop. Composition root: options, session, window, and the demo fleet if it is asked for.
#include "app/cli/end_signals.h"
#include "app/cli/engine_flags.h"
#include "app/desktop/demo_process.h"
#include "app/desktop/desktop_session.h"
#include "app/desktop/frame_tour.h"
#include "app/desktop/step_exporter.h"
#include "core/session/policy_desk.h"
#include "resources/resources.h"
#include "ui/shell/main_window.h"
#include "ui/shell/preferences.h"
#include "ui/shell/shot_taker.h"
#include "ui/shell/translation.h"

#include <QApplication>
#include <QDateTime>
#include <QFile>
#include <QTemporaryDir>
#include <QTimer>

#include <atomic>
#include <iostream>
#include <optional>
#include <thread>

namespace {

using namespace penstock;

struct Options {
    cli::EngineFlags engine;
    bool demo = false;
    std::string shots;
    int shotsAfterSeconds = 25; ///< with --demo: let the company work before the pictures are taken
    int measureSeconds = 0;     ///< in each room, 0 = not at all
    int measureRounds = 1;      ///< through all rooms
};

/// Where the demo's log goes when no directory was named: away with the program.
std::unique_ptr<QTemporaryDir> useTemporaryDirectory(Options& options, bool directoryGiven)
{
    if (!options.demo || directoryGiven)
        return nullptr;
    auto directory = std::make_unique<QTemporaryDir>();
    options.engine.options.dataDirectory = directory->path().toStdString() + "/data";
    if (options.engine.options.policy.empty()) { // what this company's tools do is nowhere else
        const QString policy = directory->filePath(QStringLiteral("policy.json"));
        initPenstockResources();
        if (QFile::copy(QStringLiteral(":/penstock/policies/demo.json"), policy))
            options.engine.options.policy = policy.toStdString();
    }
    // The demo must start beside a recording engine, so it does not insist on the usual ports.
    options.engine.options.otlpHttpPort = 0;
    options.engine.options.otlpGrpcPort = 0;
    return directory;
}

/// Set when the system asks; there may be no application object at that moment.
std::atomic<bool> endAsked = false;

/// Ends the event loop when the system asks, so that the log is closed in order. The thread ends with the process.
void quitOn(const cli::EndSignals& endings)
{
    std::thread([&endings] {
        endings.wait();
        endAsked = true;
        // exit, not quit: quit asks the windows first, and a window may ask a person.
        QMetaObject::invokeMethod(
            qApp, [] { QCoreApplication::exit(0); }, Qt::QueuedConnection);
    }).detach();
}

int fail(const Error& error)
{
    std::cerr << "penstock: " << error.sentence << '\n';
    return 3;
}

/// `--measure`: null when it was not asked for.
std::unique_ptr<desktop::FrameTour> startTour(desktop::MeteredApplication& app,
                                              ui::MainWindow& window, const Session& session,
                                              int seconds, int rounds)
{
    if (seconds <= 0)
        return nullptr;
    auto tour = std::make_unique<desktop::FrameTour>(window, app.meter(), seconds, rounds);
    // exit, not quit: there is nobody to answer a window's question.
    QObject::connect(tour.get(), &desktop::FrameTour::finished, &app,
                     [] { QCoreApplication::exit(0); });
    tour->start(session);
    return tour;
}

/// What lives longer than a window: the session, and what the next window takes over.
struct Desktop {
    desktop::DesktopSession session;
    QVariantMap takenAlong;
    bool demo = false; ///< plays, or did so when the window was made anew
};

constexpr int kAnew = 1000; ///< exit code of the event loop: another application object and window

/// One application object and one window, until it ends. A zoom and a language are of an application object.
int showWindow(desktop::MeteredApplication& app, const Options& options, Desktop& desktop)
{
    Session& session = *desktop.session.session;
    ui::MainWindowOptions windowOptions;
    windowOptions.exportSteps = desktop::stepExporter(session.status().dataDirectory);
    windowOptions.policyDesk = makePolicyDesk(session.status().dataDirectory);
    windowOptions.takenAlong = desktop.takenAlong;
    ui::MainWindow window(desktop.session.session, windowOptions);
    desktop::DemoProcess demo;
    const auto startDemo = [&] {
        desktop.demo = true;
        // Another company than before: the same one would send the same spans again.
        const QStringList seed{QStringLiteral("--seed"),
                               QString::number(QDateTime::currentMSecsSinceEpoch())};
        demo.start(QString::fromStdString(session.status().otlpHttp),
                   desktop.takenAlong.isEmpty() ? QStringList() : seed);
    };
    QObject::connect(&window, &ui::MainWindow::demoRequested, &app, startDemo);
    QObject::connect(&demo, &desktop::DemoProcess::failed, &app, [](const QString& sentence) {
        std::cerr << "penstock: " << sentence.toStdString() << '\n';
    });
    QObject::connect(&window, &ui::MainWindow::closed, &app, &QCoreApplication::quit);
    QObject::connect(
        &window, &ui::MainWindow::anewWanted, &app,
        [&] {
            desktop.takenAlong = window.takeAlong();
            QCoreApplication::exit(kAnew);
        },
        Qt::QueuedConnection);
    if (options.demo || desktop.demo)
        startDemo();
    if (options.demo && desktop.takenAlong.isEmpty())
        window.state().goTo(ui::Room::fleet);
    std::unique_ptr<ui::ShotTaker> shots;
    if (!options.shots.empty()) {
        shots = std::make_unique<ui::ShotTaker>(window, QString::fromStdString(options.shots));
        QObject::connect(shots.get(), &ui::ShotTaker::finished, &app,
                         [](int code) { QCoreApplication::exit(code); });
        QTimer::singleShot(options.demo ? options.shotsAfterSeconds * 1000 : 0, shots.get(),
                           &ui::ShotTaker::start);
    }
    window.show();
    const auto tour =
        startTour(app, window, session, options.measureSeconds, options.measureRounds);
    const int exitCode = endAsked ? 0 : app.exec();
    for (const QString& missing : shots ? shots->missing() : QStringList())
        std::cerr << "penstock: no picture of " << missing.toStdString() << '\n';
    return exitCode;
}

int runDesktop(int argc, char** argv, const Options& options)
{
    std::optional<Desktop> desktop;
    int exitCode = kAnew;
    while (exitCode == kAnew) {
        ui::usePreferredScale();
        desktop::MeteredApplication app(argc, argv);
        ui::installLanguage(ui::preferredLanguage());
        QApplication::setApplicationName(QStringLiteral("Penstock"));
        QApplication::setOrganizationName(QStringLiteral("Penstock"));
        QApplication::setDesktopFileName(QStringLiteral("penstock"));
        QApplication::setQuitOnLastWindowClosed(false);
        if (!desktop) {
            auto opened = desktop::openDesktopSession(options.engine.options);
            if (!opened)
                return fail(opened.error());
            desktop = Desktop{std::move(*opened), {}, false};
        }
        exitCode = showWindow(app, options, *desktop);
    }
    desktop->session.commands.reset();
    desktop->session.session->close();
    return exitCode;
}

} // namespace

int main(int argc, char** argv)
{
    const cli::EndSignals endings;
    CLI::App cli{"Penstock: watch, hold and replay fleets of AI agents."};
    cli.allow_extras(); // Qt's own options, such as -platform
    cli.set_version_flag("--version", std::string("penstock ") + PENSTOCK_VERSION);
    Options options;
    options.engine.declare(cli);
    cli.add_flag("--demo", options.demo,
                 "Play the demo fleet into a temporary log (or into --data-dir)");
    cli.add_option("--shots", options.shots,
                   "Save a picture of every view into this directory, then end");
    cli.add_option("--shots-after", options.shotsAfterSeconds,
                   "With --demo: seconds of play before the pictures");
    cli.add_option("--measure", options.measureSeconds,
                   "Visit every room for so many seconds and open the largest cascade, print how "
                   "long that took, then end");
    cli.add_option("--measure-rounds", options.measureRounds,
                   "With --measure: visit them all so many times");
    CLI11_PARSE(cli, argc, argv);
    if (Status checked = options.engine.check(); !checked) {
        std::cerr << "penstock: " << checked.error().sentence << '\n';
        return 2;
    }
    const auto temporary = useTemporaryDirectory(options, cli.count("--data-dir") > 0);
    quitOn(endings);
    return runDesktop(argc, argv, options);
}
