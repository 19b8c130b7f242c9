// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.spi.InstrumentorProvider;
import io.openinference.instrumentation.spi.TelemetryGuard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The instrumentations that one call of {@link OpenInference#instrument()} turned on; turns them
 * off again.
 *
 * <pre>{@code
 * ProcessInstrumentation instrumentation = OpenInference.instrument();
 * instrumentation.libraries(); // [openai-java, langchain4j]
 * instrumentation.uninstrument();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class ProcessInstrumentation implements AutoCloseable {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("instrumentation-core");

  private final List<InstrumentorProvider> instrumentors;

  ProcessInstrumentation(List<InstrumentorProvider> instrumentors) {
    this.instrumentors = List.copyOf(instrumentors);
  }

  /** Tells whether at least one instrumentation is on. */
  public boolean isOn() {
    return !libraries().isEmpty();
  }

  /** Returns the names of the libraries whose instrumentations are on. */
  public List<String> libraries() {
    List<String> names = new ArrayList<>();
    for (InstrumentorProvider instrumentor : instrumentors) {
      GUARD.run(
          "isOn",
          () -> {
            if (instrumentor.isOn()) {
              names.add(instrumentor.name());
            }
          });
    }
    return Collections.unmodifiableList(names);
  }

  /**
   * Turns off the instrumentations that the call turned on. An instrumentation that was on before
   * the call stays on. A second call changes nothing.
   */
  public void uninstrument() {
    for (InstrumentorProvider instrumentor : instrumentors) {
      GUARD.run("uninstrument", instrumentor::uninstrument);
    }
  }

  /** Does the same as {@link #uninstrument()}. */
  @Override
  public void close() {
    uninstrument();
  }

  @Override
  public String toString() {
    return "ProcessInstrumentation" + libraries();
  }
}
