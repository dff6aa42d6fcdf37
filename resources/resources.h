// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the compiled-in files (":/penstock/…") available; a static library's resources are otherwise left out by the
// linker. Call from the GUI thread before the first read; cheap, may be repeated.
#pragma once

void initPenstockResources();
