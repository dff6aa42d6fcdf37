// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/connect_recipes.h"

#include <QtCore/QCoreApplication>

#include <utility>

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

// A wildcard address is where we listen, not where a sender can connect to.
QString reachable(const std::string& place)
{
    QString text = QString::fromStdString(place);
    if (text.startsWith("0.0.0.0:"_L1))
        return u"<this machine>"_s + text.mid(7);
    if (text.startsWith("[::]:"_L1))
        return u"<this machine>"_s + text.mid(4);
    return text;
}

QString endpoint(const std::string& place, bool tls)
{
    return place.empty() ? QString() : (tls ? u"https://"_s : u"http://"_s) + reachable(place);
}

/// One recipe as it is written down. In the text, words in braces stand for what valuesFor() knows.
struct RecipeText {
    const char* name;
    const char* note;
    const char* text;
};

constexpr RecipeText kRecipes[] = {
    {QT_TRANSLATE_NOOP("connect", "Any OpenTelemetry SDK"),
     QT_TRANSLATE_NOOP("connect", "Python, JavaScript, Java, Go, .NET: before the program starts"),
     "{sdk}\nexport OTEL_SERVICE_NAME=my-agent{secrets}"},
    {QT_TRANSLATE_NOOP("connect", "OpenAI Agents SDK"),
     QT_TRANSLATE_NOOP("connect", "Python, with OpenInference"),
     "{sdk}\nexport OTEL_SERVICE_NAME=my-agent{secrets}"
     "\npip install openinference-instrumentation-openai-agents {distro}"
     "\nopentelemetry-instrument python my_agent.py"},
    {QT_TRANSLATE_NOOP("connect", "LangGraph and LangChain"),
     QT_TRANSLATE_NOOP("connect", "Python, with OpenInference"),
     "{sdk}\nexport OTEL_SERVICE_NAME=my-graph{secrets}"
     "\npip install openinference-instrumentation-langchain {distro}"
     "\nopentelemetry-instrument python my_graph.py"},
    {QT_TRANSLATE_NOOP("connect", "pydantic-ai and Logfire"),
     QT_TRANSLATE_NOOP("connect", "Python; nothing is sent to Logfire itself"),
     "{sdk}\nexport OTEL_SERVICE_NAME=my-agent{secrets}"
     "\n\nimport logfire\nlogfire.configure(send_to_logfire=False)"
     "\nlogfire.instrument_pydantic_ai()"},
    {QT_TRANSLATE_NOOP("connect", "Vercel AI SDK"),
     QT_TRANSLATE_NOOP("connect", "Node; telemetry is switched on call by call"),
     "{sdk}\nexport OTEL_SERVICE_NAME=my-app{secrets}"
     "\n\nimport { NodeSDK } from '@opentelemetry/sdk-node';"
     "\nimport { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-{node_exporter}';"
     "\nnew NodeSDK({ traceExporter: new OTLPTraceExporter() }).start();"
     "\n// generateText({ \u2026, experimental_telemetry: { isEnabled: true } })"},
    {QT_TRANSLATE_NOOP("connect", "Claude Code"),
     QT_TRANSLATE_NOOP("connect",
                       "in the shell that starts it; the last three lines also send content"),
     "export CLAUDE_CODE_ENABLE_TELEMETRY=1"
     "\nexport CLAUDE_CODE_ENHANCED_TELEMETRY_BETA=1"
     "\nexport OTEL_LOGS_EXPORTER=otlp"
     "\nexport OTEL_TRACES_EXPORTER=otlp"
     "\nexport OTEL_EXPORTER_OTLP_PROTOCOL={cli_protocol}"
     "\nexport OTEL_EXPORTER_OTLP_ENDPOINT={cli_endpoint}"
     "{secrets}"
     "\nexport OTEL_LOG_USER_PROMPTS=1"
     "\nexport OTEL_LOG_TOOL_DETAILS=1"
     "\nexport OTEL_LOG_ASSISTANT_RESPONSES=1"},
    {QT_TRANSLATE_NOOP("connect", "Codex CLI"),
     QT_TRANSLATE_NOOP("connect", "in ~/.codex/config.toml"),
     "[otel]\nlog_user_prompt = true"
     "\n\n[otel.exporter.{codex_exporter}]\nendpoint = \"{codex_endpoint}{codex_logs}\"{codex_more}"
     "\n\n[otel.trace_exporter.{codex_exporter}]"
     "\nendpoint = \"{codex_endpoint}{codex_traces}\"{codex_more}"},
    {QT_TRANSLATE_NOOP("connect", "Gemini CLI"),
     QT_TRANSLATE_NOOP("connect", "in the shell that starts it; the last line also sends content"),
     "export GEMINI_TELEMETRY_ENABLED=true"
     "\nexport GEMINI_TELEMETRY_TARGET=local"
     "\nexport GEMINI_TELEMETRY_OTLP_PROTOCOL={gemini_protocol}"
     "\nexport GEMINI_TELEMETRY_OTLP_ENDPOINT={cli_endpoint}"
     "\nexport GEMINI_TELEMETRY_TRACES_ENABLED=true"
     "{secrets}"
     "\nexport GEMINI_TELEMETRY_LOG_PROMPTS=true"},
    {QT_TRANSLATE_NOOP("connect", "Google ADK"), QT_TRANSLATE_NOOP("connect", "Python"),
     "{sdk}\nexport OTEL_SERVICE_NAME=my-adk-agent{secrets}"
     "\npip install openinference-instrumentation-google-adk {distro}"
     "\nopentelemetry-instrument adk web"},
    {QT_TRANSLATE_NOOP("connect", "CrewAI"),
     QT_TRANSLATE_NOOP("connect",
                       "Python, with OpenInference; CrewAI's own telemetry switched off"),
     "{sdk}\nexport OTEL_SERVICE_NAME=my-crew{secrets}"
     "\nexport CREWAI_DISABLE_TELEMETRY=true"
     "\npip install openinference-instrumentation-crewai {distro}"
     "\nopentelemetry-instrument python my_crew.py"},
    {QT_TRANSLATE_NOOP("connect", "MCP servers"),
     QT_TRANSLATE_NOOP("connect", "so that a tool call and the server's work are one trace"),
     "{sdk}\nexport OTEL_SERVICE_NAME=my-mcp-server{secrets}"
     "\npip install openinference-instrumentation-mcp {distro}"
     "\nopentelemetry-instrument python my_mcp_server.py"},
};

