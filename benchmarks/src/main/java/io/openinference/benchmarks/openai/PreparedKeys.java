// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.openai;

import io.openinference.semconv.LlmAttributes;
import io.openinference.semconv.MessageAttributes;
import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import java.util.stream.IntStream;

/** The keys of messages, made before the first call. */
final class PreparedKeys {

  private static final int MESSAGES = 5_000;

  static final List<AttributeKey<String>> INPUT_ROLES =
      IntStream.range(0, MESSAGES)
          .mapToObj(i -> LlmAttributes.LLM_INPUT_MESSAGES.at(i, MessageAttributes.MESSAGE_ROLE))
          .toList();
  static final List<AttributeKey<String>> INPUT_CONTENTS =
      IntStream.range(0, MESSAGES)
          .mapToObj(i -> LlmAttributes.LLM_INPUT_MESSAGES.at(i, MessageAttributes.MESSAGE_CONTENT))
          .toList();
  static final AttributeKey<String> OUTPUT_ROLE =
      LlmAttributes.LLM_OUTPUT_MESSAGES.at(0, MessageAttributes.MESSAGE_ROLE);
  static final AttributeKey<String> OUTPUT_CONTENT =
      LlmAttributes.LLM_OUTPUT_MESSAGES.at(0, MessageAttributes.MESSAGE_CONTENT);

  private PreparedKeys() {}
}
