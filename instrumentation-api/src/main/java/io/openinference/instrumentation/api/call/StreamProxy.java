// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A stream whose call ends with its last event, with an error of its own, or when closed. */
final class StreamProxy extends DelegatingHandler {

  private final OpenResult open;

  StreamProxy(Object delegate, OpenResult open) {
    super(delegate);
    this.open = open;
  }

  @Override
  protected @Nullable Object handle(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    if (method.getName().equals("close")) {
      return close(open, method, arguments);
    }
    Object result = pass(method, arguments);
    return result instanceof Stream<?> events ? RecordedStream.of(events, open, proxy) : result;
  }
}
