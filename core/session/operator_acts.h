// SPDX-License-Identifier: GPL-3.0-or-later
// OperatorActs: what people do about alarms and bills becomes log entries – checked first against what is folded, then
// stored, and done when the fold has it, so that who asked sees what came of it. One act after the other on a thread of its
// own, or on the caller's. Thread-safe; folder, writer and clock must outlive it.
#pragma once

#include "core/model/alarm.h"
#include "core/model/bill.h"
#include "core/session/folder.h"
#include "core/session/worker.h"
#include "core/session/writer.h"

#include <functional>

namespace penstock {

class OperatorActs final {
public:
    using Store = std::function<Result<Outcome>(Contribution contribution)>;

    OperatorActs(Folder& folder, Writer& writer, const Clock& clock, Store store);

    /// Blocks. invalid: refused with a sentence, nothing was logged.
    Status act(const AlarmAct& act);
    Status act(const BillAct& act);
    template <class Act> void act(Act act, std::function<void(Status)> done)
    {
        auto told = std::make_shared<std::function<void(Status)>>(std::move(done));
        if (!m_worker.take([this, act = std::move(act), told] { (*told)(this->act(act)); }))
            (*told)(Error{ErrorCode::busy, "The engine is busy; try again.", {}});
    }

private:
    Status log(EntryKind kind, std::string text);

    Folder& m_folder;
    Writer& m_writer;
    const Clock& m_clock;
    const Store m_store;
    Worker m_worker;
};

} // namespace penstock
