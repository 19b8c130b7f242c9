// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import java.util.ArrayList;
import java.util.List;

/** Starts the shop, asks once at once and once in a stream, and ends. */
final class AskingProgram {

  /**
   * Runs the program.
   *
   * @param arguments the URL of the model, and properties
   */
  public static void main(String[] arguments) {
    List<String> properties = new ArrayList<>(List.of(OpenAIShop.properties(arguments[0])));
    properties.addAll(List.of(arguments).subList(1, arguments.length));
    try (BootApplication application =
        BootApplication.start(
            "servlet", List.of(OpenAIShop.Application.class), properties.toArray(String[]::new))) {
      System.out.println("answer: " + application.get("/ask/c-1"));
      System.out.println("answer: " + application.get("/stream/c-2"));
      System.out.println("Brave: " + application.context().containsBean("braveTracer"));
    }
    // The threads of OkHttp, which Spring AI 2 uses for streams, would live for another minute.
    System.exit(0);
  }

  private AskingProgram() {}
}
