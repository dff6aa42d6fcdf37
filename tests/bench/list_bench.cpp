// SPDX-License-Identifier: GPL-3.0-or-later
// A list of steps in a window of 2560x1440 while steps come in: each frame has one more row on top, and everything is painted.
// Prints p50 and p99 milliseconds (CPU time) of a frame, and what the same texts cost when nothing but them is painted, shaped
// beforehand: the least that Qt's raster engine can do. Fails when a p50 is over 10 ms.
#include "core/query/field_record.h"
#include "core/session/step_search.h"
#include "ui/models/step_table.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/data_table.h"

#include <QtGui/QPainter>
#include <QtGui/QStaticText>
#include <QtWidgets/QApplication>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace penstock;
using namespace penstock::ui;

namespace {

constexpr int kFrames = 200;
constexpr double kBudgetMs = 10;

double cpuMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double share(std::vector<double> values, double p)
{
    std::ranges::sort(values);
    return values[std::min(values.size() - 1,
                           static_cast<std::size_t>(p * static_cast<double>(values.size())))];
}

class MadeUpStep final : public FieldReader {
public:
    explicit MadeUpStep(std::uint64_t number) : m_number(number)
    {
        m_texts[FieldId::name] = "chat model-" + std::to_string(number % 9);
        m_texts[FieldId::agent] = "agent-" + std::to_string(number % 40);
        m_texts[FieldId::model] = "gpt-4.1-mini-" + std::to_string(number % 5);
        m_texts[FieldId::provider] = "openai";
        m_texts[FieldId::tool] = "search_orders";
    }
    std::string_view text(FieldId field) const override
    {
        const auto at = m_texts.find(field);
        return at == m_texts.end() ? std::string_view() : std::string_view(at->second);
    }
    std::optional<std::int64_t> number(FieldId field) const override
    {
        const auto n = static_cast<std::int64_t>(m_number);
        return field == FieldId::duration ? n % 97 * 31 * kMillisecond : n * 7919 % 90'000;
    }
    std::uint64_t words(FieldId) const override { return 2; }
    IdPattern id(FieldId) const override { return {m_number + 1, 0, 16}; }

private:
    const std::uint64_t m_number;
    std::map<FieldId, std::string> m_texts;
};

FoundStep stepOf(std::uint64_t number)
{
    FoundStep step;
    FieldScope scope;
    scope.rows = RowKind::step;
    scope.fields = StepTable::fields();
    step.fields = FieldRecord(MadeUpStep(number), scope);
    step.at.start = static_cast<Nanos>(number) * 37 * kMillisecond + 1'700'000'000 * kSecond;
    step.at.trace.value = static_cast<std::uint32_t>(number / 20 + 1);
    return step;
}

/// The texts of what is in sight alone, each shaped before.
double bareTexts(const DataTable& list, const QAbstractItemModel& model)
{
    struct Text {
        QPointF at;
        QStaticText text;
        QFont font;
    };
    std::vector<Text> texts;
    for (int row = 0; row < model.rowCount() && list.rowVisible(row); ++row)
        for (int column = 0; column < model.columnCount(); ++column) {
            const QModelIndex index = model.index(row, column);
            Text text{list.visualRect(index).topLeft(), QStaticText(index.data().toString()),
                      uiFont()};
            text.text.prepare({}, text.font);
            texts.push_back(text);
        }
    QImage image(list.size(), QImage::Format_ARGB32_Premultiplied);
    std::vector<double> took;
    for (int frame = 0; frame < kFrames; ++frame) {
        const double start = cpuMs();
        QPainter painter(&image);
        for (const Text& text : texts) {
            painter.setFont(text.font);
            painter.drawStaticText(text.at, text.text);
        }
        painter.end();
        took.push_back(cpuMs() - start);
    }
    return share(took, 0.5);
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    ThemeController theme(ThemeKind::light);
    StepTable model;
    QWidget window; // as in the program: the style sheet is the window's, and the list lies on it
    theme.dress(&window);
    window.resize(2478, 1284);
    DataTable list(theme, &model, model.columns(), &window);
    list.setGeometry(window.rect());
    list.setStretchColumn(StepTable::kName);
    std::vector<FoundStep> steps;
    constexpr int kRows = 400;
    for (int i = kRows - 1; i >= 0; --i)
        steps.push_back(stepOf(static_cast<std::uint64_t>(i)));
    model.reset(std::move(steps));
    window.show();
    QCoreApplication::processEvents();
    std::vector<double> took;
    for (int frame = 0; frame < kFrames; ++frame) {
        std::vector<FoundStep> newest;
        for (int i = 20; i >= 0; --i)
            newest.push_back(stepOf(static_cast<std::uint64_t>(kRows + frame - i)));
        model.takeNewest(std::move(newest));
        const double start = cpuMs();
        list.repaint();
        took.push_back(cpuMs() - start);
    }
    const double p50 = share(took, 0.5);
    const double bare = bareTexts(list, model);
    std::printf("list of steps, 2478x1284: frame p50 %.2f ms, p99 %.2f ms (goal %.0f); its texts "
                "alone %.2f ms, ratio %.2f\n",
                p50, share(took, 0.99), kBudgetMs, bare, p50 / bare);
    return p50 <= kBudgetMs ? 0 : 1;
}
