// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.Usage;

/**
 * Remembers the usage that was reported with a message that asks for tools.
 *
 * <p>The tool loops of Spring AI 1 report with each call the sum of all calls so far. The next call
 * of a loop sends the same message object again, so the object leads to the sum before.
 */
final class ReportedUsages {

  private final Map<Object, Usage> usages = new ConcurrentHashMap<>();
  private final ReferenceQueue<AssistantMessage> collected = new ReferenceQueue<>();

  void put(AssistantMessage message, Usage usage) {
    Reference<? extends AssistantMessage> unreachable;
    while ((unreachable = collected.poll()) != null) {
      usages.remove(unreachable);
    }
    usages.put(new Identity(message, collected), usage);
  }

  @Nullable Usage get(AssistantMessage message) {
    return usages.get(new Identity(message, null));
  }

  /** A message, compared by identity and not kept from garbage collection. */
  private static final class Identity extends WeakReference<AssistantMessage> {

    private final int hash;

    Identity(AssistantMessage message, @Nullable ReferenceQueue<AssistantMessage> queue) {
      super(message, queue);
      this.hash = System.identityHashCode(message);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // Equal messages may be of different calls.
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      AssistantMessage message = get();
      return message != null && other instanceof Identity that && message == that.get();
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
