// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/step_exporter.h"

#include "core/session/step_export.h"
#include "ui/models/format.h"

namespace penstock::desktop {

ui::StepExporter stepExporter(const std::string& dataDirectory)
{
    return [dataDirectory](std::vector<Seq> steps, const ui::FileWriter::Put& put,
                           const std::stop_token& stop) -> Result<QString> {
        const auto done = exportSteps(dataDirectory, std::move(steps), put, stop);
        if (!done)
            return done.error();
        QString said = ui::ExportDialog::tr("%1 steps.").arg(ui::countText(done->written));
        if (done->gone > 0)
            said += ui::ExportDialog::tr(" %1 more are no longer in the log.")
                        .arg(ui::countText(done->gone));
        return said;
    };
}

} // namespace penstock::desktop
