// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/policy_page.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QPointer>
#include <QtCore/QRegularExpression>
#include <QtGui/QShortcut>
#include <QtGui/QTextBlock>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <filesystem>

#include "core/alarm/alarm_picture.h"
#include "ui/models/format.h"
#include "ui/models/trial_table.h"
#include "ui/views/alarm_metrics.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/text_label.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kCheckAfterMs = 200;

/// The line that a sentence about a policy names; 0 when it names none.
int lineOf(const QString& sentence)
{
    static const QRegularExpression kLine(u", line (\\d+)[,:]"_s);
    const QRegularExpressionMatch match = kLine.match(sentence);
    return match.hasMatch() ? match.captured(1).toInt() : 0;
}

struct Compared {
    std::uint64_t both = 0;
    std::uint64_t isNew = 0;
    std::uint64_t gone = 0;
};

Compared countOf(const std::vector<ComparedFinding>& findings)
{
    Compared counted;
    for (const ComparedFinding& found : findings) {
        counted.both += found.saidBy == SaidBy::both;
        counted.isNew += found.saidBy == SaidBy::first;
        counted.gone += found.saidBy == SaidBy::second;
    }
    return counted;
}

} // namespace

PolicyPage::PolicyPage(const ViewContext& context, std::shared_ptr<PolicyDesk> desk,
                       QWidget* parent)
    : QWidget(parent), m_context(context), m_desk(std::move(desk))
{
    QWidget* head = buildHead();
    QWidget* middle = buildMiddle();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(middle, 1);
    wire();
    updateButtons();
}

PolicyPage::~PolicyPage()
{
    stopTrial();
}

void PolicyPage::wire()
{
    m_checkLater.setSingleShot(true);
    m_checkLater.setInterval(kCheckAfterMs);
    connect(&m_checkLater, &QTimer::timeout, this, &PolicyPage::check);
    connect(m_editor, &QPlainTextEdit::textChanged, this, [this] {
        m_checkLater.start();
        updateButtons();
    });
    const auto key = [this](const QKeySequence& keys, auto run) {
        auto* shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, run);
    };
    key(QKeySequence(u"Ctrl+Return"_s), &PolicyPage::tryOut);
    key(QKeySequence::Save, &PolicyPage::save);
    connect(m_try, &QPushButton::clicked, this, [this] { trying() ? stopTrial() : tryOut(); });
    connect(m_save, &QPushButton::clicked, this, &PolicyPage::save);
    connect(m_undo, &QPushButton::clicked, this, &PolicyPage::undo);
    connect(m_versions, &QComboBox::activated, this, [this](int chosen) {
        if (chosen > 0 && static_cast<std::size_t>(chosen) <= m_history.size())
            m_editor->setPlainText(
                QString::fromStdString(m_history[static_cast<std::size_t>(chosen) - 1].text));
    });
    connect(&m_context.bridge, &SessionBridge::statusChanged, this, [this] {
        if (isVisible() && file() != m_readFrom)
            load();
    });
}

void PolicyPage::focusEditor()
{
    m_editor->setFocus();
}

void PolicyPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    load();
    takeSnapshot();
}

void PolicyPage::takeSnapshot()
{
    const auto state = m_context.bridge.snapshot();
    m_metrics->show(*state);
    const Seq held = state->alarms ? state->alarms->policySeq : 0;
    if (!m_asked || held != m_historySeq) {
        m_asked = true;
        m_historySeq = held;
        m_historyKnown = false;
        askHistory();
    }
}

/// The file as it is now, unless the person has changed something: that is never thrown away unasked.
void PolicyPage::load()
{
    const bool wasChanged = isChanged() && file() == m_readFrom;
    m_path->setText(QString::fromStdString(file()));
    if (!m_desk || file().empty() || wasChanged) {
        check();
        return;
    }
    const auto found = m_desk->load(file());
    m_loaded = found ? *found : std::string();
    m_readFrom = file();
    undo();
    if (!found)
        emit said(QString::fromStdString(found.error().sentence));
}

void PolicyPage::undo()
{
    if (m_desk && !file().empty())
        if (const auto found = m_desk->load(file()))
            m_loaded = *found;
    const QString before = QString::fromStdString(m_loaded);
    if (m_editor->toPlainText() != before)
        m_editor->setPlainText(before);
    check();
}

bool PolicyPage::isChanged() const
{
    return text() != m_loaded;
}

std::string PolicyPage::text() const
{
    return m_editor->toPlainText().toStdString();
}

std::string PolicyPage::inForce() const
{
    return m_history.empty() ? std::string() : m_history.front().text;
}

std::string PolicyPage::fileName() const
{
    return std::filesystem::path(file()).filename().string();
}

void PolicyPage::check()
{
    m_checkLater.stop();
    const Status sound = m_desk ? m_desk->check(text(), fileName()) : Status(Done{});
    m_sound = sound.ok();
    const QString problem = m_sound ? QString() : QString::fromStdString(sound.error().sentence);
    markLine(lineOf(problem));
    if (!m_desk || file().empty())
        m_verdict->setText(tr("This window does not know where the policy is."));
    else if (!m_sound)
        m_verdict->setText(problem);
    else if (isChanged())
        m_verdict->setText(tr("Sound. Not saved yet"));
    else if (m_loaded.empty())
        m_verdict->setText(tr("There is no policy: everything is as the definitions say"));
    else
        m_verdict->setText(tr("Sound, and as it is in the file"));
    updateButtons();
}

