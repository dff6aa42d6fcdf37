// SPDX-License-Identifier: GPL-3.0-or-later
// ArgumentsSection: what a tool was given and what it gave back, the tools and parameters a model was given, documents
// retrieved. A flat object is a list of keys and values; anything else is laid out as JSON. GUI thread only.
#pragma once

#include <QtWidgets/QWidget>

#include <memory>

#include "core/session/session.h"
#include "ui/theme/theme_controller.h"

class QVBoxLayout;

namespace penstock::ui {

class Section;

class ArgumentsSection final : public QWidget {
    Q_OBJECT
public:
    ArgumentsSection(const ThemeController& theme, QWidget* parent);

    void setDetail(std::shared_ptr<const StepDetail> detail);
    /// Full: also tool definitions, parameters, documents.
    void setFull(bool full);
    bool hasContent() const { return m_hasContent; }

private:
    void rebuild();
    Section* addSection(const QString& title);
    void addJson(const QString& title, const std::string& text);
    void addFullParts(const Conversation& conversation);

    const ThemeController& m_theme;
    QVBoxLayout* m_column;
    std::shared_ptr<const StepDetail> m_detail;
    bool m_full = false;
    bool m_hasContent = false;
};

} // namespace penstock::ui
