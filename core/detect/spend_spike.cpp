// SPDX-License-Identifier: GPL-3.0-or-later
// Rate spike: what an agent or a deployment spends – or carries out, of what the policy says changes something – in a minute against its own normal – the median of its recent minutes
// with spend, and of the same hour on the days before, whichever is more. It takes a multiple of it, and more than its own
// scatter (median absolute deviation), and an amount that matters: cheap things may well triple. Minutes are told by the
// steps' own times, never later than they arrived, so that an import is judged as the live day was.
#include "core/detect/detector.h"
#include "core/detect/lru_table.h"
#include "core/detect/mentions.h"
#include "core/detect/resource.h"
#include "core/detect/sentence.h"

#include "core/base/hash.h"

namespace penstock {
namespace {

enum Parameter { kRatio, kDeviations, kAmount, kMinutes };
constexpr ParameterDef kMoneyParameters[] = {
    {"ratio", 4, 1.5, 1000, "times the normal"},
    {"deviations", 6, 0, 100, "times the usual scatter above the normal"},
    {"dollars", 0.5, 0.000001, 1e6, "above the normal, in a minute"},
    {"minutes", 10, 3, 40, "minutes with spend that make a normal"},
};
constexpr ParameterDef kTokenParameters[] = {
    {"ratio", 4, 1.5, 1000, "times the normal"},
    {"deviations", 6, 0, 100, "times the usual scatter above the normal"},
    {"tokens", 100'000, 1, 1e12, "above the normal, in a minute"},
    {"minutes", 10, 3, 40, "minutes with spend that make a normal"},
};

constexpr ParameterDef kActParameters[] = {
    {"ratio", 4, 1.5, 1000, "times the normal"},
    {"deviations", 6, 0, 100, "times the usual scatter above the normal"},
    {"acts", 20, 1, 1e6, "above the normal, in a minute"},
    {"minutes", 10, 3, 40, "minutes with acts that make a normal"},
};

enum class Counted : std::uint8_t { money, tokens, acts };

constexpr std::size_t kRecent = 40;      ///< minutes
constexpr std::size_t kDays = 4;         ///< of the same hour
constexpr std::uint32_t kNewNormal = 60; ///< minutes of a spike after which it is the normal
constexpr std::uint32_t kEntities = 4096;
constexpr double kScatter =
    1.4826; ///< median absolute deviation → standard deviation of a normal distribution

constexpr double kMiddleHalf = 1.349; ///< what its middle half spans, in standard deviations
constexpr std::uint32_t kFewMinutes =
    5; ///< of an hour: with fewer it says nothing about other days

struct Account {
    std::int64_t minute; ///< since the epoch; 0 = none yet
    std::int64_t spent;  ///< in that minute
    std::array<std::int64_t, kRecent> recent;
    std::uint32_t closed; ///< minutes ever closed into `recent`
    std::array<std::array<std::int64_t, kDays>, 24> sameHour;
    std::array<std::uint32_t, 24> days; ///< ever, by hour
    std::array<std::int64_t, 60> hour;  ///< minutes of the hour that is under way, also of a spike
    std::uint32_t inHour;
    std::uint32_t spiking; ///< minutes in a row
    double expected;       ///< of this minute
    double limit;          ///< of this minute; 0 = no normal yet
    bool active;
    WideMentions<12> steps;
    TraceId trace;
    Label name;
};

std::int64_t quantile(std::int64_t* begin, std::size_t size, std::size_t at)
{
    std::nth_element(begin, begin + at, begin + size);
    return begin[at];
}

std::int64_t median(std::int64_t* begin, std::size_t size)
{
    return quantile(begin, size, size / 2);
}

struct Normal {
    double expected = 0;
    double scatter = 0;
};

Normal normalOf(const Account& account, std::size_t hour)
{
    Normal normal;
    std::array<std::int64_t, kRecent> values = account.recent;
    const std::size_t size = std::min<std::size_t>(account.closed, kRecent);
    const std::int64_t middle = median(values.data(), size);
    for (std::size_t i = 0; i < size; ++i)
        values[i] = std::abs(account.recent[i] - middle);
    normal.scatter = kScatter * static_cast<double>(median(values.data(), size));
    // Of two kinds of minutes the more frequent alone makes the median deviation nothing.
    values = account.recent;
    const std::int64_t upper = quantile(values.data(), size, 3 * size / 4);
    const std::int64_t lower = quantile(values.data(), size, size / 4);
    normal.scatter = std::max(normal.scatter, static_cast<double>(upper - lower) / kMiddleHalf);
    normal.expected = static_cast<double>(middle);
    const std::size_t days = std::min<std::size_t>(account.days[hour], kDays);
    if (days >= 2) {
        std::array<std::int64_t, kDays> same = account.sameHour[hour];
        normal.expected = std::max(normal.expected, static_cast<double>(median(same.data(), days)));
    }
    return normal;
}

class Spike final : public Detector {
public:
    Spike(const DetectorSetup& setup, Counted counted)
        : m_ratio(setup.values[kRatio]),
          m_deviations(setup.values[kDeviations]),
          m_amount(setup.values[kAmount] * (counted == Counted::money ? 1e6 : 1)),
          m_minutes(setup.values[kMinutes]),
          m_counted(counted),
          m_accounts(kEntities)
    {
    }

    void seen(const Seen& seen, Voice& voice) override
    {
        const std::int64_t amount = amountOf(seen);
        if (amount == 0)
            return;
        const Step& step = seen.step;
        const std::uint64_t service = plainHash64(step.service);
        // Acts are somebody's; what a deployment does is the sum of many normals.
        if (m_counted != Counted::acts || step.agentName.empty())
            spend(service * 3 + 1, step.service, amount, seen, voice);
        if (!step.agentName.empty())
            spend(service * 31 ^ agentDigest(step.agentName), step.agentName, amount, seen, voice);
    }
    void gone(std::uint32_t, const WatchedTrace&, Voice&) override {}
    void tick(Nanos, Voice&) override {}
    std::size_t bytes() const override { return m_accounts.bytes(); }
    void save(std::string& out) const override { m_accounts.save(out); }
    bool restore(ByteReader& in) override { return m_accounts.restore(in); }

private:
    std::int64_t amountOf(const Seen& seen) const
    {
        if (m_counted == Counted::acts)
            return (seen.tool.effect == ToolEffect::change ||
                    seen.tool.effect == ToolEffect::final) &&
                   seen.step.status != StepStatus::error && saysWhose(seen.step);
        if (!seen.spend.counts)
            return 0;
        return m_counted == Counted::money ? seen.spend.money : seen.spend.tokens;
    }

    static Nanos timeOf(const Seen& seen)
    {
        return std::min(std::max(seen.step.start, seen.step.end), seen.entry.arrival);
    }

    void spend(std::uint64_t key, std::string_view name, std::int64_t amount, const Seen& seen,
               Voice& voice)
    {
        Account& account = m_accounts.use(key, [&voice](std::uint64_t leaving, Account& old) {
            if (old.active)
                voice.clear(leaving, "Nothing was spent for long.");
        });
        const std::int64_t minute = timeOf(seen) / kMinute;
        if (minute > account.minute)
            turn(account, key, minute, voice);
        // What comes late counts now: the minutes before are closed.
        account.spent += amount;
        account.name.set(name);
        account.trace = seen.step.trace;
        account.steps.add({seen.entry.seq, seen.step.trace, seen.step.span});
        const auto spent = static_cast<double>(account.spent);
        if (account.limit == 0 || spent < account.limit)
            return;
        account.active = true;
        if (voice.wants(key, spent))
            tell(account, key, voice);
    }

    static std::size_t hourOf(std::int64_t minute)
    {
        return static_cast<std::size_t>(minute / 60 % 24);
    }
    double limitOf(const Normal& normal) const
    {
        return std::max({normal.expected * m_ratio, normal.expected + m_deviations * normal.scatter,
                         normal.expected + m_amount});
    }

    /// Closes the minute that was open.
    void turn(Account& account, std::uint64_t key, std::int64_t minute, Voice& voice) const
    {
        const bool known = account.minute != 0;
        const bool spiked =
            known && account.limit > 0 && static_cast<double>(account.spent) >= account.limit;
        account.spiking = spiked ? account.spiking + 1 : 0;
        if (account.active && !spiked) {
            voice.clear(key, m_counted == Counted::acts ? "It does about as much as is normal."
                                                        : "Spend is back to what is normal.");
            account.active = false;
        }
        if (known && (!spiked || account.spiking > kNewNormal))
            account.recent[account.closed++ % kRecent] = account.spent;
        if (known)
            account.hour[account.inHour++ % account.hour.size()] = account.spent;
        if (known && minute / 60 != account.minute / 60)
            closeHour(account);
        account.minute = minute;
        account.spent = 0;
        account.steps.clear();
        if (account.closed < m_minutes)
            return;
        const Normal normal = normalOf(account, hourOf(minute));
        account.expected = normal.expected;
        account.limit = limitOf(normal);
    }

    static void closeHour(Account& account)
    {
        const std::size_t hour = hourOf(account.minute);
        const std::size_t size = std::min<std::size_t>(account.inHour, account.hour.size());
        if (size >= kFewMinutes)
            account.sameHour[hour][account.days[hour]++ % kDays] =
                median(account.hour.data(), size);
        account.inHour = 0;
    }

    std::string amountText(double amount) const
    {
        if (m_counted == Counted::money)
            return formatMoneyShort(static_cast<MicroUsd>(amount));
        return formatCount(static_cast<std::int64_t>(amount)) +
               (m_counted == Counted::tokens ? " tokens" : " acts");
    }

    void tell(const Account& account, std::uint64_t key, Voice& voice) const
    {
        static constexpr Unit kUnits[] = {Unit::microUsd, Unit::tokens, Unit::perMinute};
        const Unit unit = kUnits[static_cast<std::size_t>(m_counted)];
        const auto spent = static_cast<double>(account.spent);
        Finding finding;
        finding.trace = account.trace;
        finding.subject = account.name.text();
        finding.sentence = quoted(account.name.text()) +
                           (m_counted == Counted::acts ? " carries out " : " spends ") +
                           amountText(spent) + " in a minute; its normal is " +
                           amountText(account.expected) + ", the limit is " +
                           amountText(account.limit) + ".";
        finding.values.push_back(valueOf("a minute", spent, account.limit, unit));
        finding.values.push_back(valueOf(
            "ratio", account.expected > 0 ? spent / account.expected : 0, m_ratio, Unit::ratio));
        account.steps.putInto(finding);
        voice.raise(key, std::move(finding));
    }

    const double m_ratio;
    const double m_deviations;
    const double m_amount;
    const double m_minutes;
    const Counted m_counted;
    LruTable<Account> m_accounts;
};

} // namespace

const DetectorDef& spendSpikeDetector()
{
    static const DetectorDef kDef{"spend.spike", "Spend far above its normal", Priority::high,
                                  kMoneyParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<Spike>(setup, Counted::money);
                                  }};
    return kDef;
}

const DetectorDef& tokenSpikeDetector()
{
    static const DetectorDef kDef{"spend.token_spike", "Tokens far above their normal",
                                  Priority::medium, kTokenParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<Spike>(setup, Counted::tokens);
                                  }};
    return kDef;
}

const DetectorDef& actionRateDetector()
{
    static const DetectorDef kDef{"authority.action_rate",
                                  "Far more acts than its normal",
                                  Priority::medium,
                                  kActParameters,
                                  [](const DetectorSetup& setup) -> std::unique_ptr<Detector> {
                                      return std::make_unique<Spike>(setup, Counted::acts);
                                  },
                                  kToolRules};
    return kDef;
}

} // namespace penstock
