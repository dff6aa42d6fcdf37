// SPDX-License-Identifier: GPL-3.0-or-later
// Bills that people entered: what an entry of the log does to them.
#include "core/fleet/bill_act.h"
#include "core/fleet/world.h"

namespace penstock {

/// What nobody can act on any more is passed over: a log that was written by somebody else folds all the same.
void World::applyBillAct(const LogEntry& entry)
{
    Result<BillAct> act = billActOf(entry.text);
    if (!act)
        return;
    if (act->kind == BillAct::Kind::takeBack) {
        if (act->bill.number <= m_bills.rows().size())
            m_bills.change(act->bill.number) = Bill{};
        return;
    }
    if (m_bills.rows().size() >= kMostBills)
        return;
    act->bill.number = m_bills.rows().size() + 1;
    act->bill.enteredAt = entry.arrival;
    m_bills.add(std::move(act->bill));
}

void World::writeBill(std::string& out, const Bill& bill)
{
    putVarint(out, bill.number);
    for (const std::string* text :
         {&bill.name, &bill.filter, &bill.note, &bill.by, &bill.foreign.currency})
        putText(out, *text);
    for (const std::int64_t n :
         {bill.amount, bill.from, bill.to, bill.enteredAt, bill.foreign.amount, bill.foreign.rate})
        putSigned(out, n);
}

bool World::readBill(ByteReader& in)
{
    Bill bill;
    bill.number = static_cast<std::uint32_t>(in.varint());
    for (std::string* text :
         {&bill.name, &bill.filter, &bill.note, &bill.by, &bill.foreign.currency})
        *text = in.text();
    for (std::int64_t* n : {&bill.amount, &bill.from, &bill.to, &bill.enteredAt,
                            &bill.foreign.amount, &bill.foreign.rate})
        *n = in.signedVarint();
    m_bills.add(std::move(bill));
    return in.ok();
}

} // namespace penstock
