// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.semconv.ExceptionAttributes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a span keeps of an exception.
 *
 * <p>An exception is foreign code: its message or stack trace may fail, and then the type is kept.
 */
final class ExceptionRecord {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("instrumentation-core");
  private static final String EVENT_NAME = "exception";

  private final String type;
  private final @Nullable String message;
  private final @Nullable String stackTrace;

  private ExceptionRecord(String type, @Nullable String message, @Nullable String stackTrace) {
    this.type = type;
    this.message = message;
    this.stackTrace = stackTrace;
  }

  static ExceptionRecord of(Throwable exception, boolean detailHidden) {
    String type = typeOf(exception);
    return detailHidden
        ? new ExceptionRecord(type, null, null)
        : new ExceptionRecord(
            type, read(exception::getMessage), read(() -> stackTraceOf(exception)));
  }

  /** The canonical name where there is one, as OpenTelemetry does. */
  private static String typeOf(Throwable exception) {
    String name = exception.getClass().getCanonicalName();
    return name == null ? exception.getClass().getName() : name;
  }

  private static String stackTraceOf(Throwable exception) {
    StringWriter stackTrace = new StringWriter();
    exception.printStackTrace(new PrintWriter(stackTrace));
    return stackTrace.toString();
  }

  private static @Nullable String read(Supplier<@Nullable String> detail) {
    try {
      return detail.get();
    } catch (Throwable t) {
      GUARD.handle("readException", t);
      return null;
    }
  }

  /**
   * Writes the exception to a span.
   *
   * @param more adds further attributes, which win where the names are equal
   */
  void writeTo(Span span, Consumer<AttributesBuilder> more) {
    span.setStatus(StatusCode.ERROR, message == null ? type : type + ": " + message);
    AttributesBuilder attributes =
        Attributes.builder()
            .put(ExceptionAttributes.EXCEPTION_TYPE, type)
            .put(ExceptionAttributes.EXCEPTION_MESSAGE, message)
            .put(ExceptionAttributes.EXCEPTION_STACKTRACE, stackTrace);
    GUARD.run("exceptionAttributes", () -> more.accept(attributes));
    span.addEvent(EVENT_NAME, attributes.build());
  }
}
