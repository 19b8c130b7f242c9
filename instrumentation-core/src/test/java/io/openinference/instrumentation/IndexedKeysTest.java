// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.semconv.LlmAttributes;
import io.openinference.semconv.MessageAttributes;
import io.opentelemetry.api.common.AttributeKey;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

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
  void ofMessagesAreKeptForLongConversationsAndOfPartsForShortOnes() {
    assertThat(MessageKeys.INPUT.at(1023)).isSameAs(MessageKeys.INPUT.at(1023));
    assertThat(MessageKeys.INPUT.at(1024)).isNotSameAs(MessageKeys.INPUT.at(1024));
    assertThat(MessageKeys.INPUT.at(127).contents.at(7))
        .isSameAs(MessageKeys.INPUT.at(127).contents.at(7));
    assertThat(MessageKeys.INPUT.at(127).contents.at(8))
        .isNotSameAs(MessageKeys.INPUT.at(127).contents.at(8));
    assertThat(MessageKeys.INPUT.at(0).contents.at(0).toolCall())
        .isSameAs(MessageKeys.INPUT.at(0).contents.at(0).toolCall());
    assertThat(MessageKeys.INPUT.at(128).toolCalls.at(0))
        .isNotSameAs(MessageKeys.INPUT.at(128).toolCalls.at(0));
  }
}
