// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import io.openinference.phoenix.ApiRequest.Repeat;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The calls for traces. A project is named by its name or its id.
 *
 * @since 0.1.0
 */
public final class Traces {

  private final Transport transport;
  private final Projects projects;

  Traces(Transport transport) {
    this.transport = transport;
    this.projects = new Projects(transport);
  }

  /** Returns all traces of a project, the newest first. */
  public Paged<PhoenixTrace> list(String project) {
    return list(project, TraceFilter.all());
  }

  /** Returns the traces of a project that pass a filter. */
  public Paged<PhoenixTrace> list(String project, TraceFilter filter) {
    return filter.parameters.list(
        transport, "projects/{}/traces", () -> projects.identifier(project), PhoenixTrace::new);
  }

  /** Deletes a trace with its spans. */
  public void delete(String traceId) {
    transport.send(ApiRequest.delete("traces/{}", traceId));
  }

  /**
   * Deletes the traces of a project that start within a period.
   *
   * @param from the first time, or null for the beginning
   * @param until the time after the last, or null for now
   */
  public void deleteAll(String project, @Nullable Instant from, @Nullable Instant until) {
    transport.require(ServerFeature.DELETE_TRACES);
    transport.send(
        ApiRequest.delete("projects/{}/traces", projects.identifier(project))
            .query("start_time", Objects.toString(from, null))
            .query("end_time", Objects.toString(until, null)));
  }

  /** Moves traces to another project, and returns their number. */
  public int transfer(Collection<String> traceIds, String toProject) {
    ApiRequest request = ApiRequest.post("traces/transfer").repeat(Repeat.HARMLESS);
    Object body =
        Json.object(
            "trace_identifiers", List.copyOf(traceIds),
            "destination_project_identifier", projects.identifier(toProject));
    Object count = transport.data(transport.send(request, body)).get("transferred_trace_count");
    return count instanceof Number number ? number.intValue() : 0;
  }

  /** Adds a note for readers. A trace may have many. */
  public void addNote(String traceId, String note) {
    Notes.add(transport, "trace", traceId, note);
  }
}
