// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads names of anthropic-java's services. */
final class ServiceNames {

  static final String BLOCKING = "com.anthropic.services.blocking.";
  static final String ASYNC = "com.anthropic.services.async.";

  private static final Map<String, String> TRACED =
      Map.of(
          "MessageService", "messages",
          "beta.MessageService", "beta.messages",
          "CompletionService", "completions");

  /**
   * Returns the name of a service whose calls make spans, or null.
   *
   * @param className the binary name of its interface, or of a class that implements it; the sync,
   *     async and raw variants of a service have the same name
   * @return for example {@code beta.messages}
   */
  static @Nullable String ofClass(String className) {
    String name = afterPrefix(className);
    return name == null ? null : TRACED.get(name.replaceFirst("(Async)?(Impl)?(\\$.*)?$", ""));
  }

  private static @Nullable String afterPrefix(String className) {
    if (className.startsWith(BLOCKING)) {
      return className.substring(BLOCKING.length());
    }
    return className.startsWith(ASYNC) ? className.substring(ASYNC.length()) : null;
  }

  private ServiceNames() {}
}
