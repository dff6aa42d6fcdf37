// SPDX-License-Identifier: GPL-3.0-or-later
// FileWriter: bytes into a file that appears whole or not at all, made and written in a pool thread. Owned by the export
// dialog, GUI thread only; answers once for each write, with a sentence for a person.
#pragma once

#include <QtCore/QObject>

#include <functional>
#include <stop_token>

#include "core/base/result.h"
#include "ui/bridge/latest_job.h"

namespace penstock::ui {

class FileWriter final : public QObject {
    Q_OBJECT
public:
    /// Takes the next bytes of the file.
    using Put = std::function<Status(std::string_view bytes)>;
    /// Runs in the pool thread; what it answers with is told to the person behind the file's name.
    using Fill = std::function<Result<QString>(const Put& put, std::stop_token stop)>;

    explicit FileWriter(QObject* parent = nullptr) : QObject(parent) {}
    void write(const QString& file, Fill fill);
    bool busy() const { return m_job.busy(); }
    void cancel() { m_job.cancel(); }

signals:
    void written(const QString& file, qint64 bytes, const QString& remark);
    void failed(const QString& sentence);

private:
    LatestJob m_job;
};

} // namespace penstock::ui
