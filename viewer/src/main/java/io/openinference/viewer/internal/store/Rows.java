// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results of the store's queries. Times are milliseconds since 1970 with fractions.
 *
 * @since 0.1.0
 */
public final class Rows {

  /**
   * A project with what it adds up to.
   *
   * @param p50 the median of the latency of traces in milliseconds, over the last day
   * @param spark traces of each hour of the last day
   * @since 0.1.0
   */
  public record Project(
      long id,
      String name,
      long traces,
      long spans,
      long errors,
      long tokens,
      @Nullable Double cost,
      @Nullable Double lastSeen,
      @Nullable Double p50,
      @Nullable Double p99,
      List<Long> spark,
      long createdMillis) {}

  /**
   * A trace in one project.
   *
   * @param rootMissing whether no span without a parent has arrived
   * @param cursor where the list goes on
   * @since 0.1.0
   */
  public record Trace(
      String traceId,
      String project,
      @Nullable String rootSpanId,
      String name,
      String kind,
      int status,
      boolean rootMissing,
      double start,
      double latency,
      String input,
      String output,
      long spans,
      long errors,
      long promptTokens,
      long completionTokens,
      long tokens,
      @Nullable Double cost,
      @Nullable String session,
      @Nullable String user,
      @Nullable String model,
      List<Annotation> annotations,
      String cursor) {}

  /**
   * A span without its attributes.
   *
   * @param start nanoseconds as text, because they do not fit into a number of JavaScript
   * @param counted whether the trace counts the tokens of this span
   * @param running whether the span has not ended, so that its latency still grows
   * @since 0.1.0
   */
  public record Span(
      long id,
      String project,
      String traceId,
      String spanId,
      @Nullable String parentId,
      String name,
      String kind,
      int status,
      String start,
      double latency,
      @Nullable String model,
      @Nullable Long promptTokens,
      @Nullable Long completionTokens,
      @Nullable Long tokens,
      @Nullable Double cost,
      boolean counted,
      @Nullable String session,
      @Nullable String user,
      int oddities,
      String input,
      String output,
      String cursor,
      boolean running) {}

  /**
   * A session with what its traces add up to.
   *
   * @since 0.1.0
   */
  public record Session(
      String id,
      String project,
      long traces,
      long errors,
      long tokens,
      @Nullable Double cost,
      double start,
      double end,
      @Nullable String user,
      String input,
      String output) {}

  /**
   * A page of a list.
   *
   * @param next where the list goes on; null at its end
   * @param incomplete whether the search stopped after its time, before the end of the store
   * @since 0.1.0
   */
  public record Page<T>(List<T> rows, @Nullable String next, boolean incomplete) {}

  /**
   * The first page of the traces of a project.
   *
   * @param running the roots that have not ended
   * @since 0.1.0
   */
  public record FirstPage(
      List<Trace> rows, @Nullable String next, boolean incomplete, List<Span> running) {}

  /**
   * One step of the charts.
   *
   * @param p50 the median latency in milliseconds; null without traces
   * @since 0.1.0
   */
  public record Step(
      double time, long traces, long errors, @Nullable Double p50, @Nullable Double p99) {}

  /**
   * The sums of a model or a tool.
   *
   * @param steps the number of tokens of a model, or of failed calls of a tool, for each step
   * @since 0.1.0
   */
  public record Series(
      String name,
      long count,
      long errors,
      long promptTokens,
      long completionTokens,
      double cost,
      @Nullable Double p50,
      @Nullable Double p99,
      List<Long> steps) {}

  /**
   * The figures of the page of charts.
   *
   * @param scores the mean score and the number of annotations, by name
   * @since 0.1.0
   */
  public record Metrics(
      double from,
      double to,
      double stepMillis,
      List<Step> steps,
      List<Series> models,
      List<Series> tools,
      List<Map<String, Object>> scores) {}

  private Rows() {}
}
