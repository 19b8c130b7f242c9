// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Reads texts that the SDK hands out as base64. */
final class Texts {

  /** Returns the text behind base64, or null where it is none. */
  static @Nullable String decoded(@Nullable String base64) {
    try {
      return base64 == null
          ? null
          : new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private Texts() {}
}
