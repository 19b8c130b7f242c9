// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openinference.viewer.internal.store.ListQuery;
import io.openinference.viewer.internal.store.Rows;
import io.openinference.viewer.internal.store.StoredSpan;
import io.openinference.viewer.internal.store.TraceStore;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of Phoenix's REST API that its Python client needs for projects, spans and traces. */
final class PhoenixApi {

  /** The client refuses calls to servers older than the calls. */
  private static final String PHOENIX_VERSION = "20.26.0";

  private static final Set<String> DATASET_KINDS =
      Set.of("datasets", "experiments", "experiment_evaluations");

  private final TraceStore store;
  private final ObjectMapper mapper;
  private final String version;
  private final PhoenixAnnotations annotations;
  private final PhoenixDataframes dataframes;
  private final PhoenixSpans spans;
  private final PhoenixDatasets datasets;

  PhoenixApi(TraceStore store, Ingest ingest, ObjectMapper mapper, String version) {
    this.store = store;
    this.mapper = mapper;
    this.version = version;
    this.annotations = new PhoenixAnnotations(store, mapper);
    this.dataframes = new PhoenixDataframes(store, mapper);
    this.datasets = new PhoenixDatasets(store, mapper);
    this.spans = new PhoenixSpans(store, ingest, mapper);
  }

  Reply version() {
    return Reply.text(200, PHOENIX_VERSION).with("X-OpenInference-Viewer-Version", version);
  }

  /** Answers a request; null if the address is none of these. */
  @Nullable Reply answer(Request request) throws IOException, SQLException, HttpError {
    String kind = request.segment(1);
    String method = request.method();
    if (DATASET_KINDS.contains(kind)) {
      return datasets.answer(request);
    } else if (kind.equals("projects")) {
      return request.size() == 2 ? projects(request) : project(request);
    } else if (method.equals("POST") && request.size() == 2) {
      return kind.equals("spans") ? dataframes.query(request) : annotations.post(kind, request);
    } else if (request.size() != 3) {
      return null;
    }
    String id = request.segment(2);
    return switch (kind + " " + method) {
      case "traces DELETE" ->
          deleted(ChangeApi.await(store.deleteTrace(HexFormat.of().parseHex(PageApi.traceId(id)))));
      case "sessions GET" -> one(session(id));
      case "sessions DELETE" -> deleted(ChangeApi.await(store.deleteSession(sessionId(id))));
      default -> null;
    };
  }

  private static Reply deleted(long rows) throws HttpError {
    if (rows == 0) {
      throw new HttpError(404, "There is nothing to delete.");
    }
    return Reply.text(204, "");
  }

  private @Nullable Reply projects(Request request) throws IOException, SQLException, HttpError {
    if (request.method().equals("GET")) {
      List<Object> data = new ArrayList<>();
      for (Rows.Project project : store.projects()) {
        data.add(projectJson(project));
      }
      return page(data, null);
    } else if (!request.method().equals("POST")) {
      return null;
    }
    JsonNode body = mapper.readTree(RequestBody.read(request.exchange()));
    String name = body.path("name").asText("").strip();
    if (name.isEmpty()) {
      throw new HttpError(422, "A project needs a name.");
    }
    ChangeApi.await(store.createProject(name));
    return one(projectJson(find(name)));
  }

  private @Nullable Reply project(Request request) throws IOException, SQLException, HttpError {
    Rows.Project project = find(request.segment(2));
    if (request.size() == 3) {
      return switch (request.method()) {
        case "GET" -> one(projectJson(project));
        case "DELETE" -> {
          if (project.name().equals("default")) {
            throw new HttpError(403, "The project default cannot be deleted.");
          }
          yield deleted(ChangeApi.await(store.deleteProject(project.id())));
        }
        default -> null;
      };
    }
    String list = request.segment(3);
    if (request.method().equals("POST")) {
      return list.equals("spans") ? spans.log(project, request) : null;
    } else if (!request.method().equals("GET")) {
      return null;
    }
    return switch (list) {
      case "spans" -> spans.list(project, request);
      case "traces" -> traces(project, request);
      case "sessions" -> sessions(project, request);
      case "span_annotations", "trace_annotations", "session_annotations" ->
          annotations.list(list, request);
      default -> null;
    };
  }

