// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Caches a value derived from a source and derives it again when the source changes.
 *
 * <p>For authors of instrumentations: for example, a tracer is derived from the current
 * OpenTelemetry, which hardly ever changes.
 *
 * @param <S> the type of the source, compared by identity
 * @param <T> the type of the value
 * @since 0.1.0
 */
public final class LatestValue<S, T> implements Supplier<T> {

  private final Supplier<? extends S> source;
  private final Function<? super S, ? extends T> maker;
  private volatile @Nullable Made<S, T> latest;

  /**
   * Creates an empty cache.
   *
   * @param source supplies the current source
   * @param maker derives the value from the source
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
