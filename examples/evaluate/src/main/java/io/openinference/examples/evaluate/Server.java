// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.evaluate;

import io.openinference.phoenix.PhoenixClient;
import io.openinference.phoenix.experiments.ExperimentResult;
import io.openinference.viewer.OpenInferenceViewer;
import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps traces, datasets and experiments: the Phoenix in the environment, else a viewer of this
 * program.
 */
final class Server implements AutoCloseable {

  private final PhoenixClient client;
  private final @Nullable OpenInferenceViewer viewer;
  private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

  private Server(PhoenixClient client, @Nullable OpenInferenceViewer viewer) {
    this.client = client;
    this.viewer = viewer;
  }

  static Server start(Map<String, String> environment) {
    if (!environment.getOrDefault("PHOENIX_COLLECTOR_ENDPOINT", "").isBlank()) {
      return new Server(PhoenixClient.create(), null);
    }
    OpenInferenceViewer viewer = OpenInferenceViewer.builder().port(0).start();
    return new Server(PhoenixClient.builder().baseUrl(viewer.url()).build(), viewer);
  }

  PhoenixClient client() {
    return client;
  }

  /** Returns a name that no earlier run on the same Phoenix took. */
  String name(String name) {
    return outlivesProgram() ? name + "-" + run : name;
  }

  void report(PrintStream out, ExperimentResult result) {
    if (outlivesProgram()) {
      out.println("Experiments: " + result.url());
    }
  }

  private boolean outlivesProgram() {
    return viewer == null;
  }

  @Override
  public void close() {
    if (viewer != null) {
      viewer.close();
    }
  }
}
