// SPDX-License-Identifier: GPL-3.0-or-later
// Budgets that people set, per run, session, agent, deployment, user or for the fleet, in money and tokens, over a rolling
// window or as a whole: told at each warning share and when they are used up; and, by a detector of its own, before they
// are, when they will be at the pace of the newest eighth of the window. Money that is not known is not counted as nothing:
// the sentence says how many calls have no price.
#include "core/detect/detector.h"
#include "core/detect/mentions.h"
#include "core/detect/sentence.h"
#include "core/detect/told_table.h"

#include "core/base/hash.h"

namespace penstock {
namespace {

enum Parameter { kAhead, kUsed };
constexpr ParameterDef kAheadParameters[] = {
    {"ahead", 0.25, 0.01, 1, "share of the window before the end from which on it is told"},
    {"used", 0.3, 0, 0.99, "share of the budget that must be used before the pace counts"},
};

constexpr std::size_t kBuckets = 32;
constexpr std::size_t kPaceBuckets = 4;
constexpr std::uint32_t kMostAccounts = 8192;
constexpr std::size_t kMostLevels = 8;

struct Sums {
    std::int64_t money;
    std::int64_t tokens;
};

struct Account {
    std::uint32_t rule;
    std::int64_t bucket; ///< newest, since the epoch in buckets of the window
    std::array<Sums, kBuckets> sums;
    std::uint32_t unpriced; ///< calls
    TraceId trace;
    Label name;
    WideMentions<12> steps;
    std::array<std::uint8_t, 2> told; ///< levels of money and tokens that are active

    Sums total() const
    {
        Sums all{};
        for (const Sums& one : sums) {
            all.money += one.money;
            all.tokens += one.tokens;
        }
        return all;
    }
};

std::string amountText(bool money, double amount)
{
    return money ? formatMoneyShort(static_cast<MicroUsd>(amount))
                 : formatCount(static_cast<std::int64_t>(amount)) + " tokens";
}

class Budgets : public Detector {
public:
    explicit Budgets(const DetectorSetup& setup)
        : m_rules(setup.rules.budgets), m_accounts(kMostAccounts)
    {
    }

    void seen(const Seen& seen, Voice& voice) override
    {
        if (!seen.spend.counts)
            return;
        for (std::uint32_t rule = 0; rule < m_rules.size(); ++rule) {
            std::string_view name;
            const std::uint64_t entity = entityOf(m_rules[rule].scope, seen, name);
            if (entity != 0)
                spend(rule, entity, name, seen, voice);
        }
    }
    void gone(std::uint32_t, const WatchedTrace&, Voice&) override {}
    void tick(Nanos arrival, Voice& voice) override
    {
        for (const std::uint64_t key : m_accounts.told())
            if (Account* account = m_accounts.find(key); account != nullptr) {
                moveOn(*account, arrival);
                judge(*account, key, voice);
            }
    }
    std::size_t bytes() const override { return m_accounts.bytes(); }
    void save(std::string& out) const override { m_accounts.save(out); }
    bool restore(ByteReader& in) override { return m_accounts.restore(in); }

protected:
    /// Raises and clears what holds of one unit of an account; the number of levels that are active now.
    virtual std::uint8_t judgeUnit(const Account& account, std::uint64_t key, bool money,
                                   double limit, Voice& voice) = 0;

    const BudgetRule& ruleOf(const Account& account) const { return m_rules[account.rule]; }
    static double spentOf(const Account& account, bool money)
    {
        const Sums total = account.total();
        return static_cast<double>(money ? total.money : total.tokens);
    }
    static std::uint64_t levelKey(std::uint64_t key, bool money, std::size_t level)
    {
        return key ^ (level * 2 + (money ? 1 : 0) + 1) * 0xD6E8FEB86659FD93ull;
    }
    Finding findingOf(const Account& account) const
    {
        Finding finding;
        finding.trace = account.trace;
        finding.subject = ruleOf(account).name;
        account.steps.putInto(finding);
        return finding;
    }
    std::string whose(const Account& account) const
    {
        const BudgetRule& rule = ruleOf(account);
        if (rule.scope == BudgetScope::fleet)
            return "The budget " + quoted(rule.name);
        return "The budget " + quoted(rule.name) + " of " +
               std::string(budgetScopeName(rule.scope)) + " " + quoted(account.name.text());
    }

private:
    static std::uint64_t entityOf(BudgetScope scope, const Seen& seen, std::string_view& name)
    {
        const Step& step = seen.step;
        switch (scope) {
        case BudgetScope::run:
            name = step.name;
            return std::hash<TraceId>()(step.trace) | 1;
        case BudgetScope::session:
            name = step.session;
            return (step.flags & kSyntheticSession) != 0 ? 0 : agentDigest(step.session);
        case BudgetScope::agent:
            name = step.agentName;
            return step.agentName.empty()
                       ? 0
                       : (plainHash64(step.service) * 31 ^ agentDigest(step.agentName)) | 1;
        case BudgetScope::deployment:
            name = step.service;
            return agentDigest(step.service);
        case BudgetScope::user:
            name = step.user;
            return agentDigest(step.user);
        case BudgetScope::fleet:
            return 1;
        }
        return 0;
    }

