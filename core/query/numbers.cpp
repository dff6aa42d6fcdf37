// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/numbers.h"

#include "core/query/literal.h"

#include <charconv>
#include <chrono>
#include <cstdio>

namespace penstock {
namespace {

__extension__ using Wide = __int128;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr Nanos kWeek = 7 * kDay;

struct Unit {
    std::string_view name;
    Nanos length;
};
/// Longest names first: the reader takes the first that fits.
constexpr Unit kUnits[] = {
    {"minutes", kMinute}, {"seconds", kSecond}, {"minute", kMinute},  {"second", kSecond},
    {"hours", kHour},     {"weeks", kWeek},     {"days", kDay},       {"hour", kHour},
    {"mins", kMinute},    {"secs", kSecond},    {"week", kWeek},      {"day", kDay},
    {"hrs", kHour},       {"min", kMinute},     {"sec", kSecond},     {"µs", kMicrosecond},
    {"μs", kMicrosecond}, {"hr", kHour},        {"ms", kMillisecond}, {"ns", 1},
    {"us", kMicrosecond}, {"d", kDay},          {"h", kHour},         {"m", kMinute},
    {"s", kSecond},       {"w", kWeek}};

std::optional<std::int64_t> narrow(Wide value)
{
    if (value > INT64_MAX || value < -Wide(INT64_MAX))
        return std::nullopt;
    return static_cast<std::int64_t>(value);
}

/// Takes digits and fraction off the front and multiplies; nothing when it is no number or not exact.
std::optional<Wide> takeScaled(std::string_view& text, std::int64_t scale)
{
    Wide value = 0;
    std::size_t at = 0;
    for (; at < text.size() && isDigit(text[at]); ++at)
        if ((value = value * 10 + (text[at] - '0')) > INT64_MAX)
            return std::nullopt;
    if (at == 0)
        return std::nullopt;
    value *= scale;
    if (at + 1 < text.size() && text[at] == '.' && isDigit(text[at + 1])) {
        Wide part = scale;
        for (++at; at < text.size() && isDigit(text[at]); ++at) {
            const Wide digit = text[at] - '0';
            if (digit != 0 && part % 10 != 0)
                return std::nullopt;
            part /= 10;
            value += digit * part;
        }
    }
    text.remove_prefix(at);
    return value;
}

std::int64_t suffixFactor(std::string_view suffix)
{
    if (suffix == "k" || suffix == "K")
        return 1'000;
    if (suffix == "M")
        return 1'000'000;
    return suffix == "G" ? 1'000'000'000 : 0;
}

void skipBlanks(std::string_view& text)
{
    while (!text.empty() && (text[0] == ' ' || text[0] == '\t'))
        text.remove_prefix(1);
}

/// Exactly `digits` digits off the front.
bool takeDigits(std::string_view& text, std::size_t digits, int& out)
{
    if (text.size() < digits)
        return false;
    out = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        if (!isDigit(text[i]))
            return false;
        out = out * 10 + (text[i] - '0');
    }
    text.remove_prefix(digits);
    return true;
}

bool takeChar(std::string_view& text, std::string_view any)
{
    if (text.empty() || any.find(text[0]) == std::string_view::npos)
        return false;
    text.remove_prefix(1);
    return true;
}

bool takeDate(std::string_view& text, Wide& days)
{
    int y = 0, m = 0, d = 0;
    if (!takeDigits(text, 4, y) || !takeChar(text, "-") || !takeDigits(text, 2, m) ||
        !takeChar(text, "-") || !takeDigits(text, 2, d))
        return false;
    const std::chrono::year_month_day date{std::chrono::year(y),
                                           std::chrono::month(static_cast<unsigned>(m)),
                                           std::chrono::day(static_cast<unsigned>(d))};
    days = std::chrono::sys_days(date).time_since_epoch().count();
    return date.ok();
}

/// `:07.418` off the front, if it is there.
bool takeSeconds(std::string_view& text, Wide& time, Nanos& extent)
{
    if (!takeChar(text, ":"))
        return true;
    int seconds = 0;
    if (!takeDigits(text, 2, seconds) || seconds > 59)
        return false;
    time += Wide(seconds) * kSecond;
    extent = kSecond;
    if (!takeChar(text, ".,"))
        return true;
    int digit = 0;
    while (extent > 1 && takeDigits(text, 1, digit)) {
        extent /= 10;
        time += Wide(digit) * extent;
    }
    return extent < kSecond;
}

/// `Z`, `+02:00` or nothing.
bool takeZone(std::string_view& text, Wide& time)
{
    if (text.empty() || takeChar(text, "Zz"))
        return text.empty();
    const bool east = text[0] == '+';
    int hours = 0, minutes = 0;
    if (!takeChar(text, "+-") || !takeDigits(text, 2, hours))
        return false;
    takeChar(text, ":");
    if (!text.empty() && !takeDigits(text, 2, minutes))
        return false;
    time -= (Wide(hours) * kHour + Wide(minutes) * kMinute) * (east ? 1 : -1);
    return text.empty() && hours < 24 && minutes < 60;
}

} // namespace

