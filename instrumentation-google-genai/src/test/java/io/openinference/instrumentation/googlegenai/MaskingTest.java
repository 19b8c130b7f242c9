// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.TraceConfigBuilder;
import io.openinference.testing.StubResponse;
import io.openinference.testing.contract.Door;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each secret names the kind of content that it stands in. A setting hides all secrets of its kinds
 * from every attribute, and no others.
 */
class MaskingTest extends AbstractDoorTest {

  private static final Pattern SECRET = Pattern.compile("S-[a-z]+");

  private static final String REQUEST =
      """
      {"contents": [
         {"role": "user", "parts": [
           {"text": "S-intext"},
           {"fileData": {"mimeType": "image/png", "fileUri": "gs://S-inimage"}},
           {"fileData": {"mimeType": "application/pdf", "fileUri": "gs://S-intext"}},
           {"hologram": {"beam": "S-intext", "deep": ["S-intext"]}}]},
         {"role": "model", "parts": [
           {"text": "S-intext", "thought": true},
           {"functionCall": {"name": "depth", "args": {"of": "S-inarguments"}}}]},
         {"role": "user", "parts": [
           {"functionResponse": {"name": "depth",
             "response": {"result": "S-intext", "name": "S-intext", "deep": {"id": "S-intext"},
                          "view": "data:image/png;base64,S-inimage",
                          "views": ["data:video/mp4;base64,S-inimage"]},
             "parts": [{"fileData": {"mimeType": "image/png", "fileUri": "gs://S-inimage"}},
                       {"inlineData": {"mimeType": "image/png", "data": "S-inimage"}},
                       {"inlineData": {"mimeType": "audio/wav", "data": "S-intext"}},
                       {"fileData": {"mimeType": "application/pdf", "fileUri": "gs://S-intext"}},
                       {"hologram": {"beam": "S-intext"}}]}}]}],
       "systemInstruction": {"parts": [{"text": "S-intext"}]},
       "generationConfig": {"stopSequences": ["S-param"]},
       "unknown": {"field": "S-intext"},
       "tools": [{"functionDeclarations": [{"name": "S-tool", "description": "S-tool"}]}]}
      """;

  private static final String ANSWER =
      """
      {"candidates": [{"content": {"role": "model", "parts": [
          {"text": "S-outtext"}, {"text": "S-outtext", "thought": true},
          {"executableCode": {"language": "PYTHON", "code": "S-outtext"}},
          {"functionCall": {"name": "depth", "args": {"of": "S-outarguments"}}}]},
        "finishReason": "STOP", "finishMessage": "S-outtext",
        "groundingMetadata": {"groundingChunks": [{"web": {"uri": "https://S-outtext",
                                                           "title": "S-outtext"}}]},
        "citationMetadata": {"citations": [{"uri": "https://S-outtext", "title": "S-outtext"}]}}],
       "promptFeedback": {"blockReasonMessage": "S-outtext"}}
      """;

  static Stream<Arguments> settings() {
    Set<String> in = Set.of("S-intext", "S-inimage", "S-inarguments");
    Set<String> out = Set.of("S-outtext", "S-outarguments");
    return Stream.of(
        arguments(setting(config -> config.hideInputs(true)), union(in, Set.of("S-tool"))),
        arguments(setting(config -> config.hideInputMessages(true)), in),
        arguments(setting(config -> config.hideInputText(true)), Set.of("S-intext")),
        arguments(setting(config -> config.hideInputImages(true)), Set.of("S-inimage")),
        arguments(setting(config -> config.hideOutputs(true)), out),
        arguments(setting(config -> config.hideOutputMessages(true)), out),
        arguments(setting(config -> config.hideOutputText(true)), Set.of("S-outtext")),
        arguments(setting(config -> config.hideLlmTools(true)), Set.of("S-tool")),
        arguments(setting(config -> config.hideLlmInvocationParameters(true)), Set.of("S-param")));
  }

  private static UnaryOperator<TraceConfigBuilder> setting(
      UnaryOperator<TraceConfigBuilder> setting) {
    return setting;
  }

  private static Set<String> union(Set<String> first, Set<String> second) {
    Set<String> all = new TreeSet<>(first);
    all.addAll(second);
    return all;
  }

