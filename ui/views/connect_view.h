// SPDX-License-Identifier: GPL-3.0-or-later
// ConnectView: the empty state and the way back to it – one sentence, the two ports, a card per kind of agent with
// what to copy, a test span on a click, the demo fleet. GUI thread only.
#pragma once

#include <QtWidgets/QScrollArea>

#include "ui/views/connect_recipes.h"
#include "ui/views/view_context.h"

class QGridLayout;
class QPushButton;
class QVBoxLayout;

namespace penstock::ui {

class TextLabel;

class ConnectView final : public QScrollArea {
    Q_OBJECT
public:
    explicit ConnectView(const ViewContext& context, QWidget* parent);

    QPushButton* testButton() const { return m_test; }
    QPushButton* demoButton() const { return m_demo; }
    QString sentence() const;
    QString answer() const;
    const std::vector<QPushButton*>& copyButtons() const { return m_copyButtons; }

signals:
    void demoRequested();
    void copied(const QString& what);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildUi();
    QVBoxLayout* buildIntro();
    void wire();
    void refresh();
    void rebuildCards();
    void placeCards();
    QWidget* makeCard(const Recipe& recipe);
    void showAnswer(bool accepted, const QString& sentence);

    ViewContext m_context;
    QWidget* m_content;
    TextLabel* m_sentence;
    TextLabel* m_ports;
    TextLabel* m_rules;
    TextLabel* m_answer;
    QPushButton* m_test;
    QPushButton* m_demo;
    QGridLayout* m_grid;
    std::vector<QWidget*> m_cards;
    std::vector<QPushButton*> m_copyButtons;
    QString m_builtFor;
    int m_columns = 0;
    bool m_sending = false;
};

} // namespace penstock::ui
