// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.viewer.OpenInferenceViewer;
import io.openinference.viewer.OpenInferenceViewerBuilder;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A viewer that the application contexts of this process share. The last of them to close ends it.
 *
 * <p>A process has several contexts in tests, and more than one context may name the same port.
 */
final class SharedViewer {

  private static final int NO_PORT = -1;
  private static final String VERSION_HEADER = "X-OpenInference-Viewer-Version";
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Object LOCK = new Object();

  /** By the port that the properties name. Guarded by {@link #LOCK}. */
  private static final Map<Integer, SharedViewer> RUNNING = new HashMap<>();

  private final @Nullable OpenInferenceViewer viewer;
  private final String url;
  private final String note;

  /** Guarded by {@link #LOCK}. */
  private int users;

  private SharedViewer(@Nullable OpenInferenceViewer viewer, String url, String note) {
    this.viewer = viewer;
    this.url = url;
    this.note = note;
  }

  /**
   * Returns the viewer on a port, which starts unless it runs.
   *
   * @throws IllegalStateException if the viewer cannot start; the message says why
   */
  static SharedViewer open(OpenInferenceProperties.Viewer properties) {
    int port = properties.port();
    synchronized (LOCK) {
      SharedViewer known = RUNNING.get(port);
      if (known == null) {
        known = start(properties);
        if (port != 0) {
          RUNNING.put(port, known);
        }
      }
      known.users++;
      return known;
    }
  }

  /** Ends the viewer if nobody else in this process uses it. */
  void close() {
    synchronized (LOCK) {
      users--;
      if (users == 0) {
        RUNNING.values().remove(this);
        if (viewer != null) {
          viewer.close();
        }
      }
    }
  }

  String url() {
    return url;
  }

  /** Returns what is unusual about this viewer; empty if nothing is. */
  String note() {
    return note;
  }

  private static SharedViewer start(OpenInferenceProperties.Viewer properties) {
    try {
      return of(builder(properties).start(), "");
    } catch (IllegalStateException failure) {
      if (!isTaken(failure)) {
        throw failure;
      }
    }
    // Another application may have started it. Both applications then show up in one place.
    String other = "http://localhost:" + properties.port();
    return isViewer(other)
        ? new SharedViewer(null, other, " (it runs in another process)")
        : of(builder(properties).port(0).start(), " (port " + properties.port() + " is taken)");
  }

  private static SharedViewer of(OpenInferenceViewer viewer, String note) {
    return new SharedViewer(viewer, viewer.url(), note);
  }

  private static OpenInferenceViewerBuilder builder(OpenInferenceProperties.Viewer properties) {
    // An application opens no ports that nobody has named.
    OpenInferenceViewerBuilder builder =
        OpenInferenceViewer.builder()
            .port(properties.port())
            .otlpPort(NO_PORT)
            .grpcPort(NO_PORT)
            .maxSize(properties.maxSize().toBytes());
    if (properties.dataDirectory() != null) {
      builder.dataDirectory(properties.dataDirectory());
    }
    if (properties.maxAge() != null) {
      builder.maxAge(properties.maxAge());
    }
    return builder;
  }

  private static boolean isTaken(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }

  private static boolean isViewer(String url) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/arize_phoenix_version"))
            .timeout(PATIENCE)
            .build();
    try {
      return HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .build()
          .send(request, BodyHandlers.discarding())
          .headers()
          .firstValue(VERSION_HEADER)
          .isPresent();
    } catch (IOException noHttp) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
