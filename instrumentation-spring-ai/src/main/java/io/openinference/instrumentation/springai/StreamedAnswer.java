// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.api.ContentBudget;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

/** The part of one answer that a stream has brought. */
final class StreamedAnswer {

  private final ContentBudget budget = ContentBudget.open();
  private final StringBuilder text = new StringBuilder();
  private final List<AssistantMessage.ToolCall> toolCalls = new ArrayList<>();
  private @Nullable Usage usage;
  private @Nullable String model;
  private @Nullable String finishReason;
  private boolean isClosed;

  /** Adds a part. */
  synchronized void add(ChatResponse part) {
    if (isClosed) {
      return;
    }
    ChatResponseMetadata metadata = part.getMetadata();
    if (metadata != null) {
      Usage reported = metadata.getUsage();
      if (reported != null && reported.getTotalTokens() != null && reported.getTotalTokens() > 0) {
        usage = reported;
      }
      String name = OptionalTexts.orNull(metadata.getModel());
      model = name == null ? model : name;
    }
    // Spring AI's own aggregation reads the first choice as well.
    Generation result = part.getResults().isEmpty() ? null : part.getResults().get(0);
    if (result != null) {
      add(result);
    }
  }

  private void add(Generation result) {
    AssistantMessage message = result.getOutput();
    if (message.getText() != null) {
      budget.append(message.getText(), text);
    }
    for (AssistantMessage.ToolCall call : message.getToolCalls()) {
      int size = call.arguments() == null ? 0 : call.arguments().length();
      if (budget.takeWhole(ContentBudget.ENTRY + size)) {
        toolCalls.add(call);
      }
    }
    ChatGenerationMetadata metadata = result.getMetadata();
    String reason = metadata == null ? null : OptionalTexts.orNull(metadata.getFinishReason());
    finishReason = reason == null ? finishReason : reason;
  }

  /** Returns the usage with the provider's details, or null if none has arrived. */
  synchronized @Nullable Usage usage() {
    return usage;
  }

  /** Returns what has arrived as a response, or null if nothing has. */
  synchronized @Nullable ChatResponse toResponse() {
    if (text.isEmpty() && toolCalls.isEmpty()) {
      return null;
    }
    AssistantMessage message =
        AssistantMessage.builder().content(text.toString()).toolCalls(toolCalls).build();
    ChatGenerationMetadata generation =
        ChatGenerationMetadata.builder().finishReason(finishReason).build();
    ChatResponseMetadata.Builder metadata = ChatResponseMetadata.builder();
    if (model != null) {
      metadata.model(model);
    }
    if (usage != null) {
      metadata.usage(usage);
    }
    return new ChatResponse(List.of(new Generation(message, generation)), metadata.build());
  }

  /** Lets go of the content, and records on the span how much of it was too long. */
  synchronized void close(LlmSpan span) {
    if (isClosed) {
      return;
    }
    isClosed = true;
    budget.recordOn(span);
    text.setLength(0);
    toolCalls.clear();
    budget.close();
  }
}
