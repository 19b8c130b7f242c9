// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.spi.InstrumentorProvider;
import io.opentelemetry.api.OpenTelemetry;
import org.jspecify.annotations.Nullable;

/**
 * Lets {@code OpenInference.instrument()} turn this instrumentation on. Core finds it by {@link
 * java.util.ServiceLoader}; applications have no use for it.
 *
 * @since 0.1.0
 */
public final class OpenAIInstrumentorProvider implements InstrumentorProvider {

  private @Nullable OpenAIInstrumentor on;
  // False where the instrumentation was on before.
  private boolean isOwn;

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
    OpenAIInstrumentor own = OpenAIInstrumentor.create(openTelemetry);
    OpenAIInstrumentor active = GlobalInstrumentation.turnOn(own);
    on = active;
    isOwn = active == own;
    return active.isOn();
  }

  @Override
  public boolean isOn() {
    return on != null && on.isOn();
  }

  @Override
  public void uninstrument() {
    if (isOwn && on != null) {
      on.uninstrument();
    }
  }
}
