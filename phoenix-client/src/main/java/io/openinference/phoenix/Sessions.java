// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import io.openinference.phoenix.ApiRequest.Repeat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The calls for sessions. A session is named by the id that the application gave, or by Phoenix's.
 *
 * @since 0.1.0
 */
public final class Sessions {

  private static final int PAGE = 100;

  /** Ids of traces in one URL. */
  private static final int CHUNK = 50;

  private final Transport transport;
  private final Projects projects;
  private final Spans spans;

  Sessions(Transport transport) {
    this.transport = transport;
    this.projects = new Projects(transport);
    this.spans = new Spans(transport);
  }

  /** Returns the sessions of a project, the newest first. */
  public Paged<PhoenixSession> list(String project) {
    transport.require(ServerFeature.SESSIONS);
    String id = projects.identifier(project);
    return new Paged<>(
        transport,
        cursor ->
            ApiRequest.get("projects/{}/sessions", id)
                .query("limit", PAGE)
                .query("order", "desc")
                .query("cursor", cursor),
        PhoenixSession::new);
  }

  /** Returns a session. If its id has a slash, the call looks for the id in all projects. */
  public PhoenixSession get(String session) {
    transport.require(ServerFeature.SESSIONS);
    if (!GlobalId.isPathSegment(session)) {
      return find(session);
    }
    return new PhoenixSession(
        transport.data(transport.send(ApiRequest.get("sessions/{}", session))));
  }

  /** Phoenix takes such an id in a parameter, and not in a path. */
  private PhoenixSession find(String session) {
    for (Project project : projects.list()) {
      ApiRequest trace =
          ApiRequest.get("projects/{}/traces", project.id())
              .query("session_identifier", session)
              .query("limit", 1);
      if (!transport.list(transport.send(trace)).isEmpty()) {
        Optional<PhoenixSession> found =
            list(project.id()).stream()
                .filter(each -> each.sessionId().equals(session))
                .findFirst();
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    throw new PhoenixException(
        "GET " + transport.base() + "/v1/sessions", 404, "", "There is no session " + session);
  }

  /** Returns the turns of a session, the first one first. A trace without a root has no turn. */
  public List<SessionTurn> turns(String session) {
    PhoenixSession found = get(session);
    List<String> ids = found.traceIds();
    List<SessionTurn> turns = new ArrayList<>();
    for (int i = 0; i < ids.size(); i += CHUNK) {
      SpanFilter.Builder roots = SpanFilter.builder().rootsOnly();
      ids.subList(i, Math.min(ids.size(), i + CHUNK)).forEach(roots::traceId);
      spans
          .list(found.projectId(), roots.build())
          .forEach(root -> turns.add(new SessionTurn(root)));
    }
    turns.sort(Comparator.comparing(SessionTurn::startTime));
    return List.copyOf(turns);
  }

  /** Deletes a session with its traces. */
  public void delete(String session) {
    transport.require(ServerFeature.DELETE_SESSION);
    if (!GlobalId.isPathSegment(session)) {
      deleteAll(List.of(session));
      return;
    }
    transport.send(ApiRequest.delete("sessions/{}", session));
  }

  /** Deletes sessions with their traces. */
  public void deleteAll(Collection<String> sessions) {
    transport.require(ServerFeature.DELETE_SESSION);
    transport.send(
        ApiRequest.post("sessions/delete").repeat(Repeat.HARMLESS),
        Map.of("session_identifiers", List.copyOf(sessions)));
  }

  /** Adds a note for readers. A session may have many. */
  public void addNote(String session, String note) {
    Notes.add(transport, "session", session, note);
  }
}
