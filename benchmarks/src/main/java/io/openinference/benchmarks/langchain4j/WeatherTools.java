// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.langchain4j;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;

/** The tools that the model may call. */
final class WeatherTools {

  @Tool("Tells the weather of a city")
  String getWeather(@P("name of the city") String city) {
    return "12 degrees and rain in " + city;
  }
}
