// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/command_palette.h"

#include <QtGui/QAction>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <climits>

#include "ui/shell/fuzzy.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/text_paint.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr int kKeysRole = Qt::UserRole + 1;
constexpr int kGroupRole = Qt::UserRole + 2;
constexpr int kAtRole = Qt::UserRole + 3;
constexpr QSize kPaletteSize(520, 380);

class PaletteDelegate final : public QStyledItemDelegate {
public:
    PaletteDelegate(const ThemeController& theme, QObject* parent)
        : QStyledItemDelegate(parent), m_theme(theme)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {100, kRoomyRow};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const Theme& t = m_theme.theme();
        const bool current = option.state & QStyle::State_Selected;
        if (current) {
            painter->fillRect(option.rect, t.hover);
            painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())),
                              t.selection);
        }
        QRectF box = QRectF(option.rect).adjusted(12, 0, -12, 0);
        paintText(*painter, QRectF(box.left(), box.top(), 80, box.height()),
                  index.data(kGroupRole).toString(),
                  {uiFont(TextSize::caption), t.tertiary, Qt::AlignLeft}, t);
        box.setLeft(box.left() + 84);
        paintText(
            *painter, box, index.data().toString(),
            {uiFont(TextSize::body, current ? QFont::Bold : QFont::Normal), t.text, Qt::AlignLeft},
            t);
        paintText(*painter, box, index.data(kKeysRole).toString(),
                  {valueFont(TextSize::caption), t.secondary, Qt::AlignRight}, t);
    }

private:
    const ThemeController& m_theme;
};

} // namespace

CommandPalette::CommandPalette(const ThemeController& theme, const Commands& commands,
                               QWidget* window)
    : Panel(theme, Edge::none, window, Ground::field),
      m_commands(commands),
      m_input(new QLineEdit(this)),
      m_list(new QListWidget(this))
{
    m_input->setPlaceholderText(tr("Type a command"));
    m_input->setAccessibleName(tr("Command"));
    m_input->installEventFilter(this);
    m_list->setItemDelegate(new PaletteDelegate(theme, m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setAccessibleName(tr("Commands"));
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::refresh);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::run);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(m_input);
    column->addWidget(m_list, 1);
    hide();
}

void CommandPalette::open()
{
    m_returnTo = QApplication::focusWidget();
    const QSize size = kPaletteSize.boundedTo(parentWidget()->size() - QSize(40, 80));
    setGeometry((parentWidget()->width() - size.width()) / 2, 64, size.width(), size.height());
    m_input->clear();
    refresh();
    show();
    raise();
    m_input->setFocus();
    activateWindow(); // it may have been asked for in another one
}

void CommandPalette::refresh()
{
    m_list->clear();
    for (const std::size_t i : found(m_input->text().trimmed())) {
        const Command& command = m_commands.all()[i];
        auto* item = new QListWidgetItem(command.title, m_list);
        item->setData(kKeysRole, keysText(command));
        item->setData(kGroupRole, command.group);
        item->setData(kAtRole, static_cast<qulonglong>(i));
    }
    m_list->setCurrentRow(0);
}

// Best first; of the same group and title in the order they are listed.
std::vector<std::size_t> CommandPalette::found(const QString& wanted) const
{
    std::vector<std::pair<int, std::size_t>> scored;
    for (std::size_t i = 0; i < m_commands.all().size(); ++i) {
        const Command& command = m_commands.all()[i];
        if (!command.action)
            continue;
        const auto title = fuzzyScore(wanted, command.title);
        const auto whole = fuzzyScore(wanted, command.group + u' ' + command.title);
        if (title || whole)
            scored.emplace_back(-std::max(title.value_or(INT_MIN), whole.value_or(INT_MIN)), i);
    }
    std::ranges::sort(scored);
    std::vector<std::size_t> order;
    for (const auto& [score, i] : scored)
        order.push_back(i);
    return order;
}

QStringList CommandPalette::shownTitles() const
{
    QStringList titles;
    for (int i = 0; i < m_list->count(); ++i)
        titles << m_list->item(i)->text();
    return titles;
}

void CommandPalette::run()
{
    const QListWidgetItem* item = m_list->currentItem();
    if (!item)
        return;
    QAction* action = m_commands.all()[item->data(kAtRole).toULongLong()].action;
    dismiss();
    action->trigger();
}

void CommandPalette::dismiss()
{
    hide();
    if (m_returnTo && m_returnTo->isVisible()) {
        m_returnTo->setFocus();
        m_returnTo->activateWindow();
    }
    m_returnTo = nullptr;
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut && isVisible() && !m_list->underMouse())
        dismiss();
    const bool key = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (!key)
        return Panel::eventFilter(watched, event);
    const int code = static_cast<QKeyEvent*>(event)->key();
    const bool ours = code == Qt::Key_Escape || code == Qt::Key_Return || code == Qt::Key_Enter ||
                      code == Qt::Key_Up || code == Qt::Key_Down;
    if (!ours)
        return Panel::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::ShortcutOverride)
        return true;
    if (code == Qt::Key_Escape)
        dismiss();
    else if (code == Qt::Key_Up || code == Qt::Key_Down)
        m_list->setCurrentRow(std::clamp(m_list->currentRow() + (code == Qt::Key_Up ? -1 : 1), 0,
                                         std::max(0, m_list->count() - 1)));
    else
        run();
    return true;
}

void CommandPalette::paintEvent(QPaintEvent* event)
{
    Panel::paintEvent(event);
    QPainter painter(this);
    painter.setPen(theme().borderStrong);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace penstock::ui
