// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import io.openinference.phoenix.ApiRequest.Repeat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calls for annotations of spans, traces, sessions and documents.
 *
 * @since 0.1.0
 */
public final class Annotations {

  /** Annotations in one request, and ids in one URL. Python's client takes as many. */
  private static final int CHUNK = 100;

  /** The letters of ids in one URL. Many proxies take a URL of 8,192 letters and no longer one. */
  private static final int MAX_URL_IDS = 4_000;

  private static final int PAGE = 1000;

  private final Transport transport;
  private final Projects projects;

  Annotations(Transport transport) {
    this.transport = transport;
    this.projects = new Projects(transport);
  }

  /**
   * Adds an annotation, in place of an earlier one with the same target, name and identifier, and
   * returns its id.
   *
   * @throws PhoenixException with status 404 if the target is not there
   */
  public String add(PhoenixAnnotation annotation) {
    return log(List.of(annotation)).get(0);
  }

  /**
   * Adds annotations, each in place of an earlier one with the same target, name and identifier.
   * They go in requests of 100, and each request is done as a whole or not at all.
   *
   * @return the ids, in order
   * @throws PhoenixException with status 404 if a target is not there
   */
  public List<String> log(Collection<PhoenixAnnotation> annotations) {
    List<String> ids = new ArrayList<>();
    for (List<PhoenixAnnotation> chunk : chunksByTarget(annotations)) {
      for (Map<String, @Nullable Object> inserted : transport.list(send(chunk, true))) {
        ids.add(String.valueOf(inserted.get("id")));
      }
    }
    return List.copyOf(ids);
  }

  /**
   * Adds annotations without waiting until they are stored. The server says nothing of targets that
   * are not there: it waits for them for a while.
   */
  public void enqueue(Collection<PhoenixAnnotation> annotations) {
    chunksByTarget(annotations).forEach(chunk -> send(chunk, false));
  }

  /** Adds the rows of a table of evaluations as annotations, and returns their ids. */
  public List<String> log(SpanEvaluations evaluations) {
    return log(evaluations.annotations());
  }

  /** Returns the annotations of spans, without notes. */
  public Paged<PhoenixAnnotation> ofSpans(String project, Collection<String> spanIds) {
    return of(AnnotationTarget.SPAN, project, spanIds, List.of(), List.of("note"));
  }

  /** Returns the annotations of traces, without notes. */
  public Paged<PhoenixAnnotation> ofTraces(String project, Collection<String> traceIds) {
    return of(AnnotationTarget.TRACE, project, traceIds, List.of(), List.of("note"));
  }

  /** Returns the annotations of sessions, without notes. */
  public Paged<PhoenixAnnotation> ofSessions(String project, Collection<String> sessionIds) {
    return of(AnnotationTarget.SESSION, project, sessionIds, List.of(), List.of("note"));
  }

  /**
   * Returns annotations.
   *
   * @param target a span, trace or session; Phoenix does not tell annotations of documents
   * @param ids ids of targets
   * @param included the names to return; empty for all
   * @param excluded names to leave out; notes have the name {@code note}
   */
  public Paged<PhoenixAnnotation> of(
      AnnotationTarget target,
      String project,
      Collection<String> ids,
      Collection<String> included,
      Collection<String> excluded) {
    checkReadable(target);
    String id = projects.identifier(project);
    List<Function<@Nullable String, ApiRequest>> lists = new ArrayList<>();
    for (List<String> chunk : chunksForUrls(new LinkedHashSet<>(ids))) {
      lists.add(
          cursor ->
              ApiRequest.get("projects/{}/" + target.route(), id)
                  .queries(target.idField() + "s", chunk)
                  .queries("include_annotation_names", included)
                  .queries("exclude_annotation_names", excluded)
                  .query("limit", PAGE)
                  .query("cursor", cursor));
    }
    return new Paged<>(transport, lists, PhoenixAnnotation::new);
  }

  /** Deletes annotations of a project. */
  public void delete(AnnotationTarget target, String project, AnnotationSelection selection) {
    checkReadable(target);
    ApiRequest request =
        ApiRequest.delete("projects/{}/" + target.route(), projects.identifier(project));
    selection.parameters.forEach(request::query);
    transport.send(request);
  }

  private ApiAnswer send(List<PhoenixAnnotation> chunk, boolean waits) {
    AnnotationTarget target = chunk.get(0).target();
    if (target == AnnotationTarget.SESSION) {
      transport.require(ServerFeature.SESSION_ANNOTATIONS);
    }
    ApiRequest request =
        ApiRequest.post(target.route()).query("sync", waits).repeat(Repeat.HARMLESS);
    Object body = Map.of("data", chunk.stream().map(PhoenixAnnotation::json).toList());
    return transport.send(request, body);
  }

  private static void checkReadable(AnnotationTarget target) {
    if (target == AnnotationTarget.DOCUMENT) {
      throw new IllegalArgumentException(
          "Phoenix neither lists nor deletes annotations of documents");
    }
  }

  /** Returns chunks of neighbours with the same target, so that the order of all is kept. */
  private static List<List<PhoenixAnnotation>> chunksByTarget(
      Collection<PhoenixAnnotation> annotations) {
    List<List<PhoenixAnnotation>> chunks = new ArrayList<>();
    List<PhoenixAnnotation> current = List.of();
    for (PhoenixAnnotation annotation : annotations) {
      if (current.isEmpty()
          || current.size() == CHUNK
          || current.get(0).target() != annotation.target()) {
        current = new ArrayList<>();
        chunks.add(current);
      }
      current.add(annotation);
    }
    return chunks;
  }

  /** Returns chunks that fit into a URL. Applications choose the ids of sessions. */
  private static List<List<String>> chunksForUrls(Collection<String> ids) {
    List<List<String>> chunks = new ArrayList<>();
    List<String> current = List.of();
    int length = 0;
    for (String id : ids) {
      length += ApiRequest.encode(id).length();
      if (current.isEmpty() || current.size() == CHUNK || length > MAX_URL_IDS) {
        current = new ArrayList<>();
        chunks.add(current);
        length = ApiRequest.encode(id).length();
      }
      current.add(id);
    }
    return chunks;
  }
}
