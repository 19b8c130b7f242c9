// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.openaiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.Embedding;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drives the server with the real openai-java client. */
class OpenAIServerTest {

  private static final String DOCUMENTS =
      "Answer from these documents:\n"
          + "- Unworn shoes can be returned within 30 days.\n"
          + "- Parcels are sent by bicycle in Berlin.\n";

  private OpenAIServer server;
  private OpenAIClient client;

  @BeforeEach
  void start() {
    server = OpenAIServer.start();
    client = OpenAIOkHttpClient.builder().baseUrl(server.baseUrl()).apiKey("any").build();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void answersFromThePrompt() {
    ChatCompletion completion =
        client.chat().completions().create(chat("How are parcels sent?").build());

    assertThat(completion.model()).isEqualTo("gpt-test");
    assertThat(completion.choices().get(0).finishReason().asString()).isEqualTo("stop");
    assertThat(content(completion)).isEqualTo("Parcels are sent by bicycle in Berlin.");
    assertThat(content(client.chat().completions().create(chat("Why?").build())))
        .isEqualTo("I found nothing about that.");
  }

  @Test
  void billsEveryReplyByPath() {
    ChatCompletion completion =
        client.chat().completions().create(chat("How are parcels sent?").build());
    CreateEmbeddingResponse embeddings = client.embeddings().create(embedding("red shoes"));

    assertThat(completion.usage().get().promptTokens()).isPositive();
    assertThat(server.usage())
        .containsExactly(
            Map.entry(
                "/v1/chat/completions",
                new Usage(
                    1,
                    completion.usage().get().promptTokens(),
                    completion.usage().get().completionTokens())),
            Map.entry("/v1/embeddings", new Usage(1, embeddings.usage().promptTokens(), 0)));
  }

  @Test
  void longerTextsCostMore() {
    assertThat(client.embeddings().create(embedding("red")).usage().promptTokens()).isEqualTo(1);
    assertThat(client.embeddings().create(embedding("red shoes")).usage().promptTokens())
        .isEqualTo(2);
  }

  @Test
  void callsTheToolThatTheQuestionNeedsAndUsesItsResult() {
    ChatCompletionCreateParams.Builder params =
        chat("Where is my order 1042?").addTool(orderStatusTool());

    ChatCompletion first = client.chat().completions().create(params.build());

    assertThat(first.choices().get(0).finishReason().asString()).isEqualTo("tool_calls");
    ChatCompletionMessageToolCall toolCall =
        first.choices().get(0).message().toolCalls().orElseThrow().get(0);
    ChatCompletionMessageFunctionToolCall call = toolCall.asFunction();
    assertThat(call.function().name()).isEqualTo("order_status");
    assertThat(call.function().arguments()).isEqualTo("{\"order_id\":\"1042\"}");

    params.addMessage(first.choices().get(0).message());
    params.addMessage(
        ChatCompletionToolMessageParam.builder()
            .toolCallId(call.id())
            .content("{\"order_id\":\"1042\",\"status\":\"on its way\"}")
            .build());
    ChatCompletion second = client.chat().completions().create(params.build());
    assertThat(content(second)).isEqualTo("Order id: 1042, status: on its way.");
  }

  @Test
  void callsNoToolWhenTheQuestionLacksItsArgumentsOrTheUserForbidsIt() {
    ChatCompletionCreateParams lacking =
        chat("Where is my order?").addTool(orderStatusTool()).build();
    ChatCompletionCreateParams forbidden =
        chat("Where is my order 1042?")
            .addTool(orderStatusTool())
            .toolChoice(ChatCompletionToolChoiceOption.Auto.NONE)
            .build();

    for (ChatCompletionCreateParams params : List.of(lacking, forbidden)) {
      assertThat(client.chat().completions().create(params).choices().get(0).message().toolCalls())
          .isEmpty();
    }
  }

  @Test
  void streamsTheSameAnswerWithUsageOnRequest() {
    ChatCompletion streamed =
        stream(
            chat("How are parcels sent?")
                .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build());
    ChatCompletion whole =
        client.chat().completions().create(chat("How are parcels sent?").build());

    assertThat(content(streamed)).isEqualTo(content(whole));
    assertThat(streamed.usage()).isEqualTo(whole.usage());
    assertThat(stream(chat("How are parcels sent?").build()).usage()).isEmpty();
  }

  @Test
  void streamsToolCalls() {
    ChatCompletion completion =
        stream(chat("Where is my order 1042?").addTool(orderStatusTool()).build());

    ChatCompletionMessageToolCall call =
        completion.choices().get(0).message().toolCalls().orElseThrow().get(0);
    assertThat(call.asFunction().function().arguments()).isEqualTo("{\"order_id\":\"1042\"}");
    assertThat(completion.choices().get(0).finishReason().asString()).isEqualTo("tool_calls");
  }

  @Test
  void embedsTextsWithCommonWordsNearEachOther() {
    List<Embedding> data =
        client
            .embeddings()
            .create(
                EmbeddingCreateParams.builder()
                    .model("embed-test")
                    .inputOfArrayOfStrings(
                        List.of("red shoes", "a red shoe for you", "parcels by bicycle"))
                    .build())
            .data();

    assertThat(cosine(data.get(0).embedding(), data.get(1).embedding())).isGreaterThan(0.99);
    assertThat(cosine(data.get(0).embedding(), data.get(2).embedding())).isZero();
  }

  @Test
  void embedsInBase64AndInFewerDimensions() {
    EmbeddingCreateParams.Builder params =
        EmbeddingCreateParams.builder().model("embed-test").input("red shoes").dimensions(32);

    List<Float> floats =
        client
            .embeddings()
            .create(params.encodingFormat(EmbeddingCreateParams.EncodingFormat.FLOAT).build())
            .data()
            .get(0)
            .embedding();
    List<Float> base64 =
        client
            .embeddings()
            .create(params.encodingFormat(EmbeddingCreateParams.EncodingFormat.BASE64).build())
            .data()
            .get(0)
            .embedding();

    assertThat(floats).hasSize(32).isEqualTo(base64);
  }

  @Test
  void respondsAndStreamsTheSameResponse() {
    ResponseCreateParams params =
        ResponseCreateParams.builder()
            .model("gpt-test")
            .instructions(DOCUMENTS)
            .input("How are parcels sent?")
            .build();

    Response response = client.responses().create(params);
    ResponseAccumulator accumulator = ResponseAccumulator.create();
    try (StreamResponse<ResponseStreamEvent> events = client.responses().createStreaming(params)) {
      events.stream().forEach(accumulator::accumulate);
    }

    for (Response each : List.of(response, accumulator.response())) {
      assertThat(each.output().get(0).asMessage().content().get(0).asOutputText().text())
          .isEqualTo("Parcels are sent by bicycle in Berlin.");
      assertThat(each.usage()).isEqualTo(response.usage());
      each.validate();
    }
  }

  @Test
  void respondsWithToolCalls() {
    ResponseCreateParams.Builder params =
        ResponseCreateParams.builder()
            .model("gpt-test")
            .input("Where is my order 1042?")
            .addTool(
                FunctionTool.builder()
                    .name("order_status")
                    .description("Looks up an order.")
                    .parameters(
                        FunctionTool.Parameters.builder()
                            .putAllAdditionalProperties(orderIdSchema())
                            .build())
                    .strict(true)
                    .build());

    Response response = client.responses().create(params.build());

    assertThat(response.output().get(0).asFunctionCall().arguments())
        .isEqualTo("{\"order_id\":\"1042\"}");
  }

  @Test
  void refusesInTheShapeOfOpenAI() throws Exception {
    assertThatThrownBy(() -> client.embeddings().create(embedding("")))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("'input' must be a text or a list of texts.");
    assertThatThrownBy(() -> client.models().list()).isInstanceOf(NotFoundException.class);

    assertThat(post("{}", "Bearer any").body())
        .isEqualTo(
            "{\"error\":{\"message\":\"Missing required parameter: 'model'.\","
                + "\"type\":\"invalid_request_error\",\"param\":\"model\",\"code\":null}}");
    assertThat(post("{", "Bearer any").statusCode()).isEqualTo(400);
    assertThat(post("{}", "none").statusCode()).isEqualTo(401);
    assertThat(server.usage()).isEmpty();
  }

  private ChatCompletion stream(ChatCompletionCreateParams params) {
    ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
    try (StreamResponse<ChatCompletionChunk> chunks =
        client.chat().completions().createStreaming(params)) {
      chunks.stream().forEach(accumulator::accumulate);
    }
    return accumulator.chatCompletion();
  }

  private HttpResponse<String> post(String body, String authorization) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.baseUrl() + "/chat/completions"))
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static ChatCompletionCreateParams.Builder chat(String question) {
    return ChatCompletionCreateParams.builder()
        .model("gpt-test")
        .addSystemMessage(DOCUMENTS)
        .addUserMessage(question);
  }

  private static EmbeddingCreateParams embedding(String text) {
    return EmbeddingCreateParams.builder().model("embed-test").input(text).build();
  }

  private static ChatCompletionFunctionTool orderStatusTool() {
    return ChatCompletionFunctionTool.builder()
        .function(
            FunctionDefinition.builder()
                .name("order_status")
                .description("Looks up an order.")
                .parameters(
                    FunctionParameters.builder()
                        .putAllAdditionalProperties(orderIdSchema())
                        .build())
                .build())
        .build();
  }

  private static Map<String, JsonValue> orderIdSchema() {
    return Map.of(
        "type", JsonValue.from("object"),
        "properties", JsonValue.from(Map.of("order_id", Map.of("type", "string"))),
        "required", JsonValue.from(List.of("order_id")));
  }

  private static String content(ChatCompletion completion) {
    return completion.choices().get(0).message().content().orElseThrow();
  }

  private static double cosine(List<Float> a, List<Float> b) {
    double dot = 0;
    for (int i = 0; i < a.size(); i++) {
      dot += a.get(i) * b.get(i);
    }
    return dot;
  }
}
