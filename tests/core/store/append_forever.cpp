// SPDX-License-Identifier: GPL-3.0-or-later
// append_forever DIRECTORY FIRST: appends plain steps until it is killed and prints, after each commit, the number of
// the last step that is committed. For tst_log_faults.
#include "sample_steps.h"

#include <cstdio>
#include <cstdlib>

using namespace penstock;
using namespace penstock::testing;

int main(int argc, char** argv)
{
    if (argc != 3)
        return 2;
    StoreOptions options;
    options.directory = argv[1];
    auto log = LogStore::open(options);
    if (!log) {
        std::fprintf(stderr, "%s\n", log.error().sentence.c_str());
        return 3;
    }
    std::uint64_t next = std::strtoull(argv[2], nullptr, 10);
    for (;;) {
        const std::size_t count = 1 + next % 97;
        auto result =
            (*log)->append({contributionOf(plainBatch(next, count))}, 1'700'000'100 * kSecond);
        if (!result)
            return 3;
        next += count;
        std::printf("%llu\n", static_cast<unsigned long long>(next));
        std::fflush(stdout);
        (*log)->housekeep(0, kMillisecond);
    }
}
