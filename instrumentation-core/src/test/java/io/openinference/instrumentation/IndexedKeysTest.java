// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.semconv.LlmAttributes;
import io.openinference.semconv.MessageAttributes;
import io.opentelemetry.api.common.AttributeKey;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class IndexedKeysTest {

  private final AtomicInteger made = new AtomicInteger();
  private final IndexedKeys<AttributeKey<String>> keys =
      new IndexedKeys<>(
          LlmAttributes.LLM_INPUT_MESSAGES,
          4,
          (list, index) -> {
            made.incrementAndGet();
            return list.at(index, MessageAttributes.MESSAGE_ROLE);
          });

  @Test
  void areMadeOnceBelowTheBound() {
    assertThat(keys.at(3).getKey()).isEqualTo("llm.input_messages.3.message.role");
    assertThat(keys.at(3)).isSameAs(keys.at(3));
    assertThat(made).hasValue(1);
  }

  @Test
  void areMadeOnDemandFromTheBoundOn() {
    assertThat(keys.at(4).getKey()).isEqualTo("llm.input_messages.4.message.role");
    assertThat(keys.at(4)).isEqualTo(keys.at(4)).isNotSameAs(keys.at(4));
    assertThat(keys.at(1_000_000).getKey()).isEqualTo("llm.input_messages.1000000.message.role");
  }

  @Test
  void namesEachIndexBelowAndAboveBothBounds() {
    IndexedKeys<AttributeKey<String>> keys = softKeys();
    for (int index = 70; index >= 0; index--) {
      assertThat(keys.at(index).getKey()).isEqualTo("llm.input_messages.%d.message.role", index);
    }
  }

  @Test
  @Timeout(60)
  void areTakenByGarbageCollectionBetweenTheBounds() {
    // When memory is short, or as here at each collection, by an option of the tests.
    IndexedKeys<AttributeKey<String>> keys = softKeys();
    AttributeKey<String> kept = keys.at(3);
    WeakReference<AttributeKey<String>> collected = new WeakReference<>(keys.at(63));
    while (collected.get() != null && !Thread.currentThread().isInterrupted()) {
      System.gc();
    }
    assertThat(collected.get()).isNull();
    assertThat(keys.at(3)).isSameAs(kept);
    assertThat(keys.at(63).getKey()).isEqualTo("llm.input_messages.63.message.role");
  }

  private IndexedKeys<AttributeKey<String>> softKeys() {
    return new IndexedKeys<>(
        LlmAttributes.LLM_INPUT_MESSAGES,
        4,
        64,
        (list, index) -> list.at(index, MessageAttributes.MESSAGE_ROLE));
  }

  @Test
  void ofMessagesAreKeptForLongConversationsAndOfPartsForShortOnes() {
    assertThat(MessageKeys.INPUT.at(1023)).isSameAs(MessageKeys.INPUT.at(1023));
    assertThat(MessageKeys.INPUT.at(16_384)).isNotSameAs(MessageKeys.INPUT.at(16_384));
    assertThat(parts(127).contents.at(7)).isSameAs(parts(127).contents.at(7));
    assertThat(parts(127).contents.at(8)).isNotSameAs(parts(127).contents.at(8));
    assertThat(parts(0).contents.at(0).toolCall()).isSameAs(parts(0).contents.at(0).toolCall());
    assertThat(parts(128).toolCalls.at(0)).isNotSameAs(parts(128).toolCalls.at(0));
  }

  private static MessagePartKeys parts(int index) {
    return MessageKeys.INPUT.at(index).parts();
  }
}
