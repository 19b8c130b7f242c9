// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.HttpApiClient;
import com.google.genai.types.ClientOptions;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.contract.Door;
import io.openinference.testing.contract.FaultInjection;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call that nobody records reads neither request nor response. */
class UnrecordedCallTest {

  private static final String MODEL = "http://localhost/v1beta/models/gemini-2.5-flash";
  private static final String GENERATE = MODEL + ":generateContent";
  private static final String STREAM = MODEL + ":streamGenerateContent?alt=sse";

  @RegisterExtension
  static final OpenInferenceExtension recorded = OpenInferenceExtension.builder().build();

  @RegisterExtension
  static final OpenInferenceExtension sampledOut =
      OpenInferenceExtension.builder().sampler(Sampler.alwaysOff()).build();

  private final AtomicInteger requestReads = new AtomicInteger();
  private final MemoryTransport transport =
      MemoryTransport.of(FaultInjection.nowhere(), "{\"candidates\": []}");

  /** Makes calls without reading the answers, through the HTTP client that the library gets. */
  private void call(OpenTelemetry openTelemetry) {
    ClientOptions options = GoogleGenAIInstrumentor.create(openTelemetry).wrap(transport.options());
    OkHttpClient client = options.customHttpClient().orElseThrow();
    for (String url : List.of(GENERATE, STREAM)) {
      Request request = new Request.Builder().url(url).post(new CountingBody()).build();
      try (Response response = client.newCall(request).execute()) {
        assertThat(response.code()).isEqualTo(200);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      CompletableFuture<Integer> code = new CompletableFuture<>();
      client.newCall(request).enqueue(new Codes(code));
      assertThat(code.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(200);
    }
  }

  /** Takes the answer of an asynchronous call, and closes it unread. */
  private record Codes(CompletableFuture<Integer> code) implements Callback {

    @Override
    public void onResponse(Call call, Response response) {
      response.close();
      code.complete(response.code());
    }

    @Override
    public void onFailure(Call call, IOException failure) {
      code.completeExceptionally(failure);
    }
  }

  private void assertReads(int ofRequest, boolean ofResponse) {
    assertThat(requestReads).hasValue(ofRequest);
    assertThat(transport.reads() > 0).isEqualTo(ofResponse);
  }

  @Test
  void aRecordedCallReadsBoth() {
    call(recorded.openTelemetry());

    assertReads(4, true);
    assertThat(recorded.awaitSpans(4)).hasSize(4);
  }

  @Test
  void aCallThatIsSampledOutReadsNothing() {
    call(sampledOut.openTelemetry());

    assertReads(0, false);
    assertThat(sampledOut.spans()).isEmpty();
  }

  @Test
  void aCallWithoutAnSdkReadsNothing() {
    call(OpenTelemetry.noop());

    assertReads(0, false);
  }

  @Test
  void aSuppressedCallReadsNothing() {
    try (Scope ignored = OpenInference.suppressTracing()) {
      call(recorded.openTelemetry());
    }

    assertReads(0, false);
    assertThat(recorded.spans()).isEmpty();
  }

  @Test
  void aCallThatAnotherInstrumentationTracesReadsNothing() {
    Context outer = ModelCall.mark(Context.current(), OpenInferenceSpanKind.LLM);
    try (Scope ignored = outer.makeCurrent()) {
      call(recorded.openTelemetry());
    }

    assertReads(0, false);
    assertThat(recorded.spans()).isEmpty();
  }

  /** Why nobody records a call. */
  enum Reason {
    SAMPLED_OUT,
    NO_SDK,
    SUPPRESSED,
    TRACED_BY_ANOTHER
  }

  private Scope scope(Reason reason) {
    return switch (reason) {
      case SUPPRESSED -> OpenInference.suppressTracing();
      case TRACED_BY_ANOTHER ->
          ModelCall.mark(Context.current(), OpenInferenceSpanKind.LLM).makeCurrent();
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

  /** Makes an asynchronous call, whose answer {@code instrument()} reads before the library. */
  private void callWoven(OpenTelemetry openTelemetry) {
    Assumptions.assumeFalse(Door.isNamed(), "the agent has its own OpenTelemetry");
    GoogleGenAIInstrumentor on = GoogleGenAIInstrumentor.instrument(openTelemetry);
    try {
      new HttpApiClient(Optional.of("test-key"), Optional.empty(), Optional.of(transport.options()))
          .asyncRequest(
              "post",
              "models/gemini-2.5-flash:generateContent",
              "{\"contents\": []}",
              Optional.empty())
          .join();
    } finally {
      on.uninstrument();
    }
  }

  @Test
  void aWovenCallThatIsRecordedReadsTheAnswer() {
    callWoven(recorded.openTelemetry());

    assertThat(transport.reads()).isPositive();
    assertThat(recorded.spans()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void aWovenCallThatNobodyRecordsReadsNothing(Reason reason) {
    try (Scope ignored = scope(reason)) {
      callWoven(openTelemetry(reason));
    }

    assertThat(transport.reads()).isZero();
    assertThat(recorded.spans()).isEmpty();
    assertThat(sampledOut.spans()).isEmpty();
  }

  private final class CountingBody extends RequestBody {

    @Override
    public MediaType contentType() {
      return MediaType.get("application/json");
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      requestReads.incrementAndGet();
      sink.writeUtf8("{\"contents\": []}");
    }
  }
}
