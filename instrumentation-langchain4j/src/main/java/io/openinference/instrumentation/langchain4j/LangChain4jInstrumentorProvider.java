// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.instrumentation.spi.InstrumentorProvider;
import io.opentelemetry.api.OpenTelemetry;
import org.jspecify.annotations.Nullable;

/**
 * Lets {@code OpenInference.instrument()} turn this instrumentation on. Core finds it by {@link
 * java.util.ServiceLoader}; applications have no use for it.
 *
 * @since 0.1.0
 */
public final class LangChain4jInstrumentorProvider implements InstrumentorProvider {

  private @Nullable LangChain4jInstrumentor on;
  // False where the instrumentation was on before.
  private boolean isOwn;

  /** For {@link java.util.ServiceLoader}. */
  public LangChain4jInstrumentorProvider() {}

  @Override
  public String name() {
    return "langchain4j";
  }

  @Override
  public String libraryType() {
    return "dev.langchain4j.service.AiServices";
  }

  @Override
  public boolean instrument(OpenTelemetry openTelemetry) {
    LangChain4jInstrumentor own = LangChain4jInstrumentor.create(openTelemetry);
    LangChain4jInstrumentor active = LangChain4jInstrumentor.instrument(own);
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
