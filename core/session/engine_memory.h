// SPDX-License-Identifier: GPL-3.0-or-later
// memoryOf(): what an engine holds in memory, part by part with what bounds each; the last two are the heap of the whole
// process. Asks the fold and the writer on their threads and waits for them: any other thread. Never throws; a part whose
// thread has ended is missing.
#pragma once

#include "core/session/folder.h"
#include "core/session/writer.h"

namespace penstock {

std::vector<MemoryPart> memoryOf(Folder& folder, Writer& writer);

} // namespace penstock
