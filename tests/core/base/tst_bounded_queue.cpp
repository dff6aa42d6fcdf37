// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bounded_queue.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace penstock;

class TestBoundedQueue final : public QObject {
    Q_OBJECT
private slots:
    void beyondTheBoundItSaysNo()
    {
        BoundedQueue<int> queue(10);
        QVERIFY(queue.tryPush(1, 6));
        QVERIFY(!queue.tryPush(2, 6));
        QVERIFY(queue.tryPush(3, 4));
        QCOMPARE(queue.weight(), std::size_t{10});
    }
    void oneItemHeavierThanTheBoundStillPassesAnEmptyQueue()
    {
        BoundedQueue<int> queue(10);
        QVERIFY(queue.tryPush(1, 100));
        QVERIFY(!queue.tryPush(2, 1));
        QCOMPARE(queue.takeSome(1), std::vector<int>{1});
        QVERIFY(queue.tryPush(2, 1));
    }
    void itemsComeOutInOrderAndUpToTheWeightAskedFor()
    {
        BoundedQueue<int> queue(100);
        for (int i = 0; i < 5; ++i)
            queue.tryPush(i, 10);
        QCOMPARE(queue.takeSome(25), (std::vector<int>{0, 1}));
        QCOMPARE(queue.takeSome(1000), (std::vector<int>{2, 3, 4}));
    }
    void aWaitingPushGoesOnWhenThereIsRoom()
    {
        BoundedQueue<int> queue(10);
        queue.tryPush(1, 10);
        std::thread producer([&] { queue.push(2, 10); });
        QCOMPARE(queue.takeSome(10), std::vector<int>{1});
        QCOMPARE(queue.takeSome(10), std::vector<int>{2});
        producer.join();
    }
    void closingWakesEverybodyAndWhatIsQueuedCanStillBeTaken()
    {
        BoundedQueue<int> queue(10);
        queue.tryPush(1, 10);
        std::atomic<bool> refused{false};
        std::thread producer([&] { refused = !queue.push(2, 10); });
        queue.close();
        producer.join();
        QVERIFY(refused);
        QVERIFY(!queue.tryPush(3, 1));
        QCOMPARE(queue.takeSome(10), std::vector<int>{1});
        QVERIFY(queue.takeSome(10).empty());
    }
    void nothingIsLostBetweenManyThreads()
    {
        BoundedQueue<int> queue(64);
        std::vector<std::thread> producers;
        for (int p = 0; p < 4; ++p)
            producers.emplace_back([&queue] {
                for (int i = 1; i <= 10'000; ++i)
                    queue.push(i, 1);
            });
        std::int64_t sum = 0;
        for (int taken = 0; taken < 40'000;)
            for (const int i : queue.takeSome(16)) {
                sum += i;
                ++taken;
            }
        for (auto& p : producers)
            p.join();
        QCOMPARE(sum, std::int64_t{4} * 10'000 * 10'001 / 2);
    }
};

QTEST_GUILESS_MAIN(TestBoundedQueue)
#include "tst_bounded_queue.moc"
