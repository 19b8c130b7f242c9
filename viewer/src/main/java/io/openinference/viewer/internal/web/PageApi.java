// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openinference.viewer.internal.otlp.OtlpValues;
import io.openinference.viewer.internal.query.Filter;
import io.openinference.viewer.internal.query.FilterException;
import io.openinference.viewer.internal.store.Annotation;
import io.openinference.viewer.internal.store.ListQuery;
import io.openinference.viewer.internal.store.Rows;
import io.openinference.viewer.internal.store.StoredSpan;
import io.openinference.viewer.internal.store.TraceStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The requests of the pages that read data. */
final class PageApi {

  private static final Set<String> PICTURES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
  private static final int TURNS_WITH_TEXT = 200;
  private static final int MAX_TURN = 20_000;

  private final TraceStore store;
  private final RunningSpans running;
  private final ObjectMapper mapper;
  private final DatasetPages datasets;

  PageApi(TraceStore store, RunningSpans running, ObjectMapper mapper) {
    this.store = store;
    this.running = running;
    this.mapper = mapper;
    this.datasets = new DatasetPages(store, mapper);
  }

  /** Answers a request; null if the address is none of these. */
  @Nullable Reply get(Request request) throws IOException, SQLException, HttpError {
    return switch (request.size()) {
      case 2 -> list(request);
      case 3 -> one(request);
      case 4 ->
          switch (request.segment(1)) {
            case "spans" -> part(request);
            case "traces" -> export(traceId(request.segment(2)), request.segment(3));
            default -> null;
          };
      default -> null;
    };
  }

  private @Nullable Reply list(Request request) throws IOException, SQLException, HttpError {
    return switch (request.segment(1)) {
      case "projects" -> json(store.projects());
      case "datasets" -> Reply.of(200, Reply.JSON, datasets.list());
      case "traces" -> traces(listQuery(request));
      case "spans" -> json(store.spans(listQuery(request)));
      case "sessions" ->
          json(
              store.sessions(
                  required(request, "project"), request.limit(50), request.parameter("cursor")));
      case "metrics" -> {
        long to = request.number("to", System.currentTimeMillis());
        long from = request.number("from", to - TimeUnit.DAYS.toMillis(1));
        yield json(store.metrics(required(request, "project"), from, to));
      }
      default -> null;
    };
  }

  private @Nullable Reply one(Request request) throws IOException, SQLException, HttpError {
    return switch (request.segment(1)) {
      case "traces" -> trace(traceId(request.segment(2)));
      case "spans" -> span(rowId(request), false);
      case "datasets" -> Reply.of(200, Reply.JSON, datasets.one(rowId(request)));
      case "sessions" -> session(request.segment(2));
      case "find" -> find(request.segment(2));
      default -> null;
    };
  }

  /** Returns the id of a trace in the notation of the store. */
  static String traceId(String text) throws HttpError {
    String id = text.toLowerCase(Locale.ROOT);
    if (!id.matches("[0-9a-f]{32}")) {
      throw new HttpError(400, "A trace id has 32 hexadecimal digits.");
    }
    return id;
  }

  private static long rowId(Request request) throws HttpError {
    try {
      return Long.parseLong(request.segment(2));
    } catch (NumberFormatException noNumber) {
      throw new HttpError(400, "The number of the span is no number.");
    }
  }

  private static String required(Request request, String name) throws HttpError {
    String value = request.parameter(name);
    if (value == null) {
      throw new HttpError(400, "The parameter " + name + " is missing.");
    }
    return value;
  }

  static ListQuery listQuery(Request request) throws HttpError {
    String expression = request.parameter("filter");
    try {
      return new ListQuery(
          request.parameter("project"),
          request.parameter("q"),
          expression == null ? null : Filter.parse(expression),
          request.number("from", 0),
          request.number("to", 0),
          request.limit(50),
          request.parameter("cursor"));
    } catch (FilterException wrong) {
      throw new HttpError(
          422,
          "The filter is wrong at character "
              + (wrong.position() + 1)
              + ": "
              + wrong.getMessage()
              + ".");
    }
  }

  private Reply traces(ListQuery query) throws IOException, SQLException {
    Rows.Page<Rows.Trace> page = store.traces(query);
    String project = query.project();
    boolean isWhole =
        query.cursor() == null && query.filter() == null && query.text() == null && project != null;
    return json(
        new Rows.FirstPage(
            page.rows(),
            page.next(),
            page.incomplete(),
            isWhole ? runningRoots(String.valueOf(project), page.rows()) : List.of()));
  }

  /**
   * Returns the running traces, by their roots. A notice of a start may arrive after the span has
   * ended; then the span is in the store. A trace without a known root is a row as soon as the
   * first of its spans is stored.
   */
  private List<Rows.Span> runningRoots(String project, List<Rows.Trace> stored) {
    Set<String> ended = new HashSet<>();
    Set<String> shown = new HashSet<>();
    for (Rows.Trace trace : stored) {
      ended.add(trace.traceId() + trace.rootSpanId());
      shown.add(trace.traceId());
    }
    return running.firstOf(project).stream()
        .filter(
            span ->
                span.parentId() == null
                    ? !ended.contains(span.traceId() + span.spanId())
                    : !shown.contains(span.traceId()))
        .toList();
  }

