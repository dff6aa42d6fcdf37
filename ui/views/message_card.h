// SPDX-License-Identifier: GPL-3.0-or-later
// MessageCard: one message of a conversation – role glyph and name, then its parts: text, reasoning, tool calls and
// results (JSON laid out), files. Nothing in it is a link. GUI thread only.
#pragma once

#include "core/model/conversation.h"
#include "ui/widgets/panel.h"

class QVBoxLayout;

namespace penstock::ui {

class MessageCard final : public Panel {
    Q_OBJECT
public:
    MessageCard(const ThemeController& theme, const Message& message, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addHead(QVBoxLayout* column, const Message& message);
    void addPart(QVBoxLayout* column, const MessagePart& part);

    const ThemeController& m_themeController;
    bool m_output = false;
};

/// What a person calls the sender of the message: `user`, `billing-refunds`, the role as sent.
QString senderText(const Message& message);

} // namespace penstock::ui
