// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.spi.FailureTexts;
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
 * The parts of an exception that a span records.
 *
 * <p>An exception is foreign code. If its message or stack trace throws, the span records only its
 * type. Its texts are recorded without credentials.
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

  /** Returns the canonical name if there is one, as OpenTelemetry does. */
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
      return FailureTexts.redact(detail.get());
    } catch (Throwable t) {
      GUARD.handle("readException", t);
      return null;
    }
  }

  /**
   * Writes the exception to a span.
   *
   * @param more adds further attributes, which replace attributes of the same name
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
