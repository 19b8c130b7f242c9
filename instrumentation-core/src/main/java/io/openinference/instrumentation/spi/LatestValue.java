// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Caches a value that is made from a source, and makes it anew when the source is another object.
 *
 * <p>For authors of instrumentations: a tracer is made from the OpenTelemetry of the moment, which
 * hardly ever changes.
 *
 * @param <S> the source, compared by identity
 * @param <T> the value
 * @since 0.1.0
 */
public final class LatestValue<S, T> implements Supplier<T> {

  private final Supplier<? extends S> source;
  private final Function<? super S, ? extends T> maker;
  private volatile @Nullable Made<S, T> latest;

  /**
   * Makes an empty cache.
   *
   * @param source gives the current source
   * @param maker makes the value from the source
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
