// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.MessageContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;

/** Reads the reasoning that models keep in the metadata of a message. */
final class Reasoning {

  /** The reasoning of OpenAI's and of compatible models. */
  private static final String REASONING_CONTENT = "reasoningContent";

  /** The reasoning of Gemini, beside the text that has both. */
  private static final String THOUGHTS = "thoughts";

  /** The signature of a message that is Anthropic's reasoning. */
  private static final String SIGNATURE = "signature";

  /** Anthropic's encrypted reasoning. */
  private static final String DATA = "data";

  /** Tells that the message is Gemini's reasoning. */
  private static final String IS_THOUGHT = "isThought";

  static List<MessageContent> of(AssistantMessage message) {
    List<MessageContent> contents = new ArrayList<>();
    Map<String, Object> metadata = message.getMetadata();
    String reasoning = text(metadata, REASONING_CONTENT);
    String thoughts = reasoning == null ? text(metadata, THOUGHTS) : reasoning;
    if (isWhole(message)) {
      contents.add(
          MessageContent.builder("reasoning")
              .text(OptionalTexts.orNull(message.getText()))
              .signature(text(metadata, SIGNATURE))
              .build());
    } else if (thoughts != null) {
      contents.add(MessageContent.reasoning(thoughts));
    }
    String data = text(metadata, DATA);
    if (data != null) {
      contents.add(MessageContent.builder("reasoning").data(data).build());
    }
    return contents;
  }

  /** Tells whether the text of a message is reasoning and no answer. */
  static boolean isWhole(AssistantMessage message) {
    Map<String, Object> metadata = message.getMetadata();
    boolean isThought =
        Boolean.TRUE.equals(metadata.get(IS_THOUGHT)) && text(metadata, THOUGHTS) == null;
    return !message.hasToolCalls() && (isThought || text(metadata, SIGNATURE) != null);
  }

  private static @Nullable String text(Map<String, Object> metadata, String name) {
    return metadata.get(name) instanceof String text ? OptionalTexts.orNull(text) : null;
  }

  private Reasoning() {}
}
