// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/connect_recipes.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

using namespace Qt::StringLiterals;

namespace penstock::ui {
namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("connect", text);
}

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

struct Places {
    QString http;
    QString grpc;
    bool tls = false;
    bool tokens = false;
};

QString secured(const Places& at, QString block)
{
    if (at.tokens)
        block += u"\nexport OTEL_EXPORTER_OTLP_HEADERS=\"authorization=Bearer%20<token>\""_s;
    if (at.tls)
        block += u"\nexport OTEL_EXPORTER_OTLP_CERTIFICATE=<certificate.pem>"_s;
    return block;
}

// Over HTTP where we listen for it, else over gRPC: every SDK speaks both.
QString sdkVariables(const Places& at, const QString& service)
{
    QString block = u"export OTEL_EXPORTER_OTLP_ENDPOINT="_s +
                    (at.http.isEmpty() ? at.grpc : at.http) +
                    u"\nexport OTEL_EXPORTER_OTLP_PROTOCOL="_s +
                    (at.http.isEmpty() ? u"grpc"_s : u"http/protobuf"_s);
    if (!service.isEmpty())
        block += u"\nexport OTEL_SERVICE_NAME="_s + service;
    return secured(at, block);
}

Recipe anySdk(const Places& at)
{
    return {say("Any OpenTelemetry SDK"),
            say("Python, JavaScript, Java, Go, .NET: before the program starts"),
            sdkVariables(at, u"my-agent"_s)};
}

Recipe openAiAgents(const Places& at)
{
    return {say("OpenAI Agents SDK"), say("Python, with OpenInference"),
            sdkVariables(at, u"my-agent"_s) +
                u"\npip install openinference-instrumentation-openai-agents opentelemetry-distro "
                u"opentelemetry-exporter-otlp"
                "\nopentelemetry-instrument python my_agent.py"_s};
}

Recipe langGraph(const Places& at)
{
    return {say("LangGraph and LangChain"), say("Python, with OpenInference"),
            sdkVariables(at, u"my-graph"_s) +
                u"\npip install openinference-instrumentation-langchain opentelemetry-distro "
                u"opentelemetry-exporter-otlp"
                "\nopentelemetry-instrument python my_graph.py"_s};
}

Recipe pydanticAi(const Places& at)
{
    return {
        say("pydantic-ai and Logfire"), say("Python; nothing is sent to Logfire itself"),
        sdkVariables(at, u"my-agent"_s) +
            u"\n\nimport logfire\nlogfire.configure(send_to_logfire=False)\nlogfire.instrument_pydantic_ai()"_s};
}

Recipe vercel(const Places& at)
{
    return {say("Vercel AI SDK"), say("Node; telemetry is switched on call by call"),
            sdkVariables(at, u"my-app"_s) +
                u"\n\nimport { NodeSDK } from '@opentelemetry/sdk-node';"
                "\nimport { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-"_s +
                (at.http.isEmpty() ? u"grpc"_s : u"proto"_s) +
                u"';"
                "\nnew NodeSDK({ traceExporter: new OTLPTraceExporter() }).start();"
                "\n// generateText({ …, experimental_telemetry: { isEnabled: true } })"_s};
}

Recipe claudeCode(const Places& at)
{
    return {say("Claude Code"),
            say("in the shell that starts it; the last three lines also send content"),
            secured(at, u"export CLAUDE_CODE_ENABLE_TELEMETRY=1"
                        "\nexport CLAUDE_CODE_ENHANCED_TELEMETRY_BETA=1"
                        "\nexport OTEL_LOGS_EXPORTER=otlp"
                        "\nexport OTEL_TRACES_EXPORTER=otlp"
                        "\nexport OTEL_EXPORTER_OTLP_PROTOCOL="_s +
                            (at.grpc.isEmpty() ? u"http/protobuf"_s : u"grpc"_s) +
                            u"\nexport OTEL_EXPORTER_OTLP_ENDPOINT="_s +
                            (at.grpc.isEmpty() ? at.http : at.grpc) +
                            u"\nexport OTEL_LOG_USER_PROMPTS=1"
                            "\nexport OTEL_LOG_TOOL_DETAILS=1"
                            "\nexport OTEL_LOG_ASSISTANT_RESPONSES=1"_s)};
}

Recipe codex(const Places& at)
{
    const bool http = !at.http.isEmpty();
    const auto exporter = [&](const QString& table, const QString& path) {
        if (http)
            return u"\n\n[otel."_s + table + u".otlp-http]\nendpoint = \""_s + at.http + path +
                   u"\"\nprotocol = \"binary\""_s;
        return u"\n\n[otel."_s + table + u".otlp-grpc]\nendpoint = \""_s + at.grpc + u"\""_s;
    };
    QString text = u"[otel]\nlog_user_prompt = true"_s + exporter(u"exporter"_s, u"/v1/logs"_s);
    QString traces = exporter(u"trace_exporter"_s, u"/v1/traces"_s);
    if (at.tokens) {
        const QString headers = u"\nheaders = { authorization = \"Bearer <token>\" }"_s;
        text += headers;
        traces += headers;
    }
    return {say("Codex CLI"), u"~/.codex/config.toml"_s, text + traces};
}

Recipe geminiCli(const Places& at)
{
    return {say("Gemini CLI"), say("in the shell that starts it; the last line also sends content"),
            secured(at, u"export GEMINI_TELEMETRY_ENABLED=true"
                        "\nexport GEMINI_TELEMETRY_TARGET=local"
                        "\nexport GEMINI_TELEMETRY_OTLP_PROTOCOL="_s +
                            (at.grpc.isEmpty() ? u"http"_s : u"grpc"_s) +
                            u"\nexport GEMINI_TELEMETRY_OTLP_ENDPOINT="_s +
                            (at.grpc.isEmpty() ? at.http : at.grpc) +
                            u"\nexport GEMINI_TELEMETRY_TRACES_ENABLED=true"
                            "\nexport GEMINI_TELEMETRY_LOG_PROMPTS=true"_s)};
}

Recipe googleAdk(const Places& at)
{
    return {say("Google ADK"), say("Python"),
            sdkVariables(at, u"my-adk-agent"_s) +
                u"\npip install openinference-instrumentation-google-adk opentelemetry-distro "
                u"opentelemetry-exporter-otlp"
                "\nopentelemetry-instrument adk web"_s};
}

Recipe crewAi(const Places& at)
{
    return {say("CrewAI"), say("Python, with OpenInference; CrewAI's own telemetry switched off"),
            sdkVariables(at, u"my-crew"_s) + u"\nexport CREWAI_DISABLE_TELEMETRY=true"
                                             "\npip install openinference-instrumentation-crewai "
                                             "opentelemetry-distro opentelemetry-exporter-otlp"
                                             "\nopentelemetry-instrument python my_crew.py"_s};
}

Recipe mcp(const Places& at)
{
    return {say("MCP servers"), say("so that a tool call and the server's work are one trace"),
            sdkVariables(at, u"my-mcp-server"_s) +
                u"\npip install openinference-instrumentation-mcp opentelemetry-distro "
                u"opentelemetry-exporter-otlp"
                "\nopentelemetry-instrument python my_mcp_server.py"_s};
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
    const Places at{httpEndpoint(status), grpcEndpoint(status), status.tls, status.tokensRequired};
    if (at.http.isEmpty() && at.grpc.isEmpty())
        return {};
    return {anySdk(at), openAiAgents(at), langGraph(at), pydanticAi(at), vercel(at), claudeCode(at),
            codex(at),  geminiCli(at),    googleAdk(at), crewAi(at),     mcp(at)};
}

} // namespace penstock::ui
