// SPDX-License-Identifier: GPL-3.0-or-later
// Measures of the visual language in logical px. The same values stand in resources/themes/tokens.json; a test
// compares the two, so that widgets can use constants without parsing. Plain constants.
#pragma once

namespace penstock::ui {

inline constexpr int kGrid = 4;
inline constexpr int kStatusStripHeight = 44;
inline constexpr int kCrumbBarHeight = 32;
inline constexpr int kStatusBarHeight = 24;
inline constexpr int kNavWidth = 72;
inline constexpr int kNavItemHeight = 60;
inline constexpr int kToolbarHeight = 28;
inline constexpr int kTraceHeaderHeight = 40;
inline constexpr int kInspectorWidth = 376;
inline constexpr int kListRow = 24;
inline constexpr int kRoomyRow = 28;
inline constexpr int kTreeRow = 18;
inline constexpr int kKeyValueRow = 20;
inline constexpr int kSectionHeader = 28;
inline constexpr int kTreeLabelWidth = 372;
inline constexpr int kTreeCostWidth = 96;
inline constexpr int kTreeIndent = 16;
inline constexpr int kRulerHeight = 24;
inline constexpr int kLeafBar = 10;
inline constexpr int kFrameBar = 8;
inline constexpr int kMinBar = 3;
inline constexpr int kNarrowWindow = 1280;
inline constexpr int kListRefreshMs = 67; ///< 15 Hz

} // namespace penstock::ui
