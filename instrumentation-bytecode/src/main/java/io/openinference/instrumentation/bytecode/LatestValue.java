// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was made of the source of the moment, which hardly ever changes: made anew when it does.
 *
 * @param <S> the source, told from others by identity
 * @param <T> what is made of it
 * @since 0.1.0
 */
public final class LatestValue<S, T> implements Supplier<T> {

  private final Supplier<? extends S> source;
  private final Function<? super S, ? extends T> maker;
  private volatile @Nullable Made<S, T> latest;

  /**
   * Makes a value of which nothing is known yet.
   *
   * @param source gives the source of the moment
   * @param maker makes the value
   */
  public LatestValue(Supplier<? extends S> source, Function<? super S, ? extends T> maker) {
    this.source = source;
    this.maker = maker;
  }

  @Override
  public T get() {
    S current = source.get();
    Made<S, T> known = latest;
    if (known == null || known.source != current) {
      known = new Made<>(current, maker.apply(current));
      latest = known;
    }
    return known.value;
  }

  private record Made<S, T>(S source, T value) {}
}
