// SPDX-License-Identifier: GPL-3.0-or-later
// Costs over real traces and a stretch of the demo company: every way to take them apart adds up to the same total, that of
// the fleet; an hour holds what the fold counted in it; a line is what its filter finds; the index and memory agree. And
// bills: kept over a restart, entered through an attached session, refused with a sentence.
#include "search_world.h"

#include "app/bench/http_connection.h"
#include "app/demo/stream.h"
#include "core/fleet/cascade_list.h"
#include "core/fleet/totals.h"
#include "core/session/attached_session.h"
#include "core/session/costs.h"
#include "core/session/engine_commands.h"
#include "core/store/commit_reader.h"

#include <map>
#include <numeric>
#include <random>

using namespace penstock;
using namespace penstock::bench;
using namespace penstock::test;

namespace {

constexpr CostDimension kDimensions[] = {CostDimension::agent, CostDimension::cascade,
                                         CostDimension::deployment, CostDimension::user,
                                         CostDimension::model};

/// Some minutes of the demo company, over the wire.
bool play(Engine& engine)
{
    const std::string address = engine.status().otlpHttp;
    HttpConnection http(
        static_cast<std::uint16_t>(std::stoul(address.substr(address.rfind(':') + 1))));
    demo::DemoOptions options;
    options.forDuration = 25 * kMinute;
    options.startTime = SystemClock().now() - 40 * kMinute;
    demo::DemoStream stream(options);
    while (const auto payload = stream.next()) {
        const bool json = payload->encoding == OtlpEncoding::json;
        const bool logs = payload->signal == OtlpSignal::logs;
        if (http.post(logs ? "/v1/logs" : "/v1/traces",
                      json ? "application/json" : "application/x-protobuf", payload->body) != 200)
            return false;
    }
    return true;
}

CostSums sumOf(const std::vector<CostLine>& lines)
{
    CostSums sum;
    for (const CostLine& line : lines)
        add(sum, line.sums);
    return sum;
}

FilterPtr is(FieldId field, const std::string& text)
{
    return comparison(field, CompareOp::equal, FilterLiteral::ofText(text));
}

std::unique_ptr<Archive> openWithoutIndex(const std::string& directory, const std::string& copy)
{
    copyDirectory(directory, copy);
    for (const char* name : {"/index.db", "/index.db-wal", "/index.db-shm"})
        std::filesystem::remove(copy + name);
    return std::move(*Archive::open(copy));
}

Bill someBill()
{
    Bill bill;
    bill.name = "INV-7";
    bill.amount = 12'345'678;
    bill.from = 1'760'000'000 * kSecond;
    bill.to = bill.from + kDay;
    bill.filter = "model ~ gpt";
    bill.by = "ann";
    bill.foreign = {"EUR", 11'383'751, 1'084'500'000};
    bill.amount = inDollars(bill.foreign);
    return bill;
}

Status act(Session& session, BillAct act)
{
    std::promise<Status> promise;
    auto answer = promise.get_future();
    session.actOnBills(std::move(act),
                       [&](Status status) { promise.set_value(std::move(status)); });
    return answer.get();
}

} // namespace

class CostsTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void everyDimensionAddsUpToTheTotalOfTheFleet();
    void linesOfAgentsAndCascadesAreWhatTheirRowsSay();
    void anHourHoldsWhatTheFoldCountedInIt();
    void stretchesOfTimeAddUp();
    void aLineIsWhatItsFilterFinds();
    void whatHasNoPriceIsCountedWithItsTokens();
    void memoryAndIndexSayTheSame();
    void whatIsNotIndexedYetIsCountedWithoutItsTexts();
    void aFilterThatMixesTracesAndStepsIsRefused();
    void billsAreKeptAndTakenBack();
    void billsThatMakeNoSenseAreNotLogged();
    void anAttachedSessionSeesAndEntersBills();

private:
    CostBreakdown costs(FilterPtr filter = nullptr, Nanos from = 0, Nanos to = 0)
    {
        CostQuery query;
        query.filter = std::move(filter);
        query.from = from;
        query.to = to;
        const Result<CostAnswer> answer = readCosts(*m_searcher, query);
        return answer && answer->understood() ? answer->costs : CostBreakdown();
    }

    TemporaryDirectory m_directory;
    std::unique_ptr<Archive> m_archive;
    std::unique_ptr<StepSearcher> m_searcher;
    std::shared_ptr<const FleetState> m_state;
};

