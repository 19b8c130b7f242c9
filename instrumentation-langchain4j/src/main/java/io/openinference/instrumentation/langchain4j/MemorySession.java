// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.instrumentation.ContextAttributes;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** Takes the memory id of a conversation as its session. */
final class MemorySession {

  /** LangChain4j's memory id for services without one. */
  private static final String DEFAULT_MEMORY_ID = "default";

  /** Returns a context with the session, unless the application has set one or there is none. */
  static Context within(Context parent, @Nullable Object memoryId) {
    if (memoryId == null
        || DEFAULT_MEMORY_ID.equals(memoryId)
        || ContextAttributes.fromContext(parent).sessionId() != null) {
      return parent;
    }
    return ContextAttributes.builder()
        .sessionId(memoryId.toString())
        .build()
        .storeInContext(parent);
  }

  private MemorySession() {}
}
