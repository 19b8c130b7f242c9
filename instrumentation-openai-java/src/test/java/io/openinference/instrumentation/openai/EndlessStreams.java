// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.responses.ResponseStreamEvent;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.openinference.instrumentation.TraceConfig;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Reads streams with more text than the heap can hold, one after the other, and prints what the
 * application got and what the span holds. Runs in a JVM of its own.
 */
final class EndlessStreams {

  /** The length of all text, in characters. */
  static final long LENGTH = 41L * 1024 * 1024;

  private static final String PIECE = "a".repeat(16 * 1024);

  /** What is streamed, and how the application reads it. */
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
    int status = 1;
    try {
      for (Kind kind : Kind.values()) {
        System.out.println(kind);
        run(kind);
      }
      status = 0;
    } catch (Throwable failure) {
      failure.printStackTrace();
    } finally {
      // Also where the threads of server and client would go on.
      System.exit(status);
    }
  }

  private static void run(Kind kind) throws Exception {
    LastSpan span = new LastSpan();
    SdkTracerProvider provider = SdkTracerProvider.builder().addSpanProcessor(span).build();
    OpenAIInstrumentor instrumentor =
        OpenAIInstrumentor.builder(OpenTelemetrySdk.builder().setTracerProvider(provider).build())
            .config(TraceConfig.builder().build())
            .build();
    HttpServer server = serve(kind);
    OpenAIClient client =
        OpenAIOkHttpClient.builder()
            .apiKey("test-key")
            .baseUrl("http://127.0.0.1:" + server.getAddress().getPort())
            .maxRetries(0)
            .build();
    System.out.println("read " + kind.read(instrumentor.wrap(client)));
    span.print();
    server.stop(0);
    client.close();
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

  /** Keeps the attributes of the span that ended last. */
  private static final class LastSpan implements SpanProcessor {

    private Attributes attributes = Attributes.empty();

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      attributes = span.toSpanData().getAttributes();
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }

    void print() throws IOException {
      String output = attributes.get(AttributeKey.stringKey("output.value"));
      // Fails if it is no JSON.
      new ObjectMapper().readTree(output);
      attributes.forEach(
          (key, value) -> {
            if (value instanceof String text && text.contains(PIECE)) {
              System.out.println("head " + key + " " + text.chars().filter(c -> c == 'a').count());
            } else if (!key.getKey().startsWith("llm.input") && !key.getKey().startsWith("input")) {
              System.out.println(key + " " + value);
            }
          });
    }
  }

  private EndlessStreams() {}
}
