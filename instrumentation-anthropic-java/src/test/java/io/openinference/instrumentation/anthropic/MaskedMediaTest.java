// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.anthropic.core.http.StreamResponse;
import io.openinference.instrumentation.TraceConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images and files inside the result of a tool, in the attributes and in the input. */
class MaskedMediaTest extends AbstractAnthropicTest {

  private static final String HIDDEN = TraceConfig.REDACTED_VALUE;
  private static final String IMAGE = "iVBORw0KGgo=";
  private static final String LONG_IMAGE = "iVBORw0K".repeat(10);
  private static final String LONG_FILE = "JVBERi0x".repeat(10);
  private static final String LINK = "https://example.org/a.png";
  private static final String MESSAGES =
      """
      [{"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": [
         {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "%1$s"}},
         {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "%2$s"}},
         {"type": "image", "source": {"type": "url", "url": "%3$s"}},
         {"type": "image", "source": {"type": "file", "file_id": "file_1"}},
         {"type": "document", "source": {"type": "base64", "media_type": "application/pdf", "data": "%4$s"}},
         {"type": "document", "source": {"type": "base64", "media_type": "image/png", "data": "%5$s"}},
         {"type": "document", "source": {"type": "content", "content": [
           {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "%6$s"}}]}},
         {"type": "image", "source": {"type": "base64", "data": "%2$s"}},
         {"type": "text", "text": "%7$s"}]}]}]
      """;

  static List<Arguments> settings() {
    String file = "{\"type\":\"image\",\"source\":{\"type\":\"file\",\"file_id\":\"file_1\"}}";
    String png = "data:image/png;base64,";
    return List.of(
        Arguments.of(
            "limit",
            TraceConfig.builder().base64ImageMaxLength(60).build(),
            List.of(IMAGE, HIDDEN, LINK, HIDDEN, IMAGE, IMAGE, "x"),
            List.of(
                png + IMAGE, HIDDEN, LINK, file, HIDDEN, png + IMAGE, nested(IMAGE), HIDDEN, "x")),
        Arguments.of(
            "images",
            TraceConfig.builder().hideInputImages(true).build(),
            List.of(HIDDEN, HIDDEN, HIDDEN, LONG_FILE, HIDDEN, HIDDEN, "x"),
            List.of(
                "",
                "",
                "",
                file,
                "data:application/pdf;base64," + LONG_FILE,
                HIDDEN,
                nested(HIDDEN),
                "",
                "x")),
        Arguments.of(
            "text",
            TraceConfig.builder().hideInputText(true).build(),
            List.of(IMAGE, LONG_IMAGE, LINK, HIDDEN, HIDDEN, IMAGE, HIDDEN),
            List.of(
                png + IMAGE,
                png + LONG_IMAGE,
                LINK,
                HIDDEN,
                HIDDEN,
                HIDDEN,
                HIDDEN,
                png + LONG_IMAGE,
                HIDDEN)));
  }

  private static String nested(String image) {
    return """
    {"type":"document","source":{"type":"content","content":[\
    {"type":"image","source":{"type":"base64","media_type":"image/png","data":"%s"}}]}}\
    """
        .formatted(image);
  }

