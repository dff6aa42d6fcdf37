// SPDX-License-Identifier: GPL-3.0-or-later
// ProblemBar: what is wrong with the engine, in its own sentences, one line each, as long as it holds (disk full, port
// taken, damage). Takes no room while all is well. GUI thread only.
#pragma once

#include "ui/views/view_context.h"
#include "ui/widgets/panel.h"

namespace penstock::ui {

class ProblemBar final : public Panel {
    Q_OBJECT
public:
    ProblemBar(const ViewContext& context, QWidget* parent);
    const QStringList& sentences() const { return m_sentences; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();

    ViewContext m_context;
    QStringList m_sentences;
    bool m_loud = false; ///< nothing is being recorded: on ink
};

} // namespace penstock::ui
