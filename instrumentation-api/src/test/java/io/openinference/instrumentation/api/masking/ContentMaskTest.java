// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.TraceConfigBuilder;
import io.openinference.instrumentation.api.wire.WireBody;
import io.openinference.instrumentation.api.wire.WireJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bodies of an API that is nobody's: all names of fields come from the shapes. */
class ContentMaskTest {

  private static final MessageShape MESSAGES =
      new MessageShape() {
        @Override
        public MessageField of(Map<?, ?> object, String name) {
          return switch (name) {
            case "speaker" -> MessageField.STRUCTURE;
            case "call" -> MessageField.TOOL_ARGUMENTS;
            case "token_ids" -> MessageField.ENCODED_TEXT;
            case "inserts" -> MessageField.NAMED_BY_USER;
            case "skills" -> MessageField.TOOLS;
            case "picture" -> MessageField.IMAGE;
            case "film" -> MessageField.VIDEO;
            case "source" -> MessageField.LINK;
            case "pixels", "scans" -> MessageField.IMAGE_DATA;
            case "sketch" -> MessageField.IMAGE_DATA_OR_TEXT;
            case "sound" -> MessageField.AUDIO_DATA;
            case "attachment" -> MessageField.FILE_DATA;
            default -> MessageField.TEXT;
          };
        }

        @Override
        public MessageField ofElement(Map<?, ?> object, String name, Object element) {
          boolean isCaption = element instanceof String text && text.contains(" ");
          return isCaption ? MessageField.TEXT : of(object, name);
        }

        @Override
        public boolean holdsImageOfTool(String name) {
          return name.equals("stencil");
        }
      };

  private static final BodyShape SHAPE =
      BodyShape.builder()
          .request("dialogue", ContentKind.INPUT)
          .request("skills", ContentKind.TOOLS)
          .parameter("preamble", ContentKind.INPUT)
          .response("reply", ContentKind.OUTPUT)
          .response("preamble", ContentKind.INPUT)
          .response("failure", ContentKind.ERROR)
          .parametersInResponse("tier")
          .details("answered_by")
          .models("engine", "answered_by")
          .build();

  private static final String REQUEST =
      """
      {"engine":"e-1","heat":0.5,"preamble":"Be brief","dialogue":[{"speaker":"user","say":"Hi",\
      "call":{"city":"Rome"},"token_ids":[72],"inserts":{"speaker":"Ann"},\
      "picture":{"url":"https://example.com/cat.jpg","size":"low"},\
      "film":"https://example.com/cat.mp4","source":"https://example.com/cat.html",\
      "pixels":"iVBORw0KGgo=","sound":"UklGRg==","attachment":"JVBERi0="}],\
      "skills":[{"say":"Draw","stencil":{"picture":"https://example.com/mask.png"}}]}\
      """;

  private static final String EMBEDDING =
      """
      {"engine":"e-1","verses":[{"say":"Hi","pixels":"iVBORw0KGgo=","sound":"UklGRg=="}]}\
      """;

  private static final String RESPONSE =
      """
      {"answered_by":"e-1a","tier":"gold","preamble":"Be brief",\
      "reply":{"speaker":"model","say":"Hello"},"failure":{"say":"No"},"extra":{"say":"?"}}\
      """;

  @Test
  void returnsTheTextOfABodyThatHasNothingToHide() {
    assertThat(request(TraceConfig.builder().build())).isEqualTo(REQUEST);
    assertThat(response(TraceConfig.builder().build())).isEqualTo(RESPONSE);
  }

  @Test
  void hidesEachStringThatTheShapeDoesNotNameWithTheText() {
    assertThat(request(TraceConfig.builder().hideInputText(true).build()))
        .isEqualTo(
            """
            {"engine":"e-1","heat":0.5,"preamble":"__REDACTED__","dialogue":[{"speaker":"user",\
            "say":"__REDACTED__","call":{"city":"Rome"},"token_ids":null,\
            "inserts":{"speaker":"__REDACTED__"},\
            "picture":{"url":"https://example.com/cat.jpg","size":"__REDACTED__"},\
            "film":"__REDACTED__","source":"__REDACTED__",\
            "pixels":"iVBORw0KGgo=","sound":"__REDACTED__","attachment":"__REDACTED__"}],\
            "skills":[{"say":"Draw","stencil":{"picture":"https://example.com/mask.png"}}]}\
            """);
  }

