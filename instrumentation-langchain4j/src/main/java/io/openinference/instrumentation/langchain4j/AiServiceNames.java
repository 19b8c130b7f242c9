// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import org.jspecify.annotations.Nullable;

/** Derives the short names of AI services. */
final class AiServiceNames {

  /** Returns {@code Assistant} for {@code com.acme.Bots$Assistant}. */
  static String simpleName(@Nullable String className) {
    if (className == null) {
      return "AiService";
    }
    return className.substring(
        Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
  }

  private AiServiceNames() {}
}
