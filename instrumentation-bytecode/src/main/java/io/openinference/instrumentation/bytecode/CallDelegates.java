// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds others that make the calls of a class, in place of the advice.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CallDelegates {

  /**
   * Returns what makes the calls of a class, as of {@link LibraryWeaving#handler}, always the same
   * for a class; or null where the advice makes them.
   */
  @Nullable Function<@Nullable Object[], @Nullable Object @Nullable []> find(Class<?> type);
}
