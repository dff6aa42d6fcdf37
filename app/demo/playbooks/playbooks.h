// SPDX-License-Identifier: GPL-3.0-or-later
// Playbooks: ordinary work, one function a kind of session. Each lays out a whole session in the scene it is given,
// starting at scene.now(). They include the near misses of ordinary days: honest retries, batches of similar calls, long
// negotiations that converge, second refunds that are meant, slow sub-agents that answer after all.
#pragma once

#include "app/demo/scene.h"
#include "app/demo/world.h"

namespace penstock::demo {

void playSupportSession(Scene& scene);
void playShopVisit(Scene& scene);
void playPaymentReview(Scene& scene);
void playNegotiation(Scene& scene);
void playAlert(Scene& scene);
void playCodingTurn(Scene& scene);
void playResearch(Scene& scene);
void playBatch(Scene& scene);

} // namespace penstock::demo
