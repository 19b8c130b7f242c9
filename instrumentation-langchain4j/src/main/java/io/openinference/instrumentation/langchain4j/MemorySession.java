// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.instrumentation.ContextAttributes;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** Sets the memory id of a conversation as the session id. */
final class MemorySession {

  /** LangChain4j's memory id for services without a memory. */
  private static final String DEFAULT_MEMORY_ID = "default";

  /**
   * Returns a context with the session; the same context if the application has set a session or
   * there is no memory id.
   */
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