  /**
   * @param sent what the input shows of the media
   * @param parts what the attributes show of each part
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void create(String name, TraceConfig config, List<String> sent, List<String> parts) {
    Scenario scenario = scenario(name, sent, parts);
    answer(scenario.answer());

    instrumentor(config).wrap(untraced).messages().create(Params.of(scenario.request()));

    scenario.verify(span(), "messages.create");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void betaStream(String name, TraceConfig config, List<String> sent, List<String> parts) {
    Scenario scenario = scenario(name, sent, parts);
    answerStream(scenario.events());

    try (StreamResponse<?> stream =
        instrumentor(config)
            .wrap(untraced)
            .beta()
            .messages()
            .createStreaming(Params.beta(scenario.request()))) {
      stream.stream().forEach(event -> {});
    }

    scenario
        .hasJson("input.value", Json.merge(input(sent), "{\"stream\": true}"))
        .verify(span(), "beta.messages.stream");
  }

  /** An application may pass on what an MCP server returned. */
  @Test
  void imageOfAnMcpServer() {
    String messages =
        """
        [{"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": [
           {"type": "image", "data": "%s", "mimeType": "image/png"}, {"type": "text", "text": "x"}]}]}]
        """;
    Scenario scenario =
        Scenario.of("MCP")
            .messages(messages.formatted(IMAGE))
            .in(
                """
                0.role = tool
                0.tool_call_id = toolu_1
                0.c0.type = image
                0.c0.text = {"type":"image","data":"%s","mimeType":"image/png"}
                0.c1.type = text
                0.c1.text = x
                """
                    .formatted(HIDDEN))
            .hasJson(
                "input.value",
                Json.merge(Scenario.REQUEST, "{\"messages\": " + messages.formatted(HIDDEN) + "}"));
    answer(scenario.answer());

    instrumentor(TraceConfig.builder().hideInputImages(true).build())
        .wrap(untraced)
        .messages()
        .create(Params.of(scenario.request()));

    scenario.verify(span(), "messages.create");
  }

  /** Attributes and input agree on what is over the limit, for each type of data. */
  @ParameterizedTest
  @ValueSource(ints = {60, 61})
  void limitCountsTheWholeUri(int length) {
    String image = "/".repeat(length - "data:image/jpeg;base64,".length());
    String file = "J".repeat(length - "data:application/pdf;base64,".length());
    boolean isOver = length > 60;
    String messages =
        """
        [{"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": [
           {"type": "image", "source": {"type": "base64", "media_type": "image/jpeg", "data": "%s"}},
           {"type": "document", "source": {"type": "base64", "media_type": "application/pdf", "data": "%s"}}]}]}]
        """;
    Scenario scenario =
        Scenario.of("limit")
            .messages(messages.formatted(image, file))
            .in(
                """
                0.role = tool
                0.tool_call_id = toolu_1
                0.c0.type = image
                0.c0.image.image.url = %s
                0.c1.type = document
                0.c1.document.document.mime_type = application/pdf
                0.c1.document.document.url = %s
                """
                    .formatted(
                        isOver ? HIDDEN : "data:image/jpeg;base64," + image,
                        isOver ? HIDDEN : "data:application/pdf;base64," + file))
            .hasJson(
                "input.value",
                Json.merge(
                    Scenario.REQUEST,
                    "{\"messages\": "
                        + messages.formatted(isOver ? HIDDEN : image, isOver ? HIDDEN : file)
                        + "}"));
    answer(scenario.answer());

    instrumentor(TraceConfig.builder().base64ImageMaxLength(60).build())
        .wrap(untraced)
        .messages()
        .create(Params.of(scenario.request()));

    scenario.verify(span(), "messages.create");
  }

  private static Scenario scenario(String name, List<String> sent, List<String> parts) {
    Object[] given = {IMAGE, LONG_IMAGE, LINK, LONG_FILE, IMAGE, IMAGE, "x"};
    Scenario scenario =
        Scenario.of(name)
            .messages(MESSAGES.formatted(given))
            .in(
                """
                0.role = tool
                0.tool_call_id = toolu_1
                0.c4.document.document.mime_type = application/pdf
                0.c5.document.document.mime_type = image/png
                """)
            .hasJson("input.value", input(sent));
    Map<Integer, String> fields = Map.of(4, "document.document.url", 5, "document.document.url");
    List<Integer> texts = List.of(3, 6, 8);
    for (int i = 0; i < parts.size(); i++) {
      String part = "0.c" + i + ".";
      String type = i == 8 ? "text" : List.of(4, 5, 6).contains(i) ? "document" : "image";
      scenario.in(part + "type = " + type);
      if (!parts.get(i).isEmpty()) {
        String field = texts.contains(i) ? "text" : fields.getOrDefault(i, "image.image.url");
        scenario.in(part + field + " = " + parts.get(i));
      }
    }
    return scenario;
  }

  private static String input(List<String> sent) {
    return Json.merge(
        Scenario.REQUEST, "{\"messages\": " + MESSAGES.formatted(sent.toArray()) + "}");
  }
}
