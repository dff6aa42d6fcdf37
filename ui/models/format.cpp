// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/format.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QTimeZone>

#include <array>
#include <chrono>

#include "core/base/money.h"
#include "core/base/text_safety.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

struct FormatWords {
    Q_DECLARE_TR_FUNCTIONS(format)
};

/// How far local time is from UTC at `t`, in seconds. Nearly everywhere clocks are put forward and back on quarter hours (not in
/// Newfoundland before 2011); the system looks into files whenever it is asked, which would cost more than all else that a
/// cell of a list shows. It is asked again after a minute: the person may have travelled.
int offsetAt(Nanos t)
{
    struct Known {
        Nanos quarter = INT64_MIN;
        int offset = 0;
        std::chrono::steady_clock::time_point asked;
    };
    thread_local std::array<Known, 16> known;
    const Nanos quarter = t / (15 * kMinute);
    Known& place = known[static_cast<std::size_t>(quarter) % known.size()];
    const auto now = std::chrono::steady_clock::now();
    if (place.quarter != quarter || now - place.asked > std::chrono::minutes(1))
        place = {quarter, QDateTime::fromMSecsSinceEpoch(t / kMillisecond).offsetFromUtc(), now};
    return place.offset;
}

QDateTime localTime(Nanos t)
{
    return QDateTime::fromMSecsSinceEpoch(t / kMillisecond, Qt::OffsetFromUTC, offsetAt(t));
}

/// HH:mm:ss.zzz
QString clockText(const QDateTime& at)
{
    const QTime time = at.time();
    QString text(u"00:00:00.000"_s);
    const auto put = [&text](qsizetype last, int number) {
        for (; number != 0; number /= 10)
            text[last--] = QChar(u'0' + number % 10);
    };
    put(1, time.hour());
    put(4, time.minute());
    put(7, time.second());
    put(11, time.msec());
    return text;
}

QString timeOn(const QDateTime& at, const QDate& today)
{
    if (!today.isValid() || at.date() == today)
        return clockText(at);
    if (at.date().year() == today.year())
        return QLocale::c().toString(at.date(), u"d MMM "_s) + clockText(at);
    return at.date().toString(Qt::ISODate) + u' ' + clockText(at);
}

QDate dayOf(Nanos now)
{
    return now == 0 ? QDate() : localTime(now).date();
}

} // namespace

QString missingText()
{
    return u"–"_s;
}

QString safeLine(std::string_view untrusted, std::size_t maxBytes)
{
    return untrusted.empty() ? missingText() : safeLineOrEmpty(untrusted, maxBytes);
}

QString safeLineOrEmpty(std::string_view untrusted, std::size_t maxBytes)
{
    return QString::fromStdString(visibleLine(untrusted, maxBytes));
}

QString countText(std::uint64_t n)
{
    return QString::fromStdString(formatCount(static_cast<std::int64_t>(n)));
}

QString tokensText(std::int64_t n)
{
    return n < 0 ? missingText() : QString::fromStdString(formatCount(n));
}

QString timeText(Nanos t, Nanos now)
{
    return t == 0 ? missingText() : timeOn(localTime(t), dayOf(now));
}

QString listTimeText(Nanos t, Nanos now)
{
    if (t == 0)
        return missingText();
    const QDateTime at = localTime(t);
    const QDate today = dayOf(now);
    if (!today.isValid() || at.date() == today)
        return clockText(at);
    if (at.date().year() == today.year())
        return QLocale::c().toString(at, u"d MMM HH:mm"_s);
    return at.date().toString(Qt::ISODate);
}

QString fullTimeText(Nanos t)
{
    if (t == 0)
        return missingText();
    const QDateTime at = localTime(t);
    const int offset = at.offsetFromUtc();
    QString zone = u"UTC"_s;
    if (offset != 0)
        zone += u"%1%2:%3"_s.arg(offset < 0 ? u"-"_s : u"+"_s)
                    .arg(std::abs(offset) / 3600, 2, 10, QChar(u'0'))
                    .arg(std::abs(offset) / 60 % 60, 2, 10, QChar(u'0'));
    return at.toString(u"yyyy-MM-dd HH:mm:ss.zzz ") + zone;
}

QString behindText(Nanos age)
{
    const Nanos seconds = std::max<Nanos>(0, age) / kSecond;
    if (seconds < 60)
        return FormatWords::tr("%1 s behind").arg(seconds);
    if (seconds < 3600)
        return FormatWords::tr("%1 min behind").arg(seconds / 60);
    return FormatWords::tr("%1 h behind").arg(seconds / 3600);
}

QString countOf(std::uint64_t n, const QString& one, const QString& many)
{
    return countText(n) + u' ' + (n == 1 ? one : many);
}

QString agoText(Nanos t, Nanos now)
{
    if (t == 0)
        return missingText();
    const Nanos age = std::max<Nanos>(0, now - t) / kSecond;
    if (age < 60)
        return FormatWords::tr("%1 s ago").arg(age);
    if (age < 3600)
        return FormatWords::tr("%1 min ago").arg(age / 60);
    if (age < 86400)
        return FormatWords::tr("%1 h ago").arg(age / 3600);
    return FormatWords::tr("%1 d ago").arg(age / 86400);
}

QString durationText(Nanos d)
{
    // What rounds to 1000 ms is a second.
    return QString::fromStdString(
        formatDuration(d >= kSecond - kMillisecond / 2 && d < kSecond ? kSecond : d));
}

QString costText(const CostTotals& cost, bool growing)
{
    const MicroUsd total = cost.total();
    if (total == 0 && cost.unpricedCalls > 0)
        return missingText();
    const QString sum = QString::fromStdString(formatMoney(total));
    return growing || cost.unpricedCalls > 0 ? u"≥ "_s + sum : sum;
}

QString costText(const Cost& cost)
{
    if (cost.source == CostSource::none)
        return missingText();
    return QString::fromStdString(formatMoney(cost.amount));
}

QString bytesText(std::uint64_t bytes)
{
    if (bytes < 1024)
        return u"%1 B"_s.arg(bytes);
    static constexpr const char* kUnits[] = {"KB", "MB", "GB", "TB"};
    double value = static_cast<double>(bytes) / 1024;
    int unit = 0;
    while (value >= 1000 && unit < 3) {
        value /= 1024;
        ++unit;
    }
    return QString::number(value, 'f', value < 10 ? 1 : 0) + u' ' + QLatin1StringView(kUnits[unit]);
}

QString plainTip(const QString& text)
{
    if (text.isEmpty())
        return {};
    QString escaped = text.toHtmlEscaped();
    return u"<qt>"_s + escaped.replace(u'\n', u"<br>"_s) + u"</qt>"_s;
}

QString shortCountText(std::uint64_t n)
{
    if (n < 10'000)
        return countText(n);
    const double value = static_cast<double>(n);
    if (n < 1'000'000)
        return QString::number(value / 1e3, 'f', 1) + u" k"_s;
    return QString::number(value / 1e6, 'f', 1) + u" M"_s;
}

} // namespace penstock::ui
