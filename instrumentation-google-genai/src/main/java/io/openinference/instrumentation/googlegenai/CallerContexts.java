// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.WeakHashMap;
import okhttp3.Call;
import okhttp3.EventListener;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the context in which the application has made each call.
 *
 * <p>OkHttp asks for a listener on the thread of the application, and runs the interceptors of an
 * asynchronous call on a thread of its own.
 */
final class CallerContexts implements EventListener.Factory {

  private final EventListener.Factory ofApplication;
  // Guarded by itself. Weak, because a call may never be made.
  private final Map<Call, Context> contexts = new WeakHashMap<>();

  CallerContexts(EventListener.Factory ofApplication) {
    this.ofApplication = ofApplication;
  }

  @Override
  public EventListener create(Call call) {
    try {
      Context current = GuardedScope.currentContext();
      synchronized (contexts) {
        contexts.put(call, current);
      }
    } catch (Throwable fault) {
      Tracing.GUARD.handle("caller", fault);
    }
    return ofApplication.create(call);
  }

  /** Returns the context of a call, once, or null where it is not known. */
  @Nullable Context take(Call call) {
    synchronized (contexts) {
      return contexts.remove(call);
    }
  }
}
