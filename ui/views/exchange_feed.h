// SPDX-License-Identifier: GPL-3.0-or-later
// ExchangeFeed: fills an ExchangeTable from the session: the newest page first, then older ones until all are there, the
// newest again while it follows, and the texts of rows that are looked at. One request of a kind at a time; another pair
// cancels all. Owned by the exchanges page, GUI thread only.
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include "ui/bridge/session_bridge.h"
#include "ui/models/exchange_table.h"

namespace penstock::ui {

class ExchangeFeed final : public QObject {
    Q_OBJECT
public:
    ExchangeFeed(SessionBridge& bridge, ExchangeTable& table, QObject* parent);
    ~ExchangeFeed() override;

    struct Wanted {
        ExchangeActor from;
        ExchangeActor to;
        bool bothWays = false;
        QString filter; ///< as typed; one that does not fit is not applied, and said()
        bool operator==(const Wanted&) const = default;
    };
    /// Begins anew, unless it is what is shown; an empty name stops everything.
    void show(const Wanted& wanted);
    const Wanted& shown() const { return m_wanted; }
    /// Looks for newer ones, soon; at most once a second.
    void refresh();
    /// Rows that the person sees: their texts come next.
    void look(int first, int last);

    bool listing() const { return m_listing; } ///< older ones are still being found
    bool reading() const { return m_reading != nullptr; }
    bool settled() const { return !m_listing && !m_reading && !m_newestAsked && m_unread == 0; }
    std::uint64_t known() const
    {
        return m_known;
    } ///< without the filter, as far as they were found
    const QString& sentence() const { return m_sentence; } ///< why the filter is not applied here
    const QString& problem() const { return m_problem; }
    std::uint64_t notLookedInto() const { return m_notLookedInto; }

signals:
    void changed();

private:
    using Cancel = std::shared_ptr<std::atomic<bool>>;
    ExchangeQuery query(bool filtered) const;
    void stop();
    void listOlder();
    void takeOlder(Result<Exchanges>& page);
    void countAll();
    void takeNewest(const Result<Exchanges>& page);
    void askNewest();
    void readTexts();

    SessionBridge& m_bridge;
    ExchangeTable& m_table;
    Wanted m_wanted;
    FilterPtr m_filter;
    Cancel m_cancel; ///< of everything about this pair
    Cancel m_reading;
    std::optional<StepCursor> m_older;
    std::optional<StepCursor> m_countFrom;
    bool m_listing = false;
    bool m_newestAsked = false;
    int m_first = 0; ///< rows that are looked at
    int m_last = -1;
    int m_unread = 0; ///< of these
    std::uint64_t m_known = 0;
    std::uint64_t m_notLookedInto = 0;
    QString m_sentence;
    QString m_problem;
    QElapsedTimer m_sinceNewest;
    QTimer m_newestLater;
};

} // namespace penstock::ui
