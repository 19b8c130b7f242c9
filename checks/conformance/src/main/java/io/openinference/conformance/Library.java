// SPDX-License-Identifier: Apache-2.0
package io.openinference.conformance;

import java.util.Locale;

/**
 * A library that exchanges are replayed through, in Python and in Java.
 *
 * @since 0.1.0
 */
public enum Library {
  /** openai and openai-java. */
  OPENAI("OpenAI"),
  /** anthropic and anthropic-java. */
  ANTHROPIC("Anthropic"),
  /** google-genai, in both languages. */
  GOOGLE_GENAI("Google GenAI"),
  /** boto3 and the AWS SDK for Java 2. */
  AWS_BEDROCK("Amazon Bedrock");

  private final String title;

  Library(String title) {
    this.title = title;
  }

  /** Returns the name in the README. */
  String title() {
    return title;
  }

  /** Returns the folder of the exchanges. */
  String folder() {
    return "exchanges/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
