// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/filter_popup.h"

#include <QtGui/QPainter>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/text_paint.h"
#include "ui/widgets/text_label.h"

namespace penstock::ui {
namespace {

constexpr int kNoteRole = Qt::UserRole + 1;
constexpr int kMostRows = 12;
constexpr int kMinWidth = 480;
constexpr int kTextShare = 45; ///< percent of the width for the first column, when there is a note

class ChoiceDelegate final : public QStyledItemDelegate {
public:
    ChoiceDelegate(const ThemeController& theme, QObject* parent)
        : QStyledItemDelegate(parent), m_theme(theme)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {100, kListRow};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const Theme& t = m_theme.theme();
        const bool current = option.state & QStyle::State_Selected;
        if (current || option.state & QStyle::State_MouseOver)
            painter->fillRect(option.rect, t.hover);
        if (current)
            painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())),
                              t.selection);
        const QString note = index.data(kNoteRole).toString();
        QRectF box = QRectF(option.rect).adjusted(12, 0, -12, 0);
        const qreal first = note.isEmpty() ? box.width() : box.width() * kTextShare / 100;
        paintText(*painter, {box.left(), box.top(), first, box.height()}, index.data().toString(),
                  {valueFont(TextSize::body, current ? QFont::Bold : QFont::Normal), t.text,
                   Qt::AlignLeft},
                  t);
        box.setLeft(box.left() + first + 12);
        paintText(*painter, box, note, {uiFont(), t.secondary, Qt::AlignLeft}, t);
    }

private:
    const ThemeController& m_theme;
};

} // namespace

FilterPopup::FilterPopup(const ThemeController& theme, QWidget* window)
    : Panel(theme, Edge::none, window, Ground::field),
      m_sentence(new TextLabel(theme, uiFont(), Tone::primary, this)),
      m_list(new QListWidget(this))
{
    setAccessibleName(tr("Suggestions for the filter"));
    m_list->setItemDelegate(new ChoiceDelegate(theme, m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Suggestions for the filter"));
    connect(m_list, &QListWidget::itemClicked, this,
            [this](QListWidgetItem* item) { emit chosen(m_list->row(item)); });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    m_sentence->setContentsMargins(0, 0, 0, 0);
    auto* padded = new QVBoxLayout;
    padded->setContentsMargins(12, 2, 12, 2);
    padded->addWidget(m_sentence);
    column->addLayout(padded);
    column->addWidget(m_list, 1);
    hide();
}

void FilterPopup::present(const QString& sentence, std::vector<FilterChoice> choices,
                          const QRect& field)
{
    m_choices = std::move(choices);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    m_list->clear();
    for (const FilterChoice& choice : m_choices) {
        auto* item = new QListWidgetItem(choice.text, m_list);
        item->setData(kNoteRole, choice.note);
    }
    m_list->setCurrentRow(-1);
    m_list->setVisible(!m_choices.empty());
    if (sentence.isEmpty() && m_choices.empty()) {
        hide();
        return;
    }
    const int rows = std::min(kMostRows, static_cast<int>(m_choices.size()));
    const int height = rows * kListRow + (sentence.isEmpty() ? 0 : kListRow) + 2;
    const int width = std::min(std::max(kMinWidth, field.width()), parentWidget()->width() - 16);
    const int left = std::min(field.left(), parentWidget()->width() - width - 8);
    setGeometry(left, field.bottom() + 2, width, height);
    show();
    raise();
}

QString FilterPopup::sentence() const
{
    return m_sentence->text();
}

int FilterPopup::current() const
{
    return m_list->currentRow();
}

void FilterPopup::move(int by)
{
    if (m_choices.empty())
        return;
    m_list->setCurrentRow(
        std::clamp(m_list->currentRow() + by, -1, static_cast<int>(m_choices.size()) - 1));
    if (m_list->currentRow() < 0)
        m_list->clearSelection();
}

void FilterPopup::paintEvent(QPaintEvent* event)
{
    Panel::paintEvent(event);
    QPainter painter(this);
    painter.setPen(theme().borderStrong);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace penstock::ui