  @Test
  void hidesImagesOfMessagesAndToolsAlone() {
    assertThat(request(TraceConfig.builder().hideInputImages(true).build()))
        .contains(
            "\"picture\":{\"url\":\"__REDACTED__\",\"size\":\"low\"}",
            "\"film\":\"__REDACTED__\"",
            "\"pixels\":\"__REDACTED__\"",
            "\"stencil\":{\"picture\":\"__REDACTED__\"}",
            "\"say\":\"Hi\"",
            "\"sound\":\"UklGRg==\"")
        .doesNotContain("cat.jpg", "cat.mp4", "mask.png");
  }

  @Test
  void hidesMessagesAsAWhole() {
    assertThat(request(TraceConfig.builder().hideInputMessages(true).build()))
        .startsWith("{\"engine\":\"e-1\",\"heat\":0.5,\"skills\":")
        .doesNotContain("Hi", "Be brief", "Rome");
    assertThat(response(TraceConfig.builder().hideOutputMessages(true).build()))
        .isEqualTo("{\"answered_by\":\"e-1a\",\"tier\":\"gold\",\"preamble\":\"Be brief\"}");
  }

  @Test
  void hidesToolsWhereverTheyAre() {
    assertThat(request(TraceConfig.builder().hideLlmTools(true).build()))
        .contains("\"say\":\"Hi\"")
        .doesNotContain("skills", "Draw");
  }

  @Test
  void hidesParametersAndWhereTheResponseRepeatsThem() {
    TraceConfig config = TraceConfig.builder().hideLlmInvocationParameters(true).build();

    assertThat(request(config)).startsWith("{\"dialogue\":");
    assertThat(response(config))
        .startsWith("{\"answered_by\":\"e-1a\",\"reply\":")
        .doesNotContain("gold", "Be brief");
  }

  @Test
  void takesContentOutOfTheParameters() {
    assertThat(exchange(TraceConfig.builder().build()).parameters(SHAPE))
        .isEqualTo("{\"engine\":\"e-1\",\"heat\":0.5,\"preamble\":\"Be brief\"}");
    assertThat(exchange(TraceConfig.builder().hideInputText(true).build()).parameters(SHAPE))
        .isEqualTo("{\"engine\":\"e-1\",\"heat\":0.5,\"preamble\":\"__REDACTED__\"}");
  }

  @Test
  void hidesTextsToEmbedAsAWholeAndImagesAmongThemAlone() {
    assertThat(embedding(TraceConfig.builder().hideEmbeddingsText(true).build()))
        .isEqualTo("{\"engine\":\"e-1\",\"verses\":\"__REDACTED__\"}");
    String withoutImage =
        """
        {"engine":"e-1","verses":[{"say":"Hi","pixels":"__REDACTED__","sound":"UklGRg=="}]}\
        """;
    assertThat(embedding(TraceConfig.builder().hideInputImages(true).build()))
        .isEqualTo(withoutImage);
    assertThat(embedding(TraceConfig.builder().hideInputMessages(true).build()))
        .isEqualTo(withoutImage);
    assertThat(embedding(TraceConfig.builder().base64ImageMaxLength(8).build()))
        .isEqualTo(withoutImage.replace("UklGRg==", "__REDACTED__"));
    assertThat(embedding(TraceConfig.builder().hideInputText(true).build())).isEqualTo(EMBEDDING);
  }

  private static String embedding(TraceConfig config) {
    BodyShape shape = BodyShape.builder().request("verses", ContentKind.EMBEDDED_TEXT).build();
    return new WireExchange(
            new WireBody(WireJson.parse(EMBEDDING)), new ContentMask(config, MESSAGES))
        .requestJson(shape);
  }

