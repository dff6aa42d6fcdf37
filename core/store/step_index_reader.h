// SPDX-License-Identifier: GPL-3.0-or-later
// StepIndexReader: reads index.db while its writer goes on, in this or another process. Between begin() and end() it sees
// one state. Segments are read a column at a time, when a filter names it. One thread at a time.
#pragma once

#include "core/store/index_file.h"
#include "core/store/segment_directory.h"
#include "core/store/segment_filter.h"

namespace penstock {

class StepIndexReader final {
public:
    static Result<std::unique_ptr<StepIndexReader>> open(const std::string& directory);

    /// Costs what changed since the last time.
    Status begin();
    void end();
    /// Everything up to this entry is in the index.
    Seq through() { return static_cast<Seq>(m_file->number("through")); }
    const store::SegmentDirectory& directory() const { return m_directory; }
    /// Valid until end().
    std::unique_ptr<store::StepSegment> segment(const store::SegmentInfo& info);
    store::IndexFile& file() { return *m_file; }

private:
    explicit StepIndexReader(std::unique_ptr<store::IndexFile> file) : m_file(std::move(file)) {}

    std::unique_ptr<store::IndexFile> m_file;
    store::SegmentDirectory m_directory;
    std::shared_ptr<store::SpareBuffers> m_spare = std::make_shared<store::SpareBuffers>();
};

} // namespace penstock
