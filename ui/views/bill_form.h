// SPDX-License-Identifier: GPL-3.0-or-later
// BillForm: what a person is asked for to enter a billed total. Checks what was written and says what is wrong in a
// sentence before anything leaves it. GUI thread only.
#pragma once

#include <QtWidgets/QWidget>

#include <array>
#include <optional>

#include "core/model/bill.h"
#include "ui/theme/theme_controller.h"

class QLineEdit;
class QPushButton;

namespace penstock::ui {

class TextBlock;
class TextLabel;

/// `1284.50`, `$1,284.50` or `1284,50`; nothing when it is no amount.
std::optional<MicroUsd> amountOf(const QString& text);
/// `1.0845` or `1,0845` in parts of kRateScale; nothing when it is no rate.
std::optional<std::int64_t> rateOf(const QString& text);

class BillForm final : public QWidget {
    Q_OBJECT
public:
    enum Field { kName, kAmount, kCurrency, kRate, kFrom, kTo, kScope, kNote, kFields };

    BillForm(const ThemeController& theme, QWidget* parent);
    /// Empty but for the period and the scope.
    void begin(Nanos from, Nanos to, const QString& filter);
    /// What is wrong, for the person.
    void complain(const QString& sentence);
    QString complaint() const;
    QLineEdit& line(Field field) const { return *m_lines[static_cast<std::size_t>(field)]; }
    QPushButton& enterButton() const { return *m_enter; }

signals:
    void entered(const penstock::Bill& bill);
    void cancelled();

private:
    void buildUi(const ThemeController& theme);
    QWidget* addField(const ThemeController& theme, Field field, const QString& name,
                      const QString& example);
    /// US dollars need no rate.
    void offerRate();
    void enter();
    bool readAmount(Bill& bill);
    void wrong(Field field, const QString& sentence);
    QString currency() const; ///< as written; empty: US dollars

    std::array<QLineEdit*, kFields> m_lines{};
    QWidget* m_rate;
    TextLabel* m_rateName;
    TextBlock* m_complaint;
    QPushButton* m_enter;
    QPushButton* m_cancel;
};

} // namespace penstock::ui
