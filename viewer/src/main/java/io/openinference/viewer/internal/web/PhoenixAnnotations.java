// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openinference.viewer.internal.store.Annotation;
import io.openinference.viewer.internal.store.TraceStore;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Annotations and notes over Phoenix's REST API. */
final class PhoenixAnnotations {

  private static final Map<String, String> TARGETS =
      Map.of(
          "span_annotations", "span",
          "trace_annotations", "trace",
          "session_annotations", "session",
          "document_annotations", "document",
          "span_notes", "span",
          "trace_notes", "trace",
          "session_notes", "session");

  private final TraceStore store;
  private final ObjectMapper mapper;

  PhoenixAnnotations(TraceStore store, ObjectMapper mapper) {
    this.store = store;
    this.mapper = mapper;
  }

  /** Writes what was posted; null if the address is none for annotations. */
  @Nullable Reply post(String kind, Request request) throws IOException, SQLException, HttpError {
    String target = TARGETS.get(kind);
    if (target == null) {
      return null;
    }
    JsonNode data = mapper.readTree(RequestBody.read(request.exchange())).path("data");
    boolean notes = kind.endsWith("_notes");
    List<Annotation> read = new ArrayList<>();
    if (notes) {
      read.add(note(target, data));
    } else {
      for (JsonNode each : data) {
        read.add(annotation(target, each));
      }
    }
    boolean sync = notes || "true".equalsIgnoreCase(String.valueOf(request.parameter("sync")));
    if (sync) {
      checkTargets(read);
    }
    List<Long> ids = ChangeApi.await(store.annotate(read));
    List<Object> answer = new ArrayList<>();
    for (long id : sync ? ids : List.<Long>of()) {
      answer.add(Map.of("id", PhoenixJson.id(type(target), id)));
    }
    return Reply.of(
        200, Reply.JSON, mapper.writeValueAsBytes(Map.of("data", notes ? answer.get(0) : answer)));
  }

  private static String type(String target) {
    return switch (target) {
      case "span" -> "SpanAnnotation";
      case "trace" -> "TraceAnnotation";
      case "session" -> "ProjectSessionAnnotation";
      default -> "DocumentAnnotation";
    };
  }

  private static String targetId(String target, JsonNode node) throws HttpError {
    String id = node.path((target.equals("document") ? "span" : target) + "_id").asText("");
    if (id.isEmpty()) {
      throw new HttpError(422, "An annotation needs the id of its " + target + ".");
    }
    return id;
  }

  private static Annotation note(String target, JsonNode node) throws HttpError {
    long now = System.currentTimeMillis();
    String identifier = node.path("identifier").asText("");
    return new Annotation(
        0,
        target,
        targetId(target, node),
        -1,
        "note",
        identifier.isEmpty() ? "note:" + System.nanoTime() : identifier,
        "HUMAN",
        null,
        null,
        node.path("note").asText(""),
        null,
        "api",
        now,
        now);
  }

  private static Annotation annotation(String target, JsonNode node) throws HttpError {
    String name = node.path("name").asText("").strip();
    if (name.isEmpty()) {
      throw new HttpError(422, "An annotation needs a name.");
    } else if (name.equals("note")) {
      throw new HttpError(400, "The name note is for notes.");
    }
    JsonNode result = node.path("result");
    JsonNode metadata = node.path("metadata");
    long now = System.currentTimeMillis();
    return new Annotation(
        0,
        target,
        targetId(target, node),
        node.path("document_position").asInt(-1),
        name,
        node.path("identifier").asText(""),
        node.path("annotator_kind").asText("HUMAN"),
        text(result.path("label")),
        result.path("score").isNumber() ? result.path("score").doubleValue() : null,
        text(result.path("explanation")),
        metadata.isObject() && !metadata.isEmpty() ? metadata.toString() : null,
        "api",
        now,
        now);
  }

  private static @Nullable String text(JsonNode node) {
    return node.isTextual() ? node.asText() : null;
  }

  private void checkTargets(List<Annotation> annotations) throws SQLException, HttpError {
    for (Annotation annotation : annotations) {
      String id = annotation.targetId();
      boolean known =
          switch (annotation.target()) {
            case "trace" -> !store.trace(PageApi.traceId(id)).isEmpty();
            case "session" -> !store.session(id).isEmpty();
            default ->
                id.matches("[0-9a-fA-F]{16}")
                    && !store.spansWithId(HexFormat.of().parseHex(id)).isEmpty();
          };
      if (!known) {
        throw new HttpError(404, "There is no " + annotation.target() + " " + id + ".");
      }
    }
  }

  Reply list(String kind, Request request) throws IOException, SQLException {
    String target = String.valueOf(TARGETS.get(kind));
    List<String> include = request.parameters("include_annotation_names");
    List<String> exclude = request.parameters("exclude_annotation_names");
    List<Object> data = new ArrayList<>();
    Map<String, List<Annotation>> found =
        store.annotations(target, request.parameters(target + "_ids"));
    for (List<Annotation> ofTarget : found.values()) {
      for (Annotation annotation : ofTarget) {
        boolean wanted = include.isEmpty() || include.contains(annotation.name());
        if (wanted && !exclude.contains(annotation.name())) {
          data.add(json(annotation));
        }
      }
    }
    return Reply.of(200, Reply.JSON, PhoenixJson.page(mapper, data, null));
  }

  private Map<String, @Nullable Object> json(Annotation annotation) throws IOException {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("label", annotation.label());
    result.put("score", annotation.score());
    result.put("explanation", annotation.explanation());
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", PhoenixJson.id(type(annotation.target()), annotation.id()));
    json.put(annotation.target() + "_id", annotation.targetId());
    json.put("name", annotation.name());
    json.put("annotator_kind", annotation.annotatorKind());
    json.put("result", result);
    String metadata = annotation.metadata();
    json.put("metadata", metadata == null ? null : mapper.readTree(metadata));
    json.put("identifier", annotation.identifier());
    json.put("source", annotation.source().equals("page") ? "APP" : "API");
    json.put("user_id", null);
    json.put("created_at", time(annotation.createdMillis()));
    json.put("updated_at", time(annotation.updatedMillis()));
    return json;
  }

  private static String time(long millis) {
    return PhoenixJson.time(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
