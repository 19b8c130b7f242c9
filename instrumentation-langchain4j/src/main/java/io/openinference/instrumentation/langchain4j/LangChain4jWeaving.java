// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.LibraryWeaving;
import io.openinference.instrumentation.bytecode.WeavingTarget;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets the agent trace LangChain4j; applications have no use for it.
 *
 * @since 0.1.0
 */
public final class LangChain4jWeaving implements LibraryWeaving {

  /** For the agent. */
  public LangChain4jWeaving() {}

  @Override
  public String library() {
    return "langchain4j";
  }

  @Override
  public String libraryType() {
    return "dev.langchain4j.model.chat.ChatModel";
  }

  @Override
  public List<WeavingTarget> targets() {
    return WovenCalls.targets();
  }

  @Override
  public CallAdvice advice(Supplier<?> openTelemetry) {
    LatestTracing tracing = new LatestTracing(openTelemetry);
    GlobalInstrumentation.turnOn(tracing);
    return new WovenCalls(tracing);
  }

  /** The tracing of the OpenTelemetry of the moment, which hardly ever changes. */
  private static final class LatestTracing implements Tracing.Source {

    private final Supplier<?> openTelemetry;
    private volatile @Nullable Known known;

    LatestTracing(Supplier<?> openTelemetry) {
      this.openTelemetry = openTelemetry;
    }

    @Override
    public Tracing current() {
      OpenTelemetry latest = (OpenTelemetry) openTelemetry.get();
      Known before = known;
      if (before == null || before.openTelemetry != latest) {
        before = new Known(latest, LangChain4jInstrumentor.create(latest).tracing());
        known = before;
      }
      return before.tracing;
    }

    private record Known(OpenTelemetry openTelemetry, Tracing tracing) {}
  }
}
