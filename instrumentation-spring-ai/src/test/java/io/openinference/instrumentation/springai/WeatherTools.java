// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import org.springframework.ai.tool.annotation.Tool;

/** Tools of an application. */
final class WeatherTools {

  @Tool(description = "Tells the weather of a city.")
  String weather(String city) {
    return "sunny in " + city;
  }

  @Tool(description = "Fails.")
  String broken(String city) {
    throw new IllegalStateException("no weather for " + city);
  }

  @Tool(description = "Answers at once.", returnDirect = true)
  String direct(String city) {
    return "directly " + city;
  }
}
