// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/view_area.h"

#include <QtGui/QPaintEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QStackedWidget>

#include <algorithm>

#include "ui/shell/view_dock.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/text_label.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {

ViewArea::ViewArea(const ThemeController& theme, QWidget* parent)
    : QMainWindow(parent), m_theme(theme), m_stack(new QStackedWidget(this))
{
    setWindowFlags(Qt::Widget); // QMainWindow makes itself a window whatever it is told
    setDockOptions(AllowNestedDocks | AllowTabbedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setContextMenuPolicy(Qt::NoContextMenu);
    setAttribute(Qt::WA_OpaquePaintEvent); // the window below it need not be painted as well
    setCentralWidget(m_stack);
    auto* empty = new TextLabel(theme, uiFont(), Tone::tertiary, m_stack);
    empty->setText(tr("Every view is beside or in a window of its own. Closing one brings it "
                      "back here."));
    empty->setAlignment(Qt::AlignHCenter);
    m_stack->addWidget(empty);
    connect(qApp, &QApplication::focusChanged, this, &ViewArea::focusMoved);
}

/// Before the separators, which QMainWindow paints in here and not in paintEvent().
bool ViewArea::event(QEvent* event)
{
    if (event->type() == QEvent::Paint) {
        QPainter painter(this);
        for (const QRect& rect : static_cast<QPaintEvent*>(event)->region())
            painter.fillRect(rect, m_theme.theme().canvas);
    }
    return QMainWindow::event(event);
}

void ViewArea::addView(const QString& key, const QString& title, QWidget* view)
{
    m_views.push_back({key, title, view});
    m_stack->addWidget(view);
}

ViewArea::View& ViewArea::entry(const QWidget* view)
{
    return *std::ranges::find(m_views, view, &View::widget);
}

const ViewArea::View* ViewArea::find(const QWidget* view) const
{
    const auto found = std::ranges::find(m_views, view, &View::widget);
    return found == m_views.end() ? nullptr : &*found;
}

bool ViewArea::isBeside(const QWidget* view) const
{
    const View* entry = find(view);
    return entry != nullptr && entry->dock != nullptr && entry->dock->widget() == view;
}

bool ViewArea::isInWindow(const QWidget* view) const
{
    return isBeside(view) && dockOf(view)->isFloating();
}

QWidget* ViewArea::inStack() const
{
    return find(m_stack->currentWidget()) ? m_stack->currentWidget() : nullptr;
}

ViewDock* ViewArea::dockOf(const QWidget* view) const
{
    const View* entry = find(view);
    return entry ? entry->dock : nullptr;
}

const QString& ViewArea::titleOf(const QWidget* view) const
{
    return find(view)->title;
}

QWidget* ViewArea::viewOf(const QWidget* inside) const
{
    for (; inside != nullptr; inside = inside->parentWidget())
        for (const View& view : m_views)
            if (view.widget == inside || (view.dock == inside && isBeside(view.widget)))
                return view.widget;
    return nullptr;
}

void ViewArea::bring(QWidget* view)
{
    for (const View& other : m_views)
        if (other.dock != nullptr)
            other.dock->title().setActive(other.widget == view);
    if (isBeside(view)) {
        ViewDock& dock = *dockOf(view);
        dock.show();
        dock.raise();
        if (dock.isFloating())
            dock.activateWindow();
        return;
    }
    std::erase(m_recent, view);
    m_recent.push_back(view);
    m_stack->setCurrentWidget(view);
}

ViewDock& ViewArea::makeDock(View& view)
{
    if (view.dock != nullptr)
        return *view.dock;
    view.dock = new ViewDock(m_theme, view.key, view.title, this);
    view.dock->hide();
    addDockWidget(Qt::RightDockWidgetArea, view.dock);
    connect(view.dock, &ViewDock::closeWanted, this,
            [this, widget = view.widget] { putBack(widget); });
    connect(view.dock, &ViewDock::pressed, this,
            [this, widget = view.widget] { emit entered(widget); });
    return *view.dock;
}

void ViewArea::takeOutOfStack(QWidget* view)
{
    m_stack->removeWidget(view);
    std::erase(m_recent, view);
    m_stack->setCurrentWidget(m_recent.empty() ? m_stack->widget(0) : m_recent.back());
}

void ViewArea::openBeside(QWidget* view)
{
    View& of = entry(view);
    ViewDock& dock = makeDock(of);
    const bool first = !isBeside(view);
    if (first) {
        takeOutOfStack(view);
        dock.setWidget(view);
    }
    dock.dockAgain();
    if (first)
        share(dock);
    emit moved(view);
}

/// Half of the width for what is beside, and of that an equal part for each.
void ViewArea::share(ViewDock& dock)
{
    QList<QDockWidget*> column;
    for (const View& view : m_views)
        if (isBeside(view.widget) && !view.dock->isFloating() &&
            dockWidgetArea(view.dock) == dockWidgetArea(&dock))
            column << view.dock;
    resizeDocks({&dock}, {width() / 2}, Qt::Horizontal);
    resizeDocks(column, QList<int>(column.size(), height() / static_cast<int>(column.size())),
                Qt::Vertical);
}

void ViewArea::openInWindow(QWidget* view)
{
    if (!isBeside(view)) {
        ViewDock& dock = makeDock(entry(view));
        takeOutOfStack(view);
        dock.setWidget(view);
    }
    dockOf(view)->tearOff();
    emit moved(view);
}

void ViewArea::putBack(QWidget* view)
{
    if (!isBeside(view))
        return;
    ViewDock& dock = *dockOf(view);
    dock.hide();
    dock.setWidget(nullptr);
    m_stack->addWidget(view);
    if (inStack() == nullptr)
        m_stack->setCurrentWidget(view);
    emit moved(view);
}

void ViewArea::putAllBack()
{
    for (const View& view : m_views)
        putBack(view.widget);
}

void ViewArea::showWindows(bool shown)
{
    if (shown) {
        for (ViewDock* dock : std::exchange(m_hiddenWindows, {}))
            dock->show();
        return;
    }
    for (const View& view : m_views)
        if (isInWindow(view.widget) && view.dock->isVisible()) {
            m_hiddenWindows.push_back(view.dock);
            view.dock->hide();
        }
}

QWidget* ViewArea::next(const QWidget* from, int by) const
{
    std::vector<QWidget*> shown;
    if (QWidget* view = inStack())
        shown.push_back(view);
    for (const View& view : m_views)
        if (isBeside(view.widget))
            shown.push_back(view.widget);
    const auto at = std::ranges::find(shown, from);
    if (at == shown.end())
        return shown.front();
    const auto count = static_cast<std::ptrdiff_t>(shown.size());
    return shown[static_cast<std::size_t>((at - shown.begin() + by + count) % count)];
}

QVariantMap ViewArea::arrangement() const
{
    QStringList beside;
    for (const View& view : m_views)
        if (isBeside(view.widget))
            beside << view.key;
    if (beside.isEmpty())
        return {};
    return {{u"beside"_s, beside}, {u"layout"_s, saveState()}};
}

/// A layout that cannot be read, or is of other monitors, leaves the views beside where they would be opened.
void ViewArea::arrange(const QVariantMap& saved)
{
    const QStringList beside = saved.value(u"beside"_s).toStringList();
    for (const View& view : m_views) {
        if (!beside.contains(view.key))
            putBack(view.widget);
        else if (!isBeside(view.widget))
            openBeside(view.widget);
    }
    restoreState(saved.value(u"layout"_s).toByteArray());
    for (const View& view : m_views)
        if (view.dock != nullptr)
            view.dock->setVisible(isBeside(view.widget));
}

/// Looked at when everything that moves the focus has done so: hiding a widget throws it anywhere on its way.
void ViewArea::focusMoved()
{
    if (std::exchange(m_asked, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_asked = false;
            if (QWidget* view = viewOf(QApplication::focusWidget()))
                emit entered(view);
        },
        Qt::QueuedConnection);
}

} // namespace penstock::ui