    void spend(std::uint32_t rule, std::uint64_t entity, std::string_view name, const Seen& seen,
               Voice& voice)
    {
        const std::uint64_t key = (entity + rule) * 0x9E3779B97F4A7C15ull;
        Account& account =
            m_accounts.use(key, [&](std::uint64_t leaving, Account&) { endAll(leaving, voice); });
        account.rule = rule;
        account.name.set(name);
        account.trace = seen.step.trace;
        moveOn(account, std::min(std::max(seen.step.start, seen.step.end), seen.entry.arrival));
        Sums& now = account.sums[static_cast<std::size_t>(account.bucket) % kBuckets];
        now.money += seen.spend.money;
        now.tokens += seen.spend.tokens;
        account.unpriced += seen.spend.priced ? 0 : 1;
        account.steps.add({seen.entry.seq, seen.step.trace, seen.step.span});
        judge(account, key, voice);
    }

    /// Buckets that the window has left behind become empty.
    void moveOn(Account& account, Nanos time) const
    {
        const Nanos window = ruleOf(account).window;
        if (window == 0)
            return;
        const std::int64_t bucket = time / (window / static_cast<Nanos>(kBuckets));
        if (bucket <= account.bucket)
            return;
        const std::int64_t steps =
            std::min<std::int64_t>(bucket - account.bucket, static_cast<std::int64_t>(kBuckets));
        for (std::int64_t i = 0; i < steps; ++i)
            account.sums[static_cast<std::size_t>(bucket - i) % kBuckets] = {};
        account.bucket = bucket;
    }

    void judge(Account& account, std::uint64_t key, Voice& voice)
    {
        const BudgetRule& rule = ruleOf(account);
        for (const bool money : {true, false}) {
            const double limit = money ? static_cast<double>(rule.money.value_or(0))
                                       : static_cast<double>(rule.tokens.value_or(0));
            if (limit > 0)
                account.told[money ? 0 : 1] = judgeUnit(account, key, money, limit, voice);
        }
        if (account.told[0] + account.told[1] > 0)
            m_accounts.tell(key);
        else
            m_accounts.untell(key);
    }

    void endAll(std::uint64_t key, Voice& voice)
    {
        for (const bool money : {true, false})
            for (std::size_t level = 0; level <= kMostLevels; ++level)
                voice.clear(levelKey(key, money, level), "Nothing was spent for long.");
        m_accounts.untell(key);
    }

