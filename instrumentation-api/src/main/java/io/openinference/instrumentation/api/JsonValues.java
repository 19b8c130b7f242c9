// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.spi.JsonWriter;
import io.openinference.semconv.InputAttributes;
import io.openinference.semconv.MimeType;
import io.openinference.semconv.OutputAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Writes complete JSON, for instrumentations. {@link OpenInferenceSpan#inputJson} limits the
 * length, because an application's own objects have no bound. A library's messages are bounded, and
 * readers want all of them.
 *
 * @since 0.1.0
 */
public final class JsonValues {

  /**
   * The maximum length in characters, so that the text fits into one string even if all of it is
   * escaped.
   */
  private static final int MAX_LENGTH = 1 << 28;

  /**
   * Writes a value as JSON.
   *
   * @param value maps, collections, arrays and scalars; other objects are written as their {@code
   *     toString()}
   * @return valid JSON, even if the value is cyclic, deeper than 64 levels or throws when read
   */
  public static String write(@Nullable Object value) {
    return JsonWriter.write(value, MAX_LENGTH);
  }

  /** Records a value as the JSON of {@code input.value}; writes it only if the span records it. */
  public static void recordInput(OpenInferenceSpan<?> span, @Nullable Object value) {
    span.setAttributeLazily(InputAttributes.INPUT_VALUE, () -> write(value));
    span.setAttribute(InputAttributes.INPUT_MIME_TYPE, MimeType.JSON.value());
  }

  /** Records a value as the JSON of {@code output.value}; writes it only if the span records it. */
  public static void recordOutput(OpenInferenceSpan<?> span, @Nullable Object value) {
    span.setAttributeLazily(OutputAttributes.OUTPUT_VALUE, () -> write(value));
    span.setAttribute(OutputAttributes.OUTPUT_MIME_TYPE, MimeType.JSON.value());
  }

  private JsonValues() {}
}