  private Reply trace(String traceId) throws IOException, SQLException, HttpError {
    List<Rows.Span> spans = new ArrayList<>(store.trace(traceId));
    Set<String> ended = spans.stream().map(Rows.Span::spanId).collect(Collectors.toSet());
    running.ofTrace(traceId).stream()
        .filter(span -> !ended.contains(span.spanId()))
        .forEach(spans::add);
    if (spans.isEmpty()) {
      throw new HttpError(404, "No span of this trace has arrived.");
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("traceId", traceId);
    answer.put("spans", spans);
    answer.put(
        "annotations",
        store.annotations("trace", List.of(traceId)).getOrDefault(traceId, List.of()));
    List<Annotation> ofSpans = new ArrayList<>();
    store
        .annotations("span", spans.stream().map(Rows.Span::spanId).toList())
        .values()
        .forEach(ofSpans::addAll);
    answer.put("spanAnnotations", ofSpans);
    return json(answer);
  }

  private @Nullable Reply export(String traceId, String file)
      throws IOException, SQLException, HttpError {
    List<StoredSpan> spans = store.fullTrace(traceId);
    if (spans.isEmpty()) {
      throw new HttpError(404, "No span of this trace has arrived.");
    }
    String name = "trace-" + traceId.substring(0, 8);
    return switch (file) {
      case "export.otlp.json" ->
          download(name + ".otlp.json", Reply.JSON, Exports.otlpJson(mapper, spans));
      case "export.jsonl" ->
          download(name + ".jsonl", "application/jsonl", Exports.jsonLines(mapper, spans));
      case "export.html" ->
          download(
              name + ".html",
              "text/html; charset=utf-8",
              new OfflinePage(mapper).write(trace(traceId).body(), spans));
      default -> null;
    };
  }

  /** Returns the file that {@code export.html} gives. */
  byte[] htmlFile(String traceId) throws IOException, SQLException, HttpError {
    return new OfflinePage(mapper).write(trace(traceId).body(), store.fullTrace(traceId));
  }

  private static Reply download(String name, String type, byte[] bytes) {
    return Reply.of(200, type, bytes)
        .with("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }

  private Reply session(String id) throws IOException, SQLException, HttpError {
    List<Rows.Session> sessions = store.session(id);
    if (sessions.isEmpty()) {
      throw new HttpError(404, "No trace of this session has arrived.");
    }
    List<Map<String, Object>> turns = new ArrayList<>();
    for (Rows.Trace trace : store.turns(id)) {
      Map<String, Object> turn = new LinkedHashMap<>();
      turn.put("trace", trace);
      if (turns.size() < TURNS_WITH_TEXT && trace.rootSpanId() != null) {
        addTexts(turn, trace);
      }
      turns.add(turn);
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("sessions", sessions);
    answer.put("turns", turns);
    answer.put(
        "annotations", store.annotations("session", List.of(id)).getOrDefault(id, List.of()));
    return json(answer);
  }

  private void addTexts(Map<String, Object> turn, Rows.Trace trace) throws SQLException {
    for (StoredSpan root :
        store.spansWithId(HexFormat.of().parseHex(String.valueOf(trace.rootSpanId())))) {
      if (root.span().traceId().equals(trace.traceId())) {
        putText(turn, "input", root.span().attributes().get("input.value"));
        putText(turn, "output", root.span().attributes().get("output.value"));
      }
    }
  }

  private static void putText(Map<String, Object> turn, String name, @Nullable Object value) {
    if (value != null) {
      turn.put(name, OtlpValues.cut(OtlpValues.text(value), MAX_TURN));
    }
  }

  private Reply find(String spanId) throws IOException, SQLException, HttpError {
    if (!spanId.matches("[0-9a-f]{16}")) {
      throw new HttpError(400, "A span id has 16 hexadecimal digits.");
    }
    List<Map<String, Object>> found = new ArrayList<>();
    for (StoredSpan span : store.spansWithId(HexFormat.of().parseHex(spanId))) {
      found.add(
          Map.of("traceId", span.span().traceId(), "id", span.id(), "name", span.span().name()));
    }
    return json(found);
  }

  private StoredSpan stored(long id) throws SQLException, HttpError {
    StoredSpan span = store.span(id);
    if (span == null) {
      throw new HttpError(404, "This span is no longer in the store.");
    }
    return span;
  }

  private Reply span(long id, boolean whole) throws IOException, SQLException, HttpError {
    StoredSpan span = stored(id);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = mapper.createGenerator(bytes)) {
      new SpanJson(out, whole).write(span);
    }
    return Reply.of(200, Reply.JSON, bytes.toByteArray());
  }

  private @Nullable Reply part(Request request) throws IOException, SQLException, HttpError {
    StoredSpan span = stored(rowId(request));
    Object value = span.span().attributes().get(String.valueOf(request.parameter("key")));
    return switch (request.segment(3)) {
      case "otlp" -> Reply.of(200, Reply.JSON, Exports.otlpJson(mapper, List.of(span)));
      case "text" -> Reply.text(200, OtlpValues.text(value));
      case "blob" -> picture(value);
      default -> null;
    };
  }

  /** Sends a picture with its type, and nothing that a browser would run. */
  private static Reply picture(@Nullable Object value) throws HttpError {
    if (value instanceof String uri && DataUris.isBase64(uri)) {
      String type = DataUris.mimeType(uri);
      if (PICTURES.contains(type)) {
        try {
          byte[] bytes = Base64.getMimeDecoder().decode(uri.substring(uri.indexOf(',') + 1));
          return Reply.of(200, type, bytes).with("Cache-Control", "private, max-age=3600");
        } catch (IllegalArgumentException damaged) {
          throw new HttpError(404, "The picture is damaged.");
        }
      }
    }
    throw new HttpError(404, "The value is no picture that a browser shows.");
  }

  Reply json(Object answer) throws IOException {
    return Reply.of(200, Reply.JSON, mapper.writeValueAsBytes(answer));
  }
}
