// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.instrumentation.ExpectedAttributes.attributes;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.semconv.InputAttributes;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Hidden values are not asked for, and samplers do not see them either. */
class HiddenValuesTest {

  private static final RecordingSampler sampler = new RecordingSampler();

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @RegisterExtension
  static final OpenInferenceExtension unsampled =
      OpenInferenceExtension.builder().sampler(sampler).build();

  @RegisterExtension final FaultWatch faults = new FaultWatch();

  private final TraceConfig hidden =
      TraceConfig.builder().hideInputs(true).hideOutputs(true).build();
  private final OpenInferenceTracer tracer =
      OpenInferenceTracer.builder(telemetry.openTelemetry()).config(hidden).build();
  private final CountedReads content = new CountedReads();

  @Test
  void lazyValuesAreNotAskedFor() {
    tracer
        .chain("step")
        .run(
            span ->
                span.setAttributeLazily(InputAttributes.INPUT_VALUE, content.supplier())
                    .inputJson(content.value())
                    .outputJson(content.map()));

    assertThat(content.count()).isZero();
    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", "CHAIN",
                "input.value", "__REDACTED__",
                "output.value", "__REDACTED__"));
  }

  @Test
  void valuesInsideHiddenJsonAreNotWritten() {
    Map<String, Object> values = Map.of("key", content.value());
    try (Scope ignored = OpenInference.usingPromptTemplate("Hi {key}", values, null)) {
      tracer
          .retriever("search")
          .run(
              span ->
                  span.documents(List.of(Document.builder().score(1).metadata(values).build()))
                      .annotations(
                          AnnotationScope.SPAN,
                          List.of(Annotation.builder("ok").score(1).metadata(values).build())));
    }

    assertThat(content.count()).isZero();
    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind",
                "RETRIEVER",
                "llm.prompt_template.template",
                "Hi {key}",
                "retrieval.documents.0.document.score",
                1.0,
                "retrieval.documents.0.document.metadata",
                "__REDACTED__",
                "annotations.0.annotation.name",
                "ok",
                "annotations.0.annotation.score",
                1.0));
  }

  @Test
  void valuesInsideJsonAreWrittenOnceForAllSpansOfAScope() {
    OpenInferenceTracer open = OpenInferenceTracer.create(telemetry.openTelemetry());
    try (Scope outer = OpenInference.usingMetadata(Map.of("key", content.value()));
        Scope inner = OpenInference.usingSession("s-1")) {
      open.chain("first").startSpan().end();
      open.chain("second").startSpan().end();
    }

    assertThat(content.count()).isEqualTo(1);
    assertThat(telemetry.spans())
        .hasSize(2)
        .allSatisfy(span -> assertThat(span).hasAttribute("metadata", "{\"key\":\"value\"}"));
  }

  @Test
  void samplersDoNotSeeThem() {
    AttributeKey<String> value = InputAttributes.INPUT_VALUE;
    AttributeKey<String> mimeType = InputAttributes.INPUT_MIME_TYPE;
    OpenInferenceTracer sampled =
        OpenInferenceTracer.builder(unsampled.openTelemetry()).config(hidden).build();

    sampled
        .chain("step")
        .setAttribute(value, "secret")
        .setAttribute(mimeType, "text/plain")
        .startSpan()
        .end();

    assertThat(sampler.seen().asMap())
        .isEqualTo(
            Map.of(
                value, "__REDACTED__", AttributeKey.stringKey("openinference.span.kind"), "CHAIN"));
  }

  @Test
  void valuesGivenToTheBuilderAreHidden() {
    tracer.chain("step").setAttribute(InputAttributes.INPUT_VALUE, "secret").startSpan().end();

    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", "CHAIN",
                "input.value", "__REDACTED__"));
  }

  @Test
  void theTracerTellsWhatItHides() {
    assertThat(tracer.config()).isSameAs(hidden);
  }

  @Test
  void vectorsBecomeText() {
    OpenInferenceTracer noVectors =
        OpenInferenceTracer.builder(telemetry.openTelemetry())
            .config(TraceConfig.builder().hideEmbeddingsVectors(true).build())
            .build();

    noVectors
        .embedding()
        .run(span -> span.embeddings(List.of(EmbeddedText.of("text", new float[] {1}))));

    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", "EMBEDDING",
                "embedding.embeddings.0.embedding.text", "text",
                "embedding.embeddings.0.embedding.vector", "__REDACTED__"));
  }
}
