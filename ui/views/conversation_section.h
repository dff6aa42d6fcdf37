// SPDX-License-Identifier: GPL-3.0-or-later
// ConversationSection: system text, messages in order and what came back, as cards. Shows the last few; the rest is
// counted and one click away. Content that was not captured is said so, with how to switch it on. GUI thread only.
#pragma once

#include <memory>
#include <vector>

#include "core/session/session.h"
#include "ui/widgets/section.h"

namespace penstock::ui {

class ConversationSection final : public QWidget {
    Q_OBJECT
public:
    ConversationSection(const ThemeController& theme, QWidget* parent);

    void setConversation(std::shared_ptr<const StepDetail> detail);
    /// How many cards are shown at first.
    void setLimit(std::size_t cards);
    std::size_t shownCards() const { return m_shown; }

private:
    void rebuild();
    std::vector<Message> messages() const;
    void addHint(const std::string& hint);

    const ThemeController& m_theme;
    Section* m_section;
    std::shared_ptr<const StepDetail> m_detail;
    std::size_t m_limit = 4;
    std::size_t m_extra = 0;
    std::size_t m_shown = 0;
};

} // namespace penstock::ui
