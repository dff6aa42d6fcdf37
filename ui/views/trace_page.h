// SPDX-License-Identifier: GPL-3.0-or-later
// TracePage: one trace – header with its figures, the step tree, the inspector of the selected step. Watches the trace
// while it is shown and keeps up while it grows. GUI thread only.
#pragma once

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include "ui/models/step_tree_model.h"
#include "ui/views/view_context.h"

class QPushButton;

namespace penstock::ui {

class Inspector;
class StepTree;
class TextLabel;
class TraceHeader;

class TracePage final : public QWidget {
    Q_OBJECT
public:
    explicit TracePage(const ViewContext& context, QWidget* parent);

    StepTree& tree() const { return *m_tree; }
    StepTreeModel& model() const { return *m_model; }
    Inspector& inspector() const { return *m_inspector; }
    void setInspectorShown(bool shown);
    bool inspectorShown() const;
    void focusTree();

private:
    void buildUi();
    void wire();
    void takeSnapshot();
    void takeTrace();
    void takeStep();
    void sayHowMuchThereIs();
    void updateFolded();
    void showInspected();

    ViewContext m_context;
    StepTreeModel* m_model;
    StepTree* m_tree;
    TraceHeader* m_header;
    Inspector* m_inspector;
    QPushButton* m_folded;
    std::shared_ptr<const TraceView> m_shown;
    QTimer m_waited; ///< a short wait is not worth a sentence
};

} // namespace penstock::ui
