// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/file_writer.h"

#include <QtCore/QSaveFile>

namespace penstock::ui {
namespace {

struct Outcome {
    QString remark;
    QString problem; ///< empty: it went well
    qint64 bytes = 0;
};

Outcome writeFile(const QString& name, const FileWriter::Fill& fill, const std::stop_token& stop)
{
    QSaveFile file(name);
    const auto fails = [&] {
        return FileWriter::tr("%1 cannot be written: %2").arg(name, file.errorString());
    };
    if (!file.open(QIODevice::WriteOnly))
        return {{}, fails(), 0};
    const auto put = [&file](std::string_view bytes) -> Status {
        if (file.write(bytes.data(), static_cast<qint64>(bytes.size())) ==
            static_cast<qint64>(bytes.size()))
            return Done{};
        return Error{ErrorCode::io, file.errorString().toStdString(), {}};
    };
    const Result<QString> filled = fill(put, stop);
    if (!filled) {
        file.cancelWriting();
        return {{}, QString::fromStdString(filled.error().sentence), 0};
    }
    const qint64 bytes = file.size();
    if (!file.commit())
        return {{}, fails(), 0};
    return {*filled, {}, bytes};
}

} // namespace

void FileWriter::write(const QString& file, Fill fill)
{
    m_job.start(
        [this, file, fill = std::move(fill)](const std::stop_token& stop) -> LatestJob::Apply {
            const Outcome outcome = writeFile(file, fill, stop);
            return [this, file, outcome] {
                if (outcome.problem.isEmpty())
                    emit written(file, outcome.bytes, outcome.remark);
                else
                    emit failed(outcome.problem);
            };
        });
}

} // namespace penstock::ui
