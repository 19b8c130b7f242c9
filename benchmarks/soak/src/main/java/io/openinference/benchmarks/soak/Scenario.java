// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

import java.util.Random;

/** A task of the application: how often it runs, and how many spans it makes below the caller's. */
enum Scenario {
  OPENAI_CALL(20, 1, "plain"),
  OPENAI_CALL_FAILS(4, 1, "fail"),
  OPENAI_CALL_ASYNC(8, 1, "plain"),
  OPENAI_CALL_CANCELLED(4, 1, "slow"),
  OPENAI_STREAM(12, 1, "plain"),
  OPENAI_STREAM_CLOSED_EARLY(6, 1, "plain"),
  OPENAI_STREAM_ABANDONED(4, 1, "plain"),
  OPENAI_STREAM_CUT(4, 1, "cut"),
  OPENAI_STREAM_ASYNC(8, 1, "plain"),
  OPENAI_STREAM_ASYNC_CLOSED(4, 1, "plain"),
  LANGCHAIN4J_CALL(12, 1, "plain"),
  LANGCHAIN4J_CALL_FAILS(4, 1, "fail"),
  LANGCHAIN4J_STREAM(8, 1, "plain"),
  LANGCHAIN4J_STREAM_CANCELLED(4, 1, "plain"),
  LANGCHAIN4J_STREAM_CUT(4, 1, "cut"),
  ANTHROPIC_CALL(6, 1, "plain"),
  ANTHROPIC_CALL_FAILS(2, 1, "fail"),
  ANTHROPIC_STREAM(6, 1, "plain"),
  ANTHROPIC_STREAM_CLOSED_EARLY(3, 1, "plain"),
  GOOGLE_CALL(6, 1, "plain"),
  GOOGLE_CALL_FAILS(2, 1, "fail"),
  GOOGLE_STREAM(6, 1, "plain"),
  GOOGLE_STREAM_CLOSED_EARLY(3, 1, "plain"),
  BEDROCK_CALL(6, 1, "plain"),
  BEDROCK_CALL_FAILS(2, 1, "fail"),
  BEDROCK_STREAM(6, 1, "plain"),
  /** AGENT, LLM, TOOL, LLM. */
  LANGCHAIN4J_SERVICE(8, 4, "tool");

  private static final Scenario[] ALL = values();
  private static final int TOTAL_WEIGHT = totalWeight();

  private final int weight;
  private final int spans;
  private final String answer;

  Scenario(int weight, int spans, String answer) {
    this.weight = weight;
    this.spans = spans;
    this.answer = answer;
  }

  static Scenario pick(Random random) {
    int rest = random.nextInt(TOTAL_WEIGHT);
    int i = 0;
    while (rest >= ALL[i].weight) {
      rest -= ALL[i].weight;
      i++;
    }
    return ALL[i];
  }

  private static int totalWeight() {
    int total = 0;
    for (Scenario scenario : ALL) {
      total += scenario.weight;
    }
    return total;
  }

  /** With that of the caller. */
  int spans() {
    return spans + 1;
  }

  /** How the model's server is asked to answer. */
  String answer() {
    return answer;
  }

  /** Whether the application is to see an exception, or may. */
  boolean mayFail() {
    return !answer.equals("plain") && !answer.equals("tool");
  }

  /** Whether its time at the call site means the same with and without tracing. */
  boolean isTimed() {
    return this == OPENAI_CALL || this == OPENAI_STREAM || this == LANGCHAIN4J_CALL;
  }
}
