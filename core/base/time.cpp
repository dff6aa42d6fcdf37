// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/time.h"

#include <cstdio>
#include <ctime>

namespace penstock {

Nanos SystemClock::now() const
{
    timespec ts{};
    clock_gettime(CLOCK_REALTIME, &ts);
    return static_cast<Nanos>(ts.tv_sec) * kSecond + ts.tv_nsec;
}

std::string formatUtc(Nanos t)
{
    if (t == 0)
        return "–";
    std::time_t seconds = t / kSecond;
    Nanos rest = t % kSecond;
    if (rest < 0) {
        rest += kSecond;
        --seconds;
    }
    std::tm tm{};
    gmtime_r(&seconds, &tm);
    char buffer[80];
    std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", tm.tm_year + 1900,
                  tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec,
                  static_cast<int>(rest / kMillisecond));
    return buffer;
}

std::string formatDuration(Nanos d)
{
    char buffer[64];
    const double abs = d < 0 ? -static_cast<double>(d) : static_cast<double>(d);
    const char* sign = d < 0 ? "-" : "";
    if (abs < 1e3)
        std::snprintf(buffer, sizeof buffer, "%s%.0f ns", sign, abs);
    else if (abs < 1e6)
        std::snprintf(buffer, sizeof buffer, "%s%.0f µs", sign, abs / 1e3);
    else if (abs < 1e9)
        std::snprintf(buffer, sizeof buffer, "%s%.0f ms", sign, abs / 1e6);
    else if (abs < 60e9)
        std::snprintf(buffer, sizeof buffer, "%s%.1f s", sign, abs / 1e9);
    else if (abs < 3600e9)
        std::snprintf(buffer, sizeof buffer, "%s%d min %d s", sign, static_cast<int>(abs / 60e9),
                      static_cast<int>(abs / 1e9) % 60);
    else
        std::snprintf(buffer, sizeof buffer, "%s%lld h %d min", sign,
                      static_cast<long long>(abs / 3600e9), static_cast<int>(abs / 60e9) % 60);
    return buffer;
}

bool parseUtc(const std::string& text, Nanos& out)
{
    std::tm tm{};
    int consumed = 0;
    if (std::sscanf(text.c_str(), "%4d-%2d-%2d%*1[Tt ]%2d:%2d:%2d%n", &tm.tm_year, &tm.tm_mon,
                    &tm.tm_mday, &tm.tm_hour, &tm.tm_min, &tm.tm_sec, &consumed) != 6 ||
        consumed == 0)
        return false;
    const char* p = text.c_str() + consumed;
    Nanos fraction = 0;
    if (*p == '.' || *p == ',') {
        Nanos scale = kSecond / 10;
        for (++p; *p >= '0' && *p <= '9'; ++p, scale /= 10)
            fraction += (*p - '0') * scale;
    }
    Nanos offset = 0;
    if (*p == '+' || *p == '-') {
        int h = 0;
        int m = 0;
        if (std::sscanf(p + 1, "%2d:%2d", &h, &m) != 2 && std::sscanf(p + 1, "%2d%2d", &h, &m) < 1)
            return false;
        offset = (h * kHour + m * kMinute) * (*p == '+' ? 1 : -1);
    } else if (*p != '\0' && *p != 'Z' && *p != 'z') {
        return false;
    }
    tm.tm_year -= 1900;
    tm.tm_mon -= 1;
    constexpr Nanos kMostSeconds =
        INT64_MAX / kSecond - 400'000; // room for fraction and offset; the year 2262
    const auto seconds = static_cast<Nanos>(timegm(&tm));
    if (seconds > kMostSeconds || seconds < -kMostSeconds)
        return false;
    out = seconds * kSecond + fraction - offset;
    return true;
}

} // namespace penstock
