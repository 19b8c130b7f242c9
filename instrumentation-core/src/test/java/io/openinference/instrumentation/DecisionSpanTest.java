// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.instrumentation.ExpectedAttributes.attributes;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.semconv.DecisionSystem;
import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.MimeType;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DecisionSpanTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @RegisterExtension final FaultWatch faults = new FaultWatch();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());

  @Test
  void recordsItself() {
    try (Scope session = OpenInference.usingSession("s-1")) {
      tracer
          .decision("Decision")
          .run(
              span ->
                  span.system(DecisionSystem.TYPESAFE)
                      .provider(LlmProvider.TYPESAFE)
                      .modelName("jev-2-large")
                      .requestModelName("jev-2")
                      .responseModelName("jev-2-large")
                      .tokenCount(TokenCount.of(12, 3))
                      .input("{\"text\":\"refund?\"}", MimeType.JSON)
                      .output("{\"label\":\"yes\"}", MimeType.JSON));
    }

    assertThat(telemetry.trace().root())
        .hasName("Decision")
        .isDecision()
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", "DECISION",
                "session.id", "s-1",
                "decision.system", "typesafe",
                "decision.provider", "typesafe",
                "decision.model_name", "jev-2-large",
                "decision.request.model_name", "jev-2",
                "decision.response.model_name", "jev-2-large",
                "decision.token_count.input", 12,
                "decision.token_count.output", 3,
                "input.value", "{\"text\":\"refund?\"}",
                "input.mime_type", "application/json",
                "output.value", "{\"label\":\"yes\"}",
                "output.mime_type", "application/json"));
  }

  @Test
  void takesOtherSystemsAndRecordsOnlyWhatItIsTold() {
    tracer
        .decision("Decision")
        .run(
            span ->
                span.system("acme")
                    .provider("acme-cloud")
                    .modelName(null)
                    .system((DecisionSystem) null)
                    .provider((LlmProvider) null)
                    .tokenCount(null)
                    .tokenCount(TokenCount.builder().completion(0).build()));

    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", "DECISION",
                "decision.system", "acme",
                "decision.provider", "acme-cloud",
                "decision.token_count.output", 0));
  }
}
