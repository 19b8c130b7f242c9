// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;

/**
 * The id of a profile does not tell what a model does. The span starts as one of a language model,
 * and its body corrects the kind.
 */
class UntoldKindTest {

  private static final String PROFILE =
      "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2";

  private static final SdkBytes EMBEDDED = SdkBytes.fromUtf8String("{\"inputText\": \"Hello\"}");

  private static final Set<Class<?>> TELEMETRY =
      Set.of(
          TracerProvider.class, TracerBuilder.class, Tracer.class, SpanBuilder.class, Span.class);

  private final SeenAtStart sampler = new SeenAtStart();

  @RegisterExtension
  final OpenInferenceExtension telemetry =
      OpenInferenceExtension.builder().sampler(sampler).build();

  static Stream<Arguments> bodies() {
    return Stream.of(
        arguments(
            "{\"inputText\": \"Hello\", \"dimensions\": 2}",
            "CreateEmbeddings",
            Map.of("openinference.span.kind", "EMBEDDING")),
        arguments(
            "{\"query\": \"Hello\", \"documents\": [\"a\"]}",
            "bedrock.invoke_model",
            Map.of("openinference.span.kind", "RERANKER")),
        arguments(
            "{\"anthropic_version\": \"bedrock-2023-05-31\", \"messages\": []}",
            "bedrock.invoke_model",
            Map.of(
                "openinference.span.kind", "LLM",
                "llm.provider", "aws",
                "llm.system", "anthropic")));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void theBodyTellsTheKind(String body, String name, Map<String, String> expected) {
    BedrockInstrumentor.create(telemetry.openTelemetry())
        .wrap((BedrockRuntimeClient) new Client())
        .invokeModel(
            InvokeModelRequest.builder()
                .modelId(PROFILE)
                .body(SdkBytes.fromUtf8String(body))
                .build());

    assertThat(sampler.name).isEqualTo("bedrock.invoke_model");
    assertThat(sampler.attributes.asMap()).hasSize(1).containsValue("LLM");
    assertThat(telemetry.spans()).hasSize(1);
    assertThat(telemetry.spans().get(0).getName()).isEqualTo(name);
    assertThat(
            AbstractBedrockTest.attributes(
                telemetry.spans().get(0), "openinference.", "llm.provider", "llm.system"))
        .isEqualTo(expected);
  }

  @Test
  void theSpanEndsIfTheCorrectionFailsForGood() {
    InternalError fatal = new InternalError("of telemetry work");
    BedrockRuntimeClient client =
        BedrockInstrumentor.create(failing(OpenTelemetry.class, telemetry.openTelemetry(), fatal))
            .wrap((BedrockRuntimeClient) new Client());

    assertThatThrownBy(() -> client.invokeModel(request -> request.modelId(PROFILE).body(EMBEDDED)))
        .isSameAs(fatal);

    assertThat(telemetry.spans()).hasSize(1);
    assertThat(telemetry.spans().get(0).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }

  /** Returns a telemetry whose spans throw when their names change. */
  private static <T> T failing(Class<T> type, Object delegate, Error fatal) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("updateName")) {
            throw fatal;
          }
          Object result = method.invoke(delegate, arguments);
          return TELEMETRY.contains(method.getReturnType())
              ? failing(method.getReturnType(), result, fatal)
              : result;
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static final class SeenAtStart implements Sampler {

    private String name = "";
    private Attributes attributes = Attributes.empty();

    @Override
    public SamplingResult shouldSample(
        Context parent,
        String traceId,
        String spanName,
        SpanKind kind,
        Attributes ofStart,
        List<LinkData> links) {
      name = spanName;
      attributes = ofStart.toBuilder().build(); // The span changes them.
      return SamplingResult.recordAndSample();
    }

    @Override
    public String getDescription() {
      return "SeenAtStart";
    }
  }

  private static final class Client implements BedrockRuntimeClient {

    @Override
    public InvokeModelResponse invokeModel(InvokeModelRequest request) {
      return InvokeModelResponse.builder().body(SdkBytes.fromUtf8String("{}")).build();
    }

    @Override
    public String serviceName() {
      return "client";
    }

    @Override
    public void close() {}
  }
}
