// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.quickstart;

import static java.util.stream.Collectors.joining;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.Map;

/**
 * Answers questions about orders and returns: finds articles, asks the model, runs the tool that
 * the model asks for.
 *
 * @since 0.1.0
 */
public final class SupportBot {

  private static final String MODEL = "gpt-4o-mini";
  private static final String TEMPLATE =
      "Answer from these articles:\n{articles}\n\nCustomer: {question}";
  private static final String TEMPLATE_VERSION = "1";

  private final OpenAIClient client;
  private final OpenInferenceTracer tracer;
  private final ArticleIndex articles;
  private final ArticleReranker reranker;
  private final OrderStatusTool tool;
  private final String template;
  private final String templateVersion;

  private SupportBot(
      OpenAIClient client,
      OpenInferenceTracer tracer,
      ArticleIndex articles,
      String template,
      String templateVersion) {
    this.client = client;
    this.tracer = tracer;
    this.articles = articles;
    this.reranker = new ArticleReranker(tracer);
    this.tool = new OrderStatusTool(tracer);
    this.template = template;
    this.templateVersion = templateVersion;
  }

  /** Returns a bot that knows the help centre. Its client makes spans already. */
  public static SupportBot of(OpenAIClient client, OpenInferenceTracer tracer) {
    // Nobody asks how the index was built, so that its call is not worth a span.
    try (Scope untraced = OpenInference.suppressTracing()) {
      ArticleIndex articles = ArticleIndex.of(Articles.ALL, client, tracer);
      return new SupportBot(client, tracer, articles, TEMPLATE, TEMPLATE_VERSION);
    }
  }

  /** Returns a bot with another prompt, which has the variables articles and question. */
  public SupportBot withTemplate(String newTemplate, String newVersion) {
    return new SupportBot(client, tracer, articles, newTemplate, newVersion);
  }

  /** Whatever runs inside becomes part of the same trace; what it throws marks the span. */
  public String answer(String question) {
    return tracer
        .chain("answer")
        .call(
            span -> {
              span.input(question);
              List<Article> found = articles.search(question);
              List<Article> best = reranker.rerank(question, found);
              String answer = askModel(question, best);
              span.output(answer);
              return answer;
            });
  }

  private String askModel(String question, List<Article> best) {
    Map<String, String> variables =
        Map.of(
            "articles",
            best.stream().map(article -> "- " + article.text()).collect(joining("\n")),
            "question",
            question);
    // With its template and variables on the span, the prompt can be tried out and changed later.
    try (Scope prompt = OpenInference.usingPromptTemplate(template, variables, templateVersion)) {
      ChatCompletionCreateParams.Builder params =
          ChatCompletionCreateParams.builder()
              .model(MODEL)
              .addSystemMessage("You are a support bot. Be brief.")
              .addUserMessage(fill(template, variables))
              .addTool(OrderStatusTool.definition());
      ChatCompletionMessage reply =
          client.chat().completions().create(params.build()).choices().get(0).message();
      List<ChatCompletionMessageToolCall> toolCalls = reply.toolCalls().orElse(List.of());
      if (toolCalls.isEmpty()) {
        return reply.content().orElse("");
      }
      params.addMessage(reply);
      toolCalls.forEach(call -> params.addMessage(tool.run(call.asFunction())));
      return stream(params.build());
    }
  }

  private String stream(ChatCompletionCreateParams params) {
    // A stream tells its token usage only on request.
    ChatCompletionCreateParams withUsage =
        params.toBuilder()
            .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
            .build();
    try (StreamResponse<ChatCompletionChunk> chunks =
        client.chat().completions().createStreaming(withUsage)) {
      return chunks.stream()
          .flatMap(chunk -> chunk.choices().stream())
          .flatMap(choice -> choice.delta().content().stream())
          .collect(joining());
    }
  }

  private static String fill(String template, Map<String, String> variables) {
    String text = template;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      text = text.replace("{" + variable.getKey() + "}", variable.getValue());
    }
    return text;
  }
}
