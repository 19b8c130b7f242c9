// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeClient;
import software.amazon.awssdk.services.bedrockagentruntime.model.RerankRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.RerankResponse;
import software.amazon.awssdk.services.bedrockagentruntime.model.RerankResult;
import software.amazon.awssdk.services.bedrockagentruntime.model.RerankSource;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;

/** A call that nobody records reads neither request nor response. */
class UnrecordedCallTest {

  @RegisterExtension
  static final OpenInferenceExtension recorded = OpenInferenceExtension.builder().build();

  @RegisterExtension
  static final OpenInferenceExtension sampledOut =
      OpenInferenceExtension.builder().sampler(Sampler.alwaysOff()).build();

  private static final int LONG = 4_000_000;

  private final CountedDocument inRequest = new CountedDocument();
  private final CountedDocument inResponse = new CountedDocument();
  private ConverseStreamResponseHandler handlerOfCall;
  private boolean isHandlerReplaced;
  private final ConverseResponse response =
      ConverseResponse.builder()
          .output(
              output ->
                  output.message(
                      message ->
                          message
                              .role("assistant")
                              .content(
                                  ContentBlock.fromToolUse(
                                      use ->
                                          use.toolUseId("t1")
                                              .name("find")
                                              .input(inResponse.document())))))
          .build();

  private final RerankResponse reranked =
      RerankResponse.builder()
          .results(
              RerankResult.builder()
                  .document(text -> text.jsonDocument(inResponse.document()))
                  .build())
          .build();

  /** Calls clients that read nothing of a request, one that waits and one that does not. */
  private void call(OpenTelemetry openTelemetry) {
    BedrockInstrumentor instrumentor = BedrockInstrumentor.create(openTelemetry);
    ConverseRequest request =
        ConverseRequest.builder()
            .modelId("amazon.nova-lite-v1:0")
            .additionalModelRequestFields(inRequest.document())
            .build();
    BedrockRuntimeClient sync = new Sync();
    BedrockRuntimeAsyncClient async = new Async();
    assertThat(instrumentor.wrap(sync).converse(request)).isSameAs(response);
    assertThat(instrumentor.wrap(async).converse(request).join()).isSameAs(response);
    ConverseStreamRequest streamed =
        ConverseStreamRequest.builder()
            .modelId("amazon.nova-lite-v1:0")
            .additionalModelRequestFields(inRequest.document())
            .build();
    ConverseStreamResponseHandler handler =
        ConverseStreamResponseHandler.builder().onEventStream(events -> {}).build();
    assertThat(instrumentor.wrap(async).converseStream(streamed, handler)).isCompleted();
    isHandlerReplaced = handlerOfCall != handler;
  }

  private void rerank(OpenTelemetry openTelemetry) {
    BedrockAgentRuntimeClient agents = new Agents();
    RerankRequest request =
        RerankRequest.builder()
            .sources(
                RerankSource.builder()
                    .inlineDocumentSource(inline -> inline.jsonDocument(inRequest.document()))
                    .build())
            .build();
    assertThat(BedrockInstrumentor.create(openTelemetry).wrap(agents).rerank(request))
        .isSameAs(reranked);
  }

