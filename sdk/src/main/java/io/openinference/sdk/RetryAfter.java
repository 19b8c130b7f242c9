// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads the header Retry-After, which holds seconds or a date. */
final class RetryAfter {

  /**
   * The maximum delay. A collector that asks for a longer delay gets the next attempt after this
   * time.
   */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private static final int MAX_DIGITS = 9;

  static long millis(@Nullable String header) {
    if (header == null) {
      return 0;
    }
    long asked = millisAsked(header.trim());
    return Math.max(0, Math.min(asked, LONGEST.toMillis()));
  }

  private static long millisAsked(String text) {
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return text.length() > MAX_DIGITS
          ? LONGEST.toMillis()
          : Duration.ofSeconds(Long.parseLong(text)).toMillis();
    }
    try {
      Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
      return date.toEpochMilli() - System.currentTimeMillis();
    } catch (DateTimeException | ArithmeticException notADate) {
      return 0;
    }
  }

  private RetryAfter() {}
}
