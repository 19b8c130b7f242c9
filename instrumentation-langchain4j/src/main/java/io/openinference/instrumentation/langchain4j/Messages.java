// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.CustomMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.api.door.OptionalProperty;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Maps LangChain4j's messages to OpenInference messages. */
final class Messages {

  private static final OptionalProperty CONTENTS = OptionalProperty.named("contents");

  /**
   * Maps the messages of a request.
   *
   * @param dialect the API of the model that receives the request
   */
  static List<Message> map(Collection<? extends ChatMessage> messages, Dialect dialect) {
    List<Message> mapped = new ArrayList<>(messages.size());
    for (ChatMessage message : messages) {
      mapped.add(map(message, dialect));
    }
    return mapped;
  }

  private static Message map(ChatMessage message, Dialect dialect) {
    if (message instanceof SystemMessage system) {
      return Message.system(system.text());
    }
    if (message instanceof UserMessage user) {
      return user(user);
    }
    if (message instanceof AiMessage ai) {
      return new AssistantMessage(ai, dialect).map();
    }
    if (message instanceof ToolExecutionResultMessage result) {
      return tool(result);
    }
    if (message instanceof CustomMessage custom) {
      return Message.builder("custom")
          .content(JsonText.withoutCredentials(custom.attributes()))
          .build();
    }
    return Message.builder(message.type().name().toLowerCase(Locale.ROOT)).build();
  }

  private static Message user(UserMessage message) {
    Message.Builder builder = Message.builder("user").name(message.name());
    return withContents(builder, message.contents()).build();
  }

  private static Message tool(ToolExecutionResultMessage message) {
    Message.Builder builder =
        Message.builder("tool").toolCallId(message.id()).name(message.toolName());
    return withContents(builder, toolContents(message)).build();
  }

  private static Message.Builder withContents(
      Message.Builder builder, List<? extends Content> contents) {
    String text = Contents.singleText(contents);
    return text == null ? builder.contents(Contents.map(contents)) : builder.content(text);
  }

  /** Returns the contents of a tool's result; older releases only have text. */
  static List<Content> toolContents(ToolExecutionResultMessage message) {
    Object contents = CONTENTS.read(message);
    if (contents instanceof List<?> list) {
      List<Content> known = new ArrayList<>(list.size());
      for (Object element : list) {
        if (element instanceof Content content) {
          known.add(content);
        }
      }
      return known;
    }
    // LangChain4j does not allow content without text, but a tool's result may be empty.
    String text = message.text();
    return text == null || text.isBlank() ? List.of() : List.of(TextContent.from(text));
  }

  private Messages() {}
}
