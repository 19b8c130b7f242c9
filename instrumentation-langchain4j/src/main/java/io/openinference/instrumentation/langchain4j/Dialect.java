// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.model.output.FinishReason;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The API of the service behind a model, for cases in which LangChain4j's own classes hide
 * differences between APIs.
 */
enum Dialect {
  /** The chat API of OpenAI and of compatible servers. */
  OPENAI("stop", "length", "tool_calls", "content_filter"),
  OLLAMA("stop", "length", "stop", "content_filter"),
  ANTHROPIC("end_turn", "max_tokens", "tool_use", "refusal"),
  BEDROCK("end_turn", "max_tokens", "tool_use", "content_filtered"),
  GEMINI("STOP", "MAX_TOKENS", "STOP", "SAFETY"),
  UNKNOWN("stop", "length", "tool_calls", "content_filter");

  private final String stop;
  private final String length;
  private final String toolCalls;
  private final String contentFilter;

  Dialect(String stop, String length, String toolCalls, String contentFilter) {
    this.stop = stop;
    this.length = length;
    this.toolCalls = toolCalls;
    this.contentFilter = contentFilter;
  }

  /** Returns the API that a model uses. */
  static Dialect of(Object model) {
    String host = ModelOrigin.declaredHost(model);
    return switch (host == null ? "" : host) {
      case "OPEN_AI", "AZURE_OPEN_AI", "MICROSOFT_FOUNDRY", "GITHUB_MODELS", "MISTRAL_AI" -> OPENAI;
      case "OLLAMA" -> OLLAMA;
      case "ANTHROPIC", "GOOGLE_VERTEX_AI_ANTHROPIC" -> ANTHROPIC;
      case "AMAZON_BEDROCK" -> BEDROCK;
      case "GOOGLE_AI_GEMINI", "GOOGLE_GENAI", "GOOGLE_VERTEX_AI_GEMINI" -> GEMINI;
      default -> UNKNOWN;
    };
  }

  /** Returns the API's word for a finish reason. */
  @Nullable String finishReason(@Nullable FinishReason reason) {
    if (reason == null) {
      return null;
    }
    return switch (reason) {
      case STOP -> stop;
      case LENGTH -> length;
      case TOOL_EXECUTION -> toolCalls;
      case CONTENT_FILTER -> contentFilter;
      default -> reason.name().toLowerCase(Locale.ROOT);
    };
  }

  /** Tells whether the API orders tool calls among the other parts of a message. */
  boolean ordersToolCalls() {
    return this != OPENAI && this != OLLAMA;
  }

  /** Tells whether a signature belongs to the tool call or text after the reasoning. */
  boolean signsWhatFollows() {
    return this == GEMINI;
  }
}
