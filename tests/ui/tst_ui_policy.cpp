// SPDX-License-Identifier: GPL-3.0-or-later
// Working on the policy in the desktop: it says at once where a text is wrong, a change is tried on what was recorded
// beside what holds, only a sound one is saved, and never over what somebody else has changed.
#include <QtCore/QFile>
#include <QtTest/QAbstractItemModelTester>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

#include "core/session/engine.h"
#include "core/session/importer.h"
#include "core/session/policy_desk.h"
#include "tests/core/session/looping_trace.h"
#include "tests/ui/support/alarm_world.h"
#include "tests/ui/support/desk.h"
#include "ui/models/trial_table.h"
#include "ui/views/alarm_metrics.h"
#include "ui/views/alarms_view.h"
#include "ui/views/policy_page.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/key_value_list.h"

using namespace penstock;
using namespace penstock::ui;
using namespace penstock::testing;

namespace {

const QString kPatient =
    QStringLiteral("{\"policy\": 1,\n \"detectors\": {\"loop.repetition\": {\"times\": 11}}}");

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QFile::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the file cannot be written");
}

/// A data directory in which a loop was recorded, with the policy given.
QString recordedIn(const QTemporaryDir& data, const QByteArray& policy)
{
    const QString file = data.filePath(QStringLiteral("policy.json"));
    if (!policy.isEmpty())
        write(file, policy);
    const QString trace = data.filePath(QStringLiteral("trace.json"));
    write(trace, QByteArray::fromStdString(test::loopingTrace()));
    EngineOptions options;
    options.dataDirectory = data.path().toStdString();
    options.otlpHttpPort = -1;
    options.otlpGrpcPort = -1;
    auto engine = Engine::open(options, std::make_shared<SystemClock>());
    if (!engine || !importFile(**engine, trace.toStdString(), {}))
        qFatal("nothing was recorded");
    (*engine)->close();
    return file;
}

struct PolicyDeskTop {
    QTemporaryDir data;
    QString file;
    std::shared_ptr<FakeSession> session = std::make_shared<FakeSession>();
    std::unique_ptr<MainWindow> window;
    PolicyPage* page = nullptr;

    explicit PolicyDeskTop(const QByteArray& policy = {}, bool withDesk = true)
        : file(recordedIn(data, policy))
    {
        fillAlarms(*session, fillBelievableWorld(*session, 10));
        session->statusToShow().policy.file = file.toStdString();
        MainWindowOptions options;
        options.settingsPath = data.filePath(QStringLiteral("settings.ini"));
        if (withDesk)
            options.policyDesk = makePolicyDesk(data.path().toStdString());
        window = std::make_unique<MainWindow>(session, options);
        window->show();
        if (!QTest::qWaitForWindowExposed(window.get()))
            qFatal("no window");
        window->activateWindow();
        window->state().goTo(Room::alarms);
        window->alarms().showPolicy();
        page = &window->alarms().policy();
    }
    void type(const QString& text) { page->editor().setPlainText(text); }
};

} // namespace

class TestUiPolicy final : public QObject {
    Q_OBJECT

private slots:
    void aWrongTextSaysWhereAtOnceAndCannotBeSaved()
    {
        PolicyDeskTop desk;
        desk.type(QStringLiteral("{\"policy\": 1,\n \"detectrs\": {}}"));
        QTRY_VERIFY(desk.page->verdict().contains(QStringLiteral("line 2, detectrs")));
        QVERIFY(!desk.page->saveButton().isEnabled());
        QVERIFY(!desk.page->tryButton().isEnabled());
        QCOMPARE(desk.page->editor().extraSelections().size(), 1);
        QCOMPARE(desk.page->editor().extraSelections()[0].cursor.blockNumber(), 1);
        desk.page->save();
        QVERIFY(bytesOf(desk.file).isEmpty());
    }

