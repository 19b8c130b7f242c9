// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds another instrumentation that makes the calls of a class instead of the advice.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CallDelegates {

  /**
   * Returns the handler of the calls of a class, in the format of {@link LibraryWeaving#handler},
   * or null if the advice makes the calls. The answer for a class never changes.
   */
  @Nullable Function<@Nullable Object[], @Nullable Object @Nullable []> find(Class<?> type);
}
