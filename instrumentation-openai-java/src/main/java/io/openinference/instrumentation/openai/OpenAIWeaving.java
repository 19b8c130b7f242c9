// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.LibraryWeaving;
import io.openinference.instrumentation.bytecode.WeavingTarget;
import io.openinference.instrumentation.spi.LatestValue;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import java.util.function.Supplier;

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
    return GlobalInstrumentation.advice(
        new LatestValue<>(
            openTelemetry, latest -> OpenAIInstrumentor.create((OpenTelemetry) latest).tracing()));
  }
}
