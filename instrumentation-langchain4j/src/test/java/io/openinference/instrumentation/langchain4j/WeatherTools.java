// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import io.opentelemetry.api.OpenTelemetry;

/** Tools of an application, one of which makes a span of its own. */
final class WeatherTools {

  private final OpenTelemetry openTelemetry;

  WeatherTools(OpenTelemetry openTelemetry) {
    this.openTelemetry = openTelemetry;
  }

  @Tool("Tells the weather in a city")
  String getWeather(@P("the city") String city) {
    openTelemetry.getTracer("application").spanBuilder("weather station").startSpan().end();
    return "sunny in " + city;
  }

  @Tool("Tells the time in a city")
  String getTime(@P("the city") String city) {
    return "noon in " + city;
  }

  @Tool("Never works")
  String broken() {
    throw new IllegalStateException("out of order");
  }
}
