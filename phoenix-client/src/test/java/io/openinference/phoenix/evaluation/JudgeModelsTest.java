// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.genai.Client;
import com.google.genai.types.HttpOptions;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.evaluation.FactCheckingEvaluator;
import org.springframework.ai.chat.evaluation.RelevancyEvaluator;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.evaluation.EvaluationResponse;

/** The clients themselves, against a server that answers in the form of each provider. */
class JudgeModelsTest {

  private static final String VERDICT =
      "{\\\"explanation\\\":\\\"Both say Paris.\\\",\\\"label\\\":\\\"correct\\\"}";
  private static final EvaluationResult CORRECT =
      EvaluationResult.builder().score(1).label("correct").explanation("Both say Paris.").build();

  private HttpServer server;
  private volatile String answer = "";
  private volatile JsonNode request;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      request = new ObjectMapper().readTree(exchange.getRequestBody());
      byte[] body = answer.getBytes(UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Test
  void asksOpenAI() throws Exception {
    answer =
        """
        {"id": "1", "object": "chat.completion", "created": 1, "model": "gpt-4o",
         "choices": [{"index": 0, "finish_reason": "stop", "logprobs": null,
           "message": {"role": "assistant", "refusal": null, "content": "%s"}}]}
        """
            .formatted(VERDICT);
    var client = OpenAIOkHttpClient.builder().baseUrl(url()).apiKey("none").build();

    assertThat(judge(OpenAIJudge.of(client, "gpt-4o"))).isEqualTo(CORRECT);

    assertThat(request.path("model").asText()).isEqualTo("gpt-4o");
    JsonNode schema = request.path("response_format").path("json_schema").path("schema");
    assertThat(schema.path("properties").path("label").path("enum").toString())
        .isEqualTo("[\"correct\",\"incorrect\"]");
    assertThat(request.toString()).contains("The capital is Paris.");
  }

  @Test
  void asksAnthropic() throws Exception {
    answer =
        """
        {"id": "1", "type": "message", "role": "assistant", "model": "claude",
         "stop_reason": "tool_use", "stop_sequence": null,
         "usage": {"input_tokens": 1, "output_tokens": 1},
         "content": [{"type": "tool_use", "id": "t", "name": "record_verdict",
           "input": {"explanation": "Both say Paris.", "label": "correct"}}]}
        """;
    var client = AnthropicOkHttpClient.builder().baseUrl(url()).apiKey("none").build();

    assertThat(judge(AnthropicJudge.of(client, "claude"))).isEqualTo(CORRECT);

    assertThat(request.path("tool_choice").path("name").asText()).isEqualTo("record_verdict");
    assertThat(request.path("tools").path(0).path("input_schema").path("required").toString())
        .isEqualTo("[\"explanation\",\"label\"]");
  }

  @Test
  void asksGemini() throws Exception {
    answer =
        """
        {"candidates": [{"content": {"role": "model", "parts": [{"text": "%s"}]}}]}
        """
            .formatted(VERDICT);
    try (Client client =
        Client.builder()
            .apiKey("none")
            .httpOptions(HttpOptions.builder().baseUrl(url()).build())
            .build()) {
      assertThat(judge(GoogleGenAIJudge.of(client, "gemini"))).isEqualTo(CORRECT);
    }

    JsonNode config = request.path("generationConfig");
    assertThat(config.path("responseMimeType").asText()).isEqualTo("application/json");
    assertThat(config.path("responseJsonSchema").path("type").asText()).isEqualTo("object");
  }

  @Test
  void asksLangChain4j() throws Exception {
    ChatModel model =
        new ChatModel() {
          @Override
          public ChatResponse doChat(ChatRequest asked) {
            assertThat(asked.messages().toString()).contains("The capital is Paris.");
            return ChatResponse.builder().aiMessage(AiMessage.from("Correct.")).build();
          }
        };

    assertThat(judge(LangChain4jJudge.of(model))).isEqualTo(EvaluationResult.of(1, "correct"));
  }

  @Test
  void asksSpringAI() throws Exception {
    org.springframework.ai.chat.model.ChatModel model =
        prompt -> {
          assertThat(prompt.getContents()).contains("The capital is Paris.");
          return new org.springframework.ai.chat.model.ChatResponse(
              List.of(new Generation(new AssistantMessage("incorrect"))));
        };

    assertThat(judge(SpringAIJudge.of(model))).isEqualTo(EvaluationResult.of(0, "incorrect"));
  }

  @Test
  void usesEvaluatorsOfSpringAI() throws Exception {
    OutputEvaluator evaluator =
        SpringAIEvaluators.of(
            "relevancy",
            asked -> {
              assertThat(asked.getUserText()).isEqualTo("Which city?");
              assertThat(asked.getDataList().get(0).getText()).isEqualTo("An atlas.");
              return new EvaluationResponse(
                  asked.getResponseContent().contains("Paris"), "It does.", Map.of("by", "test"));
            },
            context -> List.of("An atlas."));

    assertThat(evaluator.evaluate(context()))
        .isEqualTo(
            EvaluationResult.builder()
                .score(1)
                .label("pass")
                .explanation("It does.")
                .metadata(Map.of("by", "test"))
                .build());
  }

  @Test
  void usesRelevancyAndFactCheckingOfSpringAI() throws Exception {
    List<String> asked = new ArrayList<>();
    Function<String, ChatClient.Builder> saying =
        word ->
            ChatClient.builder(
                prompt -> {
                  asked.add(prompt.getContents());
                  return new org.springframework.ai.chat.model.ChatResponse(
                      List.of(new Generation(new AssistantMessage(word))));
                });

    for (String word : List.of("YES", "NO")) {
      EvaluationResult expected =
          word.equals("YES") ? EvaluationResult.of(1, "pass") : EvaluationResult.of(0, "fail");
      assertThat(
              SpringAIEvaluators.of(
                      "relevancy",
                      new RelevancyEvaluator(saying.apply(word)),
                      context -> List.of("An atlas."))
                  .evaluate(context()))
          .isEqualTo(expected);
      assertThat(
              SpringAIEvaluators.of(
                      "facts",
                      FactCheckingEvaluator.builder(saying.apply(word)).build(),
                      context -> List.of("An atlas."))
                  .evaluate(context()))
          .isEqualTo(expected);
    }
    assertThat(asked)
        .hasSize(4)
        .allSatisfy(text -> assertThat(text).contains("The capital is Paris.", "An atlas."));
    assertThat(asked.get(0)).contains("Which city?");
  }

  @Test
  void usesScoringModelsOfLangChain4j() throws Exception {
    ScoringModel model =
        new ScoringModel() {
          @Override
          public Response<List<Double>> scoreAll(List<TextSegment> texts, String query) {
            assertThat(query).isEqualTo("Which city?");
            return Response.from(List.of((double) texts.get(0).text().length()));
          }
        };

    assertThat(LangChain4jEvaluators.of("fit", model).evaluate(context()).score()).isEqualTo(21);
  }

  private static EvaluationResult judge(JudgeModel model) throws Exception {
    return ClassificationEvaluator.of(JudgeTemplate.CORRECTNESS, model).evaluate(context());
  }

  private static EvaluationContext context() {
    return EvaluationContext.builder().input("Which city?").output("The capital is Paris.").build();
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }
}
