// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.output.Response;
import io.openinference.instrumentation.Document;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.RerankerSpan;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.OptionalProperty;
import io.openinference.instrumentation.api.door.Route;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Traces {@code ScoringModel}, which rerankers call. */
final class ScoringModelInterceptor extends PartSpanInterceptor<RerankerSpan> {

  private static final OptionalProperty QUERY = OptionalProperty.named("query");
  private static final OptionalProperty SCORES = OptionalProperty.named("scores");

  @Override
  public Route<Tracing> inheritedDefault(Method method) {
    return method.getName().equals("doScoreAsync") ? Route.pass() : Route.funnel(this);
  }

  @Override
  protected OpenInferenceSpanBuilder<RerankerSpan> spanBuilder(
      Tracing tracing, InterceptedCall call) {
    return tracing.tracer().reranker(call.delegateName());
  }

  @Override
  protected void recordRequest(RerankerSpan span, Tracing tracing, InterceptedCall call) {
    String query = query(call);
    List<TextSegment> segments = segments(call);
    span.modelName(ModelAddresses.modelNameOf(call.delegate()));
    span.query(query).input(query).topK(segments.size());
    span.inputDocuments(segments.stream().map(Documents::of).toList());
  }

  private static @Nullable String query(InterceptedCall call) {
    return call.argument(1) instanceof String query ? query : QUERY.readString(call.argument(0));
  }

  private static List<TextSegment> segments(InterceptedCall call) {
    Object first = call.argument(0);
    if (first instanceof TextSegment segment) {
      return List.of(segment);
    }
    if (first instanceof List<?> list && list.stream().allMatch(TextSegment.class::isInstance)) {
      return list.stream().map(TextSegment.class::cast).toList();
    }
    return ArgumentTexts.of(first).stream().map(TextSegment::from).toList();
  }

  @Override
  protected void recordResult(
      RerankerSpan span, Tracing tracing, InterceptedCall call, Object result) {
    List<Double> scores = scores(result);
    List<TextSegment> segments = segments(call);
    List<Integer> order =
        new ArrayList<>(
            IntStream.range(0, Math.min(scores.size(), segments.size())).boxed().toList());
    order.sort(Comparator.<Integer, Double>comparing(scores::get).reversed());
    List<Document> documents =
        order.stream().map(i -> Documents.of(segments.get(i), scores.get(i))).toList();
    span.outputDocuments(documents).outputJson(scores);
  }

  private static List<Double> scores(Object result) {
    Object content =
        result instanceof Response<?> response ? response.content() : SCORES.read(result);
    if (content instanceof Double score) {
      return List.of(score);
    }
    return content instanceof List<?> list
        ? list.stream().filter(Double.class::isInstance).map(Double.class::cast).toList()
        : List.of();
  }
}
