// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.queryengine;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import io.openinference.examples.openaiserver.OpenAIServer;
import io.openinference.examples.traces.Collector;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.opentelemetry.context.Scope;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * Answers a question from several documents: retrieval, reranking, synthesis. No library is
 * instrumented; all spans come from the core API.
 *
 * <p>Alone, it talks to a model server and a collector of its own, and prints what the collector
 * received. The variables of the quickstart change both.
 *
 * @since 0.1.0
 */
public final class QueryEngine {

  private static final String PROJECT = "query-engine";

  private final OpenInferenceTracer tracer;
  private final PassageRetriever retriever;
  private final SourceReranker reranker;
  private final ResponseSynthesizer synthesizer;

  private QueryEngine(OpenAIClient client, OpenInferenceTracer tracer) {
    this.tracer = tracer;
    this.retriever = new PassageRetriever(client, tracer, Library.passages());
    this.reranker = new SourceReranker(tracer);
    this.synthesizer = new ResponseSynthesizer(client, tracer);
  }

  /** Runs the program. */
  public static void main(String[] args) {
    run(System.getenv(), System.out);
  }

  static void run(Map<String, String> environment, PrintStream out) {
    boolean hasKey = !environment.getOrDefault("OPENAI_API_KEY", "").isBlank();
    try (OpenAIServer server = OpenAIServer.start();
        Collector collector = Collector.start(environment)) {
      OpenAIClient client =
          hasKey
              ? OpenAIOkHttpClient.fromEnv()
              : OpenAIOkHttpClient.builder().baseUrl(server.baseUrl()).apiKey("not-needed").build();
      OpenInferenceTracer tracer = OpenInferenceTracer.create(collector.sdk().openTelemetry());
      try (Scope project = OpenInference.usingProject(PROJECT)) {
        String unused =
            new QueryEngine(client, tracer)
                .query("What do new brake pads cost, and does the warranty cover brake pads?");
      }
      collector.report(out, PROJECT);
      client.close();
    }
  }

  private String query(String question) {
    return tracer
        .chain("query")
        .call(
            span -> {
              span.input(question);
              List<Passage> found = retriever.retrieve(question);
              List<Passage> best = reranker.rerank(question, found);
              String answer = synthesizer.synthesize(question, best);
              span.output(answer);
              return answer;
            });
  }
}
