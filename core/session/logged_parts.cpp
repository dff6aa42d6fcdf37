// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/logged_parts.h"

namespace penstock {
namespace {

constexpr std::size_t kMostPoolBytes = 48u << 20;

} // namespace

LoggedParts::LoggedParts(LogReader& log, Visit visit, TextsFrom textsFrom, std::size_t mostParts)
    : m_log(log),
      m_visit(std::move(visit)),
      m_textsFrom(std::move(textsFrom)),
      m_single(log),
      m_mostParts(mostParts),
      m_place(kFieldLimit, -1),
      m_pool(std::make_unique<StringPool>()),
      m_row(*this)
{
    for (const FieldInfo& field : allFields()) {
        if (!EntryFields::logged().test(static_cast<std::size_t>(field.id)) ||
            field.type == FieldType::enumeration)
            continue;
        std::vector<FieldId>& same = field.type == FieldType::text ? m_texts : m_numbers;
        m_place[static_cast<std::size_t>(field.id)] = static_cast<int>(same.size());
        same.push_back(field.id);
    }
}

void LoggedParts::startAfter(Seq seq)
{
    clear();
    m_read = seq;
}

void LoggedParts::clear()
{
    m_parts.clear();
    m_pool = std::make_unique<StringPool>();
    m_read = 0;
}

Status LoggedParts::read(Seq through, const std::function<bool()>& goesOn)
{
    while (m_read < through && hasRoom()) {
        const Seq before = m_read;
        Status read = readStretch(through, m_textsFrom(m_read + 1), goesOn);
        if (read && m_read == before) // the next commit is one with texts, or there is none
            read = readStretch(through, m_read + 1, goesOn);
        if (!read || m_read == before || !goesOn())
            return read;
    }
    return Done{};
}

/// Without long texts up to the commit where they are wanted; with them until they are not for long.
Status LoggedParts::readStretch(Seq through, Seq textsFrom, const std::function<bool()>& goesOn)
{
    constexpr Seq kLong = 4096;
    const bool withTexts = textsFrom <= m_read + 1;
    return m_log.read(
        m_read + 1,
        [&](const EntryBatch& batch) {
            if (batch.entries.empty())
                return true;
            if (!withTexts && batch.entries.back().seq >= textsFrom)
                return false;
            take(batch);
            if (withTexts && m_textsFrom(m_read + 1) > m_read + kLong)
                return false;
            return m_read < through && hasRoom() && goesOn();
        },
        nullptr, withTexts ? LongValues{} : LongValues::only({}));
}

void LoggedParts::take(const EntryBatch& batch)
{
    for (const LogEntry& entry : batch.entries) {
        m_read = entry.seq;
        m_visit(entry);
        if (entry.step == nullptr)
            continue;
        m_entry.set(&entry);
        add(entry.seq, m_entry);
    }
}

void LoggedParts::add(Seq seq, const FieldReader& row)
{
    if (m_pool->bytes() > kMostPoolBytes) { // what is still wanted is read again
        m_parts.clear();
        m_pool = std::make_unique<StringPool>();
    }
    Part& part = m_parts[seq];
    part.texts.clear();
    part.numbers.clear();
    for (const FieldId field : m_texts)
        part.texts.push_back(m_pool->intern(row.text(field)));
    for (const FieldId field : m_numbers)
        part.numbers.push_back(row.number(field).value_or(INT64_MIN));
    part.dialects = row.words(FieldId::dialect);
}

void LoggedParts::prepare(std::vector<Seq> seqs)
{
    std::erase_if(seqs, [this](Seq seq) { return m_parts.contains(seq); });
    m_single.prepare(std::move(seqs), LongValues::only({}));
}

const FieldReader& LoggedParts::find(Seq seq)
{
    if (const auto at = m_parts.find(seq); at != m_parts.end()) {
        m_row.set(&at->second);
        return m_row;
    }
    m_entry.set(seq == 0 ? nullptr : m_single.entry(seq));
    return m_entry;
}

void LoggedParts::dropThrough(Seq seq)
{
    std::erase_if(m_parts, [seq](const auto& part) { return part.first <= seq; });
    if (m_parts.empty())
        m_pool = std::make_unique<StringPool>();
}

std::string_view LoggedParts::Row::text(FieldId field) const
{
    const int place = m_owner.m_place[static_cast<std::size_t>(field)];
    return place < 0 ? std::string_view()
                     : m_owner.m_pool->text(m_part->texts[static_cast<std::size_t>(place)]);
}

std::optional<std::int64_t> LoggedParts::Row::number(FieldId field) const
{
    const int place = m_owner.m_place[static_cast<std::size_t>(field)];
    if (place < 0)
        return std::nullopt;
    const std::int64_t number = m_part->numbers[static_cast<std::size_t>(place)];
    return number == INT64_MIN ? std::nullopt : std::optional(number);
}

std::uint64_t LoggedParts::Row::words(FieldId field) const
{
    return field == FieldId::dialect ? m_part->dialects : 0;
}

} // namespace penstock
