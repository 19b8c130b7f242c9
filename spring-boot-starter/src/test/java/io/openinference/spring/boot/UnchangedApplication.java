// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the shop, asks once, and prints what the application has: beans, health, endpoints and
 * meters. Each line starts with its kind.
 */
final class UnchangedApplication {

  /** Starts the application with further properties and ends it. */
  public static void main(String[] arguments) {
    List<String> properties = new ArrayList<>(List.of(OpenAIShop.properties(arguments[0])));
    properties.add("management.endpoints.web.exposure.include=*");
    properties.add("management.endpoint.health.show-details=always");
    properties.addAll(List.of(arguments).subList(1, arguments.length));
    try (BootApplication application =
        BootApplication.start(
            "servlet", List.of(OpenAIShop.Application.class), properties.toArray(String[]::new))) {
      System.out.println("answer " + application.get("/ask/c-1"));
      String links = application.get("/actuator");
      // The disk is not as full as before.
      System.out.println(
          "health " + application.get("/actuator/health").replaceAll("\\d{4,}", "number"));
      for (String part : links.split("\"")) {
        if (part.contains("/actuator/")) {
          System.out.println("endpoint " + part.replaceAll(".*/actuator", ""));
        }
      }
      ConfigurableApplicationContext context = application.context();
      for (String name : context.getBeanDefinitionNames()) {
        Class<?> type = context.getType(name);
        System.out.println("bean " + name + " " + (type == null ? null : nameOf(type)));
      }
      printMeters(context.getBean(MeterRegistry.class));
    }
  }

  /** Leaves out what a generated name adds. */
  private static String nameOf(Class<?> type) {
    String name = type.getName();
    int generated = name.indexOf("$$");
    return generated < 0 ? name : name.substring(0, generated);
  }

  private static void printMeters(MeterRegistry registry) {
    TreeSet<String> meters = new TreeSet<>();
    for (Meter meter : registry.getMeters()) {
      List<String> tags = meter.getId().getTags().stream().map(Tag::getKey).sorted().toList();
      meters.add("meter " + meter.getId().getName() + " " + meter.getId().getType() + " " + tags);
    }
    meters.forEach(System.out::println);
  }

  private UnchangedApplication() {}
}
