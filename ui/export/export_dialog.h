// SPDX-License-Identifier: GPL-3.0-or-later
// ExportDialog (Ctrl+E): what of the view on the screen, in which format, into which file; says what will not be in it
// before, and where it was written after. Not modal; writing happens off the GUI thread and can be stopped with Esc.
// Owned by the main window; GUI thread only.
#pragma once

#include <QtWidgets/QDialog>

#include "ui/export/exportable.h"
#include "ui/export/file_writer.h"
#include "ui/export/table_reader.h"
#include "ui/theme/theme_controller.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace penstock::ui {

enum class ExportFormat { png, svg, csv, json, otlp };

/// Writes steps of the log as OTLP JSON lines; pool thread. Answers with what the person should know, or nothing.
using StepExporter = std::function<Result<QString>(std::vector<Seq> steps, const FileWriter::Put&,
                                                   const std::stop_token&)>;

class ExportDialog final : public QDialog {
    Q_OBJECT
public:
    ExportDialog(ThemeController& theme, StepExporter steps, QWidget* window);

    /// Shows itself with what is offered; the picture and the table must outlive it.
    void offer(const ExportOffer& offer);
    void choose(ExportFormat format);
    ExportFormat format() const;
    QComboBox& formatBox() const { return *m_format; }
    QLineEdit& fileLine() const { return *m_file; }
    QPushButton& exportButton() const { return *m_export; }
    QString remark() const;
    bool busy() const { return m_reader.reading() || m_writer.busy(); }

signals:
    void exported(const QString& sentence);
    void failed(const QString& sentence);

public slots:
    void reject() override;

private:
    void buildUi();
    void wire();
    void fillFormats();
    void formatChanged();
    void fileChanged();
    void browse();
    void start();
    void writeTable(const TableText& table);
    void writePicture();
    void writeSteps();
    void say(const QString& sentence);
    QString notInIt() const;

    ExportOffer m_offer;
    StepExporter m_steps;
    QComboBox* m_format;
    QLineEdit* m_file;
    QPushButton* m_browse;
    QPushButton* m_export;
    QPushButton* m_close;
    QLabel* m_remark;
    TableReader m_reader;
    FileWriter m_writer; ///< last: it ends first
};

} // namespace penstock::ui
