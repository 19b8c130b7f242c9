// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** When a request is repeated, and until when. */
final class RetrySchedule {

  private static final long FIRST_DELAY_MILLIS = 250;
  private static final long LONGEST_DELAY_MILLIS = 8_000;

  /** For how long a server is tried that has never answered. */
  private static final Duration FIRST_CONTACT = Duration.ofSeconds(1);

  private final Duration patience;

  RetrySchedule(Duration patience) {
    this.patience = patience;
  }

  Run start() {
    return new Run();
  }

  /** The repetitions of one request. */
  final class Run {

    private final long start = System.nanoTime();
    private int repetitions;

    /** Waits for the next try. Returns false, without waiting, if there shall be none. */
    boolean waits(@Nullable HttpResponse<?> response, boolean hasAnswered) {
      long backoff =
          Math.min(LONGEST_DELAY_MILLIS, FIRST_DELAY_MILLIS << Math.min(repetitions++, 8));
      // Clients that failed together shall not come back together.
      long jittered = backoff / 2 + ThreadLocalRandom.current().nextLong(backoff / 2 + 1);
      long delay = Math.max(jittered, response == null ? 0 : retryAfterMillis(response));
      boolean isFirstContact = response == null && !hasAnswered;
      Duration limit =
          isFirstContact && FIRST_CONTACT.compareTo(patience) < 0 ? FIRST_CONTACT : patience;
      // In milliseconds, because the delay that a server asks for may be too long for nanoseconds.
      long passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      if (delay > limit.toMillis() - passed) {
        return false;
      }
      try {
        Thread.sleep(delay);
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  /** Returns the time by the clock of the server, which may differ from the clock here. */
  private static Instant serverTime(HttpResponse<?> response) {
    try {
      String date = response.headers().firstValue("Date").orElse("");
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException noDate) {
      return Instant.now();
    }
  }

  private static long retryAfterMillis(HttpResponse<?> response) {
    String text = response.headers().firstValue("Retry-After").orElse("").trim();
    if (text.isEmpty()) {
      return 0;
    }
    try {
      // No overflow, unlike a product.
      return TimeUnit.SECONDS.toMillis(Math.max(0, Long.parseLong(text)));
    } catch (NumberFormatException noSeconds) {
      try {
        Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        return Math.max(0, Duration.between(serverTime(response), at).toMillis());
      } catch (DateTimeParseException noDate) {
        return 0;
      }
    }
  }
}
