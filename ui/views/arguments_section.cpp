// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/arguments_section.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include "ui/models/format.h"
#include "ui/models/json_layout.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/section.h"
#include "ui/widgets/text_block.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr std::size_t kMaxFlatMembers = 24;
constexpr int kKeyWidth = 112;

std::vector<KeyValue> rowsOf(const std::vector<std::pair<std::string, std::string>>& members)
{
    std::vector<KeyValue> rows;
    for (const auto& [key, value] : members) {
        KeyValue row;
        row.key = safeLine(key);
        row.value = safeLine(value, 2000);
        rows.push_back(row);
    }
    return rows;
}

} // namespace

ArgumentsSection::ArgumentsSection(const ThemeController& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
}

void ArgumentsSection::setDetail(std::shared_ptr<const StepDetail> detail)
{
    m_detail = std::move(detail);
    rebuild();
}

void ArgumentsSection::setFull(bool full)
{
    if (m_full == full)
        return;
    m_full = full;
    rebuild();
}

Section* ArgumentsSection::addSection(const QString& title)
{
    auto* section = new Section(m_theme, title, this);
    m_column->addWidget(section);
    m_hasContent = true;
    return section;
}

void ArgumentsSection::rebuild()
{
    while (QLayoutItem* item = m_column->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_hasContent = false;
    if (!m_detail)
        return;
    const Conversation& c = m_detail->conversation;
    addJson(tr("Arguments"), c.toolArguments);
    addJson(tr("Result"), c.toolResult);
    if (m_full)
        addFullParts(c);
    if (m_full && !m_hasContent)
        addSection(tr("Arguments"))->setNote(tr("none were sent with this step"));
}

void ArgumentsSection::addJson(const QString& title, const std::string& text)
{
    if (text.empty())
        return;
    Section* section = addSection(title);
    section->setNote(bytesText(text.size()));
    const auto members = membersOfJson(text);
    if (!m_full && members && !members->empty() && members->size() <= kMaxFlatMembers) {
        auto* list = new KeyValueList(m_theme, kKeyWidth, section);
        list->setAccessibleName(tr("Arguments"));
        list->setRows(rowsOf(*members));
        section->addWidget(list);
        return;
    }
    auto* block = new TextBlock(m_theme, TextBlock::Kind::code, section);
    block->setText(layOutJson(text).value_or(text));
    section->addWidget(block);
    if (!m_full)
        return;
    auto* copy = new QPushButton(tr("Copy"), section);
    copy->setProperty("link", true);
    copy->setAccessibleName(tr("Copy %1").arg(title));
    connect(copy, &QPushButton::clicked, block,
            [block] { QGuiApplication::clipboard()->setText(block->wholeText()); });
    section->addWidget(copy);
}

void ArgumentsSection::addFullParts(const Conversation& c)
{
    if (!c.parameters.empty()) {
        Section* section = addSection(tr("Parameters"));
        auto* list = new KeyValueList(m_theme, kKeyWidth, section);
        list->setAccessibleName(tr("Parameters"));
        list->setRows(rowsOf(c.parameters));
        section->addWidget(list);
    }
    for (const ToolDefinition& tool : c.tools) {
        Section* section = addSection(tr("Tool offered: %1").arg(safeLine(tool.name)));
        auto* block = new TextBlock(m_theme, TextBlock::Kind::prose, section);
        block->setText(tool.description);
        section->addWidget(block);
        auto* schema = new TextBlock(m_theme, TextBlock::Kind::code, section);
        schema->setText(layOutJson(tool.parameters).value_or(tool.parameters));
        section->addWidget(schema);
    }
    for (const RetrievedDocument& document : c.documents) {
        Section* section = addSection(tr("Document: %1").arg(safeLine(document.id)));
        section->setNote(document.score.empty() ? QString()
                                                : tr("score %1").arg(safeLine(document.score)));
        auto* block = new TextBlock(m_theme, TextBlock::Kind::prose, section);
        block->setText(document.content);
        section->addWidget(block);
    }
}

} // namespace penstock::ui
