// SPDX-License-Identifier: GPL-3.0-or-later
// Which rows may say a text, as the words of the index tell it: also where retention has taken the older entries from the log,
// whose words stay in their segment until all of it goes.
#include "core/store/step_segment.h"
#include "core/store/text_finder.h"
#include "core/store/text_index.h"

#include <QTemporaryDir>
#include <QTest>

using namespace penstock;
using namespace penstock::store;

namespace {

constexpr Seq kEntries = 20;
constexpr Seq kSays[] = {3, 7, 15}; ///< entries that say the word

bool says(Seq seq)
{
    return std::find(std::begin(kSays), std::end(kSays), seq) != std::end(kSays);
}

class PlainRow final : public FieldReader {
public:
    std::string_view text(FieldId field) const override
    {
        return field == FieldId::name ? "step" : "";
    }
    std::optional<std::int64_t> number(FieldId) const override { return std::nullopt; }
    std::uint64_t words(FieldId) const override { return 0; }
    IdPattern id(FieldId) const override { return {}; }
};

/// Rows of entries 1 … kEntries, as a segment of the index has them.
StepSegment segmentOfAll()
{
    StepSegmentBuilder builder;
    for (Seq seq = 1; seq <= kEntries; ++seq) {
        StepMark mark;
        mark.trace = 1;
        mark.seq = seq;
        builder.add(PlainRow(), mark);
    }
    auto columns =
        std::make_shared<std::vector<std::pair<unsigned, std::string>>>(builder.encode());
    return StepSegment(kEntries, [columns](unsigned column, std::string& into) {
        for (const auto& [number, bytes] : *columns)
            if (number == column)
                into = bytes;
    });
}

bool writeWords(IndexFile& file)
{
    TextIndex index(file, 0);
    if (!index.load())
        return false;
    for (Seq seq = 1; seq <= kEntries; ++seq) {
        Step step;
        step.raw.name = says(seq) ? "deep in the quagmire" : "on dry land";
        LogEntry entry;
        entry.seq = seq;
        entry.kind = EntryKind::step;
        entry.step = &step;
        if (!index.add(entry))
            return false;
    }
    return bool(index.flush());
}

} // namespace

class TestTextFinder final : public QObject {
    Q_OBJECT
private slots:
    void anEntryThatIsNoLongerInTheLogSaysNothing_data()
    {
        QTest::addColumn<int>(
            "asked"); // rows that are asked about: all, or a few, which is another way
        QTest::addColumn<bool>("negated");
        for (const int asked : {20, 6})
            for (const bool negated : {false, true})
                QTest::addRow("%d rows%s", asked, negated ? ", negated" : "") << asked << negated;
    }

    void anEntryThatIsNoLongerInTheLogSaysNothing()
    {
        QFETCH(const int, asked);
        QFETCH(const bool, negated);
        constexpr Seq kFirstSeq = 5; // 3 is gone
        QTemporaryDir directory;
        const auto file = IndexFile::openForWriting(directory.path().toStdString());
        QVERIFY(file && writeWords(**file));
        TextFinder finder(**file, kFirstSeq);
        FieldTest test;
        test.kind = FieldTest::Kind::content;
        test.negated = negated;
        test.texts = {"quagmire"};
        const StepSegment segment = segmentOfAll();
        RowMask rows(kEntries);
        rows.fill(2, 2 + static_cast<std::size_t>(asked) - (asked == 20 ? 2 : 0), true);
        const RowMask before = rows;
        QVERIFY(finder.keepSaying(test, segment, rows));
        for (Seq seq = 1; seq <= kEntries; ++seq) {
            const bool isAsked = before.test(seq - 1);
            const bool isSaid = says(seq) && seq >= kFirstSeq;
            QCOMPARE(rows.test(seq - 1), isAsked && isSaid != negated);
        }
    }

    void aFileThatWasBegunAnewIsNotReadOn()
    {
        QTemporaryDir directory;
        const std::string path = directory.path().toStdString();
        auto writer = IndexFile::openForWriting(path);
        QVERIFY(writer);
        const auto reader = IndexFile::openForReading(path);
        QVERIFY(reader);
        QVERIFY(!(*reader)->wasReplaced());
        writer->reset();
        IndexFile::destroy(path);
        QVERIFY((*reader)->wasReplaced());
        writer = IndexFile::openForWriting(path);
        QVERIFY(writer && (*reader)->wasReplaced());
    }
};

QTEST_GUILESS_MAIN(TestTextFinder)
#include "tst_text_finder.moc"
