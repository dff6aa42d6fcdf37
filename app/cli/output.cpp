// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/output.h"

#include "core/base/text_safety.h"

#include <algorithm>
#include <ostream>

namespace penstock::cli {
namespace {

using Json = nlohmann::ordered_json;

bool endsWith(const std::string& text, std::string_view suffix)
{
    return text.size() >= suffix.size() &&
           text.compare(text.size() - suffix.size(), suffix.size(), suffix) == 0;
}

// Columns of a terminal, not bytes: code points are near enough for names.
std::size_t width(const std::string& text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string cut(std::string text, std::size_t maxWidth)
{
    if (width(text) <= maxWidth)
        return text;
    std::size_t seen = 0;
    std::size_t at = 0;
    for (; at < text.size(); ++at)
        if ((text[at] & 0xC0) != 0x80 && ++seen == maxWidth)
            break;
    return text.substr(0, at) + "…";
}

} // namespace

std::string jsonLine(const Json& value)
{
    return escapeHidden(value.dump(-1, ' ', false, Json::error_handler_t::replace)) + "\n";
}

Listing::Listing(std::vector<Column> columns, bool json, std::ostream& out)
    : m_columns(std::move(columns)), m_json(json), m_out(out)
{
}

void Listing::add(Row row)
{
    if (m_json) {
        Json object = Json::object();
        for (std::size_t i = 0; i < m_columns.size(); ++i)
            object[m_columns[i].key] = std::move(row[i]);
        m_out << jsonLine(object);
        return;
    }
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        if (!m_columns[i].heading.empty())
            cells.push_back(cut(cell(m_columns[i], row[i]), m_columns[i].maxWidth));
    m_cells.push_back(std::move(cells));
}

std::string Listing::cell(const Column& column, const Json& value) const
{
    if (value.is_null())
        return "–";
    if (value.is_boolean())
        return value.get<bool>() ? "yes" : "";
    if (value.is_array()) {
        std::string text;
        for (const Json& item : value)
            text += (text.empty() ? "" : ", ") +
                    visibleLine(item.is_string() ? item.get<std::string>() : item.dump());
        return text;
    }
    if (!value.is_number())
        return visibleLine(value.is_string() ? value.get<std::string>() : value.dump(), 400);
    const auto n = value.get<std::int64_t>();
    if (endsWith(column.key, "_micro_usd"))
        return formatMoney(n);
    if (endsWith(column.key, "_time"))
        return formatUtc(n);
    if (endsWith(column.key, "_ns"))
        return formatDuration(n);
    return formatCount(n);
}

void Listing::finish(const std::string& emptySentence)
{
    if (m_json)
        return;
    if (m_cells.empty()) {
        m_out << emptySentence << '\n';
        return;
    }
    std::vector<const Column*> shown;
    for (const Column& column : m_columns)
        if (!column.heading.empty())
            shown.push_back(&column);
    std::vector<std::string> headings;
    for (const Column* column : shown)
        headings.push_back(column->heading);
    m_cells.insert(m_cells.begin(), headings);
    std::vector<std::size_t> widths(shown.size(), 0);
    for (const auto& cells : m_cells)
        for (std::size_t i = 0; i < cells.size(); ++i)
            widths[i] = std::max(widths[i], width(cells[i]));
    for (const auto& cells : m_cells) {
        std::string line;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::string pad(widths[i] - width(cells[i]), ' ');
            line += i == 0 ? "" : "  ";
            line += shown[i]->right ? pad + cells[i] : cells[i] + pad;
        }
        line.erase(line.find_last_not_of(' ') + 1);
        m_out << line << '\n';
    }
}

} // namespace penstock::cli
