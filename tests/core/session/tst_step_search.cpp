// SPDX-License-Identifier: GPL-3.0-or-later
// Searching steps: what the index answers is what the matcher finds over every step in memory, whatever the filter, and
// what is not indexed is found as well.
#include "search_world.h"

#include <random>
#include <set>

using namespace penstock;
using namespace penstock::bench;
using namespace penstock::test;

namespace {

const Nanos kNow = SystemClock().now();
constexpr int kFilters = 5000;

template <class T> const T& anyOf(const std::vector<T>& values, std::mt19937& random)
{
    return values[random() % values.size()];
}

/// Conditions with values that some steps have, so that filters divide them.
class RandomFilters final {
public:
    explicit RandomFilters(AllSteps& steps)
    {
        steps.each([this](const StepFields& step) {
            m_records.emplace_back(step, StepFields::scope());
            m_spans.push_back(step.node().span.hex());
        });
        for (const FieldInfo& field : allFields())
            if (StepFields::scope().has(field))
                m_fields.push_back(&field);
    }
    FilterPtr make(std::mt19937& random, int depth) const
    {
        const unsigned kind = random() % (depth > 0 ? 8 : 5);
        if (kind == 5)
            return negation(make(random, depth - 1));
        if (kind < 5)
            return condition(random);
        std::vector<FilterPtr> terms;
        for (unsigned n = 2 + random() % 2; n > 0; --n)
            terms.push_back(make(random, depth - 1));
        return kind == 6 ? conjunction(terms) : disjunction(terms);
    }

private:
    FilterPtr condition(std::mt19937& random) const
    {
        const FieldInfo& field = *anyOf(m_fields, random);
        const FieldReader& row = anyOf(m_records, random);
        if (field.type == FieldType::content && random() % 4 != 0)
            return condition(random); // dear: each step is read from the log
        if (random() % 40 == 0) {
            const std::string agent(anyOf(m_records, random).text(FieldId::agent));
            return pathTerm(static_cast<FilterPath>(random() % 3),
                            agent.empty() || random() % 2 ? anyOf(m_spans, random) : agent);
        }
        if (random() % 8 == 0 && field.type != FieldType::content)
            return exists(field.id);
        switch (field.type) {
        case FieldType::text:
        case FieldType::content:
            return ofText(field, random);
        case FieldType::enumeration: {
            const auto words = static_cast<unsigned>(enumWords(field.id).size());
            return comparison(field.id, random() % 3 ? CompareOp::equal : CompareOp::notEqual,
                              FilterLiteral::ofNumber(random() % words));
        }
        case FieldType::id: {
            FilterLiteral id;
            id.kind = FilterLiteral::Kind::id;
            id.id = row.id(field.id).digits ? row.id(field.id) : row.id(FieldId::trace);
            if (random() % 2)
                return comparison(field.id, CompareOp::equal, id);
            id.id.digits = 3;
            id.id.high &= 0xFFF0'0000'0000'0000;
            id.id.low = 0;
            return comparison(field.id, CompareOp::contains, id);
        }
        default:
            return ofNumber(field, row.number(field.id).value_or(random() % 1000), random);
        }
    }
    FilterPtr ofText(const FieldInfo& field, std::mt19937& random) const
    {
        const FieldId from = field.type == FieldType::content ? FieldId::name : field.id;
        std::string text;
        for (int i = 0; i < 4 && text.empty(); ++i)
            text = anyOf(m_records, random).text(from);
        if (text.empty())
            text = "the";
        if (random() % 2 || field.type == FieldType::content)
            return comparison(field.id, CompareOp::contains,
                              FilterLiteral::ofText(text.substr(text.size() / 3, 6)));
        if (random() % 3 == 0)
            return oneOf(field.id, {FilterLiteral::ofText(text), FilterLiteral::ofText("x")});
        return comparison(field.id, random() % 3 ? CompareOp::equal : CompareOp::notEqual,
                          FilterLiteral::ofText(text));
    }
    static FilterPtr ofNumber(const FieldInfo& field, std::int64_t number, std::mt19937& random)
    {
        static constexpr CompareOp kOps[] = {CompareOp::equal,   CompareOp::notEqual,
                                             CompareOp::less,    CompareOp::lessEqual,
                                             CompareOp::greater, CompareOp::greaterEqual};
        const CompareOp op = kOps[field.type == FieldType::boolean ? random() % 2 : random() % 6];
        if (field.type == FieldType::time && random() % 2)
            return comparison(field.id, op < CompareOp::less ? CompareOp::less : op,
                              FilterLiteral::ofAge(kNow - number));
        if (field.type == FieldType::time)
            return comparison(field.id, op, FilterLiteral::ofInstant(number));
        return comparison(field.id, op, FilterLiteral::ofNumber(number));
    }