  private Rows.Project find(String nameOrId) throws SQLException, HttpError {
    for (Rows.Project project : store.projects()) {
      if (project.name().equals(nameOrId)
          || PhoenixJson.id("Project", project.id()).equals(nameOrId)) {
        return project;
      }
    }
    throw new HttpError(404, "There is no project " + nameOrId + ".");
  }

  private static Map<String, Object> projectJson(Rows.Project project) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", PhoenixJson.id("Project", project.id()));
    json.put("name", project.name());
    json.put("description", "");
    return json;
  }

  private Reply traces(Rows.Project project, Request request)
      throws IOException, SQLException, HttpError {
    Rows.Page<Rows.Trace> page =
        store.traces(
            new ListQuery(
                project.name(), null, null, 0, 0, request.limit(100), request.parameter("cursor")));
    boolean withSpans = "true".equals(request.parameter("include_spans"));
    List<Object> data = new ArrayList<>();
    for (Rows.Trace trace : page.rows()) {
      Map<String, Object> json = traceJson(trace);
      json.put("project_id", PhoenixJson.id("Project", project.id()));
      if (withSpans) {
        List<Object> ofTrace = new ArrayList<>();
        for (StoredSpan span : store.fullTrace(trace.traceId())) {
          ofTrace.add(PhoenixJson.span(span));
        }
        json.put("spans", ofTrace);
      }
      data.add(json);
    }
    return page(data, page.next());
  }

  private static Map<String, Object> traceJson(Rows.Trace trace) {
    Map<String, Object> json = new LinkedHashMap<>();
    String row = trace.cursor().substring(trace.cursor().indexOf('.') + 1);
    json.put("id", PhoenixJson.id("Trace", Long.parseLong(row)));
    json.put("trace_id", trace.traceId());
    json.put("start_time", PhoenixJson.time((long) (trace.start() * 1_000_000)));
    json.put("end_time", PhoenixJson.time((long) ((trace.start() + trace.latency()) * 1_000_000)));
    return json;
  }

  private Reply sessions(Rows.Project project, Request request)
      throws IOException, SQLException, HttpError {
    Rows.Page<Rows.Session> page =
        store.sessions(project.name(), request.limit(100), request.parameter("cursor"));
    List<Object> data = new ArrayList<>();
    for (Rows.Session session : page.rows()) {
      data.add(session(session.id()));
    }
    return page(data, page.next());
  }

  private static String sessionId(String id) {
    return PhoenixJson.text("ProjectSession", id);
  }

  private Map<String, Object> session(String nameOrId) throws SQLException, HttpError {
    String id = sessionId(nameOrId);
    List<Rows.Trace> turns = store.turns(id);
    if (turns.isEmpty()) {
      throw new HttpError(404, "There is no session " + id + ".");
    }
    Rows.Project project = find(turns.get(0).project());
    List<Object> traces = new ArrayList<>();
    double end = 0;
    for (Rows.Trace turn : turns) {
      traces.add(traceJson(turn));
      end = Math.max(end, turn.start() + turn.latency());
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", PhoenixJson.id("ProjectSession", id));
    json.put("session_id", id);
    json.put("project_id", PhoenixJson.id("Project", project.id()));
    json.put("start_time", PhoenixJson.time((long) (turns.get(0).start() * 1_000_000)));
    json.put("end_time", PhoenixJson.time((long) (end * 1_000_000)));
    json.put("traces", traces);
    return json;
  }

  private Reply one(Object data) throws IOException {
    return Reply.of(200, Reply.JSON, mapper.writeValueAsBytes(Map.of("data", data)));
  }

  private Reply page(List<?> data, @Nullable String next) throws IOException {
    return Reply.of(200, Reply.JSON, PhoenixJson.page(mapper, data, next));
  }
}
