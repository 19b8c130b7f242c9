// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Configures an {@link OpenInferenceViewer}.
 *
 * @since 0.1.0
 */
public final class OpenInferenceViewerBuilder {

  static final int DEFAULT_PORT = 6006;
  static final int UNSET = -2;
  private static final int NONE = -1;

  final Set<String> allowedHosts = new LinkedHashSet<>();
  final Set<String> allowedOrigins = new LinkedHashSet<>();
  int port = DEFAULT_PORT;
  int otlpPort = UNSET;
  int grpcPort = UNSET;
  @Nullable String host;
  @Nullable String token;
  @Nullable Path dataDirectory;
  long maxBytes;
  @Nullable Duration maxAge;
  @Nullable Path prices;

  OpenInferenceViewerBuilder() {}

  /**
   * Sets the port of the pages, which receives OTLP over HTTP as well. 0 takes any free port. The
   * default is 6006.
   */
  public OpenInferenceViewerBuilder port(int port) {
    this.port = checkPort(port);
    return this;
  }

  /**
   * Sets a second port for OTLP over HTTP; -1 for none. The default is 4318, and none if {@link
   * #port} is 0. The viewer starts without this port if it is taken.
   */
  public OpenInferenceViewerBuilder otlpPort(int port) {
    this.otlpPort = port == NONE ? NONE : checkPort(port);
    return this;
  }

  /**
   * Sets the port for OTLP over gRPC; -1 for none. The default is 4317, and none if {@link #port}
   * is 0. The viewer starts without this port if it is taken.
   */
  public OpenInferenceViewerBuilder grpcPort(int port) {
    this.grpcPort = port == NONE ? NONE : checkPort(port);
    return this;
  }

  /**
   * Sets the address to listen on. Clients of an address that is not a loopback address need a
   * token. The default is the loopback addresses.
   */
  public OpenInferenceViewerBuilder host(String host) {
    this.host = requireNonNull(host, "host");
    return this;
  }

  /** Sets the token that clients must show. The default is a random one if one is needed. */
  public OpenInferenceViewerBuilder token(String token) {
    this.token = requireNonNull(token, "token");
    return this;
  }

  /**
   * Sets the folder that keeps the traces. The default is a temporary folder, which goes when the
   * viewer closes.
   */
  public OpenInferenceViewerBuilder dataDirectory(Path dataDirectory) {
    this.dataDirectory = requireNonNull(dataDirectory, "dataDirectory");
    return this;
  }

  /** Sets the size in bytes above which the oldest traces go. The default is 2 GiB. */
  public OpenInferenceViewerBuilder maxSize(long bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException("maxSize must be positive");
    }
    this.maxBytes = bytes;
    return this;
  }

  /** Sets the age at which traces go. The default keeps them. */
  public OpenInferenceViewerBuilder maxAge(Duration maxAge) {
    if (maxAge.isNegative() || maxAge.isZero()) {
      throw new IllegalArgumentException("maxAge must be positive");
    }
    this.maxAge = maxAge;
    return this;
  }

  /**
   * Sets a file with prices of models, which replace and add to those of the viewer. A line is
   * {@code model,input,output,cache read,cache write}, in dollars for a million tokens.
   */
  public OpenInferenceViewerBuilder prices(Path file) {
    this.prices = requireNonNull(file, "file");
    return this;
  }

  /** Allows requests that are sent to this name of the machine, besides {@code localhost}. */
  public OpenInferenceViewerBuilder allowHost(String name) {
    allowedHosts.add(requireNonNull(name, "name").toLowerCase(java.util.Locale.ROOT));
    return this;
  }

  /** Allows web pages of this origin to send spans, such as {@code http://localhost:3000}. */
  public OpenInferenceViewerBuilder allowOrigin(String origin) {
    allowedOrigins.add(requireNonNull(origin, "origin"));
    return this;
  }

  /**
   * Starts the viewer.
   *
   * @throws IllegalStateException if the port is taken or the folder cannot be used; the message
   *     says what to change
   */
  public OpenInferenceViewer start() {
    return OpenInferenceViewer.start(this);
  }

  private static int checkPort(int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("A port is between 0 and 65535, not " + port);
    }
    return port;
  }
}
