// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/fuzzy.h"

#include <algorithm>
#include <vector>

namespace penstock::ui {
namespace {

constexpr int kNone = -1'000'000;
constexpr int kWordStart = 8;
constexpr int kBesides = 6;
constexpr int kGap = -1;

bool startsWord(QStringView text, qsizetype at)
{
    return at == 0 || !text[at - 1].isLetterOrNumber();
}

} // namespace

// best[i]: the best score of the letters so far when the last of them stands at i.
std::optional<int> fuzzyScore(QStringView pattern, QStringView text)
{
    std::vector<int> best(static_cast<std::size_t>(text.size()) + 1, kNone);
    bool first = true;
    for (const QChar wanted : pattern) {
        if (wanted.isSpace())
            continue;
        std::vector<int> next(best.size(), kNone);
        int before = first ? 0 : kNone; // the best end anywhere before, gaps counted
        for (qsizetype at = 0; at < text.size(); ++at) {
            const auto i = static_cast<std::size_t>(at);
            if (text[at].toCaseFolded() == wanted.toCaseFolded()) {
                const int besides = i > 0 && best[i - 1] > kNone ? best[i - 1] + kBesides : kNone;
                const int reached = std::max(before, besides);
                if (reached > kNone)
                    next[i] = reached + 1 + (startsWord(text, at) ? kWordStart : 0);
            }
            if (!first)
                before = std::max(before > kNone ? before + kGap : kNone, best[i]);
        }
        best = std::move(next);
        first = false;
    }
    if (first)
        return 0;
    const int score = *std::ranges::max_element(best);
    return score > kNone / 2 ? std::optional(score) : std::nullopt;
}

} // namespace penstock::ui
