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
  public boolean instrument(OpenTelemetry openTelemetry) {
    if (!isLibraryPresent()) {
      return false;
    }
    LangChain4jInstrumentor.instrument(openTelemetry);
    return true;
  }

  private static boolean isLibraryPresent() {
    try {
      Class.forName(
          "dev.langchain4j.service.AiServices",
          false,
          LangChain4jInstrumentorProvider.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
