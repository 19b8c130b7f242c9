// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.models.audio.speech.SpeechCreateParams;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.moderations.ModerationCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.common.AttributeKey;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Request fields that only some servers know are no way out for what a setting hides. */
class UnknownRequestFieldsTest extends AbstractOpenAITest {

  private static final String SECRET = "the parcel is under the bridge";
  private static final String KEY = "sk-not-for-traces";

  enum Field {
    VLLM_DOCUMENTS("documents", List.of(Map.of("title", "t", "text", SECRET))),
    VLLM_TEMPLATE("chat_template_kwargs", Map.of("system", Map.of("note", SECRET))),
    SGLANG_REGEX("regex", SECRET),
    COHERE_PREAMBLE("preamble", SECRET),
    OPENROUTER_PLUGINS("plugins", List.of(Map.of("id", "web", "search_prompt", SECRET))),
    AZURE_SOURCES(
        "data_sources", List.of(Map.of("parameters", Map.of("role_information", SECRET)))),
    GEMINI_EXTRA_BODY(
        "extra_body", Map.of("google", Map.of("cached_content", List.of(List.of(SECRET))))),
    OLLAMA_OPTIONS("options", Map.of("stop", List.of(SECRET), "num_ctx", 8)),
    LLAMA_CPP_GRAMMAR("grammar", SECRET),
    COHERE_CONNECTORS("connectors", List.of(Map.of("options", Map.of("site", SECRET)))),
    GROQ_DOCUMENTS("documents", List.of(Map.of("source", Map.of("type", "text", "text", SECRET)))),
    LITELLM_METADATA("litellm_metadata", Map.of("trace", Map.of("note", SECRET)));

    private final String name;
    private final Object value;

    Field(String name, Object value) {
      this.name = name;
      this.value = value;
    }
  }

  enum Credential {
    LITELLM_KEY("api_key", KEY),
    LITELLM_FALLBACKS("fallbacks", List.of(Map.of("model", "m", "api_key", KEY))),
    AZURE_SEARCH(
        "data_sources",
        List.of(
            Map.of("parameters", Map.of("authentication", Map.of("type", "api_key", "key", KEY))))),
    OPENROUTER_HEADERS("extra", Map.of("headers", Map.of("Authorization", "Bearer " + KEY))),
    VLLM_TOKEN("kv_transfer_params", Map.of("remote", List.of(Map.of("auth_token", KEY)))),
    LITELLM_AWS("extra_body", Map.of("aws", Map.of("aws_secret_access_key", KEY, "region", "eu"))),
    X_API_KEY("extra_body", List.of(List.of(Map.of("x-api-key", KEY)))),
    HEADERS_AS_A_LIST(
        "extra", Map.of("headers", List.of(Map.of("name", "Authorization", "value", KEY)))),
    HEADERS_AS_TEXTS("extra", Map.of("headers", List.of("Authorization: Bearer " + KEY))),
    EXTRA_HEADERS("extra_headers", Map.of("X-Custom", KEY)),
    PASSWORD("connection", Map.of("user", "u", "password", KEY)),
    CLIENT_SECRET("oauth", Map.of("client_secret", KEY, "access_token", KEY)),
    SECRET_LIST("vault", Map.of("secrets", List.of(KEY))),
    NESTED_API_KEY("provider", Map.of("options", Map.of("auth", Map.of("value", KEY)))),
    MCP_SERVERS(
        "mcp_servers", List.of(Map.of("url", "https://mcp.example", "authorization_token", KEY))),
    MCP_TOOL(
        "server_tools",
        List.of(Map.of("type", "mcp", "headers", Map.of("X-Tenant", Map.of("key", KEY))))),
    KEY_BESIDE_ITS_TYPE("search", Map.of("type", "api_key", "key", KEY)),
    VALUE_BESIDE_ITS_TYPE("search", List.of(Map.of("type", "bearer_token", "value", KEY))),
    AUTH_HEADER("proxy", Map.of("auth_header", KEY)),
    HEADER_LINE("curl", Map.of("args", List.of("-H", "X-Api-Key: " + KEY))),
    OPTION_OF_A_COMMAND("mcp_stdio", Map.of("args", List.of("-y", "--api-key=" + KEY))),
    OTHER_SCHEME("proxy", Map.of("h", "Token " + KEY)),
    KEY_OF_A_PROVIDER("byok", Map.of("openai_key", KEY)),
    JDBC_URL("store", Map.of("address", "jdbc:postgresql://u:" + KEY + "@db/x")),
    JDBC_PROPERTIES("store", Map.of("jdbc_url", "jdbc:sqlserver://db;user=u;password=" + KEY)),
    DSN("store", Map.of("dsn", "host=db user=u password=" + KEY)),
    SECRET_STRING("vault", Map.of("SecretString", KEY)),
    CLIENT_ASSERTION("oauth", Map.of("client_assertion", KEY)),
    AUTHORIZATION_CODE("oauth", Map.of("authorization_code", KEY)),
    SERVICE_ACCOUNT("vertex", Map.of("service_account_json", KEY)),
    QUERY_AS_TEXT("lookup", Map.of("query", "access_token=" + KEY + "&page=2")),
    JSON_AS_TEXT("config", "{\"retries\":2,\"tools\":[{\"api_key\":\"" + KEY + "\"}]}");

