// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "app/cli/output.h"
#include "core/session/engine_commands.h"

#include <nlohmann/json.hpp>

#include <ostream>
#include <unistd.h>

namespace penstock::cli {
namespace {

using Progress = std::function<bool(const ImportProgress&)>;
using ImportOne = std::function<Result<ImportSummary>(const std::string&, const Progress&)>;

Progress terminalProgress(const std::string& file)
{
    if (isatty(STDERR_FILENO) == 0)
        return nullptr;
    return [file](const ImportProgress& p) {
        const int percent =
            p.bytesTotal == 0 ? 0 : static_cast<int>(p.bytesRead * 100 / p.bytesTotal);
        std::fprintf(stderr, "\r%s  %3d %%  %s steps", file.c_str(), percent,
                     formatCount(static_cast<std::int64_t>(p.spans)).c_str());
        return true;
    };
}

void print(const std::string& file, const ImportSummary& s, bool json, std::ostream& out)
{
    if (json) {
        out << jsonLine({{"file", file},
                         {"format", s.format},
                         {"spans", s.spans},
                         {"stored", s.stored},
                         {"duplicates", s.duplicates},
                         {"revised", s.revised},
                         {"rejected", s.rejected},
                         {"masked", s.masked},
                         {"first_problem", s.firstProblem}});
        return;
    }
    out << file << ": " << formatCount(static_cast<std::int64_t>(s.spans)) << " steps (" << s.format
        << "), " << formatCount(static_cast<std::int64_t>(s.stored)) << " stored";
    if (s.duplicates > 0)
        out << ", " << s.duplicates << " already there";
    if (s.revised > 0)
        out << ", " << s.revised << " revised";
    if (s.masked > 0)
        out << ", secrets masked in " << s.masked;
    if (s.rejected > 0)
        out << ", " << s.rejected << " REJECTED: " << s.firstProblem;
    out << '\n';
}

int importAll(const ImportOptions& options, const ImportOne& one, std::ostream& out,
              std::ostream& err)
{
    int exitCode = 0;
    for (const std::string& file : options.files) {
        const Progress progress = terminalProgress(file);
        const auto summary = one(file, progress);
        if (progress)
            std::fprintf(stderr, "\r\033[K");
        if (!summary) {
            err << "penstockctl: " << file << ": " << summary.error().sentence << '\n';
            exitCode = 3;
            continue;
        }
        print(file, *summary, options.json, out);
        if (summary->rejected > 0 && exitCode == 0)
            exitCode = 1;
    }
    return exitCode;
}

} // namespace

int importFiles(const ImportOptions& options, std::ostream& out, std::ostream& err)
{
    EngineOptions engineOptions;
    engineOptions.dataDirectory = options.dataDirectory;
    engineOptions.otlpHttpPort = -1;
    engineOptions.otlpGrpcPort = -1;
    engineOptions.policyGoesOn = true;
    auto engine = Engine::open(engineOptions, std::make_shared<SystemClock>());
    if (engine) {
        const int exitCode = importAll(
            options,
            [&](const std::string& file, const Progress& progress) {
                return importFile(**engine, file, progress);
            },
            out, err);
        (*engine)->close();
        return exitCode;
    }
    if (engine.error().code != ErrorCode::locked) {
        err << "penstockctl: " << engine.error().sentence << '\n';
        return 3;
    }
    // A running engine owns the directory: it reads the file itself, through the same path.
    return importAll(
        options,
        [&](const std::string& file, const Progress& progress) {
            return askImport(options.dataDirectory, file, progress);
        },
        out, err);
}

} // namespace penstock::cli
