// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tool call that a model asked for, inside a {@link Message}.
 *
 * <p>Follows the {@code tool_call.*} attributes of the OpenInference semantic conventions.
 *
 * @since 0.1.0
 */
public final class ToolCall {

  private final @Nullable String id;
  private final @Nullable String functionName;
  private final @Nullable String functionArguments;
  private final @Nullable String reasoningSignature;

  private ToolCall(Builder builder) {
    this.id = builder.id;
    this.functionName = builder.functionName;
    this.functionArguments = builder.functionArguments;
    this.reasoningSignature = builder.reasoningSignature;
  }

  /**
   * Returns a tool call with its three usual parts; null values are not recorded.
   *
   * @param id the identifier that the tool's result refers to
   * @param functionName the name of the function to call
   * @param functionArguments the arguments as a JSON string
   */
  public static ToolCall of(
      @Nullable String id, @Nullable String functionName, @Nullable String functionArguments) {
    return builder().id(id).functionName(functionName).functionArguments(functionArguments).build();
  }

  /** Returns an empty builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the identifier that the tool's result refers to, or null. */
  public @Nullable String id() {
    return id;
  }

  /** Returns the name of the function to call, or null. */
  public @Nullable String functionName() {
    return functionName;
  }

  /** Returns the arguments as a JSON string, or null. */
  public @Nullable String functionArguments() {
    return functionArguments;
  }

  /** Returns the vendor's opaque reasoning token, or null. */
  public @Nullable String reasoningSignature() {
    return reasoningSignature;
  }

  /** Tells whether there is nothing to record. */
  boolean isBlank() {
    return id == null
        && functionName == null
        && functionArguments == null
        && reasoningSignature == null;
  }

  void writeTo(ToolCallKeys keys, AttributeSink sink) {
    sink.set(keys.id, id);
    sink.set(keys.functionName, functionName);
    sink.set(keys.functionArguments, functionArguments);
    sink.set(keys.reasoningSignature, reasoningSignature);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ToolCall that && state().equals(that.state());
  }

  @Override
  public int hashCode() {
    return state().hashCode();
  }

  private List<@Nullable Object> state() {
    return Arrays.asList(id, functionName, functionArguments, reasoningSignature);
  }

  /** Returns names, numbers and counts, but no content that a {@link TraceConfig} could hide. */
  @Override
  public String toString() {
    return ValueText.of("ToolCall")
        .with("id", id)
        .with("functionName", functionName)
        .text("functionArguments", functionArguments)
        .toString();
  }

  /**
   * Builds a {@link ToolCall}. Values that are null or not set are not recorded.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private @Nullable String id;
    private @Nullable String functionName;
    private @Nullable String functionArguments;
    private @Nullable String reasoningSignature;

    private Builder() {}

    /** Sets the identifier that the tool's result refers to ({@code tool_call.id}). */
    public Builder id(@Nullable String id) {
      this.id = id;
      return this;
    }

    /** Sets the name of the function to call ({@code tool_call.function.name}). */
    public Builder functionName(@Nullable String functionName) {
      this.functionName = functionName;
      return this;
    }

    /** Sets the arguments as a JSON string ({@code tool_call.function.arguments}). */
    public Builder functionArguments(@Nullable String functionArguments) {
      this.functionArguments = functionArguments;
      return this;
    }

    /** Sets the arguments, written as JSON ({@code tool_call.function.arguments}). */
    public Builder functionArguments(@Nullable Map<String, ?> functionArguments) {
      return functionArguments(JsonObject.textOf(functionArguments));
    }

    /**
     * Sets the vendor's opaque reasoning token, verbatim ({@code tool_call.reasoning_signature}).
     */
    public Builder reasoningSignature(@Nullable String reasoningSignature) {
      this.reasoningSignature = reasoningSignature;
      return this;
    }

    /** Returns the tool call. */
    public ToolCall build() {
      return new ToolCall(this);
    }
  }
}