    private static final Set<Credential> KNOWN_BY_THEIR_TEXT =
        EnumSet.of(
            HEADER_LINE, OPTION_OF_A_COMMAND, OTHER_SCHEME, JDBC_URL, QUERY_AS_TEXT, JSON_AS_TEXT);

    private final String name;
    private final Object value;

    Credential(String name, Object value) {
      this.name = name;
      this.value = value;
    }
  }

  private static ChatCompletionCreateParams request(String name, Object value) {
    return ChatCompletionCreateParams.builder()
        .model("m")
        .temperature(0.5)
        .addUserMessage("Hi")
        .putAdditionalBodyProperty(name, JsonValue.from(value))
        .putAdditionalBodyProperty("top_k", JsonValue.from(40))
        .build();
  }

  private void call(String name, Object value, TraceConfig config) {
    answer(StubResponse.json("{\"choices\":[]}"));
    OpenAIInstrumentor.builder(telemetry.openTelemetry())
        .config(config)
        .build()
        .wrap(unwrapped)
        .chat()
        .completions()
        .create(request(name, value));
  }

  @ParameterizedTest
  @EnumSource
  void areHiddenWithTheInput(Field field) {
    call(field.name, field.value, TraceConfig.builder().hideInputs(true).build());

    assertThat(span().getAttributes().toString()).doesNotContain(SECRET);
    assertThat(parameters()).contains("\"temperature\":0.5").contains("\"top_k\":40");
  }

