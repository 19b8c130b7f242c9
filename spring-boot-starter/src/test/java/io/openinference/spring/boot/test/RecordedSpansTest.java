// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot.test;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@AutoConfigureOpenInferenceTest
class RecordedSpansTest {

  @Autowired private RecordedSpans spans;
  @Autowired private OpenTelemetry openTelemetry;
  @Autowired private ObservationRegistry observations;

  @BeforeEach
  void clear() {
    spans.clear();
  }

  @Test
  void theSpansOfTheApplicationAreRecorded() {
    Observation.createNotStarted("outer", observations)
        .observe(() -> OpenInferenceTracer.create(openTelemetry).llm("model").run(span -> {}));

    assertThat(spans.trace())
        .hasTree(
            """
            UNKNOWN outer
              LLM model
            """);
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}
}
