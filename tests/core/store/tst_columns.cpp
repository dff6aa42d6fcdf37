// SPDX-License-Identifier: GPL-3.0-or-later
// Columns of the step index against plain lists: every width, known and unknown rows, few and many rows to look at, and
// bytes that nobody wrote.
#include "core/store/value_column.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <random>

using namespace penstock;
using namespace penstock::store;

namespace {

using Numbers = std::vector<std::optional<std::int64_t>>;

struct Column {
    std::string bytes;
    NumberColumn column;

    explicit Column(const Numbers& numbers)
    {
        NumberColumnBuilder builder;
        for (const auto& number : numbers)
            builder.add(number);
        bytes = builder.encode();
        column = NumberColumn::read(bytes, numbers.size()).value();
    }
};

Numbers someNumbers(std::mt19937_64& random, std::size_t rows, unsigned bits, bool someUnknown)
{
    const std::int64_t base =
        bits == 64 ? INT64_MIN : static_cast<std::int64_t>(random() % 1000) - 500;
    Numbers numbers;
    for (std::size_t row = 0; row < rows; ++row) {
        const std::uint64_t code = bits == 0 ? 0 : random() >> (64 - bits);
        const auto number = static_cast<std::int64_t>(static_cast<std::uint64_t>(base) + code);
        numbers.push_back(someUnknown && random() % 5 == 0 ? std::nullopt : std::optional(number));
    }
    return numbers;
}

RowMask someRows(std::mt19937_64& random, std::size_t rows, unsigned oneIn)
{
    RowMask mask(rows);
    for (std::size_t row = 0; row < rows; ++row)
        if (random() % oneIn == 0)
            mask.set(row);
    return mask;
}

/// Around a number of the column, so that both ends of ranges are met.
std::vector<NumberRange> someRanges(std::mt19937_64& random, const Numbers& numbers)
{
    std::vector<NumberRange> ranges;
    for (std::uint64_t n = random() % 3 + 1; n > 0; --n) {
        const std::int64_t at = numbers[random() % numbers.size()].value_or(0);
        const std::int64_t low = random() % 4 == 0 ? INT64_MIN : at;
        const std::int64_t high = random() % 4 == 0 ? INT64_MAX : std::max(at, at / 2 * 2);
        ranges.push_back({low, high});
    }
    return ranges;
}

} // namespace

class TestColumns : public QObject {
    Q_OBJECT

private slots:
    void numbersAreReadAndKeptAsAPlainListWould()
    {
        std::mt19937_64 random(5);
        for (int turn = 0; turn < 2000; ++turn) {
            const unsigned bits = std::array{0u, 1u, 8u, 9u, 16u, 17u, 32u, 33u, 64u}[turn % 9];
            const std::size_t rows = random() % 700 + 1;
            const Numbers numbers = someNumbers(random, rows, bits, turn % 2 == 0);
            const Column made(numbers);
            for (std::size_t row = 0; row < rows; ++row)
                QCOMPARE(made.column.at(row), numbers[row]);
            const std::vector<NumberRange> ranges = someRanges(random, numbers);
            const bool negated = random() % 2 == 0;
            const bool whenUnknown = random() % 2 == 0;
            const RowMask wanted = someRows(random, rows, turn % 3 == 0 ? 100 : 2);
            RowMask kept = wanted;
            made.column.keep(ranges, negated, whenUnknown, kept);
            for (std::size_t row = 0; row < rows; ++row) {
                const auto holds = [&](const NumberRange& range) {
                    return *numbers[row] >= range.low && *numbers[row] <= range.high;
                };
                const bool passes =
                    numbers[row] ? std::ranges::any_of(ranges, holds) != negated : whenUnknown;
                QCOMPARE(kept.test(row), wanted.test(row) && passes);
            }
        }
    }

    void boundsAreThoseOfAllRowsAndUnknownWhereOneIs()
    {
        std::mt19937_64 random(6);
        for (int turn = 0; turn < 500; ++turn) {
            const unsigned bits = std::array{0u, 7u, 15u, 31u, 50u}[turn % 5];
            const Numbers numbers = someNumbers(random, random() % 300 + 1, bits, turn % 3 == 0);
            const auto bounds = Column(numbers).column.bounds(numbers.size());
            const bool allKnown = std::ranges::all_of(numbers, [](const auto& n) { return !!n; });
            QCOMPARE(bounds.has_value(), allKnown);
            if (!allKnown)
                continue;
            QCOMPARE(bounds->least, **std::ranges::min_element(numbers));
            QCOMPARE(bounds->greatest, **std::ranges::max_element(numbers));
        }
    }

    void aValueIsTheSameHoweverOftenItIsAskedFor()
    {
        std::mt19937_64 random(7);
        for (int turn = 0; turn < 200; ++turn) {
            std::vector<std::string> texts;
            ValueColumnBuilder builder;
            for (std::uint64_t n = random() % 400 + 1; n > 0; --n) {
                texts.push_back(std::string(random() % 200, 'x') + std::to_string(random() % 50));
                builder.add(texts.back());
            }
            const std::string bytes = builder.encode();
            const auto column = ValueColumn::read(bytes, texts.size());
            QVERIFY(column.has_value());
            for (int i = 0; i < 12; ++i) { // the first ones are looked for from the beginning
                const std::size_t row = random() % texts.size();
                QCOMPARE(std::string(column->at(row)), texts[row]);
            }
            std::vector<bool> marks;
            for (const std::string_view value : column->values())
                marks.push_back(value.size() % 2 == 0);
            RowMask kept(texts.size(), true);
            column->keep(marks, kept);
            for (std::size_t row = 0; row < texts.size(); ++row)
                QCOMPARE(kept.test(row), texts[row].size() % 2 == 0);
        }
    }

    void bytesThatNobodyWroteAreToldOrReadWithinTheirBounds()
    {
        std::mt19937_64 random(8);
        ValueColumnBuilder builder;
        for (int i = 0; i < 300; ++i)
            builder.add("value " + std::to_string(i % 40));
        const std::string sound = builder.encode();
        int told = 0;
        for (int turn = 0; turn < 20'000; ++turn) {
            std::string bytes = sound;
            for (std::uint64_t n = random() % 3 + 1; n > 0; --n)
                bytes[random() % bytes.size()] = static_cast<char>(random());
            const auto column = ValueColumn::read(bytes, 300);
            told += column ? 0 : 1;
            for (std::size_t row = 0; column && row < 300; ++row) {
                const std::string_view value = column->at(row);
                QVERIFY(value.empty() ||
                        (value.data() >= bytes.data() &&
                         value.data() + value.size() <= bytes.data() + bytes.size()));
            }
        }
        QVERIFY(told > 1000);
    }
};

QTEST_APPLESS_MAIN(TestColumns)
#include "tst_columns.moc"
