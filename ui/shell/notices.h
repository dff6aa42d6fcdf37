// SPDX-License-Identifier: GPL-3.0-or-later
// Notices: what a person should be told although they look elsewhere - the disk is full, the picture trails the log,
// senders are turned away, the engine is gone, an alarm was raised. Told once when it begins, not as long as it holds (that is the strip's
// and the problem bar's). Keeps the newest. Owned by the main window; GUI thread only.
#pragma once

#include <QtCore/QObject>

#include <deque>

#include "core/alarm/alarm_news.h"
#include "ui/views/view_context.h"

namespace penstock::ui {

enum class NoticeKind { diskFull, behind, rejected, engineGone, alarm };

struct Notice {
    NoticeKind kind{};
    QString sentence;
    Nanos at = 0;
};

class Notices final : public QObject {
    Q_OBJECT
public:
    static constexpr Nanos kBehindFrom = 5 * kSecond;
    static constexpr Nanos kBehindUntil = 2 * kSecond;
    static constexpr Nanos kRejectedRest = 60 * kSecond; ///< between two notices of that kind
    static constexpr std::size_t kKept = 50;

    explicit Notices(const ViewContext& context, QObject* parent = nullptr);
    /// Alarms of this priority and more urgent ones are told of.
    void setAlarmsFrom(Priority least) { m_alarmsFrom = least; }
    const std::deque<Notice>& recent() const { return m_recent; } ///< newest first

signals:
    void noticed(const penstock::ui::Notice& notice);

private:
    void look();
    void lookAtRejections();
    void lookAtAlarms();
    void tell(NoticeKind kind, const QString& sentence);

    ViewContext m_context;
    std::deque<Notice> m_recent;
    AlarmNews m_alarmNews;
    Priority m_alarmsFrom = Priority::medium;
    bool m_diskFull = false;
    bool m_behind = false;
    bool m_wasRecording = false;
    std::uint64_t m_rejected = 0; ///< those that were told
    bool m_counted = false;       ///< what was rejected before this window opened is no news
    Nanos m_rejectedAt = 0;
};

} // namespace penstock::ui
