// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides by a class's name which class loader loads it; the first matching route wins. */
final class Routes {

  /** The packages that instrumentations share. */
  static final String INSTRUMENTATION_API = "io.openinference.instrumentation.api.";

  static final String[] SDK = {
    "io.openinference.sdk.",
    "io.opentelemetry.sdk.",
    "io.opentelemetry.exporter.",
    "io.opentelemetry.proto.",
    "io.opentelemetry.internal.",
    "io.opentelemetry.common."
  };

  private record Route(String prefix, ClassLoader loader) {}

  private final List<Route> routes = new ArrayList<>();

  Routes to(ClassLoader loader, String... prefixes) {
    for (String prefix : prefixes) {
      routes.add(new Route(prefix, loader));
    }
    return this;
  }

  Routes to(ClassLoader loader, List<String> prefixes) {
    return to(loader, prefixes.toArray(String[]::new));
  }

  @Nullable ClassLoader find(String className) {
    for (Route route : routes) {
      if (className.startsWith(route.prefix)) {
        return route.loader;
      }
    }
    return null;
  }
}
