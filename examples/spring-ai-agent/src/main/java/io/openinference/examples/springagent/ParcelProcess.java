// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.springagent;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How Spring AI starts {@link ParcelServer}: a JVM of its own, with the class path of this one. */
final class ParcelProcess {

  private static final String CONNECTION = "spring.ai.mcp.client.stdio.connections.parcels.";

  /**
   * Returns the properties of the connection.
   *
   * @param options arguments of the server
   */
  static Map<String, Object> properties(String... options) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(
        CONNECTION + "command", Path.of(System.getProperty("java.home"), "bin", "java").toString());
    properties.put(CONNECTION + "args[0]", ParcelServer.class.getName());
    // The process ends with the shop, so no span may wait for others.
    properties.put(CONNECTION + "args[1]", "--openinference.batching=false");
    for (int i = 0; i < options.length; i++) {
      properties.put(CONNECTION + "args[" + (i + 2) + "]", options[i]);
    }
    properties.put(CONNECTION + "env.CLASSPATH", classPath());
    return properties;
  }

  /** Maven runs programs in a class loader of its own. */
  private static String classPath() {
    return ParcelProcess.class.getClassLoader() instanceof URLClassLoader loader
        ? Arrays.stream(loader.getURLs())
            .map(ParcelProcess::file)
            .collect(Collectors.joining(File.pathSeparator))
        : System.getProperty("java.class.path");
  }

  private static String file(URL url) {
    return Path.of(URI.create(url.toString())).toString();
  }

  private ParcelProcess() {}
}
