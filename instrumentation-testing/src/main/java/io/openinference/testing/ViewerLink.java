// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends the trace of a failed test to a viewer that runs. */
final class ViewerLink {

  private static final String PROPERTY = "openinference.testing.viewer";
  private static final String OFF = "off";
  private static final String DEFAULT = "http://localhost:6006";
  private static final String VERSION_HEADER = "X-OpenInference-Viewer-Version";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * Sends the spans, and returns the address of their trace.
   *
   * @param request a message ExportTraceServiceRequest
   * @return null if no viewer runs
   * @throws IOException if the viewer does not take the spans, or the viewer that is set does not
   *     answer
   */
  static @Nullable String show(byte[] request, String traceId) throws IOException {
    String set = System.getProperty(PROPERTY, "").strip();
    if (set.equals(OFF)) {
      return null;
    }
    String url = (set.isEmpty() ? DEFAULT : set).replaceFirst("/+$", "");
    HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    try {
      if (set.isEmpty() && !isViewer(http)) {
        return null;
      }
      HttpResponse<Void> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(url + "/v1/traces"))
                  .timeout(PATIENCE)
                  .header("Content-Type", "application/x-protobuf")
                  .POST(BodyPublishers.ofByteArray(request))
                  .build(),
              BodyHandlers.discarding());
      if (answer.statusCode() != 200) {
        throw new IOException(url + " answers " + answer.statusCode());
      }
      return url + "/t/" + traceId;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return null;
    } catch (IOException failure) {
      throw set.isEmpty() ? failure : new IOException(PROPERTY + " is " + url, failure);
    }
  }

  /** Another program may listen there. Spans of tests go to no other one than the viewer. */
  private static boolean isViewer(HttpClient http) throws InterruptedException {
    try {
      return http.send(
              HttpRequest.newBuilder(URI.create(DEFAULT + "/arize_phoenix_version"))
                  .timeout(PATIENCE)
                  .build(),
              BodyHandlers.discarding())
          .headers()
          .firstValue(VERSION_HEADER)
          .isPresent();
    } catch (IOException nobodyThere) {
      return false;
    }
  }

  private ViewerLink() {}
}