void CostsTest::initTestCase()
{
    const auto engine = openEngine(m_directory.path());
    QVERIFY(engine);
    for (const std::string& file : realTraces({"formats", "dev/tau_airline"}))
        QVERIFY2(importFile(*engine, file, nullptr).ok(), file.c_str());
    QVERIFY(play(*engine));
    QTRY_VERIFY_WITH_TIMEOUT(isIndexed(*engine), 120'000);
    engine->close();
    m_archive = std::move(*Archive::open(m_directory.path()));
    m_searcher = searchArchive(*m_archive);
    m_state = m_archive->state();
    QVERIFY(m_state->totals.cost.total() > 0);
}

void CostsTest::everyDimensionAddsUpToTheTotalOfTheFleet()
{
    const CostBreakdown all = costs();
    QVERIFY(all.total.cost == m_state->totals.cost);
    QVERIFY(all.total.usage == m_state->totals.usage);
    for (const CostDimension by : kDimensions) {
        QVERIFY(sumOf(all.by(by)) == all.total);
        QVERIFY(all.by(by).size() > 1);
    }
    // All three kinds of money are there, or this would prove less than it says.
    QVERIFY(all.total.cost.reported > 0 && all.total.cost.computed > 0 &&
            all.total.cost.estimated > 0);
    // What is estimated is so for a reason, and the reasons add up to it.
    for (const CostDimension by : kDimensions)
        for (const CostLine& line : all.by(by)) {
            const auto& why = line.sums.estimatedFor;
            QCOMPARE(std::accumulate(why.begin(), why.end(), MicroUsd{0}),
                     line.sums.cost.estimated);
        }
    QCOMPARE(all.total.estimatedFor[0], MicroUsd{0}); // nothing here is older than reasons
}

void CostsTest::linesOfAgentsAndCascadesAreWhatTheirRowsSay()
{
    const CostBreakdown all = costs();
    std::map<std::pair<std::string, std::string>, CostTotals> agents;
    for (std::uint32_t i = 1; i <= m_state->agents.size(); ++i)
        if (const AgentRow& row = m_state->agents[i]; row.kind == ActorKind::agent)
            add(agents[{row.name, row.deployment}], row.cost, 1);
    for (const CostLine& line : all.by(CostDimension::agent))
        if (!line.name.empty())
            QVERIFY2((agents[{line.name, line.deployment}] == line.sums.cost),
                     (line.name + " in " + line.deployment).c_str());
    for (const CostLine& line : all.by(CostDimension::cascade)) {
        const CascadeRow row = cascadeRow(*m_state, line.root);
        QVERIFY2(row.cost == line.sums.cost && row.usage == line.sums.usage, line.name.c_str());
    }
}

void CostsTest::anHourHoldsWhatTheFoldCountedInIt()
{
    int looked = 0;
    for (std::uint32_t i = 1; i <= m_state->hours.size() && looked < 60; ++i) {
        const RateSlot& hour = m_state->hours[i];
        RateSums sums;
        for (const RateSlot::Cell& cell : hour.cells) {
            const bool calls = cell.key.subject == RateSubject::actor &&
                               (cell.key.a == 0 || cell.key.a == kOtherRates ||
                                m_state->agents[cell.key.a].kind == ActorKind::agent);
            if (calls)
                add(sums, cell.sums, 1);
        }
        if (sums.calls == 0)
            continue;
        ++looked;
        const CostSums total = costs(nullptr, hour.start, hour.start + kHour).total;
        QCOMPARE(total.cost.total(), sums.cost);
        QCOMPARE(total.usage.input, sums.input);
        QCOMPARE(total.usage.output, sums.output);
        QCOMPARE(total.usage.inputCacheRead + total.usage.inputCacheWrite, sums.cached);
        QCOMPARE(total.usage.calls, std::int64_t{sums.calls});
        QCOMPARE(total.cost.unpricedCalls, std::int64_t{sums.unpriced});
    }
    QVERIFY(looked > 5);
}

void CostsTest::stretchesOfTimeAddUp()
{
    std::vector<Nanos> cuts = {1, std::numeric_limits<Nanos>::max()};
    std::mt19937 random(7);
    for (int i = 0; i < 12; ++i)
        cuts.push_back(m_state->traces[1 + random() % m_state->traces.size()].start +
                       static_cast<Nanos>(random() % 5'000) * kMillisecond);
    std::sort(cuts.begin(), cuts.end());
    CostSums sum;
    for (std::size_t i = 1; i < cuts.size(); ++i)
        if (cuts[i - 1] < cuts[i])
            add(sum, costs(nullptr, cuts[i - 1], cuts[i]).total);
    QVERIFY(sum == costs().total);
}

void CostsTest::aLineIsWhatItsFilterFinds()
{
    const CostBreakdown all = costs();
    const std::pair<CostDimension, FieldId> dimensions[] = {
        {CostDimension::agent, FieldId::agent},
        {CostDimension::deployment, FieldId::deployment},
        {CostDimension::user, FieldId::user},
        {CostDimension::model, FieldId::model}};
    for (const auto& [by, field] : dimensions) {
        std::size_t looked = 0;
        for (const CostLine& line : all.by(by)) {
            if (++looked > 12)
                break;
            FilterPtr filter = line.name.empty() ? negation(exists(field)) : is(field, line.name);
            if (!line.deployment.empty())
                filter = conjunction({filter, is(FieldId::deployment, line.deployment)});
            QVERIFY2(costs(filter).total == line.sums,
                     (std::string(costDimensionName(by)) + " " + line.name).c_str());
        }
    }
    // Conditions on traces and on steps at once.
    const CostLine& user = all.by(CostDimension::user).back();
    const CostLine& model = all.by(CostDimension::model).front();
    const FilterPtr both =
        conjunction({is(FieldId::user, user.name), is(FieldId::model, model.name)});
    const CostBreakdown some = costs(both);
    QVERIFY(sumOf(some.by(CostDimension::agent)) == some.total);
    QVERIFY(some.by(CostDimension::user).size() <= 1);
}

void CostsTest::whatHasNoPriceIsCountedWithItsTokens()
{
    const CostBreakdown all = costs();
    QVERIFY(all.total.cost.unpricedCalls > 0);
    QCOMPARE(all.total.unpriced.calls, all.total.cost.unpricedCalls);
    const CostBreakdown unpriced =
        costs(negation(comparison(FieldId::priced, CompareOp::equal, FilterLiteral::ofNumber(1))));
    QCOMPARE(unpriced.total.cost.unpricedCalls, all.total.cost.unpricedCalls);
    QCOMPARE(unpriced.total.usage.calls, unpriced.total.cost.unpricedCalls);
    QVERIFY(unpriced.total.usage == all.total.unpriced);
    QCOMPARE(unpriced.total.cost.total(), MicroUsd{0});
}

void CostsTest::memoryAndIndexSayTheSame()
{
    TemporaryDirectory copy;
    const auto archive = openWithoutIndex(m_directory.path(), copy.path());
    const auto searcher = searchArchive(*archive);
    for (const FilterPtr& filter :
         {FilterPtr(), comparison(FieldId::model, CompareOp::contains, FilterLiteral::ofText("g")),
          pathTerm(FilterPath::under, costs().by(CostDimension::agent).front().name)}) {
        CostQuery query;
        query.filter = filter;
        const Result<CostAnswer> answer = readCosts(*searcher, query);
        QVERIFY(answer && answer->understood());
        const CostBreakdown indexed = costs(filter);
        QVERIFY(indexed.total == answer->costs.total);
        for (const CostDimension by : kDimensions) {
            const auto& a = indexed.by(by);
            const auto& b = answer->costs.by(by);
            QCOMPARE(a.size(), b.size());
            for (std::size_t i = 0; i < a.size(); ++i)
                QVERIFY2(a[i].name == b[i].name && a[i].sums == b[i].sums, a[i].name.c_str());
        }
    }
}

void CostsTest::whatIsNotIndexedYetIsCountedWithoutItsTexts()
{
    TemporaryDirectory copy;
    const auto archive = openWithoutIndex(m_directory.path(), copy.path());
    const auto searcher = searchArchive(*archive);
    StepSearch places;
    places.keep = StepSearch::Keep::places;
    places.limit = SIZE_MAX;
    QVERIFY(
        searcher->search(places)); // from here on the fold has read the few texts that it looks at
    const std::size_t before = store::unpackedMemory().bytes;
    const Result<CostAnswer> answer = readCosts(*searcher, CostQuery());
    QVERIFY(answer && answer->progress.waiting > 0);
    QVERIFY(answer->costs.total == costs().total);
    const std::size_t counted = store::unpackedMemory().bytes - before; // of long names and errors

    StepSearch said;
    said.filter = parseFilter("\"never said anywhere\"").filter;
    QVERIFY(said.filter && searcher->search(said));
    const std::size_t read = store::unpackedMemory().bytes - before;
    QVERIFY2(counted < read / 4, (std::to_string(counted) + " of " + std::to_string(read)).c_str());
}

void CostsTest::aFilterThatMixesTracesAndStepsIsRefused()
{
    CostQuery query;
    query.filter = disjunction({is(FieldId::user, "ada"), is(FieldId::agent, "planner")});
    const Result<CostAnswer> answer = readCosts(*m_searcher, query);
    QVERIFY(answer && !answer->understood());
    QVERIFY(answer->costs.total == CostSums());
}

void CostsTest::billsAreKeptAndTakenBack()
{
    TemporaryDirectory directory;
    const Bill bill = someBill();
    {
        const auto engine = openEngine(directory.path());
        QVERIFY(act(*engine, {BillAct::Kind::enter, bill}).ok());
        QVERIFY(act(*engine, {BillAct::Kind::enter, bill}).ok());
        const auto state = engine->snapshot();
        QCOMPARE(state->bills.size(), 2u);
        Bill kept = state->bills[1];
        QVERIFY(kept.enteredAt > 0);
        kept.enteredAt = 0;
        kept.number = 0;
        QVERIFY(kept == bill);
        Bill gone;
        gone.number = 1;
        gone.by = "bob";
        QVERIFY(act(*engine, {BillAct::Kind::takeBack, gone}).ok());
        QVERIFY(!act(*engine, {BillAct::Kind::takeBack, gone}).ok());
        engine->close();
    }
    const auto again = openEngine(directory.path()); // from the checkpoint
    QTRY_COMPARE(again->snapshot()->bills.size(), 2u);
    QCOMPARE(again->snapshot()->bills[1].number, 0u);
    QCOMPARE(again->snapshot()->bills[2].number, 2u);
    again->close();
    std::filesystem::remove(directory.path() + "/state.db");
    const auto folded = std::move(*Archive::open(directory.path())); // from the log
    QCOMPARE(folded->state()->bills.size(), 2u);
    QCOMPARE(folded->state()->bills[2].name, bill.name);
}

void CostsTest::billsThatMakeNoSenseAreNotLogged()
{
    TemporaryDirectory directory;
    const auto engine = openEngine(directory.path());
    const auto refused = [&](const std::function<void(Bill&)>& spoil) {
        Bill bill = someBill();
        spoil(bill);
        const Status done = act(*engine, {BillAct::Kind::enter, bill});
        return !done && done.error().code == ErrorCode::invalid && !done.error().sentence.empty();
    };
    QVERIFY(refused([](Bill& bill) { bill.name.clear(); }));
    QVERIFY(refused([](Bill& bill) { bill.name = std::string(201, 'x'); }));
    QVERIFY(refused([](Bill& bill) { bill.by.clear(); }));
    QVERIFY(refused([](Bill& bill) { bill.amount = -1; }));
    QVERIFY(refused([](Bill& bill) { bill.to = bill.from; }));
    QVERIFY(refused([](Bill& bill) { bill.from = 0; }));
    QVERIFY(refused([](Bill& bill) { bill.filter = "model ="; }));
    QVERIFY(refused([](Bill& bill) { bill.foreign = {"EUR", 100, kRateScale}; })); // 100 it is not
    QCOMPARE(engine->snapshot()->bills.size(), 0u);
}

void CostsTest::anAttachedSessionSeesAndEntersBills()
{
    TemporaryDirectory directory;
    const auto engine = openEngine(directory.path());
    const auto server = CommandServer::start(*engine, directory.path());
    QVERIFY(server);
    auto attached = attachSession(directory.path());
    QVERIFY(attached);
    QVERIFY(act(**attached, {BillAct::Kind::enter, someBill()}).ok());
    QCOMPARE(engine->snapshot()->bills.size(), 1u);
    QTRY_COMPARE((*attached)->snapshot()->bills.size(), 1u);
    Bill wrong = someBill();
    wrong.filter = "nothing";
    const Status done = act(**attached, {BillAct::Kind::enter, wrong});
    QVERIFY(!done && done.error().code == ErrorCode::invalid);
    (*attached)->close();
}

QTEST_GUILESS_MAIN(CostsTest)
#include "tst_costs.moc"
