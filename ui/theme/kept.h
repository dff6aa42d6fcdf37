// SPDX-License-Identifier: GPL-3.0-or-later
// keptUntilTheEnd(): what painting keeps between frames, one of each type and number in every thread. That of the GUI thread
// is let go with the application, because fonts and their engines must not outlive it. No cost beyond the look-up.
#pragma once

#include <QtCore/QCoreApplication>
#include <QtCore/QThread>

#include <memory>

namespace penstock::ui {

template <class Kept, int kNumber = 0> Kept& keptUntilTheEnd()
{
    thread_local std::unique_ptr<Kept> kept;
    if (kept == nullptr) {
        kept = std::make_unique<Kept>();
        if (QCoreApplication::instance() != nullptr &&
            QThread::currentThread() == QCoreApplication::instance()->thread())
            qAddPostRoutine([] { kept.reset(); }); // called in this very thread
    }
    return *kept;
}

} // namespace penstock::ui
