// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.LibraryWeaving;
import io.openinference.instrumentation.bytecode.WeavingTarget;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets the agent trace openai-java; applications have no use for it.
 *
 * @since 0.1.0
 */
public final class OpenAIWeaving implements LibraryWeaving {

  /** For the agent. */
  public OpenAIWeaving() {}

  @Override
  public String library() {
    return "openai-java";
  }

  @Override
  public String libraryType() {
    return "com.openai.core.ClientOptions";
  }

  @Override
  public List<WeavingTarget> targets() {
    return ServiceAdvice.targets();
  }

  @Override
  public CallAdvice advice(Supplier<?> openTelemetry) {
    return new ServiceAdvice(new LatestTracing(openTelemetry)::get);
  }

  /** The tracing of the OpenTelemetry of the moment, which hardly ever changes. */
  private static final class LatestTracing {

    private final Supplier<?> openTelemetry;
    private volatile @Nullable Known known;

    LatestTracing(Supplier<?> openTelemetry) {
      this.openTelemetry = openTelemetry;
    }

    Tracing get() {
      OpenTelemetry current = (OpenTelemetry) openTelemetry.get();
      Known latest = known;
      if (latest == null || latest.openTelemetry != current) {
        latest = new Known(current, OpenAIInstrumentor.create(current).tracing());
        known = latest;
      }
      return latest.tracing;
    }

    private record Known(OpenTelemetry openTelemetry, Tracing tracing) {}
  }
}