  @ParameterizedTest
  @EnumSource
  void areHiddenWithTheMessages(Field field) {
    call(field.name, field.value, TraceConfig.builder().hideInputMessages(true).build());

    assertThat(span().getAttributes().toString()).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @EnumSource
  void areHiddenWithTheText(Field field) {
    call(field.name, field.value, TraceConfig.builder().hideInputText(true).build());

    assertThat(span().getAttributes().toString()).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @EnumSource
  void areRecordedWhereNothingIsHidden(Field field) {
    call(field.name, field.value, TraceConfig.builder().build());

    assertThat(parameters()).contains(SECRET);
  }

  @ParameterizedTest
  @EnumSource
  void doNotTellCredentials(Credential credential) {
    call(credential.name, credential.value, TraceConfig.builder().build());

    assertThat(span().getAttributes().toString()).doesNotContain(KEY);
    assertThat(parameters()).contains(TraceConfig.REDACTED_VALUE);
  }

  @ParameterizedTest
  @EnumSource
  void doNotTellCredentialsOfAnswers(Credential credential) {
    answer(StubResponse.json(WireJson.toJson(answerWith(credential, "message"))));

    wrapped.chat().completions().create(request("top_p", 1));

    assertThat(span().getAttributes().toString()).doesNotContain(KEY).contains("Hello");
  }

  @ParameterizedTest
  @EnumSource
  void doNotTellCredentialsOfStreams(Credential credential) {
    answer(StubResponse.sse(WireJson.toJson(answerWith(credential, "delta"))));

    try (StreamResponse<ChatCompletionChunk> stream =
        wrapped.chat().completions().createStreaming(request("top_p", 1))) {
      stream.stream().forEach(chunk -> {});
    }

    assertThat(span().getAttributes().toString()).doesNotContain(KEY).contains("Hello");
  }

  /** The other services, each with fields that only some servers know. */
  enum Service {
    RESPONSES(
        (client, fields) ->
            client
                .responses()
                .create(
                    ResponseCreateParams.builder()
                        .model("m")
                        .input("Hi")
                        .additionalBodyProperties(fields)
                        .build())),
    COMPLETIONS(
        (client, fields) ->
            client
                .completions()
                .create(
                    CompletionCreateParams.builder()
                        .model("m")
                        .prompt("Hi")
                        .additionalBodyProperties(fields)
                        .build())),
    EMBEDDINGS(
        (client, fields) ->
            client
                .embeddings()
                .create(
                    EmbeddingCreateParams.builder()
                        .model("m")
                        .input("Hi")
                        .additionalBodyProperties(fields)
                        .build())),
    IMAGES(
        (client, fields) ->
            client
                .images()
                .generate(
                    ImageGenerateParams.builder()
                        .model("m")
                        .prompt("Hi")
                        .additionalBodyProperties(fields)
                        .build())),
    MODERATIONS(
        (client, fields) ->
            client
                .moderations()
                .create(
                    ModerationCreateParams.builder()
                        .model("m")
                        .input("Hi")
                        .additionalBodyProperties(fields)
                        .build())),
    SPEECH(
        (client, fields) ->
            client
                .audio()
                .speech()
                .create(
                    SpeechCreateParams.builder()
                        .model("m")
                        .input("Hi")
                        .voice("alloy")
                        .additionalBodyProperties(fields)
                        .build())
                .close());

    private final BiConsumer<OpenAIClient, Map<String, JsonValue>> call;

    Service(BiConsumer<OpenAIClient, Map<String, JsonValue>> call) {
      this.call = call;
    }
  }

  @ParameterizedTest
  @EnumSource
  void areHiddenInEachService(Service service) {
    call(
        service,
        Map.of("negative_prompt", SECRET, "documents", List.of(Map.of("text", SECRET)), "top_k", 0),
        TraceConfig.builder().hideInputs(true).build());

    assertThat(server.requests().get(0).bodyText()).contains(SECRET);
    assertThat(span().toString()).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @EnumSource
  void doNotTellCredentialsInAnyService(Service service) {
    call(
        service,
        Map.of("api_key", KEY, "vendor", List.of(Map.of("headers", Map.of("X", KEY)))),
        TraceConfig.builder().build());

    assertThat(server.requests().get(0).bodyText()).contains(KEY);
    assertThat(span().toString()).doesNotContain(KEY).contains(TraceConfig.REDACTED_VALUE);
  }

  private void call(Service service, Map<String, ?> fields, TraceConfig config) {
    answer(StubResponse.json("{\"id\":\"x\",\"vendor\":{\"api_key\":\"" + KEY + "\"}}"));
    Map<String, JsonValue> values = new LinkedHashMap<>();
    fields.forEach((name, value) -> values.put(name, JsonValue.from(value)));
    service.call.accept(
        OpenAIInstrumentor.builder(telemetry.openTelemetry())
            .config(config)
            .build()
            .wrap(unwrapped),
        values);
  }

  /** In a message, a text is content, and its name alone tells a credential. */
  private static Map<String, Object> answerWith(Credential credential, String message) {
    Map<String, Object> vendor =
        Credential.KNOWN_BY_THEIR_TEXT.contains(credential)
            ? Map.of()
            : Map.of(credential.name, credential.value);
    return Map.of(
        credential.name,
        credential.value,
        "choices",
        List.of(Map.of("index", 0, message, Map.of("content", "Hello", "vendor", vendor))));
  }

  private static String parameters() {
    return span().getAttributes().get(AttributeKey.stringKey("llm.invocation_parameters"));
  }
}
