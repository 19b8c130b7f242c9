// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an input that is a text, a list of texts, or token ids.
 *
 * @since 0.1.0
 */
public final class Texts {

  /** Returns the texts. Token ids are not decoded and yield no text. */
  public static List<String> of(@Nullable Object input) {
    if (input instanceof String text) {
      return List.of(text);
    }
    List<String> texts = new ArrayList<>();
    if (input instanceof List<?> list) {
      for (Object element : list) {
        if (!(element instanceof String text)) {
          return List.of();
        }
        texts.add(text);
      }
    }
    return texts;
  }

  private Texts() {}
}
