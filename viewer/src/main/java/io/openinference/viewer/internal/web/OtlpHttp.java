// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openinference.viewer.internal.otlp.OtlpBatch;
import io.openinference.viewer.internal.otlp.OtlpJsonReader;
import io.openinference.viewer.internal.otlp.OtlpProtobufReader;
import io.openinference.viewer.internal.otlp.OtlpProtobufWriter;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Receives OTLP over HTTP. */
final class OtlpHttp {

  /** Bodies take memory while they are read, so that few requests are read at once. */
  private static final int MAX_AT_ONCE = 8;

  private static final int INVALID_ARGUMENT = 3;

  private final Ingest ingest;
  private final ObjectMapper mapper;
  private final Semaphore permits = new Semaphore(MAX_AT_ONCE);

  OtlpHttp(Ingest ingest, ObjectMapper mapper) {
    this.ingest = ingest;
    this.mapper = mapper;
  }

  Reply traces(Request request) throws IOException, HttpError {
    boolean json = isJson(request);
    try {
      if (!permits.tryAcquire(10, TimeUnit.SECONDS)) {
        return Reply.text(503, "The viewer is busy. Send again.").with("Retry-After", "2");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Reply.text(503, "The viewer stops.");
    }
    try {
      OtlpBatch batch = read(RequestBody.read(request.exchange()), json);
      ingest.write(batch, request.header("x-project-name"));
      return json ? jsonAnswer(batch) : answer(batch);
    } catch (HttpError error) {
      Reply reply = error(error, json);
      return error.status() == 503 ? reply.with("Retry-After", "2") : reply;
    } finally {
      permits.release();
    }
  }

  /** Takes spans that have started, from the SDK of this project. */
  Reply started(Request request) throws IOException, HttpError {
    OtlpBatch batch = read(RequestBody.read(request.exchange()), isJson(request));
    ingest.started(batch, request.header("x-project-name"));
    return Reply.text(204, "");
  }

  /** Takes logs and metrics, so that an exporter of all signals reports no error. */
  Reply ignored(Request request) throws IOException, HttpError {
    boolean json = isJson(request);
    RequestBody.read(request.exchange());
    return json
        ? Reply.of(200, Reply.JSON, new byte[] {'{', '}'})
        : Reply.of(200, Reply.PROTOBUF, new byte[0]);
  }

  private static boolean isJson(Request request) throws HttpError {
    String type = request.header("Content-Type");
    String plain = type == null ? "" : type.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
    if (!plain.equals(Reply.JSON) && !plain.equals(Reply.PROTOBUF)) {
      throw new HttpError(415, "Content-Type must be application/x-protobuf or application/json.");
    }
    return plain.equals(Reply.JSON);
  }

  private OtlpBatch read(byte[] body, boolean json) throws HttpError {
    try {
      return json
          ? new OtlpJsonReader(mapper).readRequests(body)
          : OtlpProtobufReader.readRequest(body);
    } catch (IOException unreadable) {
      String why =
          unreadable instanceof JsonProcessingException parsing
              ? parsing.getOriginalMessage()
              : unreadable.getMessage();
      throw new HttpError(400, "The body is no ExportTraceServiceRequest: " + why);
    }
  }

  private static Reply answer(OtlpBatch batch) {
    return Reply.of(
        200, Reply.PROTOBUF, OtlpProtobufWriter.answer(batch.rejected(), batch.reason()));
  }

  private Reply jsonAnswer(OtlpBatch batch) throws IOException {
    ObjectNode answer = mapper.createObjectNode();
    if (batch.rejected() > 0) {
      answer
          .putObject("partialSuccess")
          .put("rejectedSpans", Integer.toString(batch.rejected()))
          .put("errorMessage", batch.reason());
    }
    return Reply.of(200, Reply.JSON, mapper.writeValueAsBytes(answer));
  }

  private Reply error(HttpError error, boolean json) throws IOException {
    if (!json) {
      return Reply.of(
          error.status(),
          Reply.PROTOBUF,
          OtlpProtobufWriter.error(INVALID_ARGUMENT, String.valueOf(error.getMessage())));
    }
    ObjectNode status = mapper.createObjectNode();
    status.put("code", INVALID_ARGUMENT).put("message", error.getMessage());
    return Reply.of(error.status(), Reply.JSON, mapper.writeValueAsBytes(status));
  }
}
