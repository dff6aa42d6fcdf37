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
#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/text_block.h"
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

constexpr int kCurrencyWidth = 84;

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

std::optional<std::int64_t> rateOf(const QString& text)
{
    QString plain = text.trimmed();
    if (plain.count(u',') == 1 && !plain.contains(u'.'))
        plain.replace(u',', u'.');
    const auto rate = readScaled(plain.toStdString(), kRateScale, Suffixes::none);
    return rate && *rate > 0 ? rate : std::nullopt;
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
    connect(&line(kCurrency), &QLineEdit::textChanged, this, &BillForm::offerRate);
    offerRate();
}

QWidget* BillForm::addField(const ThemeController& theme, Field field, const QString& name,
                            const QString& example)
{
    auto* holder = new QWidget(this);
    auto* label = new TextLabel(theme, uiFont(TextSize::caption), Tone::secondary, holder);
    label->setText(name);
    auto* line = new QLineEdit(holder);
    line->setAccessibleName(name);
    line->setPlaceholderText(example);
    if (field != kName && field != kNote)
        line->setFont(valueFont());
    m_lines[field] = line;
    if (field == kRate)
        m_rateName = label;
    auto* column = new QVBoxLayout(holder);
    column->setContentsMargins(0, 0, 0, 4);
    column->setSpacing(4);
    column->addWidget(label);
    column->addWidget(line);
    return holder;
}

void BillForm::buildUi(const ThemeController& theme)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 12);
    column->setSpacing(4);
    column->addWidget(addField(theme, kName, tr("Name of the invoice"), tr("INV-2026-10")));
    auto* money = new QHBoxLayout;
    money->setSpacing(8);
    money->addWidget(addField(theme, kAmount, tr("Billed"), u"1284.50"_s), 1);
    QWidget* currency = addField(theme, kCurrency, tr("Currency"), u"USD"_s);
    currency->setFixedWidth(kCurrencyWidth);
    line(kCurrency).setToolTip(plainTip(tr("Three letters of ISO 4217, such as EUR")));
    money->addWidget(currency);
    column->addLayout(money);
    m_rate = addField(theme, kRate, tr("US dollars for one"), u"1.0845"_s);
    column->addWidget(m_rate);
    column->addWidget(addField(theme, kFrom, tr("From (UTC)"), u"2026-10-01"_s));
    column->addWidget(addField(theme, kTo, tr("Until, not included (UTC)"), u"2026-11-01"_s));
    column->addWidget(addField(theme, kScope, tr("Only what this filter keeps"),
                               tr("everything; or provider = openai")));
    column->addWidget(addField(theme, kNote, tr("Note"), {}));
    m_complaint = new TextBlock(theme, TextBlock::Kind::prose, this);
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
    offerRate();
    complain({});
    line(kName).setFocus();
}

QString BillForm::currency() const
{
    const QString written = line(kCurrency).text().trimmed().toUpper();
    return written == u"USD"_s ? QString() : written;
}

void BillForm::offerRate()
{
    const QString of = currency();
    m_rate->setVisible(!of.isEmpty());
    m_rateName->setText(tr("US dollars for one %1").arg(of));
    line(kRate).setAccessibleName(m_rateName->text());
}

void BillForm::complain(const QString& sentence)
{
    m_complaint->setText(sentence.toStdString());
    m_complaint->setVisible(!sentence.isEmpty());
}

QString BillForm::complaint() const
{
    return m_complaint->wholeText();
}

void BillForm::wrong(Field field, const QString& sentence)
{
    complain(sentence);
    line(field).setFocus();
}

bool BillForm::readAmount(Bill& bill)
{
    const auto amount = amountOf(line(kAmount).text());
    if (!amount) {
        wrong(kAmount, tr("Write the amount as 1284.50."));
        return false;
    }
    bill.amount = *amount;
    const std::string code = currency().toStdString();
    if (code.empty())
        return true;
    if (!isCurrencyCode(code)) {
        wrong(kCurrency, tr("Write the currency as three letters, such as EUR."));
        return false;
    }
    const auto rate = rateOf(line(kRate).text());
    if (!rate) {
        wrong(kRate, tr("Write how many US dollars one %1 is worth, as 1.0845.")
                         .arg(QString::fromStdString(code)));
        return false;
    }
    bill.foreign = {code, *amount, *rate};
    bill.amount = inDollars(bill.foreign);
    return true;
}

void BillForm::enter()
{
    Bill bill;
    bill.name = line(kName).text().trimmed().toStdString();
    if (bill.name.empty())
        return wrong(kName, tr("The bill needs a name."));
    if (!readAmount(bill))
        return;
    const auto from = timeOf(line(kFrom).text());
    const auto to = timeOf(line(kTo).text());
    if (!from || !to)
        return wrong(from ? kTo : kFrom, tr("Write days as 2026-10-01."));
    if (*to <= *from)
        return wrong(kTo, tr("The period has to end after it begins."));
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
