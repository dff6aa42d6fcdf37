// SPDX-License-Identifier: GPL-3.0-or-later
// PolicyPage: the policy file in an editor that says at once where it is wrong; what it would have said about the last
// days, beside what the one in force says; the versions that held before; and saving, which the engine then takes over by
// itself. Never saves over what somebody else has changed meanwhile. GUI thread only.
#pragma once

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include "core/session/policy_desk.h"
#include "ui/views/view_context.h"

class QComboBox;
class QPlainTextEdit;
class QPushButton;

namespace penstock::ui {

class AlarmMetrics;
class DataTable;
class TextLabel;
class TrialTable;

class PolicyPage final : public QWidget {
    Q_OBJECT
public:
    /// Without a desk there is nothing to work on: the page says so.
    PolicyPage(const ViewContext& context, std::shared_ptr<PolicyDesk> desk, QWidget* parent);
    ~PolicyPage() override;

    QPlainTextEdit& editor() const { return *m_editor; }
    DataTable& findings() const { return *m_findings; }
    AlarmMetrics& metrics() const { return *m_metrics; }
    QPushButton& tryButton() const { return *m_try; }
    QPushButton& saveButton() const { return *m_save; }
    QPushButton& undoButton() const { return *m_undo; }
    QComboBox& versions() const { return *m_versions; }
    QString verdict() const;
    QString outcome() const;
    bool trying() const { return m_cancel != nullptr || m_tryThen; }
    bool isChanged() const;
    void takeSnapshot();
    void focusEditor();

public slots:
    void tryOut();
    void save();

signals:
    /// For the line at the bottom of the window.
    void said(const QString& sentence);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildHead();
    QWidget* buildMiddle();
    QWidget* buildTrialBar();
    void wire();
    void load();
    void undo();
    void check();
    void markLine(int line);
    void askHistory();
    void takeHistory(std::vector<PolicyVersion> versions);
    void takeTrial(const Result<TrialResult>& result, Nanos from);
    void stopTrial();
    void updateButtons();
    std::string text() const;
    std::string inForce() const;
    std::string fileName() const;
    const std::string& file() const { return m_context.bridge.status().policy.file; }

    ViewContext m_context;
    std::shared_ptr<PolicyDesk> m_desk;
    TextLabel* m_path;
    TextLabel* m_verdict;
    TextLabel* m_outcome;
    QComboBox* m_versions;
    QComboBox* m_span;
    QPushButton* m_try;
    QPushButton* m_save;
    QPushButton* m_undo;
    QPlainTextEdit* m_editor;
    TrialTable* m_table;
    DataTable* m_findings;
    AlarmMetrics* m_metrics;
    QTimer m_checkLater;
    std::string m_loaded;   ///< the file as it was read last
    std::string m_readFrom; ///< which file that was
    bool m_sound = true;
    std::vector<PolicyVersion> m_history;
    bool m_asked = false;
    bool m_historyKnown = false; ///< of what holds now
    bool m_tryThen = false;      ///< as soon as it is known what holds
    Seq m_historySeq = 0;        ///< AlarmPicture::policySeq when the history was asked for
    std::shared_ptr<std::atomic<bool>> m_cancel; ///< of the trial that runs
};

} // namespace penstock::ui
