// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/message_card.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include "ui/models/format.h"
#include "ui/models/json_layout.h"
#include "ui/theme/fonts.h"
#include "ui/theme/glyphs.h"
#include "ui/widgets/text_block.h"
#include "ui/widgets/text_label.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

Glyph roleGlyph(Role role)
{
    switch (role) {
    case Role::system:
        return Glyph::system;
    case Role::user:
        return Glyph::person;
    case Role::assistant:
        return Glyph::model;
    case Role::tool:
        return Glyph::tool;
    case Role::other:
        break;
    }
    return Glyph::dot;
}

QString roleText(const Message& message)
{
    switch (message.role) {
    case Role::system:
        return MessageCard::tr("system");
    case Role::user:
        return MessageCard::tr("user");
    case Role::assistant:
        return MessageCard::tr("assistant");
    case Role::tool:
        return MessageCard::tr("tool");
    case Role::other:
        break;
    }
    return safeLine(message.roleText);
}

class GlyphBox final : public QWidget {
public:
    GlyphBox(const ThemeController& theme, Glyph glyph, QWidget* parent)
        : QWidget(parent), m_theme(theme), m_glyph(glyph)
    {
        setFixedSize(14, 18);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paintGlyph(painter, m_glyph, rect(), m_theme.theme().ink);
    }

private:
    const ThemeController& m_theme;
    Glyph m_glyph;
};

QString partCaption(const MessagePart& part)
{
    QStringList words;
    switch (part.kind) {
    case PartKind::reasoning:
        words << MessageCard::tr("reasoning");
        break;
    case PartKind::toolCall:
        words << MessageCard::tr("calls %1").arg(safeLine(part.name));
        break;
    case PartKind::toolResult:
        words << MessageCard::tr("result");
        break;
    case PartKind::file:
        words << MessageCard::tr("file");
        break;
    case PartKind::blob:
        words << MessageCard::tr("data");
        break;
    case PartKind::uri:
        words << MessageCard::tr("address");
        break;
    case PartKind::generic:
        words << safeLine(part.name);
        break;
    case PartKind::text:
        break;
    }
    if (!part.mimeType.empty())
        words << safeLine(part.mimeType);
    if (part.truncated)
        words << MessageCard::tr("cut by the sender");
    return words.join(u", "_s);
}

} // namespace

QString senderText(const Message& message)
{
    return message.name.empty() ? roleText(message) : safeLine(message.name);
}

MessageCard::MessageCard(const ThemeController& theme, const Message& message, QWidget* parent)
    : Panel(theme, Edge::none, parent, Ground::field),
      m_themeController(theme),
      m_output(message.role == Role::assistant)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 4, 8, 6);
    column->setSpacing(2);
    addHead(column, message);
    for (const MessagePart& part : message.parts)
        addPart(column, part);
    setAccessibleName(tr("Message from %1").arg(senderText(message)));
}

void MessageCard::addHead(QVBoxLayout* column, const Message& message)
{
    auto* head = new QHBoxLayout;
    head->setSpacing(6);
    head->addWidget(new GlyphBox(m_themeController, roleGlyph(message.role), this));
    auto* name = new TextLabel(m_themeController, uiFont(TextSize::body, QFont::DemiBold),
                               Tone::primary, this);
    name->setText(senderText(message));
    head->addWidget(name);
    auto* note = new TextLabel(m_themeController, uiFont(TextSize::caption), Tone::tertiary, this);
    QStringList notes;
    if (!message.name.empty() && message.role != Role::tool)
        notes << roleText(message);
    if (!message.finishReason.empty())
        notes << safeLine(message.finishReason);
    note->setText(notes.join(u", "_s));
    note->setAlignment(Qt::AlignRight);
    head->addWidget(note, 1);
    column->addLayout(head);
}

void MessageCard::addPart(QVBoxLayout* column, const MessagePart& part)
{
    const QString caption = partCaption(part);
    if (!caption.isEmpty()) {
        auto* label = new TextLabel(m_themeController, uiFont(TextSize::caption, QFont::Medium),
                                    Tone::tertiary, this);
        label->setText(caption);
        column->addWidget(label);
    }
    const std::optional<std::string> laidOut = layOutJson(part.text);
    const bool code =
        laidOut || part.kind == PartKind::toolCall || part.kind == PartKind::toolResult;
    auto* block = new TextBlock(m_themeController,
                                code ? TextBlock::Kind::code : TextBlock::Kind::prose, this);
    block->setText(laidOut ? *laidOut : part.text);
    column->addWidget(block);
}

void MessageCard::paintEvent(QPaintEvent* event)
{
    Panel::paintEvent(event);
    const Theme& t = theme();
    QPainter painter(this);
    painter.setPen(t.borderSubtle);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    painter.fillRect(QRect(0, 0, 3, height()), m_output ? t.borderStrong : t.border);
}

} // namespace penstock::ui