    const std::vector<BudgetRule>& m_rules;
    ToldTable<Account> m_accounts;
};

class UsedUp final : public Budgets {
public:
    using Budgets::Budgets;

protected:
    std::uint8_t judgeUnit(const Account& account, std::uint64_t key, bool money, double limit,
                           Voice& voice) override
    {
        const BudgetRule& rule = ruleOf(account);
        const double spent = spentOf(account, money);
        const std::size_t levels = std::min(rule.warnAt.size(), kMostLevels - 1) + 1;
        std::uint8_t active = 0;
        for (std::size_t level = 0; level < levels; ++level) {
            const double share = level + 1 == levels ? 1.0 : rule.warnAt[level];
            const std::uint64_t at = levelKey(key, money, level);
            if (spent < share * limit) {
                voice.clear(at, "Spend left the window of the budget.");
                continue;
            }
            ++active;
            if (voice.wants(at, spent))
                tell(account, at, money, share, spent, limit, voice);
        }
        return active;
    }

private:
    void tell(const Account& account, std::uint64_t key, bool money, double share, double spent,
              double limit, Voice& voice) const
    {
        Finding finding = findingOf(account);
        finding.sentence = whose(account) +
                           (share < 1 ? " is used to " + numberText(share * 100) + " %: "
                                      : std::string(" is used up: ")) +
                           amountText(money, spent) + " of " + amountText(money, limit) + ".";
        if (money && account.unpriced > 0)
            finding.sentence += " " + formatCount(account.unpriced) + " calls have no price.";
        finding.values.push_back(
            valueOf("spent", spent, share * limit, money ? Unit::microUsd : Unit::tokens));
        finding.values.push_back(valueOf("share", spent / limit, share, Unit::share));
        if (share < 1)
            voice.raiseAs(Priority::low, key, std::move(finding));
        else
            voice.raise(key, std::move(finding));
    }
};

class Exhaustion final : public Budgets {
public:
    explicit Exhaustion(const DetectorSetup& setup)
        : Budgets(setup), m_ahead(setup.values[kAhead]), m_used(setup.values[kUsed])
    {
    }

protected:
    std::uint8_t judgeUnit(const Account& account, std::uint64_t key, bool money, double limit,
                           Voice& voice) override
    {
        const std::uint64_t at = levelKey(key, money, 0);
        const double window = static_cast<double>(ruleOf(account).window);
        const double spent = spentOf(account, money);
        const double left = window / kBuckets * bucketsLeft(account, money, spent, limit);
        if (window == 0 || spent < m_used * limit || spent >= limit || left >= m_ahead * window) {
            voice.clear(at, spent >= limit ? "It is used up." : "It lasts longer at this pace.");
            return 0;
        }
        if (!voice.isActive(at))
            tell(account, at, money, spent, limit, left, voice);
        return 1;
    }

private:
    static double inBucket(const Account& account, bool money, std::int64_t bucket)
    {
        const Sums& one = account.sums[static_cast<std::size_t>(bucket) % kBuckets];
        return static_cast<double>(money ? one.money : one.tokens);
    }

    /// Until the limit is reached: each bucket brings what the newest brought on average, and the oldest leaves.
    static double bucketsLeft(const Account& account, bool money, double spent, double limit)
    {
        const double pace = paceOf(account, money);
        for (std::int64_t ahead = 1; ahead < static_cast<std::int64_t>(kBuckets); ++ahead) {
            spent += pace - inBucket(account, money, account.bucket + ahead);
            if (spent >= limit)
                return static_cast<double>(ahead);
        }
        return kBuckets + 1;
    }

    static double paceOf(const Account& account, bool money)
    {
        double sum = 0;
        for (std::size_t back = 0; back < kPaceBuckets; ++back)
            sum += inBucket(account, money, account.bucket - static_cast<std::int64_t>(back));
        return sum / kPaceBuckets;
    }

    void tell(const Account& account, std::uint64_t key, bool money, double spent, double limit,
              double left, Voice& voice) const
    {
        const double ahead = m_ahead * static_cast<double>(ruleOf(account).window);
        Finding finding = findingOf(account);
        finding.sentence = whose(account) + " will be used up in about " +
                           formatDuration(static_cast<Nanos>(left)) +
                           " at this pace: " + amountText(money, spent) + " of " +
                           amountText(money, limit) + ".";
        finding.values.push_back(valueOf("left", left, ahead, Unit::nanos));
        finding.values.push_back(
            valueOf("spent", spent, limit, money ? Unit::microUsd : Unit::tokens));
        voice.raise(key, std::move(finding));
    }

    const double m_ahead;
    const double m_used;
};

} // namespace

const DetectorDef& budgetDetector()
{
    static const DetectorDef kDef{"spend.budget",
                                  "A budget is used up",
                                  Priority::high,
                                  {},
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<UsedUp>(setup);
                                  },
                                  kBudgetRules};
    return kDef;
}

const DetectorDef& exhaustionDetector()
{
    static const DetectorDef kDef{"spend.exhaustion",
                                  "A budget will soon be used up",
                                  Priority::medium,
                                  kAheadParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<Exhaustion>(setup);
                                  },
                                  kBudgetRules};
    return kDef;
}

} // namespace penstock
