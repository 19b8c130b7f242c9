// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Connects a client and a server of one process, as standard input and output would. */
final class PipedTransport implements McpClientTransport {

  private static final int PIPE_SIZE = 1 << 16;

  private final PipedOutputStream toServer = new PipedOutputStream();
  private final PipedInputStream fromServer = new PipedInputStream(PIPE_SIZE);
  private final StdioServerTransportProvider server;

  /** The messages that the client has sent. */
  final List<String> sent = new CopyOnWriteArrayList<>();

  PipedTransport() {
    try {
      server =
          new StdioServerTransportProvider(
              McpJsonDefaults.getMapper(),
              new PipedInputStream(toServer, PIPE_SIZE),
              new PipedOutputStream(fromServer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the other end, for a server. */
  StdioServerTransportProvider server() {
    return server;
  }

  @Override
  public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    Thread reader = new Thread(() -> read(handler), "piped-transport");
    reader.setDaemon(true);
    reader.start();
    return Mono.empty();
  }

  private void read(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(fromServer, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JSONRPCMessage message =
            McpSchema.deserializeJsonRpcMessage(McpJsonDefaults.getMapper(), line);
        handler.apply(Mono.just(message)).subscribe();
      }
    } catch (IOException closed) {
      // The server has gone.
    }
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.fromRunnable(() -> write(json(message)));
  }

  private static String json(JSONRPCMessage message) {
    try {
      return McpJsonDefaults.getMapper().writeValueAsString(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a line as it is. */
  synchronized void write(String line) {
    sent.add(line);
    try {
      toServer.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      toServer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(
        () -> {
          try {
            toServer.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return McpJsonDefaults.getMapper().convertValue(data, type);
  }
}
