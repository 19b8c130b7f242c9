// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.EnvironmentSettings.Setting;
import io.openinference.instrumentation.spi.DroppingSampler;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Says in one line that an OpenTelemetry which the application has set up sends no spans: it has no
 * exporter, or its sampler drops every trace. An OpenTelemetry that does not tell, such as that of
 * an agent, causes no line.
 */
final class UnsentSpans {

  private static final Logger LOGGER = Logger.getLogger(OpenInference.class.getName());

  private static final Line WITHOUT_EXPORTER =
      new Line(
          Level.WARNING,
          "OpenInference sends no spans, because the application's OpenTelemetry has no exporter of"
              + " spans. Add one with SdkTracerProvider.builder().addSpanProcessor("
              + "BatchSpanProcessor.builder(exporter).build()), or use OpenInferenceSdk.register()"
              + " of io.openinference:openinference-sdk in place of it.");

  private static final Line NO_EXPORTER_SET =
      new Line(Level.INFO, "OpenInference: no spans are exported (otel.traces.exporter: none)");

  private static final Set<Line> TOLD = ConcurrentHashMap.newKeySet();

  private final Supplier<Optional<Line>> line;

  private UnsentSpans(Supplier<Optional<Line>> line) {
    this.line = line;
  }

  static UnsentSpans of(OpenTelemetry openTelemetry) {
    return new UnsentSpans(SdkProvider.latest(openTelemetry, UnsentSpans::examine));
  }

  /**
   * Logs the line once per process. The OpenTelemetry is examined at the first span of a tracer,
   * and again when it is replaced.
   */
  void report() {
    line.get().filter(TOLD::add).ifPresent(found -> LOGGER.log(found.level, found.text));
  }

  private static Optional<Line> examine(OpenTelemetry openTelemetry) {
    try {
      return examine(SdkProvider.of(openTelemetry));
    } catch (Throwable unknownProvider) {
      TelemetryGuard.rethrowFatal(unknownProvider);
      return Optional.empty();
    }
  }

  private static Optional<Line> examine(SdkProvider provider) throws ReflectiveOperationException {
    if (provider.isWithoutExporter()) {
      Setting exporter = EnvironmentSettings.PROCESS.get("OTEL_TRACES_EXPORTER");
      boolean isOnPurpose = exporter != null && exporter.value().equals("none");
      return Optional.of(isOnPurpose ? NO_EXPORTER_SET : WITHOUT_EXPORTER);
    }
    return Optional.ofNullable(DroppingSampler.line(provider.samplerDescription(), "sampler"))
        .map(text -> new Line(Level.INFO, text));
  }

  private record Line(Level level, String text) {}
}
