// SPDX-License-Identifier: GPL-3.0-or-later
// CascadesView: the live list of cascades - all of them, or only those that go beyond one trace. Follows the newest until a
// person touches it; then rows stay where they are and new ones gather behind a bar until Space. Enter goes down. GUI
// thread only.
#pragma once

#include <QtWidgets/QWidget>

#include "ui/models/cascade_table.h"
#include "ui/views/view_context.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace penstock::ui {

class DataTable;
class NewRowsBar;

class CascadesView final : public QWidget {
    Q_OBJECT
public:
    explicit CascadesView(const ViewContext& context, QWidget* parent = nullptr);

    void showAcrossTraces(bool across);
    bool acrossTraces() const { return m_across; }
    DataTable& table() const;
    NewRowsBar& newRows() const { return *m_newRows; }
    void focusList();

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct List {
        CascadeTable* model = nullptr;
        DataTable* table = nullptr;
    };
    List makeList(std::uint32_t leastTraces, const QString& name);
    void buildUi();
    QWidget* buildToolbar();
    void wire();
    void showSelected();
    void takeSnapshot();
    void takeFollowing();
    void updateTexts();
    const List& shown() const { return m_across ? m_wide : m_all; }

    ViewContext m_context;
    List m_all;
    List m_wide; ///< more than one trace
    NewRowsBar* m_newRows;
    QStackedWidget* m_stack;
    QPushButton* m_allTab;
    QPushButton* m_acrossTab;
    QLabel* m_count;
    bool m_across = false;
};

} // namespace penstock::ui
