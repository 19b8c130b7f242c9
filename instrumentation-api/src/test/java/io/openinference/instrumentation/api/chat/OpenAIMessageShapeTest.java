// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.ContentMask;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireBody;
import io.openinference.instrumentation.api.wire.WireJson;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenAIMessageShapeTest {

  private static final String PNG = "data:image/png;base64,iVBORw0KGgo=";

  private static final Map<String, ?> BODY =
      WireJson.parse(
          """
          {"model":"m",
           "messages":[{"role":"user","content":[
             {"type":"image_url","image_url":{"url":"%1$s","detail":"low"}},
             {"type":"image_url","image_url":"%1$s"},
             {"type":"image_url","image_url":{"url":"https://example.com/cat.jpg"}}]}],
           "input":[{"role":"user","content":[{"type":"input_image","image_url":"%1$s"}]},
             {"type":"computer_call_output","output":{"image_url":"%1$s"}},
             {"type":"image_generation_call","result":"iVBORw0KGgo="},
             {"type":"code","result":"iVBORw0KGgo="}],
           "prompt":{"variables":{"photo":{"type":"input_image","image_url":"%1$s"}}},
           "tools":[{"parameters":{"properties":{"image_url":{"url":"%1$s"}}}}]}
          """
              .formatted(PNG));

  private static final BodyShape SHAPE =
      BodyShape.builder()
          .request("messages", ContentKind.INPUT)
          .request("input", ContentKind.INPUT)
          .request("prompt", ContentKind.INPUT)
          .request("tools", ContentKind.TOOLS)
          .build();

  @Test
  void leavesABodyWithoutImagesOverTheLimitAlone() {
    assertThat(
            new ContentMask(TraceConfig.builder().build(), new OpenAIMessageShape())
                .request(BODY, SHAPE))
        .isSameAs(BODY);
  }

  @Test
  void replacesBase64ImagesOverTheLimitInACopy() {
    String before = WireJson.toJson(BODY);

    String json = json(TraceConfig.builder().base64ImageMaxLength(10).build());

    assertThat(json.split("__REDACTED__", -1)).hasSize(7);
    assertThat(json).contains("https://example.com/cat.jpg", "\"detail\":\"low\"");
    assertThat(WireJson.toJson(BODY)).isEqualTo(before);
  }

  @Test
  void replacesAllImagesThatAreHidden() {
    assertThat(json(TraceConfig.builder().hideInputImages(true).build()))
        .doesNotContain("cat.jpg", "\"type\":\"image_generation_call\",\"result\":\"iV")
        .contains("\"type\":\"code\",\"result\":\"iVBORw0KGgo=\"")
        // The tools describe an image and do not hold one.
        .containsOnlyOnce(PNG);
  }

  @Test
  void replacesImagesInTheJsonOfAPart() {
    ContentMask mask =
        new ContentMask(
            TraceConfig.builder().hideInputImages(true).build(), new OpenAIMessageShape());

    assertThat(mask.input().json(BODY.get("input"))).doesNotContain(PNG);
  }

  @Test
  void takesAnswersThatCannotBeReadForWhatTheyMayHold() {
    ContentMask shown = new ContentMask(TraceConfig.builder().build(), new OpenAIMessageShape());
    ContentMask vectors =
        new ContentMask(
            TraceConfig.builder().hideEmbeddingsVectors(true).build(), new OpenAIMessageShape());
    ContentMask text =
        new ContentMask(
            TraceConfig.builder().hideInputText(true).build(), new OpenAIMessageShape());

    assertThat(shown.unknownVectors("[0.1")).isEqualTo("[0.1");
    assertThat(vectors.unknownVectors("[0.1")).isEqualTo("__REDACTED__");
    assertThat(text.unknownVectors("[0.1")).isEqualTo("__REDACTED__");
    assertThat(vectors.unknownText("<html>")).isEqualTo("<html>");
    assertThat(text.unknownText("<html>")).isEqualTo("__REDACTED__");
  }

  @Test
  void hidesTextThatIsWrittenAsNumbers() {
    Map<String, ?> transcription =
        WireJson.parse(
            """
            {"segments":[{"id":0,"text":"Hi","tokens":[13347]}],
             "logprobs":[{"token":"Hi","bytes":[72,105],"logprob":-0.1}]}
            """);

    assertThat(WireJson.toJson(shownOfResponse(transcription)))
        .isEqualTo(
            """
            {"segments":[{"id":0,"text":"__REDACTED__","tokens":null}],\
            "logprobs":[{"token":"__REDACTED__","bytes":null,"logprob":-0.1}]}""");
  }

  @Test
  void hidesWhatTextCitesAndShowsImages() {
    Map<String, ?> answer =
        WireJson.parse(
            """
            {"annotations":[{"type":"url_citation",
               "url_citation":{"url":"https://example.com/diagnosis","title":"Diagnosis"}}],
             "data":[{"url":"https://example.com/cat.jpg","revised_prompt":"A cat"}]}
            """);

    assertThat(WireJson.toJson(shownOfResponse(answer)))
        .doesNotContainIgnoringCase("diagnosis")
        .doesNotContain("A cat")
        .contains("cat.jpg");
  }

  private static Map<String, ?> shownOfResponse(Map<String, ?> response) {
    BodyShape shape = BodyShape.builder().otherInResponse(ContentKind.OUTPUT).build();
    return new ContentMask(
            TraceConfig.builder().hideOutputText(true).build(), new OpenAIMessageShape())
        .response(response, shape);
  }

  private static String json(TraceConfig config) {
    return new WireExchange(new WireBody(BODY), new ContentMask(config, new OpenAIMessageShape()))
        .requestJson(SHAPE);
  }
}
