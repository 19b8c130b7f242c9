// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.Instrumentor;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Lets {@code OpenInference.instrument()} turn this instrumentation on. Core finds it by {@link
 * java.util.ServiceLoader}; applications have no use for it.
 *
 * @since 0.1.0
 */
public final class OpenAIInstrumentorProvider implements Instrumentor {

  /** For {@link java.util.ServiceLoader}. */
  public OpenAIInstrumentorProvider() {}

  @Override
  public String name() {
    return "openai-java";
  }

  @Override
  public String libraryType() {
    return "com.openai.client.OpenAIClient";
  }

  @Override
  public boolean instrument(OpenTelemetry openTelemetry) {
    return GlobalInstrumentation.isOn(OpenAIInstrumentor.instrument(openTelemetry));
  }
}