using Values = std::vector<std::pair<QLatin1StringView, QString>>;

// SDKs go over HTTP where we listen for it, command-line agents over gRPC: each one's own default. One is enough.
Values valuesFor(const EngineStatus& status)
{
    const QString http = httpEndpoint(status);
    const QString grpc = grpcEndpoint(status);
    const bool viaHttp = !http.isEmpty();
    const bool cliHttp = grpc.isEmpty();
    QString secrets;
    QString codexMore = viaHttp ? u"\nprotocol = \"binary\""_s : QString();
    if (status.tokensRequired) {
        secrets += u"\nexport OTEL_EXPORTER_OTLP_HEADERS=\"authorization=Bearer%20<token>\""_s;
        codexMore += u"\nheaders = { authorization = \"Bearer <token>\" }"_s;
    }
    if (status.tls)
        secrets += u"\nexport OTEL_EXPORTER_OTLP_CERTIFICATE=<certificate.pem>"_s;
    const QString sdkEndpoint = viaHttp ? http : grpc;
    return {
        {"{sdk}"_L1,
         u"export OTEL_EXPORTER_OTLP_ENDPOINT=%1\nexport OTEL_EXPORTER_OTLP_PROTOCOL=%2"_s.arg(
             sdkEndpoint, viaHttp ? u"http/protobuf"_s : u"grpc"_s)},
        {"{secrets}"_L1, secrets},
        {"{distro}"_L1, u"opentelemetry-distro opentelemetry-exporter-otlp"_s},
        {"{node_exporter}"_L1, viaHttp ? u"proto"_s : u"grpc"_s},
        {"{cli_protocol}"_L1, cliHttp ? u"http/protobuf"_s : u"grpc"_s},
        {"{cli_endpoint}"_L1, cliHttp ? http : grpc},
        {"{gemini_protocol}"_L1, cliHttp ? u"http"_s : u"grpc"_s},
        {"{codex_exporter}"_L1, viaHttp ? u"otlp-http"_s : u"otlp-grpc"_s},
        {"{codex_endpoint}"_L1, sdkEndpoint},
        {"{codex_logs}"_L1, viaHttp ? u"/v1/logs"_s : QString()},
        {"{codex_traces}"_L1, viaHttp ? u"/v1/traces"_s : QString()},
        {"{codex_more}"_L1, codexMore},
    };
}

QString filled(const char* text, const Values& values)
{
    QString out = QString::fromUtf8(text);
    for (const auto& [word, value] : values)
        out.replace(word, value);
    return out;
}

} // namespace

QString httpEndpoint(const EngineStatus& status)
{
    return endpoint(status.otlpHttp, status.tls);
}

QString grpcEndpoint(const EngineStatus& status)
{
    return endpoint(status.otlpGrpc, status.tls);
}

std::vector<Recipe> recipesFor(const EngineStatus& status)
{
    if (status.otlpHttp.empty() && status.otlpGrpc.empty())
        return {};
    const Values values = valuesFor(status);
    std::vector<Recipe> recipes;
    for (const RecipeText& recipe : kRecipes)
        recipes.push_back({QCoreApplication::translate("connect", recipe.name),
                           QCoreApplication::translate("connect", recipe.note),
                           filled(recipe.text, values)});
    return recipes;
}

} // namespace penstock::ui
