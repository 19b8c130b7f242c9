// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openinference.viewer.internal.store.Prices;
import io.openinference.viewer.internal.store.TraceStore;
import io.openinference.viewer.internal.web.ChangeSignal;
import io.openinference.viewer.internal.web.ViewerServer;
import io.openinference.viewer.internal.web.WebSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Receives spans over OTLP and shows them in a browser.
 *
 * <pre>{@code
 * try (OpenInferenceViewer viewer = OpenInferenceViewer.start()) {
 *   System.out.println(viewer.url());
 *   ...
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class OpenInferenceViewer implements AutoCloseable {

  private static final int DEFAULT_OTLP_PORT = 4318;
  private static final int DEFAULT_GRPC_PORT = 4317;

  private final Folder folder;
  private final TraceStore store;
  private final ViewerServer server;
  private final Retention retention;
  private final String host;
  private final @Nullable String token;

  private OpenInferenceViewer(
      Folder folder,
      TraceStore store,
      ViewerServer server,
      Retention retention,
      String host,
      @Nullable String token) {
    this.folder = folder;
    this.store = store;
    this.server = server;
    this.retention = retention;
    this.host = host;
    this.token = token;
  }

  /**
   * Starts a viewer on port 6006, which keeps traces until it closes.
   *
   * @throws IllegalStateException if the port is taken
   */
  public static OpenInferenceViewer start() {
    return builder().start();
  }

  /** Returns a builder. */
  public static OpenInferenceViewerBuilder builder() {
    return new OpenInferenceViewerBuilder();
  }

  /** A text that is too long costs its span only, and not the whole request. */
  private static ObjectMapper mapper() {
    StreamReadConstraints constraints =
        StreamReadConstraints.builder().maxStringLength(64 << 20).maxNestingDepth(5_000).build();
    return new ObjectMapper(JsonFactory.builder().streamReadConstraints(constraints).build());
  }

  static OpenInferenceViewer start(OpenInferenceViewerBuilder builder) {
    Folder folder = null;
    TraceStore store = null;
    ViewerServer server = null;
    try {
      WebSettings settings = settings(builder);
      CompletableFuture<ObjectMapper> mapper = prepare();
      folder = Folder.of(builder.dataDirectory);
      ChangeSignal signal = new ChangeSignal();
      store = TraceStore.open(folder.path(), () -> await(mapper), signal);
      server = ViewerServer.start(settings, store, signal, await(mapper));
      Retention retention = Retention.start(store, builder.maxAge, builder.maxBytes);
      String host = settings.host() == null ? "localhost" : settings.host();
      return new OpenInferenceViewer(folder, store, server, retention, host, settings.token());
    } catch (IOException failure) {
      close(server, store, folder);
      throw new IllegalStateException(message(failure, folder), failure);
    } catch (RuntimeException | Error failure) {
      // The libraries of the viewer may have other versions in this application.
      close(server, store, folder);
      throw failure;
    }
  }

  private static void close(
      @Nullable ViewerServer server, @Nullable TraceStore store, @Nullable Folder folder) {
    if (server != null) {
      server.close();
    }
    if (store != null) {
      store.close();
    }
    if (folder != null) {
      folder.close();
    }
  }

  /**
   * Loads Jackson and the server on a thread of their own, while this thread loads the database.
   * Each of both takes a third of the start.
   */
  private static CompletableFuture<ObjectMapper> prepare() {
    CompletableFuture<ObjectMapper> made = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                made.complete(mapper());
                ViewerServer.load();
              } catch (Throwable fault) {
                // The thread that waits throws it.
                made.completeExceptionally(fault);
              }
            },
            "openinference-viewer-start");
    thread.setDaemon(true);
    thread.start();
    return made;
  }

  /** Returns the mapper, or throws what the thread that makes the mapper has thrown. */
  private static ObjectMapper await(CompletableFuture<ObjectMapper> mapper) {
    try {
      return mapper.join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof Error fault) {
        throw fault;
      }
      if (failure.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw failure;
    }
  }

  private static String message(IOException failure, @Nullable Folder folder) {
    if (!(failure instanceof FileSystemException file)) {
      return String.valueOf(failure.getMessage());
    }
    String reason = file.getReason();
    return file.getFile()
        + " cannot be used: "
        + (reason == null ? file.getClass().getSimpleName() : reason)
        + (folder == null ? "." : ". Choose another folder with --data FOLDER.");
  }

  private static WebSettings settings(OpenInferenceViewerBuilder builder) throws IOException {
    String host = builder.host;
    boolean loopback = host == null || InetAddress.getByName(host).isLoopbackAddress();
    String token = builder.token;
    if (token == null && !loopback) {
      byte[] random = new byte[16];
      new SecureRandom().nextBytes(random);
      token = HexFormat.of().formatHex(random);
    }
    return new WebSettings(
        host,
        builder.port,
        additional(builder.otlpPort, builder.port, DEFAULT_OTLP_PORT),
        additional(builder.grpcPort, builder.port, DEFAULT_GRPC_PORT),
        token,
        Set.copyOf(builder.allowedHosts),
        Set.copyOf(builder.allowedOrigins),
        Prices.read(builder.prices),
        version());
  }

  /** Tests that start a viewer on any port must not take the well-known ports. */
  private static int additional(int set, int port, int fallback) {
    if (set != OpenInferenceViewerBuilder.UNSET) {
      return set;
    }
    return port == 0 ? -1 : fallback;
  }

  private static String version() {
    String version = OpenInferenceViewer.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** Returns the address of the pages, which is the endpoint for spans as well. */
  public String url() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return "http://" + name + ":" + server.port();
  }

  /** Returns the address of the page of a trace. */
  public String url(String traceId) {
    return url() + "/t/" + traceId;
  }

  /** Returns the port for OTLP over gRPC, or -1 if it is not open. */
  public int grpcPort() {
    return server.grpcPort();
  }

  /** Returns the token that clients must show, or null if they need none. */
  public @Nullable String token() {
    return token;
  }

  /** Returns the folder that holds the traces. */
  public Path dataDirectory() {
    return folder.path();
  }

  List<String> notes() {
    return server.notes();
  }

  int otlpPort() {
    return server.otlpPort();
  }

  /** Stops the viewer. Traces in a temporary folder are deleted. */
  @Override
  public void close() {
    retention.close();
    server.close();
    store.close();
    folder.close();
  }
}
