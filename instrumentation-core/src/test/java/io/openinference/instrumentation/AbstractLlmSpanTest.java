// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.instrumentation.ExpectedAttributes.attributes;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.testing.OpenInferenceExtension;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Setters of an LLM span, and the attributes that they make. */
abstract class AbstractLlmSpanTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @RegisterExtension final FaultWatch faults = new FaultWatch();

  static void assertRecorded(Consumer<LlmSpan> record, Object... namesAndValues) {
    LlmSpan span =
        OpenInferenceTracer.create(telemetry.openTelemetry()).llm("ChatCompletion").startSpan();
    record.accept(span);
    span.end();

    Map<String, Object> expected = attributes(namesAndValues);
    expected.put("openinference.span.kind", "LLM");
    assertThat(telemetry.trace().root()).hasName("ChatCompletion").hasExactlyAttributes(expected);
  }
}
