// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The agent's description of its settings before it starts the SDK. */
class SpanRouteTest {

  private final Map<String, String> set = new HashMap<>();
  private final LogRecorder log = new LogRecorder();

  @AfterEach
  void unset() {
    set.keySet().forEach(System::clearProperty);
    log.close();
  }

  private void set(String settings) {
    for (String setting : settings.split(" ")) {
      String[] pair = setting.split("=", 2);
      set.put(pair[0], pair[1]);
      System.setProperty(pair[0], pair[1]);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          phoenix.project=shop | to http://localhost:6006/v1/traces, project shop
          phoenix.collector.endpoint=https://p.example.com phoenix.api.key=s3cret | to https://p.example.com/v1/traces, project default
          otel.exporter.otlp.endpoint=http://c:4317 | to http://c:4317, project default
          otel.resource.attributes=a=b,openinference.project.name=my%20shop | to http://localhost:6006/v1/traces, project my shop
          phoenix.collector.endpoint=nonsense | to http://localhost:6006/v1/traces, project default
          otel.sdk.disabled=true | nowhere (otel.sdk.disabled, otel.traces.exporter)
          otel.traces.exporter=none | nowhere (otel.sdk.disabled, otel.traces.exporter)
          otel.traces.exporter=console | to the exporter console, project default
          otel.config.file=sdk.yaml | to the exporters in the file of otel.config.file
          """)
  void namesTargetAndProject(String settings, String route) {
    set(settings);

    assertThat(SpanRoute.ofEnvironment()).isEqualTo(route);
    assertThat(log.warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "otel.resource.attributes=openinference.project.name=shop, shop",
    "phoenix.project=not-read-by-that-agent, default"
  })
  void namesTheProjectBesideOpenTelemetrysAgent(String settings, String project) {
    set(settings);

    assertThat(SpanRoute.ofOpenTelemetryAgent())
        .isEqualTo("where OpenTelemetry's agent sends them, project " + project);
  }

  /** An agent and an application have copies of the class each. */
  @Test
  void eachRouteIsToldOnceInAProcess() throws Exception {
    set("otel.exporter.otlp.endpoint=http://told-" + System.nanoTime() + ".example");
    String route = SpanRoute.ofEnvironment();
    try (URLClassLoader agent =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      Object told =
          agent
              .loadClass(OpenInferenceSdkStarter.class.getName())
              .getMethod("announcedRoute")
              .invoke(null);
      assertThat(told).isEqualTo(route).asString().contains("told-");
    }
    assertThat(SpanRoute.tell("OpenInference: spans go " + route)).isFalse();
    assertThat(SpanRoute.tell(route + "2")).isTrue();
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
