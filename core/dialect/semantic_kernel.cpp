// SPDX-License-Identifier: GPL-3.0-or-later
// Semantic Kernel (semconv.md 6.5): OTel GenAI of older versions; message events carry their content as JSON in
// gen_ai.event.content, finish_reason is singular (both read by otel_genai.cpp).
#include "core/dialect/draft.h"

namespace penstock {
namespace {

constexpr KeyId kMarks[] = {KeyId::skAvailableFunctions};
constexpr std::string_view kScopes[] = {"Microsoft.SemanticKernel", "semantic_kernel"};

constexpr ContentRule kContent[] = {{KeyId::skAvailableFunctions, Content::tools}};

} // namespace

const DialectDef& semanticKernelDialect()
{
    static const DialectDef kDef = {
        .id = Dialect::semanticKernel,
        .framework = "semantic-kernel",
        .marks = kMarks,
        .scopes = kScopes,
        .content = kContent,
        .contentHint =
            "Set SEMANTICKERNEL_EXPERIMENTAL_GENAI_ENABLE_OTEL_DIAGNOSTICS_SENSITIVE=true in the "
            "agent's environment.",
    };
    return kDef;
}

} // namespace penstock