  @Test
  void looksAtEachElementOfAListOfImages() {
    String body = "{\"dialogue\":[{\"scans\":[\"%s\",\"%s\",[\"%s\"],null,7]}]}";

    assertThat(masked(body.formatted("AA", "a cat", "AB"), TraceConfig.builder()))
        .isEqualTo(body.formatted("AA", "a cat", "AB"));
    assertThat(
            masked(body.formatted("AA", "a cat", "AB"), TraceConfig.builder().hideInputText(true)))
        .isEqualTo(body.formatted("AA", "__REDACTED__", "AB"));
    assertThat(
            masked(
                body.formatted("AA", "a cat", "AB"), TraceConfig.builder().hideInputImages(true)))
        .isEqualTo(body.formatted("__REDACTED__", "a cat", "__REDACTED__"));
    assertThat(
            masked(
                body.formatted("AA", "a cat of ten", "AB"),
                TraceConfig.builder().base64ImageMaxLength(8)))
        .isEqualTo(body.formatted("__REDACTED__", "a cat of ten", "__REDACTED__"));
  }

  @Test
  void hidesWhatMayBeAnImageOrATextWithEither() {
    String body = "{\"dialogue\":[{\"sketch\":\"%s\"}]}";

    assertThat(masked(body.formatted("cat"), TraceConfig.builder()))
        .isEqualTo(body.formatted("cat"));
    for (TraceConfigBuilder config :
        List.of(
            TraceConfig.builder().hideInputText(true),
            TraceConfig.builder().hideInputImages(true),
            TraceConfig.builder().base64ImageMaxLength(8))) {
      assertThat(masked(body.formatted("cat"), config)).isEqualTo(body.formatted("__REDACTED__"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_9j_4AAQSkZJRgABAQAAAQABAAD-2wBD",
        "Qk02AAwAAAAAADYAAAAoAAAA\\r\\nAAIAAAACAAABABgAAAAAAA==",
        "DATA:image/png;base64,iVBORw0KGgo",
        "HTTPS://example.com/fjord.png",
        "gs://pictures/fjord.png"
      })
  void hidesEachFormOfAnImage(String image) {
    String body = "{\"dialogue\":[{\"sketch\":\"%s\"}]}";

    assertThat(masked(body.formatted(image), TraceConfig.builder().hideInputImages(true)))
        .isEqualTo(body.formatted("__REDACTED__"));
  }

  private static String masked(String body, TraceConfigBuilder config) {
    return new WireExchange(
            new WireBody(WireJson.parse(body)), new ContentMask(config.build(), MESSAGES))
        .requestJson(SHAPE);
  }

  /** The limit counts the URI that the attribute of the image has. */
  @ParameterizedTest
  @CsvSource({
    "iVBOR, 28, true",
    "iVBOR, 29, false",
    "/9j/, 27, true",
    "/9j/, 28, false",
    "'data:image/png;base64,', 50, true",
    "'data:image/png;base64,', 51, false",
    "'data:application/octet-stream;base64,', 51, false",
  })
  void limitsTheDataOfImages(String start, int length, boolean isKept) {
    String pixels = start + "A".repeat(length - start.length());
    TraceConfig config = TraceConfig.builder().base64ImageMaxLength(50).build();

    String body = "{\"dialogue\":[{\"pixels\":\"%s\"}]}";
    WireExchange exchange =
        new WireExchange(
            new WireBody(WireJson.parse(body.formatted(pixels))),
            new ContentMask(config, MESSAGES));
    assertThat(exchange.requestJson(SHAPE))
        .isEqualTo(body.formatted(isKept ? pixels : "__REDACTED__"));
  }

  private static String request(TraceConfig config) {
    return exchange(config).requestJson(SHAPE);
  }

  private static String response(TraceConfig config) {
    return exchange(config).responseJson(SHAPE, WireJson.parse(RESPONSE), RESPONSE);
  }

  private static WireExchange exchange(TraceConfig config) {
    return new WireExchange(
        new WireBody(WireJson.parse(REQUEST)), new ContentMask(config, MESSAGES));
  }
}
