// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/bill_form.h"

#include <QtCore/QDateTime>
#include <QtCore/QRegularExpression>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include "core/query/numbers.h"
#include "core/query/parser.h"
#include "ui/models/filter_rows.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/text_label.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

QString dayText(Nanos t)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(t / kMillisecond, Qt::UTC);
    return time.time().msecsSinceStartOfDay() == 0 ? time.toString(u"yyyy-MM-dd"_s)
                                                   : time.toString(u"yyyy-MM-dd hh:mm"_s);
}

std::optional<Nanos> timeOf(const QString& text)
{
    const auto instant = readInstant(text.trimmed().toStdString());
    return instant ? std::optional(instant->from) : std::nullopt;
}

} // namespace

std::optional<MicroUsd> amountOf(const QString& text)
{
    static const QRegularExpression kGrouped(u"^\\d{1,3}(,\\d{3})+(\\.\\d+)?$"_s);
    static const QRegularExpression kComma(u"^\\d+,\\d{1,2}$"_s);
    QString plain = text.trimmed();
    if (plain.startsWith(u'$'))
        plain = plain.mid(1).trimmed();
    if (kGrouped.match(plain).hasMatch())
        plain.remove(u',');
    else if (kComma.match(plain).hasMatch())
        plain.replace(u',', u'.');
    const auto amount = readScaled(plain.toStdString(), 1'000'000, Suffixes::none);
    return amount && *amount >= 0 ? std::optional<MicroUsd>(*amount) : std::nullopt;
}

BillForm::BillForm(const ThemeController& theme, QWidget* parent) : QWidget(parent)
{
    buildUi(theme);
    connect(m_enter, &QPushButton::clicked, this, &BillForm::enter);
    connect(m_cancel, &QPushButton::clicked, this, &BillForm::cancelled);
    for (QLineEdit* line : m_lines) {
        connect(line, &QLineEdit::returnPressed, this, &BillForm::enter);
        connect(line, &QLineEdit::textEdited, this, [this] { complain({}); });
    }
}

void BillForm::buildUi(const ThemeController& theme)
{
    const std::array<std::pair<QString, QString>, kFields> names{
        {{tr("Name of the invoice"), tr("INV-2026-10")},
         {tr("Billed, US dollars"), u"1284.50"_s},
         {tr("From (UTC)"), u"2026-10-01"_s},
         {tr("Until, not included (UTC)"), u"2026-11-01"_s},
         {tr("Only what this filter keeps"), tr("everything; or provider = openai")},
         {tr("Note"), {}}}};
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 12);
    column->setSpacing(4);
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto* name = new TextLabel(theme, uiFont(TextSize::caption), Tone::secondary, this);
        name->setText(names[i].first);
        m_lines[i] = new QLineEdit(this);
        m_lines[i]->setAccessibleName(names[i].first);
        m_lines[i]->setPlaceholderText(names[i].second);
        if (i != kName && i != kNote)
            m_lines[i]->setFont(valueFont());
        column->addWidget(name);
        column->addWidget(m_lines[i]);
        column->addSpacing(4);
    }
    m_complaint =
        new TextLabel(theme, uiFont(TextSize::caption, QFont::DemiBold), Tone::primary, this);
    column->addWidget(m_complaint);
    m_enter = new QPushButton(tr("Enter the bill"), this);
    m_cancel = new QPushButton(tr("Cancel"), this);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_enter);
    buttons->addWidget(m_cancel);
    buttons->addStretch(1);
    column->addLayout(buttons);
    column->addStretch(1);
}

void BillForm::begin(Nanos from, Nanos to, const QString& filter)
{
    for (QLineEdit* line : m_lines)
        line->clear();
    line(kFrom).setText(dayText(from));
    line(kTo).setText(dayText(to));
    line(kScope).setText(filter);
    complain({});
    line(kName).setFocus();
}

void BillForm::complain(const QString& sentence)
{
    m_complaint->setText(sentence);
    m_complaint->setToolTip(sentence);
}

QString BillForm::complaint() const
{
    return m_complaint->text();
}

void BillForm::enter()
{
    const auto wrong = [this](Field field, const QString& sentence) {
        complain(sentence);
        line(field).setFocus();
    };
    Bill bill;
    bill.name = line(kName).text().trimmed().toStdString();
    if (bill.name.empty())
        return wrong(kName, tr("The bill needs a name."));
    const auto amount = amountOf(line(kAmount).text());
    if (!amount)
        return wrong(kAmount, tr("Write the amount as 1284.50."));
    const auto from = timeOf(line(kFrom).text());
    const auto to = timeOf(line(kTo).text());
    if (!from || !to)
        return wrong(from ? kTo : kFrom, tr("Write days as 2026-10-01."));
    if (*to <= *from)
        return wrong(kTo, tr("The period has to end after it begins."));
    bill.amount = *amount;
    bill.from = *from;
    bill.to = *to;
    bill.filter = line(kScope).text().trimmed().toStdString();
    const ParsedFilter parsed = parseFilter(bill.filter, filterScope(RowKind::step));
    if (parsed.verdict == FilterVerdict::invalid)
        return wrong(kScope, QString::fromStdString(parsed.diagnostic.sentence));
    bill.note = line(kNote).text().trimmed().toStdString();
    emit entered(bill);
}

} // namespace penstock::ui
