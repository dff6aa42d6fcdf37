// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets of every built-in kind are found and replaced, in every place a batch has for text, and nothing else is.
// The secrets are put together here from parts, so that no scanner takes this file for a leak.
#include "core/ingest/masker.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace penstock;

namespace {

std::shared_ptr<const Masker> builtIn()
{
    return *Masker::parse("");
}

QString maskedText(const std::string& text)
{
    return QString::fromStdString(builtIn()->maskText(text));
}

// 0-9a-zA-Z over and over: as long as needed, and with digits and letters.
std::string key(std::size_t size)
{
    std::string out;
    while (out.size() < size)
        out += "a1B2c3D4e5F6g7H8i9J0";
    return out.substr(0, size);
}

struct OneSpan {
    RawBatch batch;
    RawScope scope;

    OneSpan()
    {
        RawSpan span;
        span.scope = &scope;
        batch.spans.push_back(span);
    }
    RawSpan& span() { return batch.spans[0]; }
    void attribute(std::string_view name, Value value)
    {
        std::vector<Attribute> list(span().attributes.begin(), span().attributes.end());
        list.push_back({name, findKey(name), value});
        span().attributes = batch.arena.copy(list);
    }
};

} // namespace

class TestMasker final : public QObject {
    Q_OBJECT

private slots:
    void everyKindOfSecretIsReplacedByItsRule_data()
    {
        QTest::addColumn<QString>("secret");
        QTest::addColumn<QString>("rule");
        const auto row = [](const char* rule, const std::string& secret) {
            QTest::newRow((std::string(rule) + " " + secret.substr(0, 12)).c_str())
                << QString::fromStdString(secret) << QString::fromLatin1(rule);
        };
        row("openai_key", "sk-" + key(48));
        row("openai_key", "sk-proj-" + key(60));
        row("anthropic_key", "sk-ant-api03-" + key(40));
        row("aws_access_key", std::string("AKIA") + "Q2W3E4R5T6Z7U8I9");
        row("aws_access_key", std::string("ASIA") + "Q2W3E4R5T6Z7U8I9");
        row("github_token", "ghp_" + key(36));
        row("github_token", "github_pat_" + key(40));
        row("gitlab_token", "glpat-" + key(20));
        row("slack_token", "xoxb-" + key(24));
        row("google_key", "AIza" + key(35));
        row("stripe_key", "sk_live_" + key(24));
        row("stripe_key", "rk_live_" + key(24));
        row("jwt", "eyJ" + key(20) + ".eyJ" + key(30) + "." + key(20));
        row("registry_token", "npm_" + key(36));
        row("registry_token", "pypi-" + key(60));
        row("registry_token", "hf_" + key(34));
    }
    void everyKindOfSecretIsReplacedByItsRule()
    {
        QFETCH(QString, secret);
        QFETCH(QString, rule);
        const QString mark = QStringLiteral("[masked:%1]").arg(rule);
        for (const QString& around :
             {QStringLiteral("%1"), QStringLiteral("use %1, please"),
              QStringLiteral("{\"x\":\"%1\"}"), QStringLiteral("{\\\"x\\\": \\\"%1\\\"}"),
              QStringLiteral("line\\n%1\\tnext"), QStringLiteral("a\\u0026%1")})
            QCOMPARE(maskedText(around.arg(secret).toStdString()), around.arg(mark));
    }
    void everyKindOfAssignmentLosesItsValueOnly_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const std::string& text, const std::string& expected) {
            QTest::newRow(text.substr(0, 60).c_str())
                << QString::fromStdString(text) << QString::fromStdString(expected);
        };
        row("password=hunter42", "password=[masked:secret_assignment]");
        row("DB_PASSWORD = s3cr3t!x", "DB_PASSWORD = [masked:secret_assignment]");
        row("{\"api_key\": \"abcdef\"}", "{\"api_key\": \"[masked:secret_assignment]\"}");
        row("{\\\"apiKey\\\":\\\"abcdef\\\"}",
            "{\\\"apiKey\\\":\\\"[masked:secret_assignment]\\\"}");
        row("aws_secret_access_key: wJalr/K7+x",
            "aws_secret_access_key: [masked:secret_assignment]");
        for (const char* name :
             {"auth-token", "auth_token", "authToken", "refresh-token", "access-token",
              "accessToken", "private-key", "private_key", "privateKey", "api-key", "X-Api-Key",
              "secret-key", "passwd", "Passwort", "PWD"})
            row(std::string(name) + "=abc123", std::string(name) + "=[masked:secret_assignment]");
        row("?access_token=abc123&x=1", "?access_token=[masked:secret_assignment]&x=1");
        row("Authorization: Bearer abcdefgh12345678xyz",
            "Authorization: Bearer [masked:authorization]");
        row("\\\"Authorization\\\": \\\"Bearer abcdefgh12345678xyz\\\"",
            "\\\"Authorization\\\": \\\"Bearer [masked:authorization]\\\"");
        row("with bearer abcdefgh12345678xyz here", "with bearer [masked:bearer_token] here");
        row("postgres://app:pa55%20w@db.local:5432/x",
            "postgres://app:[masked:connection_string]@db.local:5432/x");
        row("postgres://bob:p@ss@db/x y@z", "postgres://bob:[masked:connection_string]@db/x y@z");
        row("http://a:b1@h/x http://c:d2@h", "http://a:[masked:connection_string]@h/x "
                                             "http://c:[masked:connection_string]@h");
        const std::string assigned = "[masked:secret_assignment]";
        row("{\"password\":\"one two\",\"b\":1}", "{\"password\":\"" + assigned + "\",\"b\":1}");
        row("Pwd=\"a b\" x", "Pwd=\"" + assigned + "\" x");
        row("secret = 'it is (this), \"so\"' x", "secret = '" + assigned + "' x");
        row("{\"password\":\"a \\\"b\\\" c\\\\\",\"b\":\"d\"}",
            "{\"password\":\"" + assigned + "\",\"b\":\"d\"}");
        row("\"{\\\"password\\\":\\\"a \\\\\\\"b\\\\\\\" c\\\",\\\"d\\\":\\\"e\\\"}\"",
            "\"{\\\"password\\\":\\\"" + assigned + "\\\",\\\"d\\\":\\\"e\\\"}\"");
        row("\"{\\\"password\\\":\\\"cut short\",\"b\":\"d\"",
            "\"{\\\"password\\\":\\\"" + assigned + "\",\"b\":\"d\"");
        row("{\"password\":\"cut short\nnext", "{\"password\":\"" + assigned + "\nnext");
        const std::string token = "[masked:token_assignment]";
        row("{\"token\":\"" + key(24) + "\"}", "{\"token\":\"" + token + "\"}");
        row("{\\\"id_token\\\": \\\"" + key(24) + "\\\"}",
            "{\\\"id_token\\\": \\\"" + token + "\\\"}");
        row("?token=" + key(16) + "&x=1", "?token=" + token + "&x=1");
        row("AccountName=a;AccountKey=" + std::string(40, 'a') + "1==;End",
            "AccountName=a;AccountKey=[masked:azure_key];End");
        row("https://a.blob.core/x?sv=1&sig=" + std::string(30, 'a') + "1%3D&se=2",
            "https://a.blob.core/x?sv=1&sig=[masked:azure_key]&se=2");
    }
    void everyKindOfAssignmentLosesItsValueOnly()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(maskedText(text.toStdString()), expected);
    }
    void ordinaryTextStaysAsItIs_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"max_tokens=4096 and max_tokens: 100",
                                 "gen_ai.usage.input_tokens = 12345678",
                                 "the password: required field",
                                 "\"password\": {\"type\": \"string\"}",
                                 "password=null",
                                 "api_key=${API_KEY}",
                                 "secret: none",
                                 "task-scheduler-with-a-very-long-name-indeed",
                                 "sk-learn-pipelines-are-described-here",
                                 "https://example.com/path?x=1",
                                 "mail me at a@b.c: thanks",
                                 "http://host:8080/a@b",
                                 "a bearer of bad news",
                                 "Bearer authentication-is-required-here",
                                 "eyJhbGciOi is how a JWT begins",
                                 "token count: 123456",
                                 "password=********",
                                 "tokens: 12345, secretary: Jones1",
                                 "{\"max_tokens\":\"a1b2c3d4e5f6g7h8\"}",
                                 "{\"next_token\":\"a1b2c3d4e5f6g7h8\"}",
                                 "{\"token\":\"a1b2c3d4\"}",
                                 "{\"token\":\"internationalisation\"}",
                                 "{\"password\":\"\",\"secret\":\"on\",\"b\":\"one two\"}",
                                 "{\"type\":\"password\",\"label\":\"one two\"}",
                                 "{\"password\":\"[masked:other]\"}",
                                 "Tom \\u0026 Jerry \\u003cb\\u003e \\u00e4 \\u00",
                                 "Use the AKIA prefix",
                                 "-----BEGIN CERTIFICATE-----"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void ordinaryTextStaysAsItIs()
    {
        QFETCH(QString, text);
        QCOMPARE(maskedText(text.toStdString()), text);
    }
    void aPrivateKeyIsReplacedWholeAlsoWhenItIsCutOrEscaped()
    {
        const std::string begin = std::string("-----BEGIN RSA ") + "PRIVATE KEY-----";
        const std::string end = std::string("-----END RSA ") + "PRIVATE KEY-----";
        const std::string body = key(64) + "\n" + key(20) + "==\n";
        QCOMPARE(maskedText("a " + begin + "\n" + body + end + " b"),
                 QStringLiteral("a [masked:private_key] b"));
        QCOMPARE(maskedText(begin + "\\n" + key(64) + "\\n" + end + "\\n\""),
                 QStringLiteral("[masked:private_key]\\n\""));
        QCOMPARE(maskedText("x " + begin + "\n" + key(30)),
                 QStringLiteral("x [masked:private_key]"));
    }
    void aSecretIsFoundWhereverItStands()
    {
        for (const std::string& secret :
             {"sk-" + key(30), "xoxb-" + key(24), "SG." + key(20) + "." + key(20), "hf_" + key(34),
              "ghp_" + key(36), "eyJ" + key(20) + ".eyJ" + key(30) + "." + key(20)})
            for (std::size_t before = 0; before < 9; ++before) {
                const std::string around(before, ' ');
                const QString found = maskedText(around + secret);
                QVERIFY2(found.startsWith(QString::fromStdString(around + "[masked:")),
                         qPrintable(found));
                QVERIFY(maskedText(around + secret + around)
                            .endsWith(QString::fromStdString("]" + around)));
            }
    }
    void severalSecretsInOneTextAreAllReplaced()
    {
        const std::string secret = "sk-" + key(30);
        QCOMPARE(maskedText(secret + " " + secret + "," + secret),
                 QStringLiteral("[masked:openai_key] [masked:openai_key],[masked:openai_key]"));
    }
    void everyTextOfASpanIsLookedAt()
    {
        const std::string secret = "ghp_" + key(36);
        const std::string_view text = secret;
        OneSpan one;
        RawSpan& span = one.span();
        span.name = text;
        span.statusMessage = text;
        span.body = Value::ofString(text);
        one.attribute("note", Value::ofString(text));
        const Attribute inner{"note", KeyId::unknown, Value::ofString(text)};
        RawEvent event;
        event.name = text;
        event.attributes = one.batch.arena.copy(std::vector<Attribute>{inner});
        span.events = one.batch.arena.copy(std::vector<RawEvent>{event});
        RawLink link;
        link.attributes = event.attributes;
        span.links = one.batch.arena.copy(std::vector<RawLink>{link});
        one.scope.resource = event.attributes;
        one.scope.attributes = event.attributes;
        one.scope.schemaUrl = text;
        one.scope.resourceSchemaUrl = text;
        const Masker::Hits hits = builtIn()->mask(one.batch);
        const std::string_view mark = "[masked:github_token]";
        QCOMPARE(span.name, mark);
        QCOMPARE(span.statusMessage, mark);
        QCOMPARE(span.body.text(), mark);
        QCOMPARE(span.attributes[0].value.text(), mark);
        QCOMPARE(span.events[0].name, mark);
        QCOMPARE(span.events[0].attributes[0].value.text(), mark);
        QCOMPARE(span.links[0].attributes[0].value.text(), mark);
        QCOMPARE(span.scope->resource[0].value.text(), mark);
        QCOMPARE(span.scope->attributes[0].value.text(), mark);
        QCOMPARE(span.scope->schemaUrl, mark);
        QCOMPARE(span.scope->resourceSchemaUrl, mark);
        QCOMPARE(hits.spans, std::uint64_t(1));
        QCOMPARE(hits.byRule.at("github_token"), std::uint64_t(11));
        QCOMPARE(builtIn()->mask(one.batch).spans, std::uint64_t(0));
    }
    void aSecretInAKeyIsFoundInEveryListOfAttributes()
    {
        const std::string secret = "ghp_" + key(36);
        OneSpan one;
        one.attribute(secret, Value::ofInteger(1));
        RawSpan& span = one.span();
        RawEvent event;
        event.attributes = span.attributes;
        span.events = one.batch.arena.copy(std::vector<RawEvent>{event});
        RawLink link;
        link.attributes = span.attributes;
        span.links = one.batch.arena.copy(std::vector<RawLink>{link});
        one.scope.resource = span.attributes;
        one.scope.attributes = span.attributes;
        QCOMPARE(builtIn()->mask(one.batch).byRule.at("github_token"), std::uint64_t(5));
        for (const Attributes& list :
             {span.attributes, span.events[0].attributes, span.links[0].attributes,
              span.scope->resource, span.scope->attributes}) {
            QCOMPARE(list[0].key, std::string_view("[masked:github_token]"));
            QCOMPARE(list[0].value.integer(), std::int64_t(1));
        }
    }
    void aSecretBehindJsonEscapesTakesTheWholeValueAlong()
    {
        const QString whole = QStringLiteral("[masked:whole_value]");
        const std::string tail = "k-ant-api03-" + key(40);
        for (const std::string& text :
             {"x \\u0073" + tail, "x \\\\u0073" + tail,
              std::string("{\\u0022password\\u0022:\\u0022one two\\u0022}")})
            QCOMPARE(maskedText(text), whole);
        const std::string json = "{\"a\":\"\\u0073" + tail + "\",\"b\":\"x\"}";
        OneSpan one;
        one.attribute("value", Value::ofJson(json));
        QCOMPARE(builtIn()->mask(one.batch).byRule.at("anthropic_key"), std::uint64_t(1));
        QCOMPARE(one.span().attributes[0].value.text(),
                 std::string_view("\"[masked:whole_value]\""));
        QCOMPARE(builtIn()->mask(one.batch).spans, std::uint64_t(0));
    }
    void aTokenAttributeIsMaskedWhenItLooksRandom()
    {
        const std::string random = key(16);
        OneSpan one;
        one.attribute("auth.Token", Value::ofString(random));
        one.attribute("token", Value::ofString("a1"));
        one.attribute("token", Value::ofString("word after word 12"));
        QCOMPARE(builtIn()->mask(one.batch).byRule.at("secret_attribute"), std::uint64_t(1));
        QCOMPARE(one.span().attributes[0].value.text(),
                 std::string_view("[masked:secret_attribute]"));
        QCOMPARE(one.span().attributes[1].value.text(), std::string_view("a1"));
    }
    void theValueOfASecretAttributeIsMaskedWhatever_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("secret");
        for (const char* name : {"authorization", "http.request.header.Authorization", "x-api-key",
                                 "db.password", "OPENAI.API_KEY", "http.request.header.cookie"})
            QTest::newRow(name) << QByteArray(name) << true;
        for (const char* name : {"gen_ai.request.max_tokens", "token_count", "authorization.mode",
                                 "passwordless", "session"})
            QTest::newRow(name) << QByteArray(name) << false;
    }
    void theValueOfASecretAttributeIsMaskedWhatever()
    {
        QFETCH(QByteArray, name);
        QFETCH(bool, secret);
        OneSpan one;
        one.attribute(std::string_view(name.constData(), static_cast<std::size_t>(name.size())),
                      Value::ofString("abc"));
        const Masker::Hits hits = builtIn()->mask(one.batch);
        QCOMPARE(hits.spans, std::uint64_t(secret ? 1 : 0));
        QCOMPARE(one.span().attributes[0].value.text(),
                 secret ? std::string_view("[masked:secret_attribute]") : std::string_view("abc"));
    }
    void maskedJsonIsStillJson_data()
    {
        QTest::addColumn<QString>("json");
        QTest::newRow("string") << QString::fromStdString("{\"a\":[\"sk-" + key(40) +
                                                          "\",1],\"b\":\"x\"}");
        QTest::newRow("number") << QStringLiteral("{\"password\":123456789,\"b\":\"x\"}");
        QTest::newRow("escapes") << QStringLiteral(
            "{\"a\":\"say \\\"password\\\": \\\"hunter22\\\" \\\\\",\"b\":\"x\"}");
        QTest::newRow("url") << QStringLiteral("[\"https://u:p4ssw0rd@h/\\\"x\\\"\"]");
    }
    void maskedJsonIsStillJson()
    {
        QFETCH(QString, json);
        const std::string text = json.toStdString();
        OneSpan one;
        one.attribute("value", Value::ofJson(text));
        QCOMPARE(builtIn()->mask(one.batch).spans, std::uint64_t(1));
        const Value& value = one.span().attributes[0].value;
        QCOMPARE(value.type(), ValueType::json);
        QVERIFY2(nlohmann::json::accept(value.text()), std::string(value.text()).c_str());
        QVERIFY(value.text().find("[masked:") != std::string_view::npos);
    }
    void rulesOfTheUserAreAppliedToo()
    {
        const auto masker = Masker::parse(
            R"([{"name":"acme_key","pattern":"acme_[0-9a-f]{8}"},{"name":"staff","pattern":"\\bE[0-9]{5}\\b"}])");
        QVERIFY(masker.ok());
        QCOMPARE(QString::fromStdString((*masker)->maskText("by E12345 with acme_0011aabb.")),
                 QStringLiteral("by [masked:staff] with [masked:acme_key]."));
        OneSpan one;
        one.attribute("v", Value::ofJson(R"({"a":"x","b":"acme_0011aabb"})"));
        QCOMPARE((*masker)->mask(one.batch).byRule.at("acme_key"), std::uint64_t(1));
    }
    void aBadRuleFileIsRefusedAsAWholeWithASentence_data()
    {
        QTest::addColumn<QString>("rules");
        QTest::addColumn<QString>("says");
        QTest::newRow("no json") << QStringLiteral("nonsense") << QStringLiteral("JSON array");
        QTest::newRow("no pattern")
            << QStringLiteral("[{\"name\":\"a\"}]") << QStringLiteral("lacks");
        QTest::newRow("bad pattern") << QStringLiteral("[{\"name\":\"a\",\"pattern\":\"(\"}]")
                                     << QStringLiteral("not a valid RE2 pattern");
        QTest::newRow("matches nothing") << QStringLiteral("[{\"name\":\"a\",\"pattern\":\"x*\"}]")
                                         << QStringLiteral("matches the empty text");
        QTest::newRow("too large")
            << QStringLiteral("[{\"name\":\"a\",\"pattern\":\"((a{1,100}){1,100}){1,100}\"}]")
            << QStringLiteral("not a valid RE2 pattern");
        QTest::newRow("long") << QStringLiteral("[{\"name\":\"a\",\"pattern\":\"%1\"}]")
                                     .arg(QString(3000, QLatin1Char('a')))
                              << QStringLiteral("more than 2000");
        QTest::newRow("name") << QStringLiteral("[{\"name\":\"a]\\\"\",\"pattern\":\"abc\"}]")
                              << QStringLiteral("name of rule 1");
    }
    void aBadRuleFileIsRefusedAsAWholeWithASentence()
    {
        QFETCH(QString, rules);
        QFETCH(QString, says);
        const auto masker = Masker::parse(rules.toStdString());
        QVERIFY(!masker.ok());
        QVERIFY2(QString::fromStdString(masker.error().sentence).contains(says),
                 masker.error().sentence.c_str());
    }
};

QTEST_GUILESS_MAIN(TestMasker)
#include "tst_masker.moc"
