// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import io.openinference.viewer.internal.otlp.OtlpProtobufWriter;
import io.openinference.viewer.internal.otlp.OtlpResource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes spans into the tables. Only the thread that writes uses it. */
final class SpanInserter {

  private static final HexFormat HEX = HexFormat.of();
  private static final int CACHED_TRACES = 50_000;

  private final Connection connection;
  private final TraceSums sums;
  private final MinuteCounts minutes;
  private final TokenTree tokens;
  private final AnnotationWriter annotations;
  private final PreparedStatement insertTrace;
  private final PreparedStatement findTrace;
  private final PreparedStatement insertSpan;
  private final PreparedStatement insertBody;
  private final PreparedStatement insertText;
  private final GramBlocks grams;
  private final Map<String, Long> projects = new HashMap<>();
  private final Map<OtlpResource, Long> resources = new HashMap<>();
  private final Map<String, Long> traces = new LinkedHashMap<>(16, 0.75f, true);
  private @Nullable OtlpResource lastResource;
  private long lastResourceId;
  private long nextSpan;

  SpanInserter(Connection connection, AnnotationWriter annotations) throws SQLException {
    this.connection = connection;
    this.annotations = annotations;
    this.sums = new TraceSums(connection);
    this.minutes = new MinuteCounts(connection);
    this.tokens = new TokenTree(connection, sums);
    insertSpan =
        connection.prepareStatement(
            "INSERT OR IGNORE INTO spans VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    insertTrace =
        connection.prepareStatement(
            "INSERT OR IGNORE INTO traces(trace_id, project_id, start_ns, end_ns, received_ms)"
                + " VALUES(?, ?, ?, ?, ?)");
    findTrace =
        connection.prepareStatement("SELECT id FROM traces WHERE trace_id = ? AND project_id = ?");
    insertBody = connection.prepareStatement("INSERT INTO bodies VALUES(?,?,?,?,?,?)");
    insertText = connection.prepareStatement("INSERT INTO texts(rowid, words) VALUES(?,?)");
    grams = new GramBlocks(connection);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT coalesce(max(id), 0) + 1 FROM spans")) {
      nextSpan = row.getLong(1);
    }
  }

  /** Inserts a span. Returns false if the very same span is there already. */
  boolean insert(SpanRow span) throws SQLException {
    long project = project(span.project(), span.receivedMillis());
    long trace = trace(span, project);
    long id = nextSpan;
    boolean counts = tokens.counts(trace, span);
    if (!insertSpan(id, trace, project, span, counts)) {
      return false;
    }
    nextSpan++;
    insertBody.setLong(1, id);
    insertBody.setLong(2, resource(span.resource()));
    insertBody.setLong(3, span.receivedMillis());
    insertBody.setString(4, span.input());
    insertBody.setString(5, span.output());
    insertBody.setBytes(6, span.packed());
    insertBody.executeUpdate();
    insertText.setLong(1, id);
    insertText.setString(2, span.indexedText());
    insertText.executeUpdate();
    grams.add(id, span.grams());
    sums.add(trace, span);
    if (counts) {
      tokens.add(trace, span);
    }
    minutes.add(span, project);
    for (Annotation annotation : span.annotations()) {
      annotations.upsert(annotation);
    }
    return true;
  }

  /** Writes what the spans of this commit add up to. */
  void beforeCommit() throws SQLException {
    sums.write();
    minutes.write();
    grams.write();
  }

  /** Forgets what a rollback took back. */
  void rolledBack() {
    sums.clear();
    minutes.clear();
    grams.clear();
    forgetIds();
  }

  /** Forgets the ids of rows that a deletion may have removed. */
  void forgetIds() {
    projects.clear();
    resources.clear();
    lastResource = null;
    traces.clear();
  }

  long project(String name, long now) throws SQLException {
    Long known = projects.get(name);
    if (known == null) {
      execute("INSERT OR IGNORE INTO projects(name, created_ms) VALUES(?, ?)", name, now);
      known = id("SELECT id FROM projects WHERE name = ?", name);
      projects.put(name, known);
    }
    return known;
  }

  private long trace(SpanRow span, long project) throws SQLException {
    String key = span.traceId() + project;
    Long known = traces.get(key);
    if (known == null) {
      known = insertTrace(span, project);
      traces.put(key, known);
      if (traces.size() > CACHED_TRACES) {
        traces.remove(traces.keySet().iterator().next());
      }
    }
    return known;
  }

  private long insertTrace(SpanRow span, long project) throws SQLException {
    byte[] traceId = HEX.parseHex(span.traceId());
    bind(
        insertTrace, traceId, project, span.startNanos(), span.startNanos(), span.receivedMillis());
    insertTrace.executeUpdate();
    bind(findTrace, traceId, project);
    try (ResultSet row = findTrace.executeQuery()) {
      return row.getLong(1);
    }
  }

  /** The spans of a request share few resources, whose hash code takes long. */
  @SuppressWarnings("ReferenceEquality") // Another object with the same values is looked up.
  private long resource(OtlpResource resource) throws SQLException {
    if (resource != lastResource) {
      lastResourceId = findResource(resource);
      lastResource = resource;
    }
    return lastResourceId;
  }

  private long findResource(OtlpResource resource) throws SQLException {
    Long known = resources.get(resource);
    if (known == null) {
      byte[] data = OtlpProtobufWriter.write(resource);
      long digest = Payloads.digest(data);
      execute("INSERT OR IGNORE INTO resources(digest, data) VALUES(?, ?)", digest, data);
      known = id("SELECT id FROM resources WHERE digest = ?", digest);
      if (resources.size() > 1000) {
        resources.clear();
      }
      resources.put(resource, known);
    }
    return known;
  }

  private boolean insertSpan(long id, long trace, long project, SpanRow span, boolean counts)
      throws SQLException {
    insertSpan.setLong(1, id);
    insertSpan.setLong(2, trace);
    insertSpan.setLong(3, project);
    insertSpan.setBytes(4, HEX.parseHex(span.spanId()));
    insertSpan.setBytes(5, span.parentId().isEmpty() ? null : HEX.parseHex(span.parentId()));
    insertSpan.setLong(6, span.digest());
    insertSpan.setString(7, span.name());
    insertSpan.setString(8, span.kind());
    insertSpan.setInt(9, span.status());
    insertSpan.setLong(10, span.startNanos());
    insertSpan.setLong(11, span.latencyNanos());
    insertSpan.setString(12, span.model());
    insertSpan.setObject(13, span.promptTokens());
    insertSpan.setObject(14, span.completionTokens());
    insertSpan.setObject(15, span.totalTokens());
    insertSpan.setObject(16, span.cost());
    insertSpan.setInt(17, counts ? 1 : 0);
    insertSpan.setString(18, span.sessionId());
    insertSpan.setString(19, span.userId());
    insertSpan.setInt(20, span.oddities());
    return insertSpan.executeUpdate() == 1;
  }

  private void execute(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      statement.executeUpdate();
    }
  }

  private long id(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      try (ResultSet row = statement.executeQuery()) {
        return row.getLong(1);
      }
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
