// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_dialog.h"

#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include "ui/export/picture_bytes.h"
#include "ui/models/format.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kWidth = 560;

QString endingOf(ExportFormat format)
{
    switch (format) {
    case ExportFormat::png:
        return u".png"_s;
    case ExportFormat::svg:
        return u".svg"_s;
    case ExportFormat::csv:
        return u".csv"_s;
    case ExportFormat::json:
        return u".json"_s;
    case ExportFormat::otlp:
        break;
    }
    return u".otlp.jsonl"_s;
}

Result<QString> putAll(const FileWriter::Put& put, const QByteArray& bytes, const QString& remark)
{
    const Status told = put({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    if (!told)
        return told.error();
    return remark;
}

} // namespace

ExportDialog::ExportDialog(ThemeController& theme, StepExporter steps, QWidget* window)
    : QDialog(window), m_steps(std::move(steps))
{
    setWindowTitle(tr("Export"));
    setModal(false);
    setFixedWidth(kWidth);
    buildUi();
    wire();
    theme.dress(this);
}

void ExportDialog::buildUi()
{
    m_format = new QComboBox(this);
    m_format->setAccessibleName(tr("What, and in which format"));
    m_file = new QLineEdit(this);
    m_file->setAccessibleName(tr("File"));
    m_browse = new QPushButton(tr("Browse\u2026"), this);
    m_remark = new QLabel(this);
    m_remark->setTextFormat(Qt::PlainText);
    m_remark->setWordWrap(true);
    m_remark->setMinimumHeight(48);
    m_remark->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_export = new QPushButton(tr("Export"), this);
    m_export->setDefault(true);
    m_export->setProperty("ink", true);
    m_close = new QPushButton(tr("Close"), this);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(16, 16, 16, 16);
    grid->setSpacing(8);
    grid->addWidget(new QLabel(tr("What"), this), 0, 0);
    grid->addWidget(m_format, 0, 1, 1, 2);
    grid->addWidget(new QLabel(tr("File"), this), 1, 0);
    grid->addWidget(m_file, 1, 1);
    grid->addWidget(m_browse, 1, 2);
    grid->addWidget(m_remark, 2, 0, 1, 3);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    buttons->addWidget(m_export);
    grid->addLayout(buttons, 3, 0, 1, 3);
    grid->setColumnStretch(1, 1);
}

void ExportDialog::wire()
{
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::formatChanged);
    connect(m_file, &QLineEdit::textChanged, this, &ExportDialog::fileChanged);
    connect(m_browse, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::start);
    connect(m_close, &QPushButton::clicked, this, &ExportDialog::reject);
    connect(&m_reader, &TableReader::finished, this, &ExportDialog::writeTable);
    connect(&m_reader, &TableReader::progressed, this, [this](int rows, int of) {
        m_remark->setText(tr("%1 of %2 rows read; Esc stops.")
                              .arg(countText(static_cast<std::uint64_t>(rows)),
                                   countText(static_cast<std::uint64_t>(of))));
    });
    connect(&m_writer, &FileWriter::written, this,
            [this](const QString& file, qint64 bytes, const QString& remark) {
                const QString sentence =
                    tr("Written to %1, %2. %3")
                        .arg(safeLine(file.toStdString(), 400),
                             bytesText(static_cast<std::uint64_t>(bytes)), remark)
                        .trimmed();
                say(sentence);
                emit exported(sentence);
            });
    connect(&m_writer, &FileWriter::failed, this, [this](const QString& sentence) {
        say(sentence);
        emit failed(sentence);
    });
}

void ExportDialog::offer(const ExportOffer& offer)
{
    if (busy())
        return;
    m_offer = offer;
    fillFormats();
    show();
    raise();
    activateWindow();
    m_format->setFocus();
}

void ExportDialog::fillFormats()
{
    const int before = m_format->currentData().toInt();
    const QSignalBlocker blocker(m_format);
    m_format->clear();
    const auto add = [this](const QString& text, ExportFormat format) {
        m_format->addItem(text, static_cast<int>(format));
    };
    if (m_offer.picture != nullptr) {
        add(tr("Picture as it stands (PNG)"), ExportFormat::png);
        add(tr("Picture as it stands (SVG)"), ExportFormat::svg);
    }
    if (m_offer.table != nullptr || m_offer.figures) {
        add(tr("Table (CSV)"), ExportFormat::csv);
        add(tr("Table (JSON)"), ExportFormat::json);
    }
    for (std::size_t i = 0; m_steps && i < m_offer.steps.size(); ++i)
        m_format->addItem(tr("%1 (OTLP JSON)").arg(m_offer.steps[i].text),
                          static_cast<int>(ExportFormat::otlp) + static_cast<int>(i));
    m_format->setCurrentIndex(std::max(0, m_format->findData(before)));
    const QString folder = m_file->text().isEmpty()
                               ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)
                               : QFileInfo(m_file->text()).path();
    const QString time = QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s);
    m_file->setText(QDir(folder).filePath(m_offer.name + u'-' + time));
    formatChanged();
}

