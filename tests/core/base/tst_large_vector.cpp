// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/large_vector.h"

#include <QTest>

#include <numeric>

using namespace penstock;

class TestLargeVector : public QObject {
    Q_OBJECT

private slots:
    void whatGrowsPastTheLimitKeepsItsContent()
    {
        LargeVector<std::uint64_t> numbers;
        const std::uint64_t count = LargePageAllocator<std::uint64_t>::kFrom / 8 * 3;
        for (std::uint64_t i = 0; i < count; ++i)
            numbers.push_back(i);
        QCOMPARE(std::accumulate(numbers.begin(), numbers.end(), std::uint64_t{0}),
                 count * (count - 1) / 2);
        numbers.resize(10);
        numbers.shrink_to_fit();
        QCOMPARE(numbers.back(), std::uint64_t{9});
    }

    void largeMemoryBeginsAtALargePage()
    {
        LargeVector<char> bytes(LargePageAllocator<char>::kFrom);
        QCOMPARE(reinterpret_cast<std::uintptr_t>(bytes.data()) % LargePages::kPage,
                 std::uintptr_t{0});
    }

    void aCopyAndASwapAreLikeThoseOfAnyVector()
    {
        LargeVector<int> large(LargePageAllocator<int>::kFrom, 7);
        LargeVector<int> small(3, 1);
        const LargeVector<int> copy = large;
        large.swap(small);
        QVERIFY(small == copy);
        QCOMPARE(large.size(), std::size_t{3});
    }
};

QTEST_APPLESS_MAIN(TestLargeVector)
#include "tst_large_vector.moc"
