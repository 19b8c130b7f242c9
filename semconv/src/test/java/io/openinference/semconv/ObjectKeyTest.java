// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.openinference.semconv.DocumentAttributes.DOCUMENT_SCORE;
import static io.openinference.semconv.EmbeddingAttributes.EMBEDDING_EMBEDDINGS;
import static io.openinference.semconv.EmbeddingAttributes.EMBEDDING_VECTOR;
import static io.openinference.semconv.ImageAttributes.IMAGE_URL;
import static io.openinference.semconv.LlmAttributes.LLM_INPUT_MESSAGES;
import static io.openinference.semconv.LlmAttributes.LLM_OUTPUT_MESSAGES;
import static io.openinference.semconv.MessageAttributes.MESSAGE_CONTENTS;
import static io.openinference.semconv.MessageAttributes.MESSAGE_ROLE;
import static io.openinference.semconv.MessageAttributes.MESSAGE_TOOL_CALLS;
import static io.openinference.semconv.MessageContentAttributes.MESSAGE_CONTENT_AUDIO;
import static io.openinference.semconv.MessageContentAttributes.MESSAGE_CONTENT_IMAGE;
import static io.openinference.semconv.RetrievalAttributes.RETRIEVAL_DOCUMENTS;
import static io.openinference.semconv.ToolCallAttributes.TOOL_CALL_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {

  @Test
  void partOfAListHasTheTypeOfThePart() {
    AttributeKey<String> role = LLM_INPUT_MESSAGES.at(7, MESSAGE_ROLE);
    AttributeKey<Double> score = RETRIEVAL_DOCUMENTS.at(0, DOCUMENT_SCORE);
    AttributeKey<List<Double>> vector = EMBEDDING_EMBEDDINGS.at(12, EMBEDDING_VECTOR);

    assertThat(role).isEqualTo(AttributeKey.stringKey("llm.input_messages.7.message.role"));
    assertThat(score).isEqualTo(AttributeKey.doubleKey("retrieval.documents.0.document.score"));
    assertThat(vector)
        .isEqualTo(AttributeKey.doubleArrayKey("embedding.embeddings.12.embedding.vector"));
  }

  @Test
  void listInAList() {
    ObjectListKey toolCalls = LLM_OUTPUT_MESSAGES.at(0, MESSAGE_TOOL_CALLS);

    assertThat(toolCalls.getKey()).isEqualTo("llm.output_messages.0.message.tool_calls");
    assertThat(toolCalls.at(2, TOOL_CALL_ID))
        .isEqualTo(
            AttributeKey.stringKey("llm.output_messages.0.message.tool_calls.2.tool_call.id"));
  }

  @Test
  void objectInAList() {
    ObjectKey image = LLM_INPUT_MESSAGES.at(1, MESSAGE_CONTENTS).at(3, MESSAGE_CONTENT_IMAGE);

    assertThat(image.with(IMAGE_URL))
        .isEqualTo(
            AttributeKey.stringKey(
                "llm.input_messages.1.message.contents.3.message_content.image.image.url"));
  }

  @ParameterizedTest
  @EnumSource(AttributeType.class)
  void everyTypeOfPartKeepsItsType(AttributeType type) {
    AttributeKey<?> part = keyOf(type);

    AttributeKey<?> inList = LLM_INPUT_MESSAGES.at(0, part);
    AttributeKey<?> inObject = MESSAGE_CONTENT_IMAGE.with(part);

    assertThat(inList.getType()).isEqualTo(type);
    assertThat(inList.getKey()).isEqualTo("llm.input_messages.0.part");
    assertThat(inObject.getType()).isEqualTo(type);
    assertThat(inObject.getKey()).isEqualTo("message_content.image.part");
  }

  @Test
  void prefixStaysAPrefixWhenItsTypeIsNotKnownToTheCompiler() {
    AttributeKey<?> list = MESSAGE_TOOL_CALLS;
    AttributeKey<?> object = MESSAGE_CONTENT_AUDIO;

    AttributeKey<?> innerList = LLM_OUTPUT_MESSAGES.at(0, list);
    AttributeKey<?> innerObject = MESSAGE_CONTENTS.at(0, object);

    assertThat(innerList).isEqualTo(LLM_OUTPUT_MESSAGES.at(0, MESSAGE_TOOL_CALLS));
    assertThat(innerObject).isEqualTo(MESSAGE_CONTENTS.at(0, MESSAGE_CONTENT_AUDIO));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE})
  void negativeIndexIsRefused(int index) {
    assertRefused(() -> LLM_INPUT_MESSAGES.at(index, MESSAGE_ROLE), index);
    assertRefused(() -> LLM_INPUT_MESSAGES.at(index, MESSAGE_CONTENTS), index);
    assertRefused(() -> LLM_INPUT_MESSAGES.at(index, MESSAGE_CONTENT_IMAGE), index);
  }

  @Test
  void keysAreValues() {
    ObjectListKey list = new ObjectListKey("list");
    ObjectKey object = new ObjectKey("object");

    assertThat(list)
        .isEqualTo(new ObjectListKey("list"))
        .hasSameHashCodeAs(new ObjectListKey("list"))
        .hasToString("list")
        .isNotEqualTo(new ObjectListKey("other"))
        .isNotEqualTo(new ObjectKey("list"))
        .isNotEqualTo(AttributeKey.stringKey("list"));
    assertThat(object)
        .isEqualTo(new ObjectKey("object"))
        .hasSameHashCodeAs(new ObjectKey("object"))
        .hasToString("object")
        .isNotEqualTo(new ObjectKey("other"))
        .isNotEqualTo(new ObjectListKey("object"))
        .isNotEqualTo(AttributeKey.stringKey("object"));
    assertThat(AttributeKey.stringKey("list")).isNotEqualTo(list);
  }

  @Test
  void nullValueOfAPrefixIsIgnored() {
    Attributes attributes = Attributes.builder().put(LLM_INPUT_MESSAGES, (Void) null).build();

    assertThat(attributes.isEmpty()).isTrue();
  }

  private static void assertRefused(ThrowingCallable call, int index) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("index of llm.input_messages must not be negative: " + index);
  }

  private static AttributeKey<?> keyOf(AttributeType type) {
    return switch (type) {
      case STRING -> AttributeKey.stringKey("part");
      case BOOLEAN -> AttributeKey.booleanKey("part");
      case LONG -> AttributeKey.longKey("part");
      case DOUBLE -> AttributeKey.doubleKey("part");
      case STRING_ARRAY -> AttributeKey.stringArrayKey("part");
      case BOOLEAN_ARRAY -> AttributeKey.booleanArrayKey("part");
      case LONG_ARRAY -> AttributeKey.longArrayKey("part");
      case DOUBLE_ARRAY -> AttributeKey.doubleArrayKey("part");
      case VALUE -> AttributeKey.valueKey("part");
    };
  }
}
