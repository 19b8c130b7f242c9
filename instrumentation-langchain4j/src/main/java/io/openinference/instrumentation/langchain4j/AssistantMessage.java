// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AiMessage;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.ToolCall;
import io.openinference.instrumentation.api.answer.MarkedThoughts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps a model's message together with the data that LangChain4j's models keep in the message's
 * attributes: signatures of reasoning, redacted and encrypted reasoning, and images.
 */
final class AssistantMessage {

  /**
   * The signature of the reasoning. Gemini's models store the signature of tool calls and text
   * here.
   */
  private static final String THINKING_SIGNATURE = "thinking_signature";

  /** A list of Anthropic's encrypted blocks. */
  private static final String REDACTED_THINKING = "redacted_thinking";

  /** The reasoning of OpenAI's Responses API. */
  private static final String ENCRYPTED_REASONING = "encrypted_reasoning";

  /**
   * The prefix before the id of the tool call that a signature of Google's GenAI models belongs to.
   */
  private static final String THOUGHT_SIGNATURE = "thought_signature_";

  private final AiMessage message;
  private final Dialect dialect;
  private final Map<String, Object> attributes;
  private final @Nullable WireAnswer wire;

  /** Maps a message of a request. */
  AssistantMessage(AiMessage message, Dialect dialect) {
    this(message, dialect, null);
  }

  /**
   * Maps an answer.
   *
   * @param wire further data that the server sent
   */
  AssistantMessage(AiMessage message, Dialect dialect, @Nullable WireAnswer wire) {
    this.message = message;
    this.dialect = dialect;
    this.attributes = message.attributes();
    this.wire = wire;
  }

  Message map() {
    List<ToolCall> toolCalls = toolCalls();
    Message.Builder builder = Message.builder("assistant").toolCalls(toolCalls);
    List<MessageContent> contents = reasoning();
    MarkedThoughts marked = wire == null ? new MarkedThoughts(null, text()) : wire.thoughts(text());
    String text = marked.answer();
    marked.addTo(contents);
    String signature = textSignature();
    List<MessageContent> images = images();
    if (contents.isEmpty() && images.isEmpty() && signature == null) {
      return builder.content(text).build();
    }
    if (text != null || signature != null) {
      contents.add(MessageContent.builder("text").text(text).signature(signature).build());
    }
    contents.addAll(images);
    if (dialect.ordersToolCalls()) {
      toolCalls.forEach(toolCall -> contents.add(MessageContent.toolUse(toolCall)));
    }
    return builder.contents(contents).build();
  }

  /** Returns the text, which the server's answer may tell better than LangChain4j. */
  @Nullable String text() {
    boolean isMissing = isEmpty(message.text()) && !message.hasToolExecutionRequests();
    String ofServer = wire != null && (isMissing || wire.isOfItems()) ? wire.text() : null;
    return ofServer == null ? message.text() : ofServer;
  }

  private @Nullable String textSignature() {
    if (isWhatFollowsSigned() && !message.hasToolExecutionRequests()) {
      return text(THINKING_SIGNATURE);
    }
    return wire == null ? null : wire.textSignature();
  }

  private List<MessageContent> reasoning() {
    List<MessageContent> contents = new ArrayList<>();
    if (wire != null) {
      contents.addAll(wire.reasoning());
    }
    return contents.isEmpty() ? reasoningOfLibrary() : contents;
  }

  private List<MessageContent> reasoningOfLibrary() {
    List<MessageContent> contents = new ArrayList<>();
    String signature = dialect.signsWhatFollows() ? null : text(THINKING_SIGNATURE);
    String encrypted = text(ENCRYPTED_REASONING);
    if (!isEmpty(message.thinking()) || signature != null || encrypted != null) {
      contents.add(
          MessageContent.builder("reasoning")
              .text(isEmpty(message.thinking()) ? null : message.thinking())
              .signature(signature)
              .encryptedContent(encrypted)
              .build());
    }
    if (attributes.get(REDACTED_THINKING) instanceof List<?> blocks) {
      for (Object block : blocks) {
        if (block instanceof String data) {
          contents.add(MessageContent.builder("reasoning").data(data).build());
        }
      }
    }
    return contents;
  }

  private static boolean isEmpty(@Nullable String text) {
    return text == null || text.isEmpty();
  }

  private boolean isWhatFollowsSigned() {
    return dialect.signsWhatFollows() && text(THINKING_SIGNATURE) != null;
  }

  private @Nullable String text(String name) {
    return attributes.get(name) instanceof String text && !text.isEmpty() ? text : null;
  }

  /** Returns the generated images; a message that was read from JSON has other objects there. */
  private List<MessageContent> images() {
    List<MessageContent> images = new ArrayList<>();
    if (attributes.get(AiMessage.GENERATED_IMAGES_KEY) instanceof List<?> list) {
      for (Object element : list) {
        if (element instanceof Image image) {
          images.add(MessageContent.image(Contents.url(image)));
        }
      }
    }
    return images;
  }

  private List<ToolCall> toolCalls() {
    List<ToolExecutionRequest> ofServer = wire == null ? List.of() : wire.otherToolCalls(message);
    if (ofServer.isEmpty() && !message.hasToolExecutionRequests()) {
      return List.of();
    }
    Map<String, String> signatures = wire == null ? Map.of() : wire.signatures();
    List<ToolCall> toolCalls = new ArrayList<>();
    for (ToolExecutionRequest request :
        ofServer.isEmpty() ? message.toolExecutionRequests() : ofServer) {
      String signature = request.id() == null ? null : text(THOUGHT_SIGNATURE + request.id());
      if (signature == null && request.id() != null) {
        signature = signatures.get(request.id());
      }
      if (signature == null && toolCalls.isEmpty() && isWhatFollowsSigned()) {
        // LangChain4j sends the signature back with the first call.
        signature = text(THINKING_SIGNATURE);
      }
      toolCalls.add(
          ToolCall.builder()
              .id(request.id())
              .functionName(request.name())
              .functionArguments(request.arguments())
              .reasoningSignature(signature)
              .build());
    }
    return toolCalls;
  }
}
