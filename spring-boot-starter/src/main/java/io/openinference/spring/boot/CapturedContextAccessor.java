// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.micrometer.context.ThreadLocalAccessor;
import io.opentelemetry.context.Context;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Carries the current Context of OpenTelemetry to threads of Reactor and to other work that
 * Micrometer's context propagation hands over.
 */
final class CapturedContextAccessor implements ThreadLocalAccessor<Context> {

  /** The key in Reactor's Context. */
  static final String KEY = "openinference.context";

  /** The layers of this accessor that are open on the thread. */
  private final ThreadLocal<Deque<ContextLayers.Layer>> layers =
      ThreadLocal.withInitial(ArrayDeque::new);

  @Override
  public Object key() {
    return KEY;
  }

  @Override
  public @Nullable Context getValue() {
    Context current = Context.current();
    return current == Context.root() ? null : ObservedContext.captured(current);
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // restore() closes it.
  public void setValue(Context captured) {
    Context before = Context.current();
    Context target = ObservedContext.restored(captured, before);
    layers.get().push(ContextLayers.push(before, target.makeCurrent()));
  }

  @Override
  public void setValue() {
    layers.get().push(ContextLayers.push(Context.current()));
  }

  @Override
  public void restore(Context previous) {
    restore();
  }

  @Override
  public void restore() {
    ContextLayers.Layer layer = layers.get().poll();
    if (layer != null) {
      layer.close();
    }
  }
}
