// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.TelemetryGuard;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records arguments and results, none of which is consumed. */
final class Values {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("annotations");

  static void recordInput(OpenInferenceSpan<?> span, Map<String, @Nullable Object> arguments) {
    try {
      arguments.replaceAll((name, value) -> plain(value));
      span.inputJson(arguments);
    } catch (Throwable fault) {
      GUARD.handle("input", fault);
    }
  }

  static void recordOutput(OpenInferenceSpan<?> span, @Nullable Object result) {
    if (result == null || !span.isRecording()) {
      return;
    }
    try {
      Object value = plain(result);
      if (value instanceof String || value instanceof Number || value instanceof Boolean) {
        span.output(value.toString());
      } else {
        span.outputJson(value);
      }
    } catch (Throwable fault) {
      GUARD.handle("output", fault);
    }
  }

  /** Returns what the JSON writer knows; of what can be read only once, the name of its class. */
  private static @Nullable Object plain(@Nullable Object value) throws IllegalStateException {
    if (value instanceof Optional<?> optional) {
      return plain(optional.orElse(null));
    }
    if (value == null || isKnown(value)) {
      return value;
    }
    return value.getClass().isRecord() ? fields(value) : textOf(value);
  }

  private static boolean isKnown(Object value) {
    return value instanceof String
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Map
        || value instanceof Collection
        || value.getClass().isArray();
  }

  private static String textOf(Object value) {
    boolean isReadOnce =
        value instanceof AutoCloseable
            || value instanceof java.util.Iterator
            || value instanceof java.util.concurrent.Flow.Publisher
            || (value instanceof Iterable && !(value instanceof java.nio.file.Path));
    return isReadOnce ? value.getClass().getName() : value.toString();
  }

  private static Map<String, @Nullable Object> fields(Object record) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        fields.put(component.getName(), plain(component.getAccessor().invoke(record)));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return fields;
  }

  private Values() {}
}
