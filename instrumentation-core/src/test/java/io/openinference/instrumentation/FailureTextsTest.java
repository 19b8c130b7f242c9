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
    return Stream.of(
        "Incorrect API key provided: «sk-" + "proj-1a2B3c4D5e6F_7g8H-9i». You can find your key",
        "Incorrect API key provided: «sk-" + "abc12********************wxyz».",
        "invalid x-api-key «sk-" + "ant-api03-AbCdEfGhIjKl»",
        "Incorrect API key provided: «1234abcd5678»",
        "Invalid key «gsk_" + "Ab12Cd34Ef56Gh78Ij90»",
        "token «hf_" + "AbCdEfGhIjKlMnOpQrStUv» is not valid",
        "GET https://host/v1?key=«AIza" + "SyA1b2C3d4E5f6G7h8I9j0K»&alt=sse failed",
        "security token of «AKIA" + "IOSFODNN7EXAMPLE» is invalid",
        "«ABSK" + "QmVkcm9ja0FQSUtleQ12345==» is not allowed",
        "Bad credentials «ghp_" + "0123456789abcdefghij0123456789abcdef»",
        "invalid_auth «xoxb-" + "123456789012-abcdefghijkl»",
        "Authorization: Bearer «abc123def456» was refused",
        "the token «eyJ" + "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl» has expired",
        "cannot read «-----BEGIN RSA "
            + "PRIVATE KEY-----\nMIIEow+/==\n-----END RSA PRIVATE KEY-----»",
        "Connection to postgresql://«user:pw»@db:5432 refused",
        "{\"error\":{\"api_key\":\"«abc12345»\"",
        "password=«hunter22» is wrong");
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
        "Bearer error=\"invalid_token\"",
        "API key: missing",
        "max token: 128000, requested token=130000",
        "duplicate key value violates unique constraint pk_customer_orders",
        "No module named task-force-members-list",
        "model gpt-4o-mini-2024-07-18 is overloaded, request req_0123456789abcdef0123",
        "https://api.openai.com/v1/chat/completions?limit=1000000 gave 500"
      })
  void otherTextsStay(String text) {
    tracer.llm("failed").run(span -> span.setStatus(StatusCode.ERROR, text));

    assertThat(telemetry.trace().root().getStatus().getDescription()).isEqualTo(text);
  }

  @Test
  void aLongTextIsReadInOnePass() {
    String text =
        "eyJ-".repeat(100_000) + " " + "password=".repeat(100_000) + " " + "://a".repeat(100_000);

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
