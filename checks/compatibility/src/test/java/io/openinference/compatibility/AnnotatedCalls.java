// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import io.openinference.instrumentation.annotations.Chain;
import io.openinference.instrumentation.annotations.Tool;
import io.openinference.instrumentation.annotations.Traced;
import io.openinference.semconv.OpenInferenceSpanKind;

/** A program that knows nothing of us but annotations. */
final class AnnotatedCalls {

  public static void main(String[] arguments) {
    System.out.println(answer("Where is order 1042?"));
  }

  @Chain
  static String answer(String question) {
    return rank(orderStatus(question.replaceAll("\\D", "")));
  }

  @Tool(description = "Looks an order up")
  private static String orderStatus(String orderId) {
    return orderId + " is delivered";
  }

  @Traced(kind = OpenInferenceSpanKind.RERANKER, name = "best answer")
  private static String rank(String answer) {
    return answer;
  }

  private AnnotatedCalls() {}
}
