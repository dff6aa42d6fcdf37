// SPDX-License-Identifier: GPL-3.0-or-later
// WaterfallCanvas: a line and a step as words, for copies and for those who listen.
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include "ui/models/format.h"
#include "ui/models/words.h"
#include "ui/timeline/waterfall_canvas.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {

QString WaterfallCanvas::lineText(int row) const
{
    if (!m_shape || row < 0 || row >= m_rows.count())
        return {};
    const WaterfallPainter words(*m_shape, m_rows, m_frame, m_marks, m_theme.theme());
    const WaterfallRow& line = m_rows.at(row);
    const CascadeNode& node = m_shape->view->node(line.node);
    QStringList parts{words.nameText(line), kindText(node.kind)};
    if (line.fold == 0)
        parts << statusText(node.status);
    if (const QString said = words.barText(line); !said.isEmpty())
        parts << said;
    return parts.join(u", "_s);
}

QString WaterfallCanvas::stepJson(std::uint32_t node) const
{
    const CascadeView& view = *m_shape->view;
    const CascadeNode& of = view.node(node);
    QJsonObject object;
    object.insert("trace_id"_L1, QString::fromStdString(view.traceOf(node).id.hex()));
    object.insert("span_id"_L1, QString::fromStdString(of.span.hex()));
    object.insert("step"_L1, safeLineOrEmpty(view.nameOf(node)));
    object.insert("kind"_L1, kindText(of.kind));
    object.insert("state"_L1, statusText(of.status));
    object.insert("agent"_L1, safeLineOrEmpty(view.agentOf(node)));
    object.insert("started"_L1, fullTimeText(of.start));
    if (of.end > of.start)
        object.insert("seconds"_L1, static_cast<double>(of.end - of.start) / 1e9);
    object.insert("cost_below_usd"_L1, static_cast<double>(of.costBelow) / 1e6);
    object.insert("tokens_below"_L1, qint64{of.tokensBelow});
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace penstock::ui
