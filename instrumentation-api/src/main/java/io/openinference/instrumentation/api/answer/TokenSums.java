// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.answer;

import org.jspecify.annotations.Nullable;

/**
 * Adds and compares token counts that may be missing.
 *
 * @since 0.1.0
 */
public final class TokenSums {

  /** Returns the sum of the counts that are known, or null if none is known. */
  public static @Nullable Long sum(@Nullable Long... counts) {
    Long sum = null;
    for (Long count : counts) {
      if (count != null) {
        sum = (sum == null ? 0 : sum) + count;
      }
    }
    return sum;
  }

  /** Returns the sum of prompt and completion, or null if one of them is not known. */
  public static @Nullable Long total(@Nullable Long prompt, @Nullable Long completion) {
    return prompt == null || completion == null ? null : Long.valueOf(prompt + completion);
  }

  /** Returns the largest of the counts that are known, or null if none is known. */
  public static @Nullable Long largest(@Nullable Long... counts) {
    Long largest = null;
    for (Long count : counts) {
      if (count != null && (largest == null || count > largest)) {
        largest = count;
      }
    }
    return largest;
  }

  private TokenSums() {}
}
