// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cost_reading.h"

#include "app/cli/engine_flags.h"
#include "app/cli/listings_filter.h"

#include <ostream>

namespace penstock::cli {

int failed(const Error& error, std::ostream& err)
{
    err << "penstockctl: " << error.sentence << '\n';
    return error.code == ErrorCode::invalid ? 1 : 3;
}

int misused(const char* sentence, std::ostream& err)
{
    err << "penstockctl: " << sentence << '\n';
    return 2;
}

bool readPeriod(const CostOptions& options, CostQuery& query, std::ostream& err)
{
    if (parseTimeOrAge(options.since, query.from) && parseTimeOrAge(options.until, query.to)) {
        if (query.from != 0 && query.to == 0)
            query.to = query.now;
        if (query.to >= query.from)
            return true;
        misused("--until has to be later than --since.", err);
        return false;
    }
    misused("--since and --until take a time such as 2026-10-01T00:00:00Z, a day such as "
            "2026-10-01 or an age such as 7d.",
            err);
    return false;
}

std::optional<CostBreakdown> costsOf(Archive& archive, const CostQuery& query,
                                     const std::string& filterText, std::ostream& err,
                                     int& exitCode)
{
    const auto searcher = searchArchive(archive);
    const Result<CostAnswer> answer = readCosts(*searcher, query);
    if (!answer) {
        exitCode = failed(answer.error(), err);
        return std::nullopt;
    }
    if (!answer->understood()) {
        err << "penstockctl: the filter does not read: " << answer->diagnostic.sentence << '\n'
            << caretLines(filterText, answer->diagnostic.range);
        exitCode = 2;
        return std::nullopt;
    }
    return answer->costs;
}

} // namespace penstock::cli
