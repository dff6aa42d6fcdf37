// SPDX-License-Identifier: GPL-3.0-or-later
// TableText: a table as CSV (RFC 4180, UTF-8) or JSON lines. Telemetry is hostile: a text that a spreadsheet would take
// for a formula gets an apostrophe in front. A value, any thread.
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QStringList>
#include <QtCore/QVariant>

#include <vector>

namespace penstock::ui {

struct TableText {
    QStringList keys;   ///< for JSON; stable
    QStringList titles; ///< for CSV; as seen
    std::vector<QVariantList>
        rows; ///< a value that is not valid is unknown: empty in CSV, null in JSON
};

QByteArray csvOf(const TableText& table);
/// An array of objects, one a line.
QByteArray jsonOf(const TableText& table);
/// One field of a CSV row.
QByteArray csvField(const QVariant& value);

} // namespace penstock::ui
