// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import io.openinference.instrumentation.annotations.Chain;
import java.util.concurrent.CompletableFuture;

/** A program whose annotated methods call themselves, and hand out their own futures. */
final class RecursiveCalls {

  interface Planner {

    @Chain
    default int plan(int steps) {
      return steps == 0 ? 0 : 1 + plan(steps - 1);
    }
  }

  private static final CompletableFuture<String> ANSWER = new CompletableFuture<>();

  public static void main(String[] arguments) {
    System.out.println(new Planner() {}.plan(3_000));
    System.out.println(answerLater() == ANSWER);
    ANSWER.complete("later");
  }

  @Chain
  private static CompletableFuture<String> answerLater() {
    return ANSWER;
  }

  private RecursiveCalls() {}
}