  /** Calls a model by the id of a profile, so that only the body tells what the model does. */
  private long bytesOfCallsBehindAProfile(OpenTelemetry openTelemetry) {
    BedrockRuntimeClient client = BedrockInstrumentor.create(openTelemetry).wrap(new Sync());
    InvokeModelRequest request =
        InvokeModelRequest.builder()
            .modelId("arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2")
            .body(SdkBytes.fromUtf8String("{\"inputText\":\"" + "a".repeat(LONG) + "\"}"))
            .build();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    client.invokeModel(request); // Loads classes.
    long before = threads.getCurrentThreadAllocatedBytes();
    client.invokeModel(request);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @Test
  void aBodyThatTellsTheKindIsReadOnlyForACallThatIsRecorded() {
    long recordedBytes = bytesOfCallsBehindAProfile(recorded.openTelemetry());
    long sampledOutBytes = bytesOfCallsBehindAProfile(sampledOut.openTelemetry());
    long withoutSdkBytes = bytesOfCallsBehindAProfile(OpenTelemetry.noop());
    long inModelCallBytes;
    Context outer = ModelCall.mark(Context.current(), OpenInferenceSpanKind.EMBEDDING);
    try (Scope ignored = outer.makeCurrent()) {
      inModelCallBytes = bytesOfCallsBehindAProfile(recorded.openTelemetry());
    }
    long suppressedBytes;
    try (Scope ignored = OpenInference.suppressTracing()) {
      suppressedBytes = bytesOfCallsBehindAProfile(recorded.openTelemetry());
    }

    assertThat(recordedBytes).isGreaterThan(LONG);
    assertThat(sampledOutBytes).isLessThan(LONG);
    assertThat(withoutSdkBytes).isLessThan(LONG);
    assertThat(inModelCallBytes).isLessThan(LONG);
    assertThat(suppressedBytes).isLessThan(LONG);
    assertThat(recorded.spans()).hasSize(2);
  }

  private void assertNothingRead() {
    assertThat(isHandlerReplaced).isFalse();
    assertThat(inRequest.reads()).isZero();
    assertThat(inResponse.reads()).isZero();
  }

  @Test
  void aRecordedCallReadsBoth() {
    call(recorded.openTelemetry());
    rerank(recorded.openTelemetry());

    assertThat(inRequest.reads()).isPositive();
    assertThat(inResponse.reads()).isPositive();
    assertThat(isHandlerReplaced).isTrue();
    assertThat(recorded.spans()).hasSize(4);
  }

  @Test
  void aCallThatIsSampledOutReadsNothing() {
    call(sampledOut.openTelemetry());
    rerank(sampledOut.openTelemetry());

    assertNothingRead();
    assertThat(sampledOut.spans()).isEmpty();
  }

  @Test
  void aCallWithoutAnSdkReadsNothing() {
    call(OpenTelemetry.noop());
    rerank(OpenTelemetry.noop());

    assertNothingRead();
  }

  @Test
  void aSuppressedCallReadsNothing() {
    try (Scope ignored = OpenInference.suppressTracing()) {
      call(recorded.openTelemetry());
      rerank(recorded.openTelemetry());
    }

    assertNothingRead();
    assertThat(recorded.spans()).isEmpty();
  }

  @Test
  void aCallThatAnotherInstrumentationTracesReadsNothing() {
    Context outer = ModelCall.mark(Context.current(), OpenInferenceSpanKind.LLM);
    try (Scope ignored = outer.makeCurrent()) {
      call(recorded.openTelemetry());
    }

    assertNothingRead();
    assertThat(recorded.spans()).isEmpty();
  }

  private final class Sync implements BedrockRuntimeClient {

    @Override
    public ConverseResponse converse(ConverseRequest request) {
      return response;
    }

    @Override
    public InvokeModelResponse invokeModel(InvokeModelRequest request) {
      return InvokeModelResponse.builder().body(SdkBytes.fromUtf8String("{}")).build();
    }

    @Override
    public String serviceName() {
      return "sync";
    }

    @Override
    public void close() {}
  }

  private final class Agents implements BedrockAgentRuntimeClient {

    @Override
    public RerankResponse rerank(RerankRequest request) {
      return reranked;
    }

    @Override
    public String serviceName() {
      return "agents";
    }

    @Override
    public void close() {}
  }

  private final class Async implements BedrockRuntimeAsyncClient {

    @Override
    public CompletableFuture<ConverseResponse> converse(ConverseRequest request) {
      return CompletableFuture.completedFuture(response);
    }

    @Override
    public CompletableFuture<Void> converseStream(
        ConverseStreamRequest request, ConverseStreamResponseHandler handler) {
      handlerOfCall = handler;
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public String serviceName() {
      return "async";
    }

    @Override
    public void close() {}
  }
}
