// SPDX-License-Identifier: GPL-3.0-or-later
// AlarmActs: what people do about alarms becomes log entries – checked first against what is folded, then stored, and done
// when the fold has it, so that who asked sees what came of it. One act after the other on a thread of its own, or on the
// caller's. Thread-safe; folder, writer and clock must outlive it.
#pragma once

#include "core/model/alarm.h"
#include "core/session/folder.h"
#include "core/session/worker.h"
#include "core/session/writer.h"

#include <functional>

namespace penstock {

class AlarmActs final {
public:
    using Store = std::function<Result<Outcome>(Contribution contribution)>;

    AlarmActs(Folder& folder, Writer& writer, const Clock& clock, Store store);

    /// Blocks. invalid: refused with a sentence, nothing was logged.
    Status act(const AlarmAct& act);
    void act(AlarmAct act, std::function<void(Status)> done);

private:
    Folder& m_folder;
    Writer& m_writer;
    const Clock& m_clock;
    const Store m_store;
    Worker m_worker;
};

} // namespace penstock
