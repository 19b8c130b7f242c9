// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.spi.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON whole, for instrumentations. {@link OpenInferenceSpan#inputJson} cuts what it writes,
 * because an application's own objects have no bound; a library's messages have one, and a reader
 * wants all of them.
 *
 * @since 0.1.0
 */
public final class JsonValues {

  /** In characters, so that the text fits into one string also where all of it is escaped. */
  private static final int MAX_LENGTH = 1 << 28;

  /**
   * Writes a value as JSON.
   *
   * @param value made of maps, collections, arrays and scalars; anything else is written as its
   *     string
   * @return valid JSON, also where the value is cyclic, deeper than 64 levels or fails when read
   */
  public static String write(@Nullable Object value) {
    return JsonWriter.write(value, MAX_LENGTH);
  }

  private JsonValues() {}
}
