// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that a model receives or returns.
 *
 * <p>Use {@link Builder#content(String)} for text alone. Use {@link Builder#contents(List)} if the
 * message has several parts or their order matters. Follows the {@code message.*} attributes of the
 * OpenInference semantic conventions.
 *
 * @since 0.1.0
 */
public final class Message {

  private final @Nullable String role;
  private final @Nullable String content;
  private final List<MessageContent> contents;
  private final @Nullable String name;
  private final @Nullable String toolCallId;
  private final List<ToolCall> toolCalls;
  private final @Nullable String functionCallName;
  private final @Nullable String functionCallArguments;

  private Message(Builder builder) {
    this.role = builder.role;
    this.content = builder.content;
    this.contents = builder.contents;
    this.name = builder.name;
    this.toolCallId = builder.toolCallId;
    this.toolCalls = builder.toolCalls;
    this.functionCallName = builder.functionCallName;
    this.functionCallArguments = builder.functionCallArguments;
  }

  private Message(@Nullable String role, @Nullable String content) {
    this.role = role;
    this.content = content;
    this.contents = List.of();
    this.name = null;
    this.toolCallId = null;
    this.toolCalls = List.of();
    this.functionCallName = null;
    this.functionCallArguments = null;
  }

  /** Returns a message of the role {@code system}. */
  public static Message system(@Nullable String content) {
    return of("system", content);
  }

  /** Returns a message of the role {@code user}. */
  public static Message user(@Nullable String content) {
    return of("user", content);
  }

  /** Returns a message of the role {@code assistant}. */
  public static Message assistant(@Nullable String content) {
    return of("assistant", content);
  }

  /**
   * Returns the result of a tool, as a message of the role {@code tool}.
   *
   * @param toolCallId the identifier of the {@link ToolCall} that the message answers
   * @param content the result
   */
  public static Message tool(@Nullable String toolCallId, @Nullable String content) {
    return builder("tool").toolCallId(toolCallId).content(content).build();
  }

  /** Returns a message of text alone. */
  public static Message of(@Nullable String role, @Nullable String content) {
    return new Message(role, content);
  }

  /**
   * Returns a builder.
   *
   * @param role for example {@code user}, {@code assistant}, {@code system} or {@code tool}
   */
  public static Builder builder(@Nullable String role) {
    return new Builder(role);
  }

  /** Returns the role, for example {@code user}, or null if none is set. */
  public @Nullable String role() {
    return role;
  }

  /** Returns the text of a message that has only text, or null if there is none. */
  public @Nullable String content() {
    return content;
  }

  /** Returns the parts of the message, in order; empty if there are none. */
  public List<MessageContent> contents() {
    return contents;
  }

  /** Returns the name of the tool or function that the message comes from, or null. */
  public @Nullable String name() {
    return name;
  }

  /** Returns the identifier of the tool call that the message answers, or null. */
  public @Nullable String toolCallId() {
    return toolCallId;
  }

  /** Returns the tool calls that the model asks for; empty if there are none. */
  public List<ToolCall> toolCalls() {
    return toolCalls;
  }

  /** Returns the function name of OpenAI's deprecated {@code function_call}, or null. */
  public @Nullable String functionCallName() {
    return functionCallName;
  }

  /**
   * Returns the arguments of OpenAI's deprecated {@code function_call} as a JSON string, or null.
   */
  public @Nullable String functionCallArguments() {
    return functionCallArguments;
  }

  void writeTo(MessageKeys keys, AttributeSink sink) {
    sink.set(keys.role, role);
    // A message that says nothing keeps its place, so that the list has no hole.
    sink.set(keys.content, isBlank() ? "" : content);
    if (!isTextAlone()) {
      writeParts(keys.parts(), sink);
    }
  }

  /** Tells whether there is nothing to record. */
  boolean isBlank() {
    return role == null && content == null && isTextAlone();
  }

  private boolean isTextAlone() {
    return name == null
        && toolCallId == null
        && functionCallName == null
        && functionCallArguments == null
        && contents.isEmpty()
        && toolCalls.isEmpty();
  }

  private void writeParts(MessagePartKeys keys, AttributeSink sink) {
    sink.set(keys.name, name);
    sink.set(keys.toolCallId, toolCallId);
    sink.set(keys.functionCallName, functionCallName);
    sink.set(keys.functionCallArguments, functionCallArguments);
    for (int i = 0; i < contents.size(); i++) {
      contents.get(i).writeTo(keys.contents.at(i), sink);
    }
    for (int i = 0; i < toolCalls.size(); i++) {
      toolCalls.get(i).writeTo(keys.toolCalls.at(i), sink);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Message that && state().equals(that.state());
  }

  @Override
  public int hashCode() {
    return state().hashCode();
  }

  private List<@Nullable Object> state() {
    return Arrays.asList(
        role,
        content,
        contents,
        name,
        toolCallId,
        toolCalls,
        functionCallName,
        functionCallArguments);
  }

  /** Returns names, numbers and counts, but no content that a {@link TraceConfig} could hide. */
  @Override
  public String toString() {
    return ValueText.of("Message")
        .with("role", role)
        .text("content", content)
        .count(contents.size(), "content")
        .with("name", name)
        .with("toolCallId", toolCallId)
        .count(toolCalls.size(), "tool call")
        .with("functionCallName", functionCallName)
        .toString();
  }

  /**
   * Builds a {@link Message}. Values that are null or not set are not recorded.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private final @Nullable String role;
    private @Nullable String content;
    private List<MessageContent> contents = List.of();
    private @Nullable String name;
    private @Nullable String toolCallId;
    private List<ToolCall> toolCalls = List.of();
    private @Nullable String functionCallName;
    private @Nullable String functionCallArguments;

    private Builder(@Nullable String role) {
      this.role = role;
    }

    /** Sets the text of a message that has only text ({@code message.content}). */
    public Builder content(@Nullable String content) {
      this.content = content;
      return this;
    }

    /**
     * Sets the parts of the message, in order ({@code message.contents}). A part that has nothing
     * is left out.
     */
    public Builder contents(@Nullable List<MessageContent> contents) {
      this.contents = NonNullElements.copyOf(contents, MessageContent::isBlank);
      return this;
    }

    /** Sets the name of the tool or function that the message comes from. */
    public Builder name(@Nullable String name) {
      this.name = name;
      return this;
    }

    /** Sets the identifier of the tool call that the message answers. */
    public Builder toolCallId(@Nullable String toolCallId) {
      this.toolCallId = toolCallId;
      return this;
    }

    /** Sets the tool calls that the model asks for. A call that has nothing is left out. */
    public Builder toolCalls(@Nullable List<ToolCall> toolCalls) {
      this.toolCalls = NonNullElements.copyOf(toolCalls, ToolCall::isBlank);
      return this;
    }

    /**
     * Sets OpenAI's deprecated {@code function_call}, which tool calls replaced.
     *
     * @param name the function's name
     * @param arguments the function's arguments as a JSON string
     */
    public Builder functionCall(@Nullable String name, @Nullable String arguments) {
      this.functionCallName = name;
      this.functionCallArguments = arguments;
      return this;
    }

    /** Returns the message. */
    public Message build() {
      return new Message(this);
    }
  }
}
