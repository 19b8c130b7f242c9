// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.contract.Door;
import io.openinference.testing.contract.FaultInjection;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.StackWalker.StackFrame;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/**
 * Nothing copies the bodies of a call that nobody records, and nothing but the SDK reads its
 * request. The clients are the SDK's own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnrecordedResponseTest {

  @RegisterExtension
  static final OpenInferenceExtension recorded = OpenInferenceExtension.builder().build();

  @RegisterExtension
  static final OpenInferenceExtension sampledOut =
      OpenInferenceExtension.builder().sampler(Sampler.alwaysOff()).build();

  private static final String MODEL = "amazon.nova-lite-v1:0";

  /** The application's interceptor, which comes before ours, and keeps who reads its bodies. */
  private static final class Bodies implements ExecutionInterceptor {

    private final Set<String> readers = ConcurrentHashMap.newKeySet();

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
        Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
      return context.responseBody().map(this::observed);
    }

    /** Returns the classes that lead here, as far as a body goes through them. */
    private static String caller() {
      return StackWalker.getInstance()
          .walk(frames -> frames.skip(1).limit(16).map(StackFrame::getClassName).toList())
          .toString();
    }

    private InputStream observed(InputStream body) {
      return new FilterInputStream(body) {
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          readers.add(caller());
          return super.read(bytes, offset, length);
        }
      };
    }

    @Override
    public Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(
        Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
      return context
          .responsePublisher()
          .map(
              body ->
                  subscriber -> {
                    readers.add(caller());
                    body.subscribe(subscriber);
                  });
    }
  }

  private final Bodies bodies = new Bodies();
  private final BedrockRuntimeClient sync = Clients.sync(json(), bodies);
  private final BedrockRuntimeAsyncClient async = Clients.async(json(), bodies);
  private final BedrockRuntimeAsyncClient streaming = Clients.async(events(), bodies);

  private static MemoryHttp json() {
    return new MemoryHttp(FaultInjection.nowhere(), "{}".getBytes(UTF_8), "application/json");
  }

  private static MemoryHttp events() {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    frames.writeBytes(Frames.ENCODING.encode("messageStart {\"role\": \"assistant\"}"));
    frames.writeBytes(Frames.ENCODING.encode("messageStop {\"stopReason\": \"end_turn\"}"));
    return new MemoryHttp(
        FaultInjection.nowhere(), frames.toByteArray(), Frames.ENCODING.contentType());
  }

  @AfterAll
  void closeClients() {
    sync.close();
    async.close();
    streaming.close();
  }

  @BeforeEach
  void onlyWithoutAgent() {
    Assumptions.assumeFalse(Door.isNamed(), "the agent has its own OpenTelemetry");
  }

  /** Returns how often the requests are read, and who reads the bodies. */
  private Set<String> outcomes(
      BedrockRuntimeClient sync,
      BedrockRuntimeAsyncClient async,
      BedrockRuntimeAsyncClient streaming) {
    bodies.readers.clear();
    CountedDocument document = new CountedDocument();
    ConverseRequest request =
        ConverseRequest.builder()
            .modelId(MODEL)
            .additionalModelRequestFields(document.document())
            .build();
    sync.converse(request);
    async.converse(request).join();
    streaming
        .converseStream(
            ConverseStreamRequest.builder()
                .modelId(MODEL)
                .additionalModelRequestFields(document.document())
                .build(),
            ConverseStreamResponseHandler.builder()
                .onEventStream(events -> events.subscribe(event -> {}))
                .build())
        .join();
    Set<String> outcomes = new TreeSet<>(bodies.readers);
    outcomes.add(document.reads() + " reads");
    return outcomes;
  }

  private Set<String> untraced() {
    return outcomes(sync, async, streaming);
  }

  private Set<String> wrapped(OpenTelemetry openTelemetry) {
    BedrockInstrumentor instrumentor = BedrockInstrumentor.create(openTelemetry);
    return outcomes(
        instrumentor.wrap(sync), instrumentor.wrap(async), instrumentor.wrap(streaming));
  }

  private Set<String> woven(OpenTelemetry openTelemetry) {
    BedrockInstrumentor on = BedrockInstrumentor.instrument(openTelemetry);
    try {
      return outcomes(sync, async, streaming);
    } finally {
      on.uninstrument();
    }
  }

  @Test
  void callsThatAreRecordedAreCopied() {
    Set<String> untraced = untraced();

    assertThat(wrapped(recorded.openTelemetry())).doesNotContainAnyElementsOf(untraced);
    assertThat(woven(recorded.openTelemetry())).doesNotContainAnyElementsOf(untraced);
    assertThat(recorded.awaitSpans(6)).hasSize(6);
  }

  /** Why nobody records a call. */
  enum Reason {
    SAMPLED_OUT,
    NO_SDK,
    SUPPRESSED,
    TRACED_BY_ANOTHER
  }

  private static Scope scope(Reason reason) {
    return switch (reason) {
      case SUPPRESSED -> OpenInference.suppressTracing();
      case TRACED_BY_ANOTHER ->
          ModelCall.mark(io.opentelemetry.context.Context.current(), OpenInferenceSpanKind.LLM)
              .makeCurrent();
      default -> Scope.noop();
    };
  }

  private static OpenTelemetry openTelemetry(Reason reason) {
    return switch (reason) {
      case SAMPLED_OUT -> sampledOut.openTelemetry();
      case NO_SDK -> OpenTelemetry.noop();
      default -> recorded.openTelemetry();
    };
  }

  @ParameterizedTest
  @EnumSource
  void callsThatNobodyRecordsAreLeftAlone(Reason reason) {
    Set<String> untraced = untraced();

    try (Scope ignored = scope(reason)) {
      assertThat(wrapped(openTelemetry(reason))).isEqualTo(untraced);
      assertThat(woven(openTelemetry(reason))).isEqualTo(untraced);
    }

    assertThat(recorded.spans()).isEmpty();
    assertThat(sampledOut.spans()).isEmpty();
  }
}
