// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static io.openinference.testing.contract.EndlessStreamContract.LENGTH;
import static io.openinference.testing.contract.EndlessStreamContract.PIECE;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.responses.ResponseStreamEvent;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.contract.EndlessStreamContract;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Reads endless streams through openai-java, one after the other. Runs in a JVM of its own. */
final class EndlessStreams {

  /** The API of a stream, and the way in which the application reads it. */
  enum Kind {
    CHAT {
      @Override
      String piece() {
        return chunk("\"content\": \"" + PIECE + "\"");
      }

      @Override
      long read(OpenAIClient client) {
        return chat(client);
      }
    },
    REASONING {
      @Override
      String piece() {
        return chunk("\"reasoning_content\": \"" + PIECE + "\"");
      }

      @Override
      long read(OpenAIClient client) {
        return chat(client);
      }
    },
    RAW_CHAT {
      @Override
      String piece() {
        return CHAT.piece();
      }

      @Override
      long read(OpenAIClient client) throws IOException {
        try (HttpResponse response =
            client.withRawResponse().chat().completions().createStreaming(SampleExchanges.CHAT)) {
          return count(response.body());
        }
      }
    },
    RESPONSE {
      @Override
      String begin() {
        return SampleExchanges.RESPONSE_EVENTS[1];
      }

      @Override
      String piece() {
        return SampleExchanges.textDelta(3, PIECE);
      }

      @Override
      String end() {
        return "{\"type\": \"response.completed\", \"sequence_number\": 9, \"response\": "
            + SampleExchanges.response("completed", "[]")
            + "}";
      }

      @Override
      long read(OpenAIClient client) {
        try (StreamResponse<ResponseStreamEvent> stream =
            client.responses().createStreaming(SampleExchanges.RESPONSE)) {
          return stream.stream()
              .flatMap(event -> event.outputTextDelta().stream())
              .mapToLong(delta -> delta.delta().length())
              .sum();
        }
      }
    };

    String begin() {
      return chunk("\"role\": \"assistant\"");
    }

    abstract String piece();

    String end() {
      return """
          {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "gpt-4o",
           "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}], "usage": %s}
          """
          .formatted(USAGE);
    }

    /** Returns how many characters the application has read. */
    abstract long read(OpenAIClient client) throws IOException;
  }

  private static final String USAGE =
      "{\"prompt_tokens\": 20, \"completion_tokens\": 3, \"total_tokens\": 23}";

  private static String chunk(String delta) {
    return """
        {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "gpt-4o",
         "choices": [{"index": 0, "delta": {%s}}]}
        """
        .formatted(delta);
  }

  private static long chat(OpenAIClient client) {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(SampleExchanges.CHAT)) {
      return stream.stream().mapToLong(EndlessStreams::length).sum();
    }
  }

  private static long length(ChatCompletionChunk chunk) {
    ChatCompletionChunk.Choice.Delta delta = chunk.choices().get(0).delta();
    long length = delta.content().map(String::length).orElse(0);
    Object reasoning = delta._additionalProperties().get("reasoning_content");
    return length + (reasoning == null ? 0 : PIECE.length());
  }

  private static long count(InputStream body) throws IOException {
    byte[] buffer = new byte[8192];
    long count = 0;
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      for (int i = 0; i < read; i++) {
        count += buffer[i] == 'a' ? 1 : 0;
      }
    }
    // The frame of the chunks has such letters as well.
    return count / LENGTH * LENGTH;
  }

  public static void main(String[] arguments) {
    EndlessStreamContract.readAll(Kind.class, EndlessStreams::read);
  }

  private static long read(Kind kind, OpenTelemetry telemetry) throws IOException {
    OpenAIInstrumentor instrumentor =
        OpenAIInstrumentor.builder(telemetry).config(TraceConfig.builder().build()).build();
    HttpServer server = serve(kind);
    OpenAIClient client =
        OpenAIOkHttpClient.builder()
            .apiKey("test-key")
            .baseUrl("http://127.0.0.1:" + server.getAddress().getPort())
            .maxRetries(0)
            .build();
    try {
      return kind.read(instrumentor.wrap(client));
    } finally {
      server.stop(0);
      client.close();
    }
  }

  private static HttpServer serve(Kind kind) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, kind));
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, Kind kind) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("content-type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(event(kind.begin()));
      byte[] piece = event(kind.piece());
      for (long sent = 0; sent < LENGTH; sent += PIECE.length()) {
        body.write(piece);
      }
      body.write(event(kind.end()));
      body.write(event("[DONE]"));
    }
  }

  private static byte[] event(String data) {
    return data.isEmpty()
        ? new byte[0]
        : ("data: " + data.replace("\n", "") + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  private EndlessStreams() {}
}
