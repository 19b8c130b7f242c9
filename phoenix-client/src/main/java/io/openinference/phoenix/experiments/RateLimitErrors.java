// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Recognizes exceptions that stand for HTTP status 429, by whichever client. */
final class RateLimitErrors {

  private static final int MAX_CAUSES = 10;

  /**
   * Looks at names and messages, because no type is common to the clients: {@code
   * RateLimitException} of openai-java, anthropic-java and LangChain4j, {@code
   * HttpClientErrorException.TooManyRequests} of Spring, {@code ThrottlingException} of AWS, and
   * {@code ClientException} with the message "429 . ..." of google-genai.
   */
  static boolean isRateLimit(Throwable error) {
    Throwable cause = error;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
      String name = cause.getClass().getSimpleName().toLowerCase(Locale.ROOT);
      if (name.contains("ratelimit")
          || name.contains("toomanyrequests")
          || name.contains("throttl")
          || hasStatus(cause.getMessage())) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasStatus(@Nullable String message) {
    return message != null
        && (message.matches("(?s)\\D{0,40}\\b429\\b.*")
            || message.toLowerCase(Locale.ROOT).contains("too many requests"));
  }

  private RateLimitErrors() {}
}