void ExportDialog::choose(ExportFormat format)
{
    m_format->setCurrentIndex(m_format->findData(static_cast<int>(format)));
}

ExportFormat ExportDialog::format() const
{
    return static_cast<ExportFormat>(
        std::min(m_format->currentData().toInt(), static_cast<int>(ExportFormat::otlp)));
}

QString ExportDialog::remark() const
{
    return m_remark->text();
}

/// The name stays, its ending follows the format.
void ExportDialog::formatChanged()
{
    QString name = m_file->text();
    for (const ExportFormat each : {ExportFormat::png, ExportFormat::svg, ExportFormat::csv,
                                    ExportFormat::json, ExportFormat::otlp})
        if (name.endsWith(endingOf(each)))
            name.chop(endingOf(each).size());
    m_file->setText(name + endingOf(format()));
    fileChanged();
}

QString ExportDialog::notInIt() const
{
    switch (format()) {
    case ExportFormat::svg:
        return m_offer.leftOut + u' ' + m_offer.pictureRemark;
    case ExportFormat::csv:
    case ExportFormat::json:
    case ExportFormat::png:
        return m_offer.leftOut;
    case ExportFormat::otlp:
        break;
    }
    return tr("Secrets that were masked stay masked. penstockctl import reads it back.");
}

void ExportDialog::fileChanged()
{
    const bool exists = QFileInfo::exists(m_file->text());
    m_export->setText(exists ? tr("Replace") : tr("Export"));
    m_export->setEnabled(!m_file->text().isEmpty() && m_format->count() > 0);
    QString text = m_format->count() > 0
                       ? notInIt().trimmed()
                       : tr("There is nothing on the screen that could be exported.");
    if (exists)
        text = tr("This file exists and would be replaced.") + u' ' + text;
    m_remark->setText(text);
}

void ExportDialog::browse()
{
    const QString file = QFileDialog::getSaveFileName(this, tr("Export to"), m_file->text());
    if (!file.isEmpty())
        m_file->setText(file);
}

void ExportDialog::start()
{
    if (busy())
        return;
    m_export->setEnabled(false);
    m_remark->setText(tr("Writing; Esc stops."));
    switch (format()) {
    case ExportFormat::png:
    case ExportFormat::svg:
        writePicture();
        break;
    case ExportFormat::csv:
    case ExportFormat::json:
        if (m_offer.figures)
            writeTable(*m_offer.figures);
        else
            m_reader.read(*m_offer.table);
        break;
    case ExportFormat::otlp:
        writeSteps();
        break;
    }
}

void ExportDialog::writePicture()
{
    if (format() == ExportFormat::svg) {
        const QByteArray bytes = svgOf(*m_offer.picture, m_offer.name);
        m_writer.write(m_file->text(), [bytes, remark = notInIt()](const FileWriter::Put& put,
                                                                   const std::stop_token&) {
            return putAll(put, bytes, remark);
        });
        return;
    }
    const QImage image = imageOf(*m_offer.picture);
    m_writer.write(m_file->text(),
                   [image, remark = notInIt()](const FileWriter::Put& put, const std::stop_token&) {
                       return putAll(put, pngOf(image), remark);
                   });
}

void ExportDialog::writeTable(const TableText& table)
{
    QString remark =
        tr("%1 rows, %2 columns. ").arg(countText(table.rows.size())).arg(table.titles.size()) +
        notInIt();
    if (const std::size_t gone = m_reader.gone(); gone > 0 && !m_offer.figures)
        remark += tr(" %1 rows went while it was read.").arg(countText(gone));
    m_writer.write(m_file->text(), [table, remark, csv = format() == ExportFormat::csv](
                                       const FileWriter::Put& put, const std::stop_token&) {
        return putAll(put, csv ? csvOf(table) : jsonOf(table), remark);
    });
}

void ExportDialog::writeSteps()
{
    const auto number = static_cast<std::size_t>(m_format->currentData().toInt() -
                                                 static_cast<int>(ExportFormat::otlp));
    m_writer.write(m_file->text(), [steps = m_offer.steps[number].steps, writeThem = m_steps](
                                       const FileWriter::Put& put, const std::stop_token& stop) {
        return writeThem(steps, put, stop);
    });
}

void ExportDialog::say(const QString& sentence)
{
    fileChanged();
    m_remark->setText(sentence);
}

/// Esc stops what is being written first.
void ExportDialog::reject()
{
    if (!busy()) {
        QDialog::reject();
        return;
    }
    m_reader.cancel();
    m_writer.cancel();
    say(tr("Stopped: nothing was written."));
}

} // namespace penstock::ui
