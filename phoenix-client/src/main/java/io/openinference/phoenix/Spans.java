// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import io.openinference.phoenix.ApiRequest.Repeat;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The calls for spans. A project is named by its name or its id.
 *
 * @since 0.1.0
 */
public final class Spans {

  private final Transport transport;
  private final Projects projects;

  Spans(Transport transport) {
    this.transport = transport;
    this.projects = new Projects(transport);
  }

  /** Returns all spans of a project, the newest first. */
  public Paged<PhoenixSpan> list(String project) {
    return list(project, SpanFilter.all());
  }

  /** Returns the spans of a project that pass a filter. */
  public Paged<PhoenixSpan> list(String project, SpanFilter filter) {
    return filter.parameters.list(
        transport, "projects/{}/spans", () -> projects.identifier(project), PhoenixSpan::new);
  }

  /** Returns a table of the spans that a query selects. */
  public SpanTable query(String project, SpanQuery query) {
    Map<String, @Nullable Object> body =
        Json.object(
            "queries", List.of(query.json()),
            "start_time", Objects.toString(query.from, null),
            "end_time", Objects.toString(query.until, null),
            "limit", query.limit);
    ApiRequest request =
        ApiRequest.post("spans")
            .query("project_name", projects.name(project))
            .repeat(Repeat.HARMLESS);
    ApiAnswer answer = transport.send(request, body);
    try {
      String table = MultipartAnswer.parts(answer).get(0);
      return SpanTable.of(Json.map(transport.json().read(table)));
    } catch (IOException | IndexOutOfBoundsException e) {
      throw new PhoenixException(
          answer.route(), answer.status(), "", "The answer is no table: " + e.getMessage());
    }
  }

  /**
   * Sends spans to a project: all or none. The project is created if there is none. The spans are
   * there a moment later.
   *
   * @return the number of spans
   * @throws PhoenixException with status 400 if one of the spans is invalid or there already
   */
  public int log(String project, Collection<PhoenixSpan> spans) {
    if (spans.isEmpty()) {
      return 0;
    }
    // The server ignores a span whose id it has, so that a repetition does no harm.
    ApiRequest request =
        ApiRequest.post("projects/{}/spans", projects.identifierOfNew(project))
            .repeat(Repeat.HARMLESS);
    Object data = Map.of("data", spans.stream().map(PhoenixSpan::json).toList());
    request.body("application/json", transport.json().writeSpans(data));
    try {
      transport.send(request);
    } catch (PhoenixException e) {
      if (e.status() == 404 && projects.find(project).isEmpty()) {
        // Phoenix makes the project itself, the viewer does not.
        projects.create(project);
        transport.send(request);
      } else if (!(e.isUncertain() && tellsOnlyOfDuplicates(e, spans.size()))) {
        throw e;
      }
      // An earlier try of this call stored the spans, and its answer was lost.
    }
    return spans.size();
  }

  /** Adds a note for readers. A span may have many. */
  public void addNote(String spanId, String note) {
    Notes.add(transport, "span", spanId, note);
  }

  /** Deletes a span. Its children stay, without a parent. */
  public void delete(String spanId) {
    transport.send(ApiRequest.delete("spans/{}", spanId));
  }

  private boolean tellsOnlyOfDuplicates(PhoenixException refusal, int spans) {
    try {
      Map<String, @Nullable Object> told = Json.map(transport.json().read(refusal.serverMessage()));
      return refusal.status() == 400
          && Integer.valueOf(spans).equals(told.get("total_duplicates"))
          && Integer.valueOf(0).equals(told.get("total_invalid"));
    } catch (IOException noJson) {
      return refusal.serverMessage().contains("\"total_duplicates\": " + spans + ",")
          && refusal.serverMessage().contains("\"total_invalid\": 0,");
    }
  }
}
