// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** A Boot application that a test starts on a free port and calls over HTTP. */
final class BootApplication implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private BootApplication(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * Starts an application.
   *
   * @param type servlet, reactive or none
   * @param properties as {@code name=value}; they come before those of the environment
   */
  static BootApplication start(String type, List<Class<?>> beans, String... properties) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--spring.main.web-application-type=" + type,
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn",
                "--management.otlp.metrics.export.enabled=false",
                "--spring.application.name=shop"));
    for (String property : properties) {
      arguments.add("--" + property);
    }
    List<Class<?>> sources = new ArrayList<>(beans);
    sources.add(Automatic.class);
    return new BootApplication(
        new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
            .run(arguments.toArray(String[]::new)));
  }

  ConfigurableApplicationContext context() {
    return context;
  }

  String get(String path) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(
                      URI.create(
                          "http://localhost:"
                              + context.getEnvironment().getProperty("local.server.port")
                              + path))
                  .timeout(Duration.ofSeconds(20))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Automatic {}
}
