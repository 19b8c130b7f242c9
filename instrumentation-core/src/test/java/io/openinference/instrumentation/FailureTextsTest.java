// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures quote credentials. They leave neither in an exception nor in a status. */
class FailureTextsTest {

  private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");
  private static final AttributeKey<String> STACK = AttributeKey.stringKey("exception.stacktrace");

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @RegisterExtension final FaultWatch faults = new FaultWatch();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());

  /** Each text has its credential between « and ». The parts are joined here, as no key of ours. */
  static Stream<String> quoted() {
    return Stream.of(issued(), named(), headers(), json(), parameters(), privateKeys(), urls())
        .flatMap(texts -> texts);
  }

  private static Stream<String> issued() {
    return Stream.of(
        "Incorrect API key provided: «sk-" + "proj-1a2B3c4D5e6F_7g8H-9i». You can find your key",
        "Incorrect API key provided: «sk-" + "abc12********************wxyz».",
        "invalid x-api-key «sk-" + "ant-api03-AbCdEfGhIjKl»",
        "no access with «sk-" + "or-v1-0123456789abcdef0123456789abcdef»",
        "no access with «pk-" + "lf-01234567-89ab-cdef-0123-456789abcdef»",
        "Invalid key «gsk_" + "Ab12Cd34Ef56Gh78Ij90»",
        "token «hf_" + "AbCdEfGhIjKlMnOpQrStUv» is not valid",
        "refused «tvly-" + "dev-1a2B3c4D5e6F7g8H»",
        "refused «pcsk_" + "1a2B3c_4D5e6F7g8H»",
        "refused «lsv2_" + "pt_0123456789abcdef0123456789abcdef_0123456789»",
        "key «AIza" + "SyA1b2C3d4E5f6G7h8I9j0K» expired",
        "security token of «AKIA" + "IOSFODNN7EXAMPLE» is invalid",
        "security token of «ASIA" + "IOSFODNN7EXAMPLE» is invalid",
        "«ABSK" + "QmVkcm9ja0FQSUtleQ12345==» is not allowed",
        "Bad credentials «ghp_" + "0123456789abcdefghij0123456789abcdef»",
        "invalid_auth «xoxb-" + "123456789012-abcdefghijkl»",
        "refused «SG." + "Ab12Cd34Ef56Gh78Ij90Kl.Ab12Cd34Ef56Gh78Ij90Kl12Mn34Op56Qr78St90Uv1»",
        "the token «eyJ" + "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl» has expired",
        "the server said {\"error\":\"refused:\\n«sk-" + "proj-1a2B3c4D5e6F»\\nTry again\"}",
        "the server said {\"error\":\"refused:\\t«gsk_" + "Ab12Cd34Ef56Gh78Ij90»\"}",
        "the server said {\"error\":\"refused:\\u003c«sk-" + "proj-1a2B3c4D5e6F»\\u003e\"}",
        "GET /callback%3F«sk-" + "proj-1a2B3c4D5e6F» failed");
  }

  private static Stream<String> named() {
    return Stream.of(
        "Incorrect API key provided: «1234abcd5678»",
        "password=«hunter22» is wrong",
        "password=«correcthorse» is wrong",
        "OPENAI_API_KEY=«1a2b3c4d5e6f»",
        "AZURE_OPENAI_API_KEY=«0123456789abcdef0123456789abcdef» was refused",
        "env: MY-APP.OPENAI.API-KEY=«1a2b3c4d5e6f»",
        "Options(openaiApiKey=«1a2b3c4d5e6f», timeout=10)",
        "Options(timeout=10, openaiApiKey=«1a2b3c4d5e6f»)",
        "Options(api_key='«1a2b3c4d5e6f»')",
        "grant_type=x&client_secret=«1a2b3c~d5e6f»&scope=y",
        "client_secret=«abcdefgh»",
        "aws_secret_access_key = «wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY»",
        "api_key = «1a2b3c4d»",
        "api_key=> «1a2b3c4d»",
        "api_key : «1a2b3c4d»",
        "apiKey: `«1a2b3c4d»`",
        "DefaultEndpointsProtocol=https;AccountKey=«1a2B3c4D5e6F==»;EndpointSuffix=core",
        "Endpoint=sb://host/;SharedAccessKey=«1a2B3c4D5e6F=»",
        "refresh_token=«1a2b3c4d» expired",
        "id_token: «1a2b3c4d»",
        "\\nsecret=«1a2b3c4d»\\n",
        "headers[\"x-api-key\"] = \"«1a2b3c4d»\"",
        "jdbc:mysql://db/x?user=me&password=«let.me.in»&ssl=true");
  }

  private static Stream<String> headers() {
    return Stream.of(
        "Authorization: Bearer «abc123def456» was refused",
        "Authorization: Basic «dXNlcjpwYXNz»",
        "Authorization: Token «1a2b3c4d»",
        "authorization=ApiKey «1a2b3c4d»",
        "{Authorization=[Bearer «1a2b3c4d»], Accept=[*/*]}",
        "{\"Authorization\": \"Token «1a2b3c4d»\"}",
        "refused:\\nBearer «1a2b3c4d»\\n",
        "Ocp-Apim-Subscription-Key: «0123456789abcdef0123456789abcdef»",
        "X-Amz-Security-Token: «FwoGZXIvYXdzEBYaDH1/+=»",
        "X-Amz-Signature: «0123456789abcdef»",
        "Set-Cookie: «session=1a2b3c4d; Path=/; HttpOnly»\nAccept: */*");
  }

  private static Stream<String> json() {
    return Stream.of(
        "{\"error\":{\"api_key\":\"«abc12345»\"",
        "{\"api_key\" : \"«1a2b3c4d»\", \"a\": 1}",
        "{'api_key': '«1a2b3c4d»'}",
        "{\"body\":\"{\\\"api_key\\\":\\\"«1a2b3c4d»\\\"}\"}",
        "{\"body\":\"{\\\"api_key\\\" : \\\"«1a2b3c4d»\\\"}\"}",
        "{\"a\":\"{\\\\\\\"api_key\\\\\\\":\\\\\\\"«1a2b3c4d»\\\\\\\"}\"}",
        "{\"password\":\"«cor,rect 'horse' \\\"x\\\"»\"}",
        "{\"body\":\"{\\\"password\\\":\\\"«correct»\\\"}\"}",
        "{\"refresh_token\":\"«1a2b3c4d»\"}",
        "{\"connectionString\":\"Server=db;Pwd=«correct»;\"}");
  }

  private static Stream<String> parameters() {
    return Stream.of(
        "GET https://host/v1?key=«AIza" + "SyA1b2C3d4E5f6G7h8I9j0K»&alt=sse failed",
        "GET https://host/v1?alt=sse\\u0026key=«1a2b3c4d»\\u0026x=1 failed",
        "GET https://host/v1?alt=sse&amp;sig=«1a2b3c4d»&amp;x=1 failed",
        "GET https://host/a.png?X-Amz-Signature=«0123456789abcdef»&x=1 failed",
        "GET https://host/a.png?X-Amz-Security-Token=«FwoGZXIvYXdz1» failed",
        "redirected to https://host/#access_token=«1a2b3c4d»&x=1");
  }

  private static Stream<String> privateKeys() {
    return Stream.of(
        key("RSA PRIVATE KEY", "MIIEow+/==\n"),
        key("PRIVATE KEY", "MIIEow+/\\nMIIE\\n"),
        key("ENCRYPTED PRIVATE KEY", "MIIEow+/==\n"),
        key(
            "RSA PRIVATE KEY",
            "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123456789ABCDEF\n\nMIIEow+/==\n"),
        key("PGP PRIVATE KEY BLOCK", "Version: GnuPG v2.0.22 (GNU/Linux)\n\nlQOYBF+/\n=ab1c\n"),
        cutKey("PRIVATE KEY", "MIIEow+/\nMIIE"),
        cutKey("EC PRIVATE KEY", "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES,01AB\n\nMIIEow+/"),
        cutKey("RSA PRIVATE KEY", "\\r\\nProc-Type: 4,ENCRYPTED\\r\\n\\r\\nMIIEow+/"));
  }

  private static String key(String label, String body) {
    return "cannot read «-----BEGIN "
        + (label + "-----\n" + body + "-----END " + label)
        + "-----». Another try failed";
  }

  /** A text that a limit has cut. */
  private static String cutKey(String label, String body) {
    return "cannot read «-----BEGIN " + label + "-----\n" + body + "»";
  }

  private static Stream<String> urls() {
    return Stream.of(
        "Connection to postgresql://«user:pw»@db:5432 refused",
        "Connection to redis://«:pw»@cache refused",
        "cannot clone https://«1a2b3c4d»@host/x.git",
        "cannot clone git+https://«token»@host/x.git",
        "cannot clone ssh://«git:pw»@host/x.git",
        "{\"url\":\"https:\\/\\/«me:pw»@host\\/x\"}",
        "mongodb://«me:p@ss»@a:1,b:2/x");
  }

  @ParameterizedTest
  @MethodSource("quoted")
  void aQuotedCredentialDoesNotLeave(String text) {
    String told = text.replaceAll("[«»]", "");
    String shown = text.replaceFirst("(?s)«.*»", "__REDACTED__");
    RuntimeException failure =
        new IllegalStateException(told, new IllegalArgumentException("caused by " + told));

    tracer.llm("refused").run(span -> span.setStatus(StatusCode.ERROR, told));
    tracer
        .llm("failed")
        .run(
            span ->
                span.recordException(failure)
                    .recordException(new Error(), Attributes.of(MESSAGE, told, STACK, told)));

    SpanData refused = telemetry.spans().get(0);
    SpanData failed = telemetry.spans().get(1);
    assertThat(refused.getStatus().getDescription()).isEqualTo(shown);
    assertThat(failed.getStatus().getDescription()).isEqualTo("java.lang.Error");
    Attributes exception = failed.getEvents().get(0).getAttributes();
    assertThat(exception.get(MESSAGE)).isEqualTo(shown);
    assertThat(exception.get(STACK))
        .startsWith("java.lang.IllegalStateException: " + shown)
        .contains("caused by " + shown)
        .contains(getClass().getName());
    Attributes given = failed.getEvents().get(1).getAttributes();
    assertThat(given.get(MESSAGE)).isEqualTo(shown);
    assertThat(given.get(STACK)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic authentication failed",
        "HTTP Basic Authentication required",
        "Bearer error=\"invalid_token\"",
        "WWW-Authenticate: Bearer realm=service1, error=insufficient_scope",
        "set Authorization: Bearer YOUR_API_KEY, or the password field",
        "API key: missing",
        "API key: https://platform.example.com/account/api-keys1",
        "Invalid API key. You can find yours at https://host/keys1",
        "max token: 128000, requested token=130000",
        "unexpected token: order66 near line 1",
        "invalid token: request_id=req_0123456789abcdef0123",
        "authentication failed: trace id 4bf92f3577b34da6a3ce929d0e0e4736",
        "next_page_token=1a2b3c4d5e",
        "no access to secret manager projects/1234567/secrets",
        "not authorized on resource: arn:aws:secretsmanager:us-east-1:123456789012:secret:prod1-a",
        "duplicate key value violates unique constraint pk_customer_orders",
        "key=order-1234 not found, code=order-1234",
        "No module named task-force-members-list",
        "cannot load sk-learn-pipeline, sk-learn-pipeline-2024 and pk-orders-v2",
        "xapp-frontend-service is down",
        "Region ASIAPACIFICREGION is unknown",
        "at SG.Something.method(File.java:10)",
        "at SG.SomethingThatIsVeryLong.methodThatIsVeryLong(File.java:10)",
        "java.lang.IllegalStateException: TokenStore$1: closed",
        "DefaultCredentialsProvider(providerChain=LazyAwsCredentialsProvider1)",
        "model gpt-4o-mini-2024-07-18 is overloaded, request req_0123456789abcdef0123",
        "model us.anthropic.claude-3-5-sonnet-20241022-v2:0 is unknown",
        "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "cannot clone ssh://git@host/x.git, mail to mailto:me@example.com",
        "see https://host/@me and https://host?mail=me@example.com",
        "-----BEGIN CERTIFICATE-----\nMIIEow+/==\n-----END CERTIFICATE-----",
        "https://api.openai.com/v1/chat/completions?limit=1000000 gave 500"
      })
  void otherTextsStay(String text) {
    tracer.llm("failed").run(span -> span.setStatus(StatusCode.ERROR, text));

    assertThat(telemetry.trace().root().getStatus().getDescription()).isEqualTo(text);
  }

  @Test
  void aKeyWithoutItsLastLineLeavesTheRestOfTheText() {
    String text = "-----BEGIN PRIVATE KEY-----\n is missing. See the manual.";

    tracer.llm("failed").run(span -> span.setStatus(StatusCode.ERROR, text));

    assertThat(telemetry.trace().root().getStatus().getDescription())
        .isEqualTo("__REDACTED__\n is missing. See the manual.");
  }

  /** A pattern that reads such a text again from each of its words takes minutes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "eyJ-",
        "sk-",
        "gsk_",
        "SG.",
        "AKIA ",
        "://",
        "://a",
        "password",
        "password:",
        "key=",
        "api_key:",
        "Bearer ",
        "Cookie:",
        "-----BEGIN ",
        "-----BEGIN PRIVATE KEY ",
        "a:"
      })
  void longTextsStay(String part) {
    String text = part.repeat(1_000_000 / part.length());

    tracer.llm("failed").run(span -> span.setStatus(StatusCode.ERROR, text));

    assertThat(telemetry.trace().root().getStatus().getDescription()).isEqualTo(text);
  }

  @Test
  void textsOfMessagesStay() {
    String text = "My key is sk-" + "proj-1a2B3c4D5e6F";

    tracer.llm("chat").run(span -> span.input(text));

    assertThat(telemetry.trace().root()).hasAttribute("input.value", text);
  }
}
