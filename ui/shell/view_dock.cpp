// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/view_dock.h"

#include <QtGui/QCloseEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtGui/QScreen>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHBoxLayout>

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/filter_menu.h"
#include "ui/widgets/glyph_button.h"
#include "ui/widgets/text_label.h"

namespace penstock::ui {
namespace {

constexpr QSize kFirstSize(1280, 800);
constexpr int kStagger = 48; ///< from the corner of the window it was torn off

} // namespace

DockTitle::DockTitle(const ThemeController& theme, const QString& title, QWidget* parent)
    : Panel(theme, Edge::bottom, parent)
{
    setFixedHeight(kToolbarHeight);
    auto* name = new TextLabel(theme, uiFont(TextSize::body, QFont::DemiBold), Tone::primary, this);
    name->setText(title);
    m_window = new GlyphButton(theme, Glyph::ownWindow, tr("In a window of its own"), this);
    m_close = new GlyphButton(theme, Glyph::close, tr("Close %1 beside").arg(title), this);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 4, 1);
    row->setSpacing(2);
    row->addWidget(name, 1);
    row->addWidget(m_window);
    row->addWidget(m_close);
}

QAbstractButton& DockTitle::windowButton() const
{
    return *m_window;
}

QAbstractButton& DockTitle::closeButton() const
{
    return *m_close;
}

void DockTitle::setActive(bool active)
{
    m_active = active;
    update();
}

void DockTitle::setOwnWindow(bool own)
{
    const QString name = own ? tr("Back beside the other views") : tr("In a window of its own");
    m_window->setGlyph(own ? Glyph::beside : Glyph::ownWindow);
    m_window->setAccessibleName(name);
    m_window->setToolTip(name);
}

void DockTitle::paintEvent(QPaintEvent* event)
{
    Panel::paintEvent(event);
    if (m_active)
        QPainter(this).fillRect(QRect(0, 0, width(), 2), theme().selection);
}

ViewDock::ViewDock(const ThemeController& theme, const QString& key, const QString& title,
                   QWidget* parent)
    : QDockWidget(title, parent), m_title(new DockTitle(theme, title, this))
{
    setObjectName(key);
    setAccessibleName(title);
    setFont(uiFont()); // a window that has a style sheet hands its font to no other window
    setTitleBarWidget(m_title);
    connect(&m_title->windowButton(), &QAbstractButton::clicked, this, [this] {
        if (isFloating())
            dockAgain();
        else
            tearOff();
    });
    connect(&m_title->closeButton(), &QAbstractButton::clicked, this, &ViewDock::closeWanted);
    connect(this, &QDockWidget::topLevelChanged, this, [this](bool own) {
        m_title->setOwnWindow(own);
        setWindowTitle(own ? tr("%1 – Penstock").arg(accessibleName()) : accessibleName());
        // In the middle of a drag the window must stay the one that the mouse holds.
        if (own && QGuiApplication::mouseButtons() == Qt::NoButton)
            becomeWindow();
    });
}

void ViewDock::tearOff()
{
    const QRect first = firstPlace();
    setFloating(true);
    if (!m_placed)
        setGeometry(first);
    m_placed = true;
    becomeWindow();
    show();
    activateWindow();
}

void ViewDock::dockAgain()
{
    setFloating(false);
    show();
}

/// Qt makes a tool window, which lies above its parent and is on no task bar.
void ViewDock::becomeWindow()
{
    if (!isFloating() || windowType() == Qt::Window)
        return;
    const bool shown = isVisible();
    const QRect where = geometry();
    setWindowFlags(Qt::Window);
    setGeometry(where);
    setVisible(shown);
}

QRect ViewDock::firstPlace() const
{
    const QWidget* from = parentWidget()->window();
    QScreen* here = from->screen();
    QScreen* other = here;
    for (QScreen* screen : QGuiApplication::screens())
        if (screen != here)
            other = screen;
    const QRect room = other->availableGeometry();
    QRect place(QPoint(), kFirstSize.boundedTo(room.size()));
    if (other != here)
        place.moveCenter(room.center());
    else
        place.moveTopLeft(from->geometry().topLeft() + QPoint(kStagger, kStagger));
    place.moveRight(std::min(place.right(), room.right()));
    place.moveBottom(std::min(place.bottom(), room.bottom()));
    return place;
}

bool ViewDock::event(QEvent* event)
{
    if (event->type() == FilterWanted::type())
        return QCoreApplication::sendEvent(parentWidget()->window(), event);
    const bool done = QDockWidget::event(event);
    if (event->type() == QEvent::MouseButtonRelease)
        becomeWindow();
    if (event->type() == QEvent::MouseButtonPress)
        emit pressed();
    return done;
}

void ViewDock::closeEvent(QCloseEvent* event)
{
    event->ignore();
    emit closeWanted();
}

void ViewDock::keyPressEvent(QKeyEvent* event)
{
    if (!pressFocusedButton(*this, event->key()))
        QDockWidget::keyPressEvent(event);
}

bool pressFocusedButton(const QWidget& window, int key)
{
    auto* button = qobject_cast<QAbstractButton*>(QApplication::focusWidget());
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (!enter || button == nullptr || !window.isAncestorOf(button))
        return false;
    button->click();
    return true;
}

} // namespace penstock::ui
