// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.CallObserver;
import io.openinference.instrumentation.spi.TelemetryGuard;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The advice for one class loader, for each place where its spans may go. */
final class LinkedAdvice {

  /** Used for a release of the library that the instrumentation does not fit. */
  private static final CallObserver NONE = (method, target, arguments) -> null;

  private final AgentWeaving weaving;
  private final ClassLoader library;
  private final ApplicationTelemetry telemetry;
  private final Map<Linkage, CallAdvice> advice = new ConcurrentHashMap<>();
  private final @Nullable Function<@Nullable Object[], @Nullable Object @Nullable []> delegate;

  LinkedAdvice(AgentWeaving weaving, ClassLoader library, ApplicationTelemetry telemetry) {
    this.weaving = weaving;
    this.library = library;
    this.telemetry = telemetry;
    this.delegate =
        telemetry.linkage() == Linkage.APPLICATION_CORE
            ? ApplicationInstrumentation.handler(
                weaving, library, () -> telemetry.openTelemetry(Linkage.APPLICATION_CORE))
            : null;
  }

  /** Returns the application's own instrumentation, or null if it has none. */
  @Nullable Function<@Nullable Object[], @Nullable Object @Nullable []> delegate() {
    return delegate;
  }

  /** Returns the advice for the current destination of spans. */
  CallAdvice current() {
    Linkage linkage = telemetry.linkage();
    CallAdvice known = advice.get(linkage);
    return known == null ? advice.computeIfAbsent(linkage, this::newAdvice) : known;
  }

  private CallAdvice newAdvice(Linkage linkage) {
    try {
      return ListedWeavings.make(telemetry.loader(linkage), weaving.type())
          .advice(() -> telemetry.openTelemetry(linkage));
    } catch (Throwable fault) {
      // The name includes the library's version, which only the library's class loader knows.
      TelemetryGuard.forLibrary(weaving.library(), libraryType()).handleLibrary("set-up", fault);
      return NONE;
    }
  }

  private Class<?> libraryType() {
    try {
      return Class.forName(weaving.libraryType(), false, library);
    } catch (ClassNotFoundException | LinkageError e) {
      return LinkedAdvice.class;
    }
  }
}
