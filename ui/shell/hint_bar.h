// SPDX-License-Identifier: GPL-3.0-or-later
// HintBar: the bottom line – the keys that work here, left; what the picture stands on, right. GUI thread only.
#pragma once

#include "ui/views/view_context.h"
#include "ui/widgets/panel.h"

namespace penstock::ui {

struct KeyHint {
    QString keys;
    QString text;
};

class HintBar final : public Panel {
    Q_OBJECT
public:
    explicit HintBar(const ViewContext& context, QWidget* parent);
    /// In the room of the alarms: the policy is shown, not a list.
    void setPolicyShown(bool shown);
    /// A sentence for the moment ("Copied"), instead of the hints, until the next one or five seconds.
    void say(const QString& sentence);
    const std::vector<KeyHint>& hints() const { return m_hints; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    qreal paintFacts(QPainter& painter) const;

    ViewContext m_context;
    std::vector<KeyHint> m_hints;
    bool m_policyShown = false;
    QStringList m_facts;
    QString m_sentence;
    QTimer m_sentenceEnd;
};

} // namespace penstock::ui
