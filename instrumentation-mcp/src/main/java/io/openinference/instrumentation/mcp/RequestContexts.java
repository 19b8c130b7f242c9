// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.openinference.instrumentation.api.IdentityKey;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of requests that a client is about to send. The library sends the first request of a
 * client on another thread, after it has initialized the connection.
 *
 * <p>A request is found by its identity, because several requests may be equal.
 */
final class RequestContexts {

  private final Map<IdentityKey, Context> contexts = new ConcurrentHashMap<>();

  void put(Object request, Context context) {
    contexts.put(new IdentityKey(request), context);
  }

  /** Returns the context of a request, or the current context. */
  Context get(@Nullable Object request) {
    Context known = request == null ? null : contexts.get(new IdentityKey(request));
    return known == null ? Context.current() : known;
  }

  void remove(Object request) {
    contexts.remove(new IdentityKey(request));
  }
}
