// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/conversation_section.h"

#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

#include "ui/models/format.h"
#include "ui/views/message_card.h"
#include "ui/widgets/text_block.h"

namespace penstock::ui {
namespace {

constexpr std::size_t kMoreStep = 20;

} // namespace

ConversationSection::ConversationSection(const ThemeController& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_section(new Section(theme, tr("Conversation"), this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_section);
}

void ConversationSection::setConversation(std::shared_ptr<const StepDetail> detail)
{
    m_detail = std::move(detail);
    m_extra = 0;
    rebuild();
}

void ConversationSection::setLimit(std::size_t cards)
{
    if (m_limit == cards)
        return;
    m_limit = cards;
    m_extra = 0;
    rebuild();
}

std::vector<Message> ConversationSection::messages() const
{
    std::vector<Message> all;
    const Conversation& c = m_detail->conversation;
    if (!c.system.empty()) {
        Message system;
        system.role = Role::system;
        system.parts = c.system;
        all.push_back(std::move(system));
    }
    all.insert(all.end(), c.input.begin(), c.input.end());
    all.insert(all.end(), c.output.begin(), c.output.end());
    return all;
}

void ConversationSection::rebuild()
{
    m_section->clear();
    m_shown = 0;
    if (!m_detail)
        return;
    const std::vector<Message> all = messages();
    const std::size_t first = all.size() - std::min(all.size(), m_limit + m_extra);
    if (first > 0) {
        auto* earlier = new QPushButton(tr("%1 earlier messages").arg(countText(first)), m_section);
        earlier->setProperty("link", true);
        connect(earlier, &QPushButton::clicked, this, [this] {
            m_extra += kMoreStep;
            rebuild();
        });
        m_section->addWidget(earlier);
    }
    for (std::size_t i = first; i < all.size(); ++i, ++m_shown)
        m_section->addWidget(new MessageCard(m_theme, all[i], m_section));
    if (all.empty())
        addHint(m_detail->conversation.absentHint);
    m_section->setNote(
        all.empty() ? QString()
                    : tr("%1 of %2").arg(countText(all.size() - first), countText(all.size())));
}

void ConversationSection::addHint(const std::string& hint)
{
    auto* block = new TextBlock(m_theme, TextBlock::Kind::prose, m_section);
    const std::string text = hint.empty()
                                 ? tr("This step carries no messages.").toStdString()
                                 : tr("The content was not captured. ").toStdString() + hint;
    block->setText(text);
    m_section->addWidget(block);
}

} // namespace penstock::ui
