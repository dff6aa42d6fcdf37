// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/text_block.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QTimer>
#include <QtGui/QAbstractTextDocumentLayout>
#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QSyntaxHighlighter>
#include <QtGui/QTextBlock>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <cmath>

#include "core/base/text_safety.h"
#include "ui/models/format.h"
#include "ui/theme/fonts.h"

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

constexpr std::size_t kFoldedLines = 8;
constexpr std::size_t kFoldedBytes = 1200;
constexpr std::size_t kShownBytes = 64 * 1024;
constexpr std::size_t kCopyBytes = 64u << 20;
constexpr int kMaxHeight = 420;
constexpr int kMoreHeight = 18;

class ChipHighlighter final : public QSyntaxHighlighter {
public:
    ChipHighlighter(const ThemeController& theme, QTextDocument* document)
        : QSyntaxHighlighter(document), m_theme(theme)
    {
    }

protected:
    void highlightBlock(const QString& text) override
    {
        static const QRegularExpression kChip(u"\u2039U\\+[0-9A-F]{4,6}\u203A"_s);
        QTextCharFormat chip;
        chip.setBackground(m_theme.theme().ink);
        chip.setForeground(m_theme.theme().onInk);
        for (auto i = kChip.globalMatch(text); i.hasNext();) {
            const QRegularExpressionMatch match = i.next();
            setFormat(static_cast<int>(match.capturedStart()),
                      static_cast<int>(match.capturedLength()), chip);
        }
    }

private:
    const ThemeController& m_theme;
};

struct Head {
    std::size_t bytes = 0;
    std::size_t moreLines = 0;
};

// Where the folded text ends: after so many lines or bytes, on a character boundary.
Head headOf(const std::string& text)
{
    Head head;
    std::size_t lines = 0;
    while (head.bytes < text.size() && head.bytes < kFoldedBytes && lines < kFoldedLines)
        lines += text[head.bytes++] == '\n';
    while (head.bytes < text.size() &&
           (static_cast<unsigned char>(text[head.bytes]) & 0xC0) == 0x80)
        ++head.bytes;
    const auto rest = text.begin() + static_cast<std::ptrdiff_t>(head.bytes);
    head.moreLines = static_cast<std::size_t>(std::count(rest, text.end(), '\n'));
    if (rest != text.end() && text.back() != '\n')
        ++head.moreLines;
    return head;
}

} // namespace

TextBlock::TextBlock(const ThemeController& theme, Kind kind, QWidget* parent)
    : QWidget(parent), m_edit(new QPlainTextEdit(this)), m_more(new QPushButton(this))
{
    m_edit->setReadOnly(true);
    m_edit->setProperty("flat", true);
    m_edit->setFrameShape(QFrame::NoFrame);
    m_edit->document()->setDocumentMargin(0);
    m_edit->setFont(kind == Kind::code ? valueFont(TextSize::caption) : uiFont());
    m_edit->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_edit->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_edit->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_edit->setTabChangesFocus(true);
    m_edit->setAccessibleName(kind == Kind::code ? tr("Text, as it was sent") : tr("Text"));
    m_edit->setContextMenuPolicy(Qt::NoContextMenu);
    auto* chips = new ChipHighlighter(theme, m_edit->document());
    connect(&theme, &ThemeController::themeChanged, chips, &QSyntaxHighlighter::rehighlight);
    m_edit->installEventFilter(this);
    m_more->setProperty("link", true);
    m_more->setFixedHeight(kMoreHeight);
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_folded = !m_folded;
        refresh();
    });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_edit);
    column->addWidget(m_more, 0, Qt::AlignLeft);
}

void TextBlock::setText(std::string_view untrusted)
{
    m_text = untrusted;
    m_folded = true;
    refresh();
}

void TextBlock::refresh()
{
    const Head head = headOf(m_text);
    const bool long_ = head.bytes < m_text.size();
    const std::size_t bytes = m_folded ? head.bytes : m_text.size();
    const VisibleText visible =
        visibleText(std::string_view(m_text).substr(0, bytes), kShownBytes, LineBreaks::keep);
    QString shown = QString::fromStdString(visible.text);
    while (m_folded && shown.endsWith(u'\n')) // a folded text ends with words, not with a gap
        shown.chop(1);
    m_edit->setPlainText(shown);
    m_more->setVisible(long_);
    if (m_folded)
        m_more->setText(tr("%1, %2 in all")
                            .arg(countOf(head.moreLines, tr("more line"), tr("more lines")),
                                 bytesText(m_text.size())));
    else if (visible.cutBytes > 0)
        m_more->setText(
            tr("Fold; %1 more are not shown, copying has them").arg(bytesText(visible.cutBytes)));
    else
        m_more->setText(tr("Fold"));
    fitHeight();
}

void TextBlock::fitHeight()
{
    qreal height = 0;
    const QAbstractTextDocumentLayout* layout = m_edit->document()->documentLayout();
    for (QTextBlock block = m_edit->document()->begin(); block.isValid() && height < kMaxHeight;
         block = block.next())
        height += layout->blockBoundingRect(block).height();
    m_edit->setVerticalScrollBarPolicy(height < kMaxHeight ? Qt::ScrollBarAlwaysOff
                                                           : Qt::ScrollBarAsNeeded);
    m_edit->setFixedHeight(std::min(kMaxHeight, static_cast<int>(std::ceil(height)) + 2));
    updateGeometry();
}

/// The lines break anew when the text itself has got its width, which is after this widget has.
bool TextBlock::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize) {
        const auto& size = static_cast<const QResizeEvent&>(*event);
        if (size.size().width() != size.oldSize().width())
            QTimer::singleShot(0, this, &TextBlock::fitHeight);
    }
    return QWidget::eventFilter(watched, event);
}

QString TextBlock::shownText() const
{
    return m_edit->toPlainText();
}

QString TextBlock::wholeText() const
{
    return QString::fromStdString(visibleText(m_text, kCopyBytes, LineBreaks::keep).text);
}

void TextBlock::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* selection = menu->addAction(tr("Copy selection"), m_edit, &QPlainTextEdit::copy);
    selection->setEnabled(m_edit->textCursor().hasSelection());
    menu->addAction(tr("Copy all"), this,
                    [this] { QGuiApplication::clipboard()->setText(wholeText()); });
    menu->popup(event->globalPos());
}

} // namespace penstock::ui
