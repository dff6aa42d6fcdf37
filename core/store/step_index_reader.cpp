// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/step_index_reader.h"

namespace penstock {

using namespace store; // NOLINT: a source file

Result<std::unique_ptr<StepIndexReader>> StepIndexReader::open(const std::string& directory)
{
    Result<std::unique_ptr<IndexFile>> file = IndexFile::openForReading(directory);
    if (!file)
        return file.error();
    return std::unique_ptr<StepIndexReader>(new StepIndexReader(std::move(file.value())));
}

Status StepIndexReader::begin()
{
    if (Status begun = m_file->database().execute("BEGIN"); !begun)
        return begun;
    Status read = m_directory.refresh(m_file->database());
    if (!read)
        end();
    return read;
}

void StepIndexReader::end()
{
    (void)m_file->database().execute("COMMIT"); // it only read
}

std::unique_ptr<StepSegment> StepIndexReader::segment(const SegmentInfo& info)
{
    return std::make_unique<StepSegment>(
        info.rows,
        [this, id = info.id](unsigned column, std::string& into) {
            m_file->blob(IndexBlob::column, id * kMostColumns + column, into);
        },
        m_spare);
}

} // namespace penstock
