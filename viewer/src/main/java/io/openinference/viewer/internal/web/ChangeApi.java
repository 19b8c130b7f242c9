// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openinference.viewer.internal.otlp.OtlpBatch;
import io.openinference.viewer.internal.otlp.OtlpJsonReader;
import io.openinference.viewer.internal.store.Annotation;
import io.openinference.viewer.internal.store.Rows;
import io.openinference.viewer.internal.store.TraceStore;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The requests of the pages that change data. */
final class ChangeApi {

  private static final Set<String> TARGETS = Set.of("span", "trace", "session", "document");

  private final TraceStore store;
  private final Ingest ingest;
  private final ObjectMapper mapper;

  ChangeApi(TraceStore store, Ingest ingest, ObjectMapper mapper) {
    this.store = store;
    this.ingest = ingest;
    this.mapper = mapper;
  }

  /** Answers a request; null if the address is none of these. */
  @Nullable Reply change(Request request) throws IOException, SQLException, HttpError {
    if (request.is("POST", "api", "import")) {
      return importFile(request);
    } else if (request.is("POST", "api", "annotations")) {
      return annotate(request);
    } else if (request.is("POST", "api", "datasets")) {
      JsonNode body = mapper.readTree(RequestBody.read(request.exchange()));
      return Reply.of(200, Reply.JSON, new DatasetPages(store, mapper).add(body));
    } else if (request.is("DELETE", "api", "datasets", "*")) {
      return deleted(store.datasets().delete(number(request.segment(2))));
    } else if (request.is("DELETE", "api", "annotations", "*")) {
      return deleted(store.deleteAnnotation(number(request.segment(2))));
    } else if (request.is("DELETE", "api", "traces", "*")) {
      return deleted(
          store.deleteTrace(HexFormat.of().parseHex(PageApi.traceId(request.segment(2)))));
    } else if (request.is("DELETE", "api", "projects", "*")) {
      for (Rows.Project project : store.projects()) {
        if (project.name().equals(request.segment(2))) {
          return deleted(store.deleteProject(project.id()));
        }
      }
      throw new HttpError(404, "There is no such project.");
    }
    return null;
  }

  private Reply importFile(Request request) throws IOException, HttpError {
    byte[] body = RequestBody.read(request.exchange());
    OtlpBatch batch;
    try {
      batch = new OtlpJsonReader(mapper).readRequests(body);
    } catch (IOException noJson) {
      throw new HttpError(400, "The file is no OTLP JSON and no JSON Lines of it.");
    }
    if (batch.items().isEmpty() && batch.rejected() == 0) {
      throw new HttpError(400, "The file has no spans.");
    }
    long added = ingest.write(batch, request.parameter("project"));
    String traceId = batch.items().isEmpty() ? "" : batch.items().get(0).span().traceId();
    return json(
        Map.of(
            "spans",
            batch.items().size(),
            "added",
            added,
            "rejected",
            batch.rejected(),
            "reason",
            batch.reason(),
            "traceId",
            traceId));
  }

  private Reply annotate(Request request) throws IOException, HttpError {
    JsonNode node = mapper.readTree(RequestBody.read(request.exchange()));
    String target = node.path("target").asText();
    String name = node.path("name").asText("").strip();
    if (!TARGETS.contains(target) || name.isEmpty()) {
      throw new HttpError(422, "An annotation needs a target and a name.");
    }
    String label = text(node, "label");
    String explanation = text(node, "explanation");
    Double score = node.path("score").isNumber() ? node.path("score").doubleValue() : null;
    if (label == null && explanation == null && score == null) {
      throw new HttpError(422, "An annotation needs a label, a score or an explanation.");
    }
    long now = System.currentTimeMillis();
    Annotation annotation =
        new Annotation(
            0,
            target,
            node.path("targetId").asText(),
            node.path("position").asInt(-1),
            name,
            name.equals("note") ? Long.toString(now) : node.path("identifier").asText(""),
            "HUMAN",
            label,
            score,
            explanation,
            null,
            "page",
            now,
            now);
    return json(Map.of("ids", await(store.annotate(List.of(annotation)))));
  }

  private static @Nullable String text(JsonNode node, String name) {
    String text = node.path(name).asText("").strip();
    return text.isEmpty() ? null : text;
  }

  private Reply deleted(CompletableFuture<Long> deletion) throws IOException, HttpError {
    long deleted = await(deletion);
    if (deleted == 0) {
      throw new HttpError(404, "There is nothing to delete.");
    }
    return json(Map.of("deleted", deleted));
  }

  private static long number(String text) throws HttpError {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException noNumber) {
      throw new HttpError(400, "The id is no number.");
    }
  }

  private Reply json(Object answer) throws IOException {
    return Reply.of(200, Reply.JSON, mapper.writeValueAsBytes(answer));
  }

  static <T> T await(CompletableFuture<T> change) throws HttpError {
    try {
      return change.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new HttpError(503, "The viewer stops.");
    } catch (ExecutionException failure) {
      throw new HttpError(507, "The viewer cannot write: " + failure.getCause());
    }
  }
}
