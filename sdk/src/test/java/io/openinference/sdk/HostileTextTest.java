// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Scope;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Text that is no valid Unicode, or that databases refuse, leaves as a span that can be decoded.
 */
class HostileTextTest {

  private final OtlpReceiver receiver = OtlpReceiver.start();

  @AfterEach
  void stopReceiver() {
    receiver.close();
  }

  private ReceivedSpan sent(String text) {
    try (OpenInferenceSdk sdk = OpenInferenceSdk.builder().endpoint(receiver.endpoint()).build()) {
      OpenInferenceTracer tracer =
          OpenInferenceTracer.builder(sdk.openTelemetry())
              .config(TraceConfig.builder().build())
              .build();
      try (Scope session = OpenInference.usingSession(text);
          Scope metadata = OpenInference.usingMetadata(Map.of(text, text))) {
        tracer
            .llm(text)
            .run(
                span ->
                    span.input(text)
                        .inputMessages(List.of(Message.user(text)))
                        .tags(List.of(text))
                        .setAttribute(AttributeKey.stringKey(text), text)
                        .addEvent(text)
                        .recordException(new IllegalStateException(text)));
      }
      assertThat(sdk.flush()).isTrue();
    }
    assertThat(receiver.spans()).hasSize(1);
    return receiver.spans().get(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ud800",
        "a\udc00b",
        "\udc00\ud800",
        "\ud83d\ude00\ud83d",
        "nul\u0000nul",
        "\u0001\u001f\u007f\uffff\ufffe",
      })
  void leavesAsValidUnicode(String text) {
    ReceivedSpan span = sent(text);

    assertThat(span.status()).isNotNull();
    assertThat(span.attributes())
        .containsKeys("session.id", "metadata", "input.value", "tag.tags")
        .containsKey("llm.input_messages.0.message.content");
    assertThat(span.events()).hasSize(2);
    assertValid(span.name());
    span.attributes().forEach(HostileTextTest::assertValid);
    span.events().forEach(event -> event.attributes().forEach(HostileTextTest::assertValid));
  }

  private static void assertValid(String key, Object value) {
    assertValid(key);
    if (value instanceof Collection<?> elements) {
      elements.forEach(element -> assertValid(String.valueOf(element)));
    } else {
      assertValid(String.valueOf(value));
    }
  }

  private static void assertValid(String text) {
    CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    assertThat(encoder.canEncode(text)).as(text).isTrue();
  }

  @Test
  void fiftyMegabytesArriveWhole() {
    String text = "a".repeat(50_000_000);
    try (OpenInferenceSdk sdk = OpenInferenceSdk.builder().endpoint(receiver.endpoint()).build()) {
      OpenInferenceTracer.builder(sdk.openTelemetry())
          .config(TraceConfig.builder().build())
          .build()
          .chain("chain")
          .run(span -> span.input(text));
      assertThat(sdk.flush()).isTrue();
    }

    assertThat(receiver.spans().get(0).attributes().get("input.value")).isEqualTo(text);
  }
}
