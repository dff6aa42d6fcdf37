// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/words.h"

#include <QtCore/QCoreApplication>

#include <array>

#include "core/model/losses.h"
#include "core/model/step.h"

namespace penstock::ui {
namespace {

constexpr const char* kContext = "words";

template <std::size_t N> QString wordAt(const std::array<const char*, N>& words, std::size_t at)
{
    return QCoreApplication::translate(kContext, words[at < N ? at : 0]);
}

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

constexpr std::array<const char*, 13> kEvidence = {
    QT_TRANSLATE_NOOP("words", "not known"),
    QT_TRANSLATE_NOOP("words", "a handoff that names both agents"),
    QT_TRANSLATE_NOOP("words", "the agent names its parent"),
    QT_TRANSLATE_NOOP("words", "a run below a tool call"),
    QT_TRANSLATE_NOOP("words", "a run directly below another agent's run"),
    QT_TRANSLATE_NOOP("words", "a call from one service into another"),
    QT_TRANSLATE_NOOP("words", "a transfer tool, then a run of the target"),
    QT_TRANSLATE_NOOP("words", "a message link between spans"),
    QT_TRANSLATE_NOOP("words", "the graph names the parent node"),
    QT_TRANSLATE_NOOP("words", "a goto command of the graph"),
    QT_TRANSLATE_NOOP("words", "one after the other in the same session"),
    QT_TRANSLATE_NOOP("words", "the same id seen on both sides"),
    QT_TRANSLATE_NOOP("words", "the step itself is the call"),
};

constexpr std::array<const char*, kStepKindCount> kKinds = {
    QT_TRANSLATE_NOOP("words", "step"),          QT_TRANSLATE_NOOP("words", "agent run"),
    QT_TRANSLATE_NOOP("words", "agent created"), QT_TRANSLATE_NOOP("words", "model call"),
    QT_TRANSLATE_NOOP("words", "tool call"),     QT_TRANSLATE_NOOP("words", "handoff"),
    QT_TRANSLATE_NOOP("words", "retrieval"),     QT_TRANSLATE_NOOP("words", "rerank"),
    QT_TRANSLATE_NOOP("words", "embedding"),     QT_TRANSLATE_NOOP("words", "guardrail"),
    QT_TRANSLATE_NOOP("words", "evaluator"),     QT_TRANSLATE_NOOP("words", "workflow"),
    QT_TRANSLATE_NOOP("words", "plan"),          QT_TRANSLATE_NOOP("words", "memory"),
    QT_TRANSLATE_NOOP("words", "prompt"),        QT_TRANSLATE_NOOP("words", "MCP request"),
    QT_TRANSLATE_NOOP("words", "A2A request"),   QT_TRANSLATE_NOOP("words", "wait for a person"),
    QT_TRANSLATE_NOOP("words", "message"),       QT_TRANSLATE_NOOP("words", "ACP request"),
};

struct FlagWord {
    StepFlag flag;
    const char* text;
};
constexpr std::array<FlagWord, 10> kFlags = {{
    {kProvisional, QT_TRANSLATE_NOOP("words", "still running; the finished span has not come yet")},
    {kTimeSuspect, QT_TRANSLATE_NOOP("words", "its times were impossible and have been repaired")},
    {kSdkTruncated,
     QT_TRANSLATE_NOOP("words", "the SDK dropped attributes, events or links before sending")},
    {kMasked, QT_TRANSLATE_NOOP("words", "a secret in it was masked before storing")},
    {kRevision, QT_TRANSLATE_NOOP("words", "came more than once with different content; merged")},
    {kLate, QT_TRANSLATE_NOOP("words", "arrived long after its neighbours")},
    {kSummary, QT_TRANSLATE_NOOP("words", "a summary of other steps; not counted")},
    {kFromLogEvent, QT_TRANSLATE_NOOP("words", "made from a log record, not from a span")},
    {kSyntheticTrace, QT_TRANSLATE_NOOP("words", "the sender gave no trace id; it was derived")},
    {kHintsCut,
     QT_TRANSLATE_NOOP("words", "names more delegations than the picture keeps; Raw has all")},
}};

} // namespace

KnownBy knownBy(Evidence evidence)
{
    switch (evidence) {
    case Evidence::explicitHandoff:
    case Evidence::agentParent:
    case Evidence::graphParent:
    case Evidence::commandGoto:
        return KnownBy::declared;
    case Evidence::agentAsTool:
    case Evidence::nestedRun:
    case Evidence::remoteCall:
    case Evidence::call:
    case Evidence::spanLink:
        return KnownBy::structural;
    case Evidence::handoffTool:
    case Evidence::sequence:
    case Evidence::sharedKey:
        return KnownBy::inferred;
    case Evidence::none:
        break;
    }
    return KnownBy::unknown;
}

QString knownByText(KnownBy how)
{
    static constexpr std::array<const char*, 4> kWords = {
        QT_TRANSLATE_NOOP("words", "unknown"), QT_TRANSLATE_NOOP("words", "declared"),
        QT_TRANSLATE_NOOP("words", "structural"), QT_TRANSLATE_NOOP("words", "inferred")};
    return wordAt(kWords, static_cast<std::size_t>(how));
}

QString evidenceText(Evidence evidence)
{
    return wordAt(kEvidence, static_cast<std::size_t>(evidence));
}

QStringList evidenceList(std::uint32_t bits)
{
    QStringList out;
    for (std::size_t i = 1; i < kEvidence.size(); ++i)
        if (bits >> i & 1u)
            out << evidenceText(static_cast<Evidence>(i));
    return out;
}

QString modeText(DelegationMode mode)
{
    static constexpr std::array<const char*, 4> kWords = {
        QT_TRANSLATE_NOOP("words", "unknown"), QT_TRANSLATE_NOOP("words", "return to caller"),
        QT_TRANSLATE_NOOP("words", "pass control"), QT_TRANSLATE_NOOP("words", "message")};
    return wordAt(kWords, static_cast<std::size_t>(mode));
}

QString kindText(StepKind kind)
{
    return wordAt(kKinds, static_cast<std::size_t>(kind));
}

QString statusText(StepStatus status)
{
    static constexpr std::array<const char*, 4> kWords = {
        QT_TRANSLATE_NOOP("words", "ended"), QT_TRANSLATE_NOOP("words", "ok"),
        QT_TRANSLATE_NOOP("words", "failed"), QT_TRANSLATE_NOOP("words", "running")};
    return wordAt(kWords, static_cast<std::size_t>(status));
}

QString actorText(ActorKind kind)
{
    static constexpr std::array<const char*, 5> kWords = {
        QT_TRANSLATE_NOOP("words", "agent"), QT_TRANSLATE_NOOP("words", "remote agent"),
        QT_TRANSLATE_NOOP("words", "tool"), QT_TRANSLATE_NOOP("words", "store"),
        QT_TRANSLATE_NOOP("words", "person")};
    return wordAt(kWords, static_cast<std::size_t>(kind));
}

QString costSourceText(const Cost& cost)
{
    static constexpr std::array<const char*, 4> kWords = {
        QT_TRANSLATE_NOOP("words", "no price"), QT_TRANSLATE_NOOP("words", "reported"),
        QT_TRANSLATE_NOOP("words", "computed"), QT_TRANSLATE_NOOP("words", "estimated")};
    return wordAt(kWords, static_cast<std::size_t>(cost.source));
}

QString costDoubtText(int chief)
{
    static constexpr std::array<const char*, kCostDoubtCount + 1> kWords = {
        QT_TRANSLATE_NOOP("words", "reason not logged"),
        QT_TRANSLATE_NOOP("words", "the sender calls it an estimate"),
        QT_TRANSLATE_NOOP("words", "input or output tokens not said, taken as none"),
        QT_TRANSLATE_NOOP("words", "parts of the tokens exceed their whole"),
        QT_TRANSLATE_NOOP("words", "output or audio tokens without a price of their own"),
        QT_TRANSLATE_NOOP("words", "service tier not in the table of prices"),
        QT_TRANSLATE_NOOP("words", "price not confirmed at the provider")};
    return wordAt(kWords, static_cast<std::size_t>(chief));
}

QStringList costDoubts(const Cost& cost)
{
    QStringList texts;
    for (int bit = 0; bit < kCostDoubtCount; ++bit)
        if ((cost.doubts >> bit & 1) != 0)
            texts << costDoubtText(bit + 1);
    if (texts.isEmpty() && cost.source == CostSource::estimated)
        texts << costDoubtText(0);
    return texts;
}

QString usageRoleText(UsageRole role)
{
    static constexpr std::array<const char*, 4> kWords = {
        QT_TRANSLATE_NOOP("words", "no usage"), QT_TRANSLATE_NOOP("words", "counted"),
        QT_TRANSLATE_NOOP("words", "sum of calls below, not counted again"),
        QT_TRANSLATE_NOOP("words", "same call seen twice, not counted again")};
    return wordAt(kWords, static_cast<std::size_t>(role));
}

QString dialectsText(DialectSet dialects)
{
    QStringList names;
    for (unsigned i = 0; i < 24; ++i)
        if (dialects >> i & 1u)
            names << fromView(dialectName(static_cast<Dialect>(i)));
    return names.join(QStringLiteral(", "));
}

QStringList flagTexts(std::uint32_t flags)
{
    QStringList out;
    for (const FlagWord& word : kFlags)
        if (flags & word.flag)
            out << QCoreApplication::translate(kContext, word.text);
    return out;
}

/// Names (with spaces) and sentences of the core, for the tool that collects what is to be translated.
[[maybe_unused]] constexpr const char* kLossTexts[] = {
    QT_TRANSLATE_NOOP("words", "received"),
    QT_TRANSLATE_NOOP("words", "stored"),
    QT_TRANSLATE_NOOP("words", "duplicate"),
    QT_TRANSLATE_NOOP("words", "revised"),
    QT_TRANSLATE_NOOP("words", "late"),
    QT_TRANSLATE_NOOP("words", "clock skewed"),
    QT_TRANSLATE_NOOP("words", "sdk truncated"),
    QT_TRANSLATE_NOOP("words", "masked"),
    QT_TRANSLATE_NOOP("words", "metric points"),
    QT_TRANSLATE_NOOP("words", "rejected malformed"),
    QT_TRANSLATE_NOOP("words", "rejected too large"),
    QT_TRANSLATE_NOOP("words", "rejected bad id"),
    QT_TRANSLATE_NOOP("words", "rejected auth"),
    QT_TRANSLATE_NOOP("words", "rejected busy"),
    QT_TRANSLATE_NOOP("words", "rejected disk full"),
    QT_TRANSLATE_NOOP("words", "rejected content type"),
    QT_TRANSLATE_NOOP("words", "rejected slow"),
    QT_TRANSLATE_NOOP("words", "invalid utf8"),
    QT_TRANSLATE_NOOP("words", "attributes cut"),
    QT_TRANSLATE_NOOP("words", "forgotten"),
    QT_TRANSLATE_NOOP("words", "hints cut"),
    QT_TRANSLATE_NOOP("words", "links cut"),
    QT_TRANSLATE_NOOP("words", "texts cut"),
    QT_TRANSLATE_NOOP("words", "keys not joined"),
    QT_TRANSLATE_NOOP("words", "names folded"),
    QT_TRANSLATE_NOOP("words", "sources folded"),
    QT_TRANSLATE_NOOP("words", "events cut"),
    QT_TRANSLATE_NOOP("words", "Arrived from this source."),
    QT_TRANSLATE_NOOP("words", "Stored in the log."),
    QT_TRANSLATE_NOOP("words", "Arrived again with the same bytes; kept once."),
    QT_TRANSLATE_NOOP("words",
                      "Arrived again with other bytes; both are kept, the merged one is shown."),
    QT_TRANSLATE_NOOP("words", "Arrived long after its neighbours; stored."),
    QT_TRANSLATE_NOOP("words", "The sender's clock is off; stored with its own times."),
    QT_TRANSLATE_NOOP("words",
                      "The sender's SDK dropped attributes, events or links before sending."),
    QT_TRANSLATE_NOOP("words", "A secret in it was masked before storing."),
    QT_TRANSLATE_NOOP("words", "Metric points, counted only."),
    QT_TRANSLATE_NOOP("words", "Could not be read; refused."),
    QT_TRANSLATE_NOOP("words", "Larger than the limit; refused."),
    QT_TRANSLATE_NOOP("words", "Had a zero or malformed trace or span id; refused."),
    QT_TRANSLATE_NOOP("words", "Came without a valid token; refused."),
    QT_TRANSLATE_NOOP("words", "Came faster than the disk; the sender was told to retry."),
    QT_TRANSLATE_NOOP("words", "The disk is full; the sender was told to retry."),
    QT_TRANSLATE_NOOP("words", "Came in a content type that OTLP does not have; refused."),
    QT_TRANSLATE_NOOP("words", "The connection was too slow or one too many; closed."),
    QT_TRANSLATE_NOOP("words", "Had bytes that are not UTF-8; stored with replacement characters."),
    QT_TRANSLATE_NOOP("words", "Had more attributes than the limit; stored without the rest."),
    QT_TRANSLATE_NOOP("words", "Removed on request; a tombstone stays."),
    QT_TRANSLATE_NOOP("words", "Steps that name more delegations than the picture keeps: cut by "
                               "us, the log has them all."),
    QT_TRANSLATE_NOOP(
        "words", "Steps with more links than the picture keeps: cut by us, the log has them all."),
    QT_TRANSLATE_NOOP("words",
                      "Steps with a text longer than lists keep: cut by us, the log has it whole."),
    QT_TRANSLATE_NOOP("words", "Carried an id that too many others carry: it joins nothing."),
    QT_TRANSLATE_NOOP(
        "words",
        "Named something beyond our limit of names: shown as (further names), the log has it."),
    QT_TRANSLATE_NOOP("words",
                      "Sources beyond our limit that share this row; counted up to 65,536."),
    QT_TRANSLATE_NOOP(
        "words",
        "Events of one span beyond those the picture merges: cut by us, the log has them all."),
};

QString lossKindText(LossKind kind)
{
    const QString name = fromView(lossKindName(kind)).replace(QLatin1Char('_'), QLatin1Char(' '));
    return QCoreApplication::translate(kContext, name.toUtf8().constData());
}

QString lossFollowUp(LossKind kind)
{
    switch (kind) {
    case LossKind::rejectedMalformed:
    case LossKind::rejectedTooLarge:
    case LossKind::rejectedBadId:
    case LossKind::rejectedAuth:
    case LossKind::rejectedBusy:
    case LossKind::rejectedDiskFull:
    case LossKind::rejectedContentType:
    case LossKind::rejectedSlow:
        return QCoreApplication::translate(
            "words",
            "What is refused is not kept here; the sender was answered and its log has it.");
    case LossKind::duplicate:
        return QCoreApplication::translate("words", "The one that is kept is an ordinary step.");
    case LossKind::metricPoints:
        return QCoreApplication::translate("words", "Metric points are not kept.");
    case LossKind::forgotten:
        return QCoreApplication::translate("words", "penstockctl log verify names the tombstones.");
    case LossKind::hintsCut:
    case LossKind::linksCut:
    case LossKind::textsCut:
    case LossKind::keysNotJoined:
    case LossKind::namesFolded:
    case LossKind::sourcesFolded:
        return QCoreApplication::translate("words",
                                           "The log has them whole: open the step, then Raw.");
    case LossKind::received:
    case LossKind::stored:
        return QCoreApplication::translate("words", "What is stored stands in Traces.");
    case LossKind::attributesCut:
        return QCoreApplication::translate("words", "What was cut is not kept; the sender has it.");
    case LossKind::invalidUtf8:
        return QCoreApplication::translate("words", "Raw shows the replacement characters.");
    default:
        break;
    }
    return QCoreApplication::translate("words",
                                       "The inspector says so on every step that it happened to.");
}

QString lossKindExplanation(LossKind kind)
{
    return QCoreApplication::translate(kContext, lossKindSentence(kind).data());
}

} // namespace penstock::ui