  /** The settings of a process are those of its environment. */
  @BeforeEach
  void onlyWrap() {
    Assumptions.assumeTrue(door == Door.WRAP, "only wrap has settings of its own");
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aSettingHidesItsContentAndNoOther(
      UnaryOperator<TraceConfigBuilder> setting, Set<String> hidden) {
    Set<String> all = secrets(REQUEST + ANSWER);
    all.removeAll(hidden);

    call(GENERATE, setting, StubResponse.json(ANSWER));

    assertThat(secrets(span().toString())).isEqualTo(all);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aSettingHidesItsContentOfAStream(
      UnaryOperator<TraceConfigBuilder> setting, Set<String> hidden) {
    Set<String> all = secrets(REQUEST + ANSWER);
    all.removeAll(hidden);

    call(STREAM, setting, StubResponse.sse(ANSWER.replace("\n", " ")));

    assertThat(secrets(span().toString())).isEqualTo(all);
  }

  static Stream<Arguments> otherOperations() {
    String edit =
        """
        {"instances": [{"prompt": "S-intext", "referenceImages": [
           {"referenceImage": {"gcsUri": "gs://S-inimage"}, "referenceId": 1},
           {"referenceImage": {"bytesBase64Encoded": "S-inbytes"}, "referenceId": 2,
            "subjectImageConfig": {"subjectDescription": "S-intext"}}]}],
         "parameters": {"negativePrompt": "S-param"}}
        """;
    String edited =
        """
        {"predictions": [{"bytesBase64Encoded": "S-outimage"}, {"gcsUri": "gs://S-outimage"},
                         {"raiFilteredReason": "S-outtext", "prompt": "S-outtext"}]}
        """;
    String embed =
        """
        {"content": {"parts": [{"text": "S-intext"}]},
         "embedContentConfig": {"title": "S-intitle", "taskType": "S-param"}}
        """;
    String embedMedia =
        """
        {"content": {"parts": [{"text": "S-intext"},
           {"inlineData": {"mimeType": "image/png", "data": "S-inbytes"}},
           {"fileData": {"mimeType": "image/png", "fileUri": "gs://S-inimage"}}]}}
        """;
    String embedInstances =
        """
        {"instances": [{"text": "S-intext", "image": {"bytesBase64Encoded": "S-inbytes"}},
                       {"image": {"gcsUri": "gs://S-inimage"}}]}
        """;
    String interaction =
        """
        {"model": "gemini-2.5-flash", "input": [{"type": "text", "text": "S-intext"},
           {"type": "image", "data": "S-inimage", "mime_type": "image/png"},
           {"type": "image", "data": "S-inimage"}, {"type": "image", "uri": "gs://S-inimage"},
           {"type": "video", "uri": "gs://S-inimage", "resolution": "S-intext"},
           {"type": "function_result", "name": "depth", "result": {"of": "S-intext"}}],
         "generation_config": {"stop_sequences": ["S-param"]}}
        """;
    String answered =
        """
        {"status": "completed", "steps": [
           {"type": "thought", "summary": [{"type": "text", "text": "S-outtext"}]},
           {"type": "google_search_call", "arguments": {"queries": ["S-outarguments"]}},
           {"type": "google_search_result", "result": [{"title": "S-outtext"}]},
           {"type": "model_output", "content": [{"type": "text", "text": "S-outtext"},
              {"type": "image", "data": "S-outimage", "mime_type": "image/png"},
              {"type": "image", "uri": "gs://S-outimage"}]}]}
        """;
    String predict = "publishers/google/models/imagen-3.0-capability-001:predict";
    String embedContent = "publishers/google/models/gemini-embedding-2:embedContent";
    String embedPredict = "publishers/google/models/multimodalembedding@001:predict";
    return Stream.of(
        row(
            predict,
            edit,
            edited,
            config -> config.hideInputImages(true),
            "S-inimage",
            "S-inbytes"),
        row(predict, edit, edited, config -> config.hideInputText(true), "S-intext"),
        row(predict, edit, edited, config -> config.hideOutputText(true), "S-outtext"),
        row(
            predict,
            edit,
            edited,
            config -> config.hideInputs(true),
            "S-intext",
            "S-inimage",
            "S-inbytes"),
        row(predict, edit, edited, config -> config.hideOutputs(true), "S-outtext", "S-outimage"),
        row(predict, edit, edited, config -> config.hideLlmInvocationParameters(true), "S-param"),
        // A link is no data.
        row(predict, edit, edited, config -> config.base64ImageMaxLength(8), "S-inbytes"),
        row(
            embedContent,
            embed,
            "{}",
            config -> config.hideEmbeddingsText(true),
            "S-intext",
            "S-intitle"),
        row(
            embedContent,
            embed,
            "{}",
            config -> config.hideLlmInvocationParameters(true),
            "S-intitle",
            "S-param"),
        row(
            embedContent,
            embedMedia,
            "{}",
            config -> config.hideInputImages(true),
            "S-inimage",
            "S-inbytes"),
        row(embedContent, embedMedia, "{}", config -> config.base64ImageMaxLength(8), "S-inbytes"),
        row(embedContent, embedMedia, "{}", config -> config.hideInputText(true)),
        row(
            embedPredict,
            embedInstances,
            "{}",
            config -> config.hideInputImages(true),
            "S-inimage",
            "S-inbytes"),
        row(
            embedPredict,
            embedInstances,
            "{}",
            config -> config.base64ImageMaxLength(8),
            "S-inbytes"),
        row("interactions", interaction, answered, c -> c.hideInputImages(true), "S-inimage"),
        row("interactions", interaction, answered, c -> c.hideInputText(true), "S-intext"),
        row("interactions", interaction, answered, c -> c.hideOutputText(true), "S-outtext"),
        row(
            "interactions",
            interaction,
            answered,
            c -> c.hideLlmInvocationParameters(true),
            "S-param"));
  }

  private static Arguments row(
      String path,
      String request,
      String answer,
      UnaryOperator<TraceConfigBuilder> setting,
      String... hidden) {
    return arguments(path, request, answer, setting, Set.of(hidden));
  }

  @ParameterizedTest
  @MethodSource("otherOperations")
  void aSettingHidesItsContentOfOtherOperations(
      String path,
      String request,
      String answer,
      UnaryOperator<TraceConfigBuilder> setting,
      Set<String> hidden) {
    Set<String> all = secrets(request + answer);
    all.removeAll(hidden);
    TraceConfig config = setting.apply(TraceConfig.builder()).build();

    post(
        TestClient.of(server.baseUrl()).wrap(instrumentor(config)),
        path,
        request,
        StubResponse.json(answer));

    assertThat(secrets(span().toString())).isEqualTo(all);
  }

  /** Settings such as the number of dimensions hold no text. */
  @Test
  void theTextsAmongTheSettingsOfAnEmbedding() {
    TraceConfig config = TraceConfig.builder().hideEmbeddingsText(true).build();

    post(
        TestClient.of(server.baseUrl()).wrap(instrumentor(config)),
        "publishers/google/models/gemini-embedding-2:embedContent",
        """
        {"content": {"parts": [{"text": "S-intext"}]},
         "embedContentConfig": {"title": "S-intitle", "taskType": "RETRIEVAL_QUERY",
           "outputDimensionality": 2, "autoTruncate": false, "hologram": {"beam": "S-intext"}}}
        """,
        StubResponse.json("{\"embedding\": {\"values\": [0.5]}}"));

    ExpectedSpan.embedding("gemini-embedding-2")
        .input(
            """
            {"model": "gemini-embedding-2", "content": "__REDACTED__",
             "embedContentConfig": {"title": "__REDACTED__", "taskType": "RETRIEVAL_QUERY",
               "outputDimensionality": 2, "autoTruncate": false,
               "hologram": {"beam": "__REDACTED__"}}}
            """)
        .output("{\"embedding\": {\"values\": [0.5]}}")
        .with(
            """
            {"embedding.invocation_parameters": {"model": "gemini-embedding-2",
               "taskType": "RETRIEVAL_QUERY", "outputDimensionality": 2, "autoTruncate": false},
             "vector.0.text": "__REDACTED__", "vector.0.vector": [0.5]}
            """)
        .verify(span());
  }

  /** The image of a function's result that is too long goes, and a short one stays. */
  @Test
  void aLimitOfImagesInTheResultOfAFunction() {
    String request =
        """
        {"contents": [{"role": "user", "parts": [{"functionResponse": {"name": "photo",
           "response": {"url": "data:image/png;base64,S-inlong%1$s",
             "photos": ["data:image/png;base64,S-inlong%1$s", "data:image/png;base64,S-inshort"],
             "thumbnail": {"of": "data:image/png;base64,S-inlong%1$s"}}, "parts": [
           {"inlineData": {"mimeType": "image/png", "data": "S-inlong%1$s"}},
           {"inlineData": {"mimeType": "image/png", "data": "S-inshort"}},
           {"fileData": {"mimeType": "image/png", "fileUri": "gs://S-inlink%2$s"}}]}}]}]}
        """
            .formatted("A".repeat(100), "/a".repeat(50));
    TraceConfig config = TraceConfig.builder().base64ImageMaxLength(60).build();

    post(
        TestClient.of(server.baseUrl()).wrap(instrumentor(config)),
        GENERATE,
        request,
        StubResponse.json("{}"));

    assertThat(secrets(span().toString())).isEqualTo(Set.of("S-inshort", "S-inlink"));
  }

  private void call(String path, UnaryOperator<TraceConfigBuilder> setting, StubResponse answer) {
    TraceConfig config = setting.apply(TraceConfig.builder()).build();
    post(TestClient.of(server.baseUrl()).wrap(instrumentor(config)), path, REQUEST, answer);
  }

  private static Set<String> secrets(String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = SECRET.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }
}
