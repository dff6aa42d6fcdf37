// SPDX-License-Identifier: GPL-3.0-or-later
// Values as people read them (VISUAL.md 2): thousands with commas, times in the machine's zone with milliseconds,
// "–" for what was not said, "≥" before a sum that is a lower bound. All text that came from outside passes
// text_safety here. Pure functions.
#pragma once

#include <QtCore/QString>

#include <string_view>

#include "core/base/time.h"
#include "core/fleet/fleet_state.h"

namespace penstock::ui {

/// `–`, for everything that is not known.
QString missingText();
/// One safe line of untrusted text; "–" when empty.
QString safeLine(std::string_view untrusted, std::size_t maxBytes = 200);
/// One safe line of untrusted text; empty when empty.
QString safeLineOrEmpty(std::string_view untrusted, std::size_t maxBytes = 200);
QString countText(std::uint64_t n);
/// kNotSaid is "–".
QString tokensText(std::int64_t n);
/// `14:32:07.418`; with the date in front when it is not today.
QString timeText(Nanos t, Nanos now);
/// For columns of lists: `14:32:07.418` today, `9 Mar 12:25` this year, else the date. The tool tip has it all.
QString listTimeText(Nanos t, Nanos now);
/// `2026-11-20 14:32:07.418 UTC+01:00`, for tool tips and copies.
QString fullTimeText(Nanos t);
/// From t ago: `4 s ago`, `3 min 28 s ago`.
QString agoText(Nanos t, Nanos now);
/// How long a paused picture has been standing: `41 s behind`, `12 min behind`.
QString behindText(Nanos age);
/// `1 run`, `2 runs`.
QString countOf(std::uint64_t n, const QString& one, const QString& many);
QString durationText(Nanos d);
/// Sum of a trace, agent or fleet: `≥ $0.716502` while parts have no price or still run.
QString costText(const CostTotals& cost, bool growing);
/// One step's own cost: "–" without a price.
QString costText(const Cost& cost);
QString bytesText(std::uint64_t bytes);
/// Text as a tool tip that can never be taken for markup (tool tips guess).
QString plainTip(const QString& text);
/// `12` `1.2 k` `3.4 M`: for narrow places.
QString shortCountText(std::uint64_t n);

} // namespace penstock::ui
