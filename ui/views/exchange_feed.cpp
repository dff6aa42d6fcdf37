// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/exchange_feed.h"

#include <algorithm>

#include "core/query/parser.h"
#include "ui/models/filter_rows.h"
#include "ui/models/format.h"

namespace penstock::ui {
namespace {

constexpr std::size_t kFirstPage = 200;
constexpr std::size_t kPage = 4000;
constexpr std::size_t kNewestPage = 200;
constexpr int kNewestEveryMs = 1000;
constexpr int kAround = 16; ///< rows before and behind what is seen
constexpr int kMostAtOnce = 96;
constexpr int kEarlier = 64; ///< rows of the same trace that attempts are counted among

} // namespace

ExchangeFeed::ExchangeFeed(SessionBridge& bridge, ExchangeTable& table, QObject* parent)
    : QObject(parent), m_bridge(bridge), m_table(table)
{
    m_newestLater.setSingleShot(true);
    connect(&m_newestLater, &QTimer::timeout, this, &ExchangeFeed::askNewest);
}

ExchangeFeed::~ExchangeFeed()
{
    stop();
}

void ExchangeFeed::stop()
{
    for (const Cancel& cancel : {m_cancel, m_reading})
        if (cancel)
            cancel->store(true);
    m_cancel = std::make_shared<std::atomic<bool>>(false);
    m_reading = nullptr;
    m_newestLater.stop();
    m_listing = m_newestAsked = false;
    m_older = m_countFrom = std::nullopt;
    m_unread = 0;
    m_last = -1;
}

void ExchangeFeed::show(const Wanted& wanted)
{
    if (wanted == m_wanted)
        return;
    stop();
    m_wanted = wanted;
    m_known = m_notLookedInto = 0;
    m_problem.clear();
    m_sentence.clear();
    m_filter = nullptr;
    const ParsedFilter parsed =
        parseFilter(wanted.filter.toStdString(), filterScope(RowKind::step));
    if (parsed.verdict == FilterVerdict::invalid)
        m_sentence =
            tr("The filter is not applied here. %1").arg(safeLine(parsed.diagnostic.sentence, 300));
    else
        m_filter = parsed.filter;
    m_table.setPair(wanted.from.name, wanted.to.name);
    if (!wanted.from.name.empty() && !wanted.to.name.empty())
        listOlder();
    emit changed();
}

ExchangeQuery ExchangeFeed::query(bool filtered) const
{
    ExchangeQuery query;
    query.from = m_wanted.from;
    query.to = m_wanted.to;
    query.bothWays = m_wanted.bothWays;
    query.filter = filtered ? m_filter : nullptr;
    query.now = m_bridge.status().now;
    query.limit = kPage;
    query.cancel = m_cancel;
    return query;
}

void ExchangeFeed::listOlder()
{
    m_listing = true;
    ExchangeQuery page = query(true);
    page.before = m_older;
    page.limit = m_older ? kPage : kFirstPage;
    m_bridge.listExchanges(std::move(page), [this](Result<Exchanges>& found) { takeOlder(found); });
}

void ExchangeFeed::takeOlder(Result<Exchanges>& page)
{
    m_listing = false;
    if (!page) {
        m_problem = QString::fromStdString(page.error().sentence);
        emit changed();
        return;
    }
    if (!page->diagnostic.sentence.empty())
        m_sentence =
            tr("The filter is not applied here. %1").arg(safeLine(page->diagnostic.sentence, 300));
    m_known += m_filter ? 0 : page->rows.size();
    m_notLookedInto += page->notLookedInto;
    m_table.prepend(std::move(page->rows));
    m_older = page->before;
    if (m_older)
        listOlder();
    else if (m_filter)
        countAll();
    emit changed();
}

/// How many the filter leaves out.
void ExchangeFeed::countAll()
{
    m_listing = true;
    ExchangeQuery page = query(false);
    page.before = m_countFrom;
    m_bridge.listExchanges(std::move(page), [this](Result<Exchanges>& found) {
        m_listing = false;
        if (found) {
            m_known += found->rows.size();
            m_countFrom = found->before;
            if (m_countFrom)
                countAll();
        }
        emit changed();
    });
}

void ExchangeFeed::refresh()
{
    if (m_wanted.from.name.empty() || m_newestAsked || m_newestLater.isActive())
        return;
    const qint64 since = m_sinceNewest.isValid() ? m_sinceNewest.elapsed() : kNewestEveryMs;
    m_newestLater.start(
        static_cast<int>(std::clamp<qint64>(kNewestEveryMs - since, 0, kNewestEveryMs)));
}

void ExchangeFeed::askNewest()
{
    m_sinceNewest.start();
    m_newestAsked = true;
    ExchangeQuery newest = query(true);
    newest.limit = kNewestPage;
    m_bridge.listExchanges(std::move(newest),
                           [this](Result<Exchanges>& found) { takeNewest(found); });
}

void ExchangeFeed::takeNewest(const Result<Exchanges>& page)
{
    m_newestAsked = false;
    if (!page)
        return;
    const int before = m_table.size();
    m_table.takeNewest(page->rows);
    m_known += static_cast<std::uint64_t>(m_table.size() - before);
    emit changed();
}

void ExchangeFeed::look(int first, int last)
{
    m_first = first;
    m_last = last;
    readTexts();
}

void ExchangeFeed::readTexts()
{
    ExchangeTextsQuery texts;
    const auto collect = [&](int from, int to) {
        for (int row = std::max(0, from); row <= std::min(to, m_table.size() - 1); ++row)
            if (!m_table.at(row).isRead && texts.wanted.size() < kMostAtOnce)
                texts.wanted.push_back(m_table.at(row));
    };
    collect(m_first, m_last);
    m_unread = static_cast<int>(texts.wanted.size());
    if (m_reading)
        return;
    if (texts.wanted.empty())
        collect(m_first - kAround, m_last + kAround);
    if (texts.wanted.empty())
        return;
    const int start = m_table.rowOf(texts.wanted.front().at());
    for (int row = std::max(0, start - kEarlier); row < start; ++row)
        if (m_table.at(row).trace == texts.wanted.front().trace)
            texts.earlier.push_back(m_table.at(row));
    texts.from = m_wanted.from;
    texts.to = m_wanted.to;
    texts.cancel = m_reading = std::make_shared<std::atomic<bool>>(false);
    m_bridge.readExchanges(std::move(texts), [this](Result<std::vector<Exchange>>& read) {
        m_reading = nullptr;
        if (read)
            m_table.takeTexts(*read);
        else
            m_problem = QString::fromStdString(read.error().sentence);
        if (read && !read->empty())
            readTexts();
        emit changed();
    });
}

} // namespace penstock::ui