void PolicyPage::markLine(int line)
{
    QList<QTextEdit::ExtraSelection> marks;
    const QTextBlock block = m_editor->document()->findBlockByNumber(line - 1);
    if (line > 0 && block.isValid()) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(block);
        mark.format.setBackground(m_context.theme.theme().pressed);
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        marks << mark;
    }
    m_editor->setExtraSelections(marks);
}

void PolicyPage::updateButtons()
{
    const bool known = m_desk != nullptr && !file().empty();
    m_save->setEnabled(known && m_sound && isChanged());
    m_undo->setEnabled(known && isChanged());
    m_try->setEnabled(m_desk != nullptr && (m_sound || trying()));
    m_try->setText(trying() ? tr("Stop") : tr("Try it on"));
    m_versions->setVisible(!m_history.empty());
}

void PolicyPage::save()
{
    check();
    if (!m_save->isEnabled())
        return;
    const auto now = m_desk->load(file());
    if (!now || *now != m_loaded) {
        emit said(tr("Somebody else has changed the file since you opened it. Copy what you need "
                     "and undo your changes to see it."));
        return;
    }
    const std::string wanted = text();
    if (const Status saved = m_desk->save(file(), wanted); !saved) {
        emit said(QString::fromStdString(saved.error().sentence));
        return;
    }
    m_loaded = wanted;
    check();
    emit said(tr("Saved. The engine takes it over within a second."));
}

void PolicyPage::askHistory()
{
    if (!m_desk)
        return;
    m_desk->history([page = QPointer(this)](Result<std::vector<PolicyVersion>> found) {
        // What the log cannot say is compared with what the definitions say.
        std::vector<PolicyVersion> known = found ? std::move(*found) : std::vector<PolicyVersion>();
        QMetaObject::invokeMethod(
            qApp,
            [page, versions = std::move(known)]() mutable {
                if (page)
                    page->takeHistory(std::move(versions));
            },
            Qt::QueuedConnection);
    });
}

void PolicyPage::takeHistory(std::vector<PolicyVersion> versions)
{
    m_history = std::move(versions);
    m_historyKnown = true;
    const Nanos now = m_context.bridge.snapshot()->logTime;
    m_versions->clear();
    m_versions->addItem(tr("History"));
    for (const PolicyVersion& version : m_history)
        m_versions->addItem(version.seq == m_historySeq
                                ? tr("In force since %1").arg(listTimeText(version.since, now))
                                : tr("From %1").arg(listTimeText(version.since, now)));
    updateButtons();
    if (std::exchange(m_tryThen, false))
        tryOut();
}

void PolicyPage::tryOut()
{
    check();
    if (!m_desk || !m_sound || trying())
        return;
    m_tryThen = !m_historyKnown;
    updateButtons();
    if (m_tryThen)
        return;
    const Nanos length = m_span->currentData().toLongLong();
    const Nanos from = length == 0 ? 0 : m_context.bridge.snapshot()->logTime - length;
    m_cancel = std::make_shared<std::atomic<bool>>(false);
    const QPointer page(this);
    const auto progress = [page, shown = -1](double share) mutable {
        const int percent = static_cast<int>(100 * share);
        if (std::exchange(shown, percent) != percent)
            QMetaObject::invokeMethod(
                qApp,
                [page, percent] {
                    if (page && page->trying())
                        page->m_outcome->setText(PolicyPage::tr("%1 % of the log").arg(percent));
                },
                Qt::QueuedConnection);
    };
    const auto done = [page, from](const Result<TrialResult>& result) {
        QMetaObject::invokeMethod(
            qApp,
            [page, from, result] {
                if (page)
                    page->takeTrial(result, from);
            },
            Qt::QueuedConnection);
    };
    if (!m_desk->tryOut({text(), inForce(), from, m_cancel}, progress, done))
        m_cancel = nullptr;
    updateButtons();
}

void PolicyPage::stopTrial()
{
    m_tryThen = false;
    if (m_cancel)
        *m_cancel = true;
    updateButtons();
}

void PolicyPage::takeTrial(const Result<TrialResult>& result, Nanos from)
{
    m_cancel = nullptr;
    updateButtons();
    if (!result) {
        m_outcome->setText(QString::fromStdString(result.error().sentence));
        return;
    }
    const Compared counted = countOf(result->findings);
    QString sentence = tr("%1 steps: %2 as it is in force, %3 with this text (%4 new, %5 gone)")
                           .arg(countText(result->steps), countText(counted.both + counted.gone),
                                countText(counted.both + counted.isNew), countText(counted.isNew),
                                countText(counted.gone));
    if (result->leftOut > 0)
        sentence +=
            tr("; %1 traces or findings were more than is watched").arg(countText(result->leftOut));
    m_outcome->setText(sentence);
    m_findings->setEmptyText(from == 0 ? tr("Neither would have said anything.")
                                       : tr("Neither would have said anything in that time."));
    m_table->setFindings(result->findings, m_context.bridge.snapshot()->logTime);
}

QString PolicyPage::verdict() const
{
    return m_verdict->text();
}

QString PolicyPage::outcome() const
{
    return m_outcome->text();
}

} // namespace penstock::ui
