// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import io.openinference.instrumentation.annotations.Agent;
import io.openinference.instrumentation.annotations.Tool;
import io.openinference.instrumentation.annotations.Traced;
import io.openinference.semconv.OpenInferenceSpanKind;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A program whose annotated methods return publishers. */
final class ReactiveCalls {

  public static void main(String[] arguments) {
    System.out.println(answer("Where is it?").contextWrite(c -> c.put("user", "Ada")).block());
  }

  @Agent(name = "shop")
  private static Mono<String> answer(String question) {
    return Mono.deferContextual(
        context -> check().then(Mono.just(orderStatus() + ", " + context.get("user"))));
  }

  @Tool
  private static String orderStatus() {
    return "Delivered";
  }

  @Traced(kind = OpenInferenceSpanKind.GUARDRAIL)
  private static Flux<String> check() {
    return Flux.just("allowed");
  }

  private ReactiveCalls() {}
}
