// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.openaiserver;

/** An answer of the model. */
sealed interface Answer {

  long tokens();

  /** The answer in words. */
  record Text(String text) implements Answer {
    @Override
    public long tokens() {
      return Tokenizer.count(text);
    }
  }

  /**
   * The wish to run a tool.
   *
   * @param arguments a JSON object
   */
  record ToolCall(String name, String arguments) implements Answer {
    @Override
    public long tokens() {
      return Tokenizer.count(name) + Tokenizer.count(arguments);
    }
  }
}
