// SPDX-License-Identifier: GPL-3.0-or-later
// The vocabulary of DESIGN.md as words on the screen, translatable: kinds, states, evidence, modes, sources.
// Pure functions.
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include "core/fleet/fleet_state.h"

namespace penstock::ui {

/// How surely a delegation is known: the three line kinds of VISUAL.md 4.
enum class KnownBy { unknown, declared, structural, inferred };

KnownBy knownBy(Evidence evidence);
QString knownByText(KnownBy how);
/// What was seen, e.g. "handoff named by the sender".
QString evidenceText(Evidence evidence);
/// One sentence a bit of DelegationRow::evidence.
QStringList evidenceList(std::uint32_t bits);
QString modeText(DelegationMode mode);
QString kindText(StepKind kind);
QString statusText(StepStatus status);
QString actorText(ActorKind kind);
QString costSourceText(const Cost& cost);
QString costDoubtText(int chief); ///< why a cost is estimated, of chiefDoubt()
/// All that is said about one cost; empty when it is no estimate.
QStringList costDoubts(const Cost& cost);
QString usageRoleText(UsageRole role);
QString dialectsText(DialectSet dialects);
/// What StepFlag bits mean for the reader, worth saying first.
QStringList flagTexts(std::uint32_t flags);
QString lossKindText(LossKind kind);
QString lossKindExplanation(LossKind kind);
/// Where a person finds more about items of this kind, and where there is nothing more to find.
QString lossFollowUp(LossKind kind);

} // namespace penstock::ui