    std::vector<FieldRecord> m_records;
    std::vector<std::string> m_spans;
    std::vector<const FieldInfo*> m_fields;
};

StepSearch searchFor(FilterPtr filter, std::size_t limit = 1'000'000)
{
    StepSearch search;
    search.filter = std::move(filter);
    search.now = kNow;
    search.limit = limit;
    return search;
}

FilterPtr parsed(const char* text)
{
    return parseFilter(text, StepFields::scope()).filter;
}

} // namespace

class TestStepSearch final : public QObject {
    Q_OBJECT

    std::unique_ptr<TemporaryDirectory> m_directory;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<Archive> m_archive;
    std::unique_ptr<AllSteps> m_all;

    /// Gives how many steps were found.
    std::size_t compareWith(Session& session, const FilterPtr& filter)
    {
        StepSearch search = searchFor(filter);
        search.keep = StepSearch::Keep::places;
        const Result<StepPage> page = searchNow(session, std::move(search));
        const bool same =
            page.ok() && page->understood() && cursorsOf(*page) == m_all->matching(filter, kNow);
        if (!same)
            QTest::qFail(printFilter(filter).c_str(), __FILE__, __LINE__);
        return same ? page->steps.size() : 0;
    }

private slots:
    void initTestCase()
    {
        m_directory = std::make_unique<TemporaryDirectory>();
        m_engine = openEngine(m_directory->path());
        QVERIFY(m_engine);
        for (const std::string& file : realTraces({"formats", "dev/tau_airline"}))
            QVERIFY2(importFile(*m_engine, file, nullptr).ok(), file.c_str());
        QTRY_VERIFY_WITH_TIMEOUT(isIndexed(*m_engine), 60'000);
        auto archive = Archive::open(m_directory->path());
        QVERIFY(archive.ok());
        m_archive = std::move(*archive);
        m_all = std::make_unique<AllSteps>(*m_archive);
    }
    void theIndexFindsWhatTheMatcherFindsInMemory()
    {
        const RandomFilters filters(*m_all);
        std::mt19937 random(20261121);
        std::size_t some = 0;
        for (int i = 0; i < kFilters; ++i) {
            const FilterPtr filter = filters.make(random, 3);
            const std::size_t found = compareWith(*m_engine, filter);
            if (QTest::currentTestFailed())
                return;
            some += found > 0 ? 1 : 0;
        }
        QVERIFY2(some > kFilters / 4, std::to_string(some).c_str());
    }
    void textsAreFoundInWhatStepsSay()
    {
        QTRY_VERIFY_WITH_TIMEOUT(isIndexed(*m_engine), 60'000);
        for (const char* text :
             {"\"reservation\"", "\"RESERV\"", "\"eservatio\"", "\"flight to\"", "\"ht to\"",
              "\": \"", "\"a\"", "\"never said by anyone\"", "not \"reservation\"",
              "\"gpt-4o\" and kind = llm_call", "\"error\" or \"refund\"", "text ~ tool_call"}) {
            const FilterPtr filter = parsed(text);
            QVERIFY2(filter, text);
            compareWith(*m_engine, filter);
        }
    }
    void everyFieldOfAStepThatIsFoundIsAsInMemory()
    {
        const Result<StepPage> page = searchNow(*m_engine, searchFor(nullptr));
        QVERIFY(page.ok());
        std::map<StepCursor, const FoundStep*> found;
        for (const FoundStep& step : page->steps)
            found[step.at] = &step;
        m_all->each([&](const StepFields& step) {
            const auto at = found.find({step.node().start, step.view().index, step.node().span});
            QVERIFY(at != found.end());
            QCOMPARE(at->second->seq, step.node().seq);
            QCOMPARE(at->second->depth, step.node().depth);
            QCOMPARE(at->second->flags, step.node().flags);
            const FieldRecord& row = at->second->fields;
            for (const FieldInfo& field : allFields()) {
                if (!StepFields::scope().has(field) || field.type == FieldType::content)
                    continue;
                const bool same =
                    field.type == FieldType::text ? row.text(field.id) == step.text(field.id)
                    : field.type == FieldType::enumeration
                        ? row.words(field.id) == step.words(field.id)
                    : field.type == FieldType::id ? row.id(field.id) == step.id(field.id)
                                                  : row.number(field.id) == step.number(field.id);
                QVERIFY2(same, std::string(field.name).c_str());
            }
        });
    }
    void whatIsAskedAboutSomeTracesIsFoundInTheseOnly()
    {
        const FilterPtr filter = parsed("kind = llm_call or kind = tool_call");
        StepSearch search = searchFor(filter);
        search.keep = StepSearch::Keep::places;
        search.within = {TraceIndex{2}, TraceIndex{5}, TraceIndex{1'000'000}};
        const Result<StepPage> page = searchNow(*m_engine, search);
        std::vector<StepCursor> wanted = m_all->matching(filter, kNow);
        std::erase_if(wanted, [](const StepCursor& at) {
            return at.trace != TraceIndex{2} && at.trace != TraceIndex{5};
        });
        QVERIFY(page.ok() && !wanted.empty());
        QVERIFY(cursorsOf(*page) == wanted);
    }
    void oneStepOfEachTraceTellsWhichTracesHaveAny()
    {
        for (const char* text : {"kind = tool_call", "\"reservation\"", "state = failed"}) {
            StepSearch search = searchFor(parsed(text), 3); // the limit is not for traces
            search.keep = StepSearch::Keep::oneOfEachTrace;
            const Result<StepPage> page = searchNow(*m_engine, search);
            QVERIFY(page.ok());
            std::set<std::uint32_t> found, wanted;
            for (const FoundStep& step : page->steps)
                QVERIFY2(found.insert(step.at.trace.value).second, text);
            for (const StepCursor& at : m_all->matching(search.filter, kNow))
                wanted.insert(at.trace.value);
            QVERIFY2(!wanted.empty() && found == wanted, text);
        }
    }
    void oneStepOfEachActorTellsWhoHasAny()
    {
        for (const char* text :
             {"kind = tool_call", "\"reservation\"", "state = failed", "tool ~ book"}) {
            StepSearch search = searchFor(parsed(text), 1); // the limit is not for actors
            search.keep = StepSearch::Keep::oneOfEachActor;
            const Result<StepPage> page = searchNow(*m_engine, search);
            QVERIFY(page.ok());
            const auto actorOf = [](const FieldReader& step) {
                std::vector<std::string> actor;
                for (const FieldId field : kActorFields)
                    actor.emplace_back(step.text(field));
                return actor;
            };
            std::set<std::vector<std::string>> found, wanted;
            for (const FoundStep& step : page->steps)
                QVERIFY2(found.insert(actorOf(step.fields)).second, text);
            std::set<StepCursor> matching;
            for (const StepCursor& at : m_all->matching(search.filter, kNow))
                matching.insert(at);
            m_all->each([&](const StepFields& step) {
                if (matching.contains({step.node().start, step.view().index, step.node().span}))
                    wanted.insert(actorOf(step));
            });
            QVERIFY2(!wanted.empty() && found == wanted, text);
        }
    }
    void pagesGoOnWhereTheLastOneEnded()
    {
        const FilterPtr filter = parsed("kind = llm_call or kind = tool_call");
        const std::vector<StepCursor> all = m_all->matching(filter, kNow);
        QVERIFY(all.size() > 60);
        std::vector<StepCursor> found;
        StepSearch search = searchFor(filter, 25);
        for (;;) {
            const Result<StepPage> page = searchNow(*m_engine, search);
            QVERIFY(page.ok());
            for (const FoundStep& step : page->steps)
                found.push_back(step.at);
            if (!page->more)
                break;
            search.after = found.back();
        }
        QVERIFY(found == all);
    }
    void aFirstPageOfACommonKindLooksAtTheNewestStepsOnly()
    {
        const Result<StepPage> page = searchNow(*m_engine, searchFor(parsed("kind != other"), 5));
        QVERIFY(page.ok());
        QCOMPARE(page->steps.size(), std::size_t{5});
        QVERIFY(page->more);
        QCOMPARE(page->progress.waiting, std::uint64_t{0});
        QVERIFY(page->progress.indexedThrough > 0);
        QVERIFY(page->progress.looked <= page->progress.all);
    }
    void aSearchThatIsCancelledSaysSo()
    {
        StepSearch search = searchFor(parsed("\"the\""));
        search.cancel = std::make_shared<std::atomic<bool>>(true);
        const Result<StepPage> page = searchNow(*m_engine, search);
        QVERIFY(!page.ok());
        QVERIFY(page.error().code == ErrorCode::cancelled);
    }
    void anAnchorThatNobodyKnowsIsSaid()
    {
        const Result<StepPage> page = searchNow(*m_engine, searchFor(parsed("under nobody")));
        QVERIFY(page.ok());
        QVERIFY(!page->understood());
        QVERIFY(page->diagnostic.problem == FilterProblem::unknownAnchor);
    }
    void whatIsNotIndexedIsFoundAsWell()
    {
        TemporaryDirectory directory;
        IndexOptions none;
        none.enabled = false;
        const auto engine = openEngine(directory.path(), none);
        QVERIFY(engine);
        for (const std::string& file : realTraces({"formats"}))
            QVERIFY(importFile(*engine, file, nullptr).ok());
        QTRY_VERIFY(engine->snapshot()->totals.steps > 0);
        const Result<StepPage> page = searchNow(*engine, searchFor(parsed("kind = llm_call")));
        QVERIFY(page.ok());
        QVERIFY(!page->steps.empty());
        QCOMPARE(page->progress.indexedThrough, Seq{0});
        QVERIFY(page->progress.waiting > 0);
        std::set<std::string> spans;
        for (const FoundStep& step : page->steps)
            spans.insert(step.at.span.hex());
        for (const StepCursor& at : m_all->matching(parsed("kind = llm_call"), kNow))
            spans.erase(at.span.hex());
        QVERIFY(spans.empty());
    }
    void theIndexGoesOnAfterARestartAndFollowsWhatChanges()
    {
        TemporaryDirectory directory;
        const std::vector<std::string> files = realTraces({"formats"});
        {
            const auto engine = openEngine(directory.path());
            for (std::size_t i = 0; i < files.size() / 2; ++i)
                QVERIFY(importFile(*engine, files[i], nullptr).ok());
            QTRY_VERIFY_WITH_TIMEOUT(isIndexed(*engine), 30'000);
        }
        {
            IndexOptions none;
            none.enabled = false;
            const auto engine = openEngine(directory.path(), none);
            for (std::size_t i = files.size() / 2; i < files.size(); ++i)
                QVERIFY(importFile(*engine, files[i], nullptr).ok());
        }
        const auto engine = openEngine(directory.path());
        QTRY_VERIFY_WITH_TIMEOUT(isIndexed(*engine), 30'000);
        auto archive = Archive::open(directory.path());
        QVERIFY(archive.ok());
        AllSteps all(**archive);
        const Result<StepPage> page = searchNow(*engine, searchFor(nullptr));
        QVERIFY(page.ok());
        QVERIFY(cursorsOf(*page) == all.matching(nullptr, kNow));
        QCOMPARE(page->progress.waiting, std::uint64_t{0});
    }
};

QTEST_GUILESS_MAIN(TestStepSearch)
#include "tst_step_search.moc"
