// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.test.context.TestPropertySource;

/**
 * Records the spans of a test's application in the bean {@link RecordedSpans}, and sends none. It
 * needs the test dependency {@code openinference-instrumentation-testing}.
 *
 * <pre>{@code
 * @SpringBootTest
 * @AutoConfigureOpenInferenceTest
 * class ShopTest {
 *   @Autowired RecordedSpans spans;
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration(OpenInferenceTestAutoConfiguration.class)
@TestPropertySource(
    properties = {
      "openinference.endpoint=",
      "openinference.viewer.enabled=false",
      "phoenix.collector.endpoint=",
      "otel.exporter.otlp.endpoint=",
      "otel.exporter.otlp.traces.endpoint=",
      "management.tracing.sampling.probability=1.0"
    })
public @interface AutoConfigureOpenInferenceTest {}
