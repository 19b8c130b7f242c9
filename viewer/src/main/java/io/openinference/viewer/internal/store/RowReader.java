// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import io.openinference.viewer.internal.otlp.OtlpProtobufReader;
import io.openinference.viewer.internal.otlp.OtlpSpan;
import io.openinference.viewer.internal.query.SpanView;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes records of rows of the tables. */
final class RowReader {

  static final String SPAN_COLUMNS =
      "s.id, p.name AS project, t.trace_id, s.span_id, s.parent_id, s.name, s.kind, s.status,"
          + " s.start_ns, s.latency_ns, s.model, s.prompt_tokens, s.completion_tokens,"
          + " s.total_tokens, s.cost, s.counted, s.session_id, s.user_id, s.oddities";
  static final String TRACE_COLUMNS =
      "t.id, t.trace_id, p.name AS project, t.root_span, t.root_rank, t.root_name, t.root_kind,"
          + " t.root_status, t.root_latency, t.start_ns, t.end_ns, t.input, t.output, t.spans,"
          + " t.errors, t.prompt_tokens, t.completion_tokens, t.total_tokens, t.cost,"
          + " t.session_id, t.user_id, t.model";

  static Rows.Trace trace(ResultSet row, List<Annotation> annotations) throws SQLException {
    long start = row.getLong("start_ns");
    boolean rootMissing = row.getInt("root_rank") != 0;
    long latency = rootMissing ? row.getLong("end_ns") - start : row.getLong("root_latency");
    return new Rows.Trace(
        hex(row, "trace_id"),
        row.getString("project"),
        rootMissing ? null : hex(row, "root_span"),
        text(row, "root_name"),
        text(row, "root_kind"),
        row.getInt("root_status"),
        rootMissing,
        millis(start),
        millis(latency),
        text(row, "input"),
        text(row, "output"),
        row.getLong("spans"),
        row.getLong("errors"),
        row.getLong("prompt_tokens"),
        row.getLong("completion_tokens"),
        row.getLong("total_tokens"),
        real(row, "cost"),
        row.getString("session_id"),
        row.getString("user_id"),
        row.getString("model"),
        annotations,
        start + "." + row.getLong("id"));
  }

  static Rows.Span span(ResultSet row) throws SQLException {
    return new Rows.Span(
        row.getLong("id"),
        row.getString("project"),
        hex(row, "trace_id"),
        hex(row, "span_id"),
        row.getBytes("parent_id") == null ? null : hex(row, "parent_id"),
        row.getString("name"),
        row.getString("kind"),
        row.getInt("status"),
        Long.toString(row.getLong("start_ns")),
        millis(row.getLong("latency_ns")),
        row.getString("model"),
        number(row, "prompt_tokens"),
        number(row, "completion_tokens"),
        number(row, "total_tokens"),
        real(row, "cost"),
        row.getInt("counted") == 1,
        row.getString("session_id"),
        row.getString("user_id"),
        row.getInt("oddities"),
        text(row, "input"),
        text(row, "output"),
        row.getLong("start_ns") + "." + row.getLong("id"),
        false);
  }

  static OtlpSpan decode(byte[] packed) {
    try {
      return OtlpProtobufReader.readSpan(Payloads.unpack(packed));
    } catch (IOException damaged) {
      throw new IllegalStateException("A span in the store is damaged", damaged);
    }
  }

  static String hex(ResultSet row, String column) throws SQLException {
    byte[] bytes = row.getBytes(column);
    return bytes == null ? "" : HexFormat.of().formatHex(bytes);
  }

  static String text(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  static @Nullable Double real(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : Double.valueOf(value);
  }

  static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : Long.valueOf(value);
  }

  static double millis(long nanos) {
    return nanos / 1_000_000.0;
  }

  /** A row with the attributes of its span, which are unpacked when a filter first asks. */
  static final class View implements SpanView, AutoCloseable {

    private final PreparedStatement findRow;
    private final PreparedStatement findPayload;
    private final PreparedStatement findTrace;
    private final AnnotationLookup annotations;
    private final AttributePath path;
    private @Nullable OtlpSpan span;
    private @Nullable ResultSet current;

    View(Connection connection, AnnotationLookup annotations, AttributePath path)
        throws SQLException {
      this.findRow =
          connection.prepareStatement(
              "SELECT id, trace, start_ns, span_id, parent_id, name, kind, status, latency_ns"
                  + " FROM spans WHERE id = ?");
      this.findPayload = connection.prepareStatement("SELECT payload FROM bodies WHERE id = ?");
      this.findTrace = connection.prepareStatement("SELECT trace_id FROM traces WHERE id = ?");
      this.path = path;
      this.annotations = annotations;
    }

    void read(long id) throws SQLException {
      span = null;
      findRow.setLong(1, id);
      current = findRow.executeQuery();
    }

    private ResultSet row() {
      return Objects.requireNonNull(current, "read comes first");
    }

    SpanScan.Hit hit() throws SQLException {
      ResultSet row = row();
      return new SpanScan.Hit(row.getLong("id"), row.getLong("trace"), row.getLong("start_ns"));
    }

    @Override
    public @Nullable Object field(String name) {
      ResultSet row = row();
      try {
        return switch (name) {
          case "span_kind" -> row.getString("kind");
          case "name" -> row.getString("name");
          case "status_code" ->
              List.of("UNSET", "OK", "ERROR").get(Math.floorMod(row.getInt("status"), 3));
          case "status_message" -> span().statusMessage();
          case "latency_ms" -> millis(row.getLong("latency_ns"));
          case "start_time" -> (double) row.getLong("start_ns");
          case "end_time" -> (double) (row.getLong("start_ns") + row.getLong("latency_ns"));
          case "parent_id", "parent_span" ->
              row.getBytes("parent_id") == null ? null : hex(row, "parent_id");
          case "span_id" -> hex(row, "span_id");
          default -> HexFormat.of().formatHex(bytes(findTrace, row.getLong("trace")));
        };
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
    }

    @Override
    public @Nullable Object attribute(String key) {
      return path.find(span().attributes(), key);
    }

    @Override
    public @Nullable Object annotation(String name, String property) {
      try {
        return annotations.find(hex(row(), "span_id"), name, property);
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
    }

    private static byte[] bytes(PreparedStatement find, long id) throws SQLException {
      find.setLong(1, id);
      try (ResultSet found = find.executeQuery()) {
        return found.getBytes(1);
      }
    }

    @Override
    public void close() throws SQLException {
      findRow.close();
      findPayload.close();
      findTrace.close();
    }

    private OtlpSpan span() {
      OtlpSpan known = span;
      if (known == null) {
        try {
          known = GenAiSpans.shown(decode(bytes(findPayload, row().getLong("id"))), "");
        } catch (SQLException failure) {
          throw new IllegalStateException(failure);
        }
        span = known;
      }
      return known;
    }
  }

  private RowReader() {}
}