    void aChangeIsTriedBesideWhatHolds()
    {
        PolicyDeskTop desk;
        const QAbstractItemModelTester tester(
            desk.page->findings().model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        desk.type(kPatient);
        QTest::keyClick(&desk.page->editor(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(desk.page->trying());
        QTRY_VERIFY(!desk.page->trying());
        QVERIFY2(desk.page->outcome().contains(
                     QStringLiteral("1 as it is in force, 0 with this text (0 new, 1 gone)")),
                 qPrintable(desk.page->outcome()));
        QCOMPARE(desk.page->findings().model()->rowCount(), 1);
        const auto cell = [&](int column) {
            return desk.page->findings().model()->index(0, column).data().toString();
        };
        QCOMPARE(cell(TrialTable::kSaidBy), QStringLiteral("only in force"));
        QCOMPARE(cell(TrialTable::kDetector), QStringLiteral("loop.repetition"));
        QCOMPARE(cell(TrialTable::kSpent), QStringLiteral("$7.000000"));
        QVERIFY(bytesOf(desk.file).isEmpty()); // trying writes nothing
    }

    void aSoundTextIsSavedByItsKey()
    {
        PolicyDeskTop desk;
        desk.type(kPatient);
        QTRY_VERIFY(desk.page->saveButton().isEnabled());
        QTest::keySequence(&desk.page->editor(), QKeySequence::Save);
        QCOMPARE(bytesOf(desk.file), kPatient.toUtf8());
        QVERIFY(!desk.page->isChanged());
        QVERIFY(!desk.page->saveButton().isEnabled());
    }

    void whatSomebodyElseChangedIsNotOverwritten()
    {
        PolicyDeskTop desk(R"({"policy": 1})");
        QCOMPARE(desk.page->editor().toPlainText(), QStringLiteral(R"({"policy": 1})"));
        desk.type(kPatient);
        const QByteArray theirs = R"({"policy": 1, "budgets": []})";
        write(desk.file, theirs);
        QSignalSpy said(desk.page, &PolicyPage::said);
        desk.page->save();
        QCOMPARE(said.size(), 1);
        QCOMPARE(bytesOf(desk.file), theirs);
        QVERIFY(desk.page->isChanged());
        QTest::mouseClick(&desk.page->undoButton(), Qt::LeftButton);
        QCOMPARE(desk.page->editor().toPlainText().toUtf8(), theirs);
    }

    void whatHeldBeforeCanBePutBackIntoTheEditor()
    {
        PolicyDeskTop desk(kPatient.toUtf8());
        QTRY_COMPARE(desk.page->versions().count(), 2); // its title and the one that held
        desk.type(QStringLiteral("{}"));
        desk.page->versions().setFocus();
        QTest::keyClick(&desk.page->versions(), Qt::Key_Down);
        QTRY_COMPARE(desk.page->editor().toPlainText(), kPatient);
    }

    void withoutADeskItSaysSo()
    {
        PolicyDeskTop desk({}, false);
        QCOMPARE(desk.page->verdict(),
                 QStringLiteral("This window does not know where the policy is."));
        QVERIFY(!desk.page->tryButton().isEnabled());
    }

    void lettersTypedIntoTheTextAreNoActsOnAlarms()
    {
        PolicyDeskTop desk;
        QTest::keyClicks(&desk.page->editor(), QStringLiteral("acs"));
        QCOMPARE(desk.page->editor().toPlainText(), QStringLiteral("acs"));
        QVERIFY(desk.window->alarms().current() == nullptr);
    }

    void theMetricsCountWhatIsKnown()
    {
        PolicyDeskTop desk;
        const auto& priorities = desk.page->metrics().priorities().rows();
        QCOMPARE(priorities.size(), std::size_t{4});
        QCOMPARE(priorities[0].key, QStringLiteral("high"));
        QCOMPARE(priorities[0].note, QStringLiteral("50 %, usual 5 %"));
        QVERIFY(!desk.page->metrics().noisiest().rows().empty());
        QVERIFY(desk.page->metrics().noisiest().rows().size() <= AlarmMetrics::kNoisiest);
    }
};

QTEST_MAIN(TestUiPolicy)
#include "tst_ui_policy.moc"
