// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.instrumentation.openai.SampleExchanges.CHAT;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_ANSWER;
import static io.openinference.instrumentation.openai.SampleExchanges.CHAT_CHUNKS;
import static io.openinference.instrumentation.openai.SampleExchanges.chatWith;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.openinference.testing.StubResponse;
import io.openinference.testing.contract.CountingText;
import io.openinference.testing.contract.LibraryGuard;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults of telemetry, which the application must not notice. */
class TelemetryFaultTest extends AbstractOpenAITest {

  private final Logger logger =
      Logger.getLogger("io.openinference.instrumentation.spi.TelemetryGuard");
  private final List<LogRecord> warnings = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
            warnings.add(record);
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listenToWarnings() {
    LibraryGuard.renew(OpenAITracing.GUARD);
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    server.handler(
        request ->
            request.bodyText().contains("\"stream\":true")
                ? StubResponse.sse(CHAT_CHUNKS)
                : StubResponse.json(CHAT_ANSWER));
  }

  @AfterEach
  void stopListening() {
    LibraryGuard.renew(OpenAITracing.GUARD);
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  /** Asserts that each kind of call works as it does without the instrumentation. */
  private void assertCallsWork(OpenAIClient client) {
    ChatCompletion expected = unwrapped.chat().completions().create(CHAT);
    assertThat(client.chat().completions().create(CHAT)).isEqualTo(expected);
    assertThat(client.async().chat().completions().create(CHAT).join()).isEqualTo(expected);
    try (HttpResponseFor<ChatCompletion> raw =
        client.withRawResponse().chat().completions().create(CHAT)) {
      assertThat(raw.parse()).isEqualTo(expected);
    }
    try (StreamResponse<?> stream = client.chat().completions().createStreaming(CHAT)) {
      assertThat(stream.stream()).hasSize(5);
    }
    List<Object> chunks = new ArrayList<>();
    client
        .async()
        .chat()
        .completions()
        .createStreaming(CHAT)
        .subscribe(chunks::add)
        .onCompleteFuture()
        .join();
    assertThat(chunks).hasSize(5);
  }

  @ParameterizedTest
  @EnumSource
  void injectedTelemetryFailure(FailingProcessor processor) {
    OpenTelemetry openTelemetry =
        OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(processor).build())
            .build();

    assertCallsWork(OpenAIInstrumentor.create(openTelemetry).wrap(unwrapped));

    // Core's sites log once in a process, and another test may have come first.
    assertThat(warnings)
        .hasSizeLessThanOrEqualTo(1)
        .allSatisfy(w -> assertThat(w.getThrown()).hasMessageNotContaining("secret"));
  }

  enum FailingProcessor implements SpanProcessor {
    AT_START,
    AT_END;

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {
      if (this == AT_START) {
        throw new IllegalStateException("secret");
      }
    }

    @Override
    public boolean isStartRequired() {
      return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      if (this == AT_END) {
        throw new IllegalStateException("secret");
      }
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }

  /** A request that fails when it is read by the instrumentation, which reads it first. */
  private static ChatCompletionCreateParams failingAtFirst(Throwable failure) {
    IntConsumer onRead =
        count -> {
          if (count == 1) {
            TelemetryFaultTest.<RuntimeException>sneakyThrow(failure);
          }
        };
    return chatWith(new CountingText(onRead));
  }

  @SuppressWarnings("unchecked") // Throws what it is given.
  private static <X extends Throwable> void sneakyThrow(Throwable failure) throws X {
    throw (X) failure;
  }

  @Test
  void requestThatCannotBeRead() {
    ChatCompletionCreateParams params = failingAtFirst(new IllegalStateException("secret"));

    assertThat(wrapped.chat().completions().create(params))
        .isEqualTo(unwrapped.chat().completions().create(CHAT));

    assertThat(span())
        .hasStatus(StatusCode.OK)
        .hasJsonAttribute("output.value", CHAT_ANSWER)
        .hasAttribute("llm.output_messages.0.message.content", "Paris.")
        .doesNotHaveAttribute("input.value");
    assertThat(warnings).hasSize(1);
  }

  @Test
  void requestWhoseReadingOverflowsTheStack() {
    ChatCompletionCreateParams params = failingAtFirst(new StackOverflowError());

    assertThat(wrapped.chat().completions().create(params))
        .isEqualTo(unwrapped.chat().completions().create(CHAT));

    assertThat(span()).hasStatus(StatusCode.OK);
    assertThat(warnings).hasSize(1);
  }

  @Test
  void linkageErrorSwitchesTheInstrumentationOff() {
    ChatCompletionCreateParams params = failingAtFirst(new NoSuchMethodError("secret"));

    assertThat(wrapped.chat().completions().create(params))
        .isEqualTo(unwrapped.chat().completions().create(CHAT));
    assertThat(telemetry.spans()).hasSize(1);
    assertCallsWork(wrapped);

    assertThat(telemetry.spans()).hasSize(1);
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0).getMessage()).contains("openai-java", "switched off");
  }

  /** The release does not fit, whoever uses it. */
  @Test
  void linkageErrorSwitchesAllInstrumentorsOfTheProcessOff() {
    OpenAIClient other = OpenAIInstrumentor.create(telemetry.openTelemetry()).wrap(unwrapped);
    wrapped.chat().completions().create(failingAtFirst(new NoSuchMethodError("secret")));
    telemetry.clear();

    assertCallsWork(other);
    assertCallsWork(OpenAIInstrumentor.create(telemetry.openTelemetry()).wrap(unwrapped));

    assertThat(telemetry.spans()).isEmpty();
    assertThat(warnings).hasSize(1);
  }

  @Test
  void linkageErrorTurnsInstrumentOff() {
    wrapped.chat().completions().create(failingAtFirst(new NoSuchMethodError("secret")));

    assertThat(OpenAIInstrumentor.instrument(telemetry.openTelemetry()).isOn()).isFalse();
  }
}
