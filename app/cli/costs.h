// SPDX-License-Identifier: GPL-3.0-or-later
// `penstockctl costs` and its verbs: what was spent, on whom and how sure that is; and billed totals held against it. Reads
// the data directory, with or without an engine running; entering and taking back go through the engine that runs. Exit
// codes: 0 done, 1 refused with a sentence, 2 usage, 3 could not.
#pragma once

#include "core/model/bill.h"

#include <cstdint>
#include <iosfwd>
#include <string>

namespace penstock::cli {

struct CostOptions {
    std::string dataDirectory;
    bool json = false;
    std::string dimension = "agent";
    std::string since; ///< time or age; empty: from the beginning
    std::string until;
    std::string filter;
    std::uint64_t limit = 0; ///< lines; 0 = all
};

struct BillOptions {
    std::string billed;   ///< `120.50`
    std::string currency; ///< `EUR`; empty: US dollars
    std::string rate;     ///< US dollars for one of it: `1.0845`
    std::string name;     ///< empty: not entered, only compared
    std::string note;
    std::string by; ///< empty: the name of who runs this
    std::uint32_t number = 0;
};

int showCosts(const CostOptions& options, std::ostream& out, std::ostream& err);
int reconcileBill(const CostOptions& options, const BillOptions& bill, std::ostream& out,
                  std::ostream& err);
int listBills(const CostOptions& options, std::ostream& out, std::ostream& err);
int takeBillBack(const CostOptions& options, const BillOptions& bill, std::ostream& out,
                 std::ostream& err);

} // namespace penstock::cli
