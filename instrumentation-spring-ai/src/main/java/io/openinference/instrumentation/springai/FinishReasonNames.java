// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns the names of enums, with which Spring AI tells finish reasons, into words of the wire. */
final class FinishReasonNames {

  /** Returns the word of the provider's API, or null if there is no reason. */
  static @Nullable String onTheWire(@Nullable String reason, @Nullable String provider) {
    String known = OptionalTexts.orNull(reason);
    // Only Google's API says its reasons in capitals.
    boolean isGoogle =
        provider != null && (provider.contains("google") || provider.contains("vertex"));
    boolean isEnumName = known != null && known.equals(known.toUpperCase(Locale.ROOT));
    return known != null && isEnumName && !isGoogle ? known.toLowerCase(Locale.ROOT) : known;
  }

  private FinishReasonNames() {}
}
