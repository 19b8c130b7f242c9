// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.openinference.viewer.internal.store.TraceStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Finds who answers a request, and sends the answer. */
final class Router {

  private static final Logger logger = Logger.getLogger(Router.class.getName());

  private static final int MAX_BODIES = 8;

  private final WebSettings settings;
  private final Gate gate;
  private final Ingest ingest;
  private final Events events;
  private final OtlpHttp otlp;
  private final PageApi pageApi;
  private final ChangeApi changeApi;
  private final PhoenixApi phoenix;
  private final Assets assets;
  private final Semaphore bodies = new Semaphore(MAX_BODIES);

  Router(
      WebSettings settings,
      Gate gate,
      TraceStore store,
      Ingest ingest,
      RunningSpans running,
      Events events,
      ObjectMapper mapper) {
    this.settings = settings;
    this.gate = gate;
    this.ingest = ingest;
    this.events = events;
    this.otlp = new OtlpHttp(ingest, mapper);
    this.pageApi = new PageApi(store, running, mapper);
    this.changeApi = new ChangeApi(store, ingest, mapper);
    this.phoenix = new PhoenixApi(store, ingest, mapper, settings.version());
    this.assets = new Assets(settings.version());
  }

  void handle(HttpExchange exchange) {
    Reply reply;
    try {
      Request request = new Request(exchange);
      gate.check(request);
      if (request.is("GET", "api", "events")) {
        addSecurityHeaders(exchange.getResponseHeaders());
        events.serve(exchange);
        return;
      }
      reply = answer(request);
      String origin = request.header("Origin");
      if (origin != null && gate.isAllowedSender(origin, request)) {
        reply = reply.with("Access-Control-Allow-Origin", origin).with("Vary", "Origin");
      }
    } catch (HttpError error) {
      reply = Reply.text(error.status(), String.valueOf(error.getMessage()));
    } catch (IllegalArgumentException wrong) {
      reply = Reply.text(422, String.valueOf(wrong.getMessage()));
    } catch (SQLException failure) {
      reply = Reply.text(500, "The store cannot answer: " + failure.getMessage());
    } catch (JsonProcessingException noJson) {
      reply = Reply.text(400, "The body is no JSON: " + noJson.getOriginalMessage());
    } catch (IOException | RuntimeException failure) {
      logger.log(Level.WARNING, "A request failed", failure);
      reply = Reply.text(500, "The viewer failed: " + failure.getClass().getSimpleName());
    } catch (StackOverflowError tooDeep) {
      reply = Reply.text(422, "The request is nested too deep.");
    } catch (OutOfMemoryError tooLarge) {
      reply =
          Reply.text(
              503,
              "The viewer has too little memory for this request. Start it with a larger -Xmx.");
    }
    send(exchange, reply);
  }

  private Reply answer(Request request) throws IOException, SQLException, HttpError {
    Reply reply = null;
    switch (request.segment(0)) {
      case "v1" -> reply = isOtlp(request) ? v1(request) : guarded(request, () -> v1(request));
      case "api" ->
          reply =
              request.method().equals("GET")
                  ? api(request)
                  : guarded(request, () -> change(request));
      case "arize_phoenix_version" -> reply = phoenix.version();
      case "healthz", "readyz" -> reply = Reply.text(200, "OK");
      default -> {
        if (request.method().equals("GET") || request.method().equals("HEAD")) {
          reply = assets.get(request);
        }
      }
    }
    if (reply == null) {
      throw new HttpError(404, "There is nothing at this address.");
    }
    return reply;
  }

  private static boolean isOtlp(Request request) {
    return request.size() == 2 && request.segment(1).equals("traces");
  }

  /** Bodies take memory while they are read, so that few of them are read at once. */
  private @Nullable Reply guarded(Request request, Answer answer)
      throws IOException, SQLException, HttpError {
    if (!request.hasBody()) {
      return answer.get();
    }
    try {
      if (!bodies.tryAcquire(10, TimeUnit.SECONDS)) {
        return Reply.text(503, "The viewer is busy. Send again.").with("Retry-After", "2");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Reply.text(503, "The viewer stops.");
    }
    try {
      return answer.get();
    } finally {
      bodies.release();
    }
  }

  private @Nullable Reply v1(Request request) throws IOException, SQLException, HttpError {
    boolean post = request.method().equals("POST");
    return switch (request.segment(1)) {
      case "traces" -> post ? otlp.traces(request) : preflight(request);
      case "logs", "metrics" -> post ? otlp.ignored(request) : null;
      default -> phoenix.answer(request);
    };
  }

  private @Nullable Reply preflight(Request request) {
    String origin = request.header("Origin");
    if (!request.method().equals("OPTIONS")
        || origin == null
        || !gate.isAllowedSender(origin, request)) {
      return null;
    }
    return Reply.text(204, "")
        .with("Access-Control-Allow-Methods", "POST")
        .with(
            "Access-Control-Allow-Headers",
            "content-type,content-encoding,x-project-name,authorization")
        .with("Access-Control-Max-Age", "600");
  }

  private @Nullable Reply api(Request request) throws IOException, SQLException, HttpError {
    if (request.is("GET", "api", "info")) {
      Map<String, Object> info = new LinkedHashMap<>();
      info.put("version", settings.version());
      info.put("received", ingest.received());
      info.put("rejected", ingest.rejected());
      info.put("needsToken", settings.token() != null);
      return pageApi.json(info);
    }
    return pageApi.get(request);
  }

  private @Nullable Reply change(Request request) throws IOException, SQLException, HttpError {
    if (request.is("POST", "api", "login")) {
      String shown = new String(RequestBody.read(request.exchange()), StandardCharsets.UTF_8);
      if (!gate.isToken(shown.strip().replace("\"", ""))) {
        throw new HttpError(401, "The token is wrong.");
      }
      return Reply.text(200, "OK")
          .with(
              "Set-Cookie",
              Gate.COOKIE + "=" + settings.token() + "; HttpOnly; SameSite=Strict; Path=/");
    }
    return request.is("POST", "api", "running") ? otlp.started(request) : changeApi.change(request);
  }

  private static void addSecurityHeaders(Headers headers) {
    headers.set("Content-Security-Policy", Assets.POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
  }

  private static void send(HttpExchange exchange, Reply reply) {
    try (exchange) {
      Headers headers = exchange.getResponseHeaders();
      addSecurityHeaders(headers);
      headers.set("Content-Type", reply.contentType());
      headers.set("Cache-Control", "no-store");
      reply.headers().forEach(headers::set);
      boolean hasBody =
          reply.status() != 304
              && reply.status() != 204
              && !exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(
          reply.status(), hasBody && reply.body().length > 0 ? reply.body().length : -1);
      if (hasBody && reply.body().length > 0) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(reply.body());
        }
      }
    } catch (IOException gone) {
      // The client did not wait for the answer.
    }
  }

  /** Answers a request that has a body. */
  private interface Answer {
    @Nullable Reply get() throws IOException, SQLException, HttpError;
  }
}
