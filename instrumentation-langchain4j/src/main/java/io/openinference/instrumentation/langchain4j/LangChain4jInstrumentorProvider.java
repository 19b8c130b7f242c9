// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.instrumentation.Instrumentor;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Lets {@code OpenInference.instrument()} turn this instrumentation on. Core finds it by {@link
 * java.util.ServiceLoader}; applications have no use for it.
 *
 * @since 0.1.0
 */
public final class LangChain4jInstrumentorProvider implements Instrumentor {

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
    LangChain4jInstrumentor.instrument(openTelemetry);
    return Tracing.GUARD.isOpen();
  }
}
