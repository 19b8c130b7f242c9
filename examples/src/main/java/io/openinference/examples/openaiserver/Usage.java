// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.openaiserver;

/**
 * The billed requests and tokens.
 *
 * @param requests number of requests
 * @param promptTokens tokens read
 * @param completionTokens tokens written
 * @since 0.1.0
 */
public record Usage(long requests, long promptTokens, long completionTokens) {

  static Usage ofRequest(long promptTokens, long completionTokens) {
    return new Usage(1, promptTokens, completionTokens);
  }

  /** Tokens read and written. */
  public long totalTokens() {
    return promptTokens + completionTokens;
  }

  Usage plus(Usage other) {
    return new Usage(
        requests + other.requests,
        promptTokens + other.promptTokens,
        completionTokens + other.completionTokens);
  }
}