std::optional<std::int64_t> readScaled(std::string_view text, std::int64_t scale, Suffixes suffixes)
{
    const bool negative = text.starts_with('-');
    if (negative)
        text.remove_prefix(1);
    if (suffixes == Suffixes::counts && !text.empty())
        if (const std::int64_t factor = suffixFactor(text.substr(text.size() - 1)); factor != 0) {
            scale *= factor;
            text.remove_suffix(1);
        }
    const auto value = takeScaled(text, scale);
    return value && text.empty() ? narrow(negative ? -*value : *value) : std::nullopt;
}

std::optional<Nanos> readDuration(std::string_view text)
{
    const bool negative = text.starts_with('-');
    if (negative)
        text.remove_prefix(1);
    Wide sum = 0;
    do {
        const auto digits = text;
        if (!takeScaled(text, 1'000'000'000))
            return std::nullopt;
        auto number = digits.substr(0, digits.size() - text.size());
        skipBlanks(text);
        Nanos length = 0;
        for (const Unit& unit : kUnits)
            if (length == 0 && text.starts_with(unit.name)) {
                length = unit.length;
                text.remove_prefix(unit.name.size());
            }
        const auto part = length == 0 ? std::nullopt : takeScaled(number, length);
        if (!part || (sum += *part) > INT64_MAX)
            return std::nullopt;
        skipBlanks(text);
    } while (!text.empty());
    return narrow(negative ? -sum : sum);
}

std::string printDuration(Nanos duration)
{
    static constexpr Unit kShown[] = {{"d", kDay},    {"h", kHour},         {"m", kMinute},
                                      {"s", kSecond}, {"ms", kMillisecond}, {"us", kMicrosecond},
                                      {"ns", 1}};
    std::string out = duration < 0 ? "-" : "";
    std::uint64_t rest = duration < 0 ? 0 - static_cast<std::uint64_t>(duration)
                                      : static_cast<std::uint64_t>(duration);
    for (const Unit& unit : kShown) {
        const auto length = static_cast<std::uint64_t>(unit.length);
        if (rest >= length)
            out.append(std::to_string(rest / length)).append(unit.name);
        rest %= length;
    }
    return duration == 0 ? "0s" : out;
}

std::optional<Instant> readInstant(std::string_view text)
{
    Wide time = 0;
    if (!takeDate(text, time))
        return std::nullopt;
    time *= kDay;
    Nanos extent = kDay;
    if (!text.empty()) {
        int hours = 0, minutes = 0;
        if (!takeChar(text, "Tt ") || !takeDigits(text, 2, hours) || !takeChar(text, ":") ||
            !takeDigits(text, 2, minutes) || hours > 23 || minutes > 59)
            return std::nullopt;
        time += Wide(hours) * kHour + Wide(minutes) * kMinute;
        extent = kMinute;
        if (!takeSeconds(text, time, extent) || !takeZone(text, time))
            return std::nullopt;
    }
    const auto from = narrow(time);
    if (!from || !narrow(time + extent))
        return std::nullopt;
    return Instant{*from, extent};
}

std::string printInstant(Nanos from, Nanos extent)
{
    const std::chrono::sys_time<std::chrono::nanoseconds> point{std::chrono::nanoseconds(from)};
    const auto day = std::chrono::floor<std::chrono::days>(point);
    const std::chrono::year_month_day date(day);
    char text[80];
    int size =
        std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    std::string out(text, static_cast<std::size_t>(size));
    if (extent == kDay)
        return out;
    const Nanos inDay = (point - day).count();
    size = std::snprintf(text, sizeof text, "T%02d:%02d", static_cast<int>(inDay / kHour),
                         static_cast<int>(inDay / kMinute % 60));
    out.append(text, static_cast<std::size_t>(size));
    if (extent < kMinute) {
        size =
            std::snprintf(text, sizeof text, ":%02d.%09d", static_cast<int>(inDay / kSecond % 60),
                          static_cast<int>(inDay % kSecond));
        std::size_t digits = 0;
        for (Nanos step = kSecond; step > extent; step /= 10)
            ++digits;
        out.append(text, digits == 0 ? 3 : 4 + digits);
    }
    return out + "Z";
}

std::optional<IdPattern> readHex(std::string_view text)
{
    if (text.empty() || text.size() > 32)
        return std::nullopt;
    IdPattern id;
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::uint64_t digit = 0;
        const auto [end, code] = std::from_chars(text.data() + i, text.data() + i + 1, digit, 16);
        if (code != std::errc{})
            return std::nullopt;
        (i < 16 ? id.high : id.low) |= digit << (60 - 4 * (i % 16));
    }
    id.digits = static_cast<std::uint8_t>(text.size());
    return id;
}

std::string printHex(const IdPattern& id)
{
    char text[33];
    std::snprintf(text, sizeof text, "%016llx%016llx", static_cast<unsigned long long>(id.high),
                  static_cast<unsigned long long>(id.low));
    return std::string(text, id.digits);
}

std::string printDollars(MicroUsd amount)
{
    std::string text = formatMoney(amount);
    std::erase(text, ',');
    while (text.ends_with('0') && text.size() - text.find('.') > 3)
        text.pop_back();
    return text.ends_with(".00") ? text.substr(0, text.size() - 3) : text;
}

} // namespace penstock
