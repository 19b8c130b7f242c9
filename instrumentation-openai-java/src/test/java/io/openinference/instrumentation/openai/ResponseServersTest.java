// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.JsonValue;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Responses API as servers other than OpenAI's send it. Each row of {@code
 * response-servers.json} is one shape: the events of a stream, a response, or an item that is the
 * same to the model and from it.
 */
class ResponseServersTest extends AbstractOpenAITest {

  private static final String CREATED =
      "{'type':'response.created','response':{'id':'r','model':'m','status':'in_progress',"
          + "'output':[]}}";

  /** One row of the table. */
  record Shape(WireObject row) {

    List<String> events() {
      return row.objects("events").stream().map(event -> WireJson.toJson(event.fields())).toList();
    }

    /** Returns the body of a response, or null if the shape only streams. */
    String response() {
      WireObject item = row.object("item");
      if (!item.isEmpty()) {
        return WireJson.toJson(Map.of("id", "r", "model", "m", "output", List.of(item.fields())));
      }
      return row.object("response").isEmpty()
          ? null
          : WireJson.toJson(row.object("response").fields());
    }

    @Override
    public String toString() {
      return row.string("server") + ", " + row.string("what");
    }
  }

  private static List<Shape> shapes() throws IOException {
    try (InputStream file =
        ResponseServersTest.class.getResourceAsStream("/response-servers.json")) {
      String json = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return WireObject.of(WireJson.parse("{\"rows\":" + json + "}")).objects("rows").stream()
          .map(Shape::new)
          .toList();
    }
  }

  static List<Shape> streams() throws IOException {
    return shapes().stream().filter(shape -> !shape.events().isEmpty()).toList();
  }

  static List<Shape> answers() throws IOException {
    return shapes().stream().filter(shape -> shape.response() != null).toList();
  }

  static List<Shape> items() throws IOException {
    return shapes().stream().filter(shape -> !shape.row().object("item").isEmpty()).toList();
  }

  /** Single quotes stand for double ones. */
  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static String text(String delta) {
    return json(
        "{'type':'response.output_text.delta','output_index':0,'content_index':0,'item_id':'m1',"
            + "'delta':'"
            + delta
            + "'}");
  }

  private static ResponseCreateParams request() {
    return ResponseCreateParams.builder().model("m").input("Hi").build();
  }

  @ParameterizedTest
  @MethodSource("streams")
  void stream(Shape shape) {
    answer(StubResponse.sse(shape.events().toArray(new String[0])));

    try {
      readStream();
    } catch (OpenAIException e) {
      // The library throws what a server sends as an error.
      assertThat(shape.row().text("failure")).isNotNull();
    }

    verify(shape, "");
  }

  @ParameterizedTest
  @MethodSource("streams")
  void bodyThatTheApplicationReads(Shape shape) {
    answer(StubResponse.sse(shape.events().toArray(new String[0])));

    try (HttpResponseFor<StreamResponse<ResponseStreamEvent>> response =
        wrapped.withRawResponse().responses().createStreaming(request())) {
      response.body().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    verify(shape, "");
  }

  private void readStream() {
    try (StreamResponse<ResponseStreamEvent> stream =
        wrapped.responses().createStreaming(request())) {
      stream.stream().forEach(event -> {});
    }
  }

  @ParameterizedTest
  @MethodSource("answers")
  void answer(Shape shape) {
    answer(StubResponse.json(shape.response()));

    wrapped.responses().create(request());

    verify(shape, "0.");
  }

  @ParameterizedTest
  @MethodSource("items")
  @SuppressWarnings("unchecked") // JSON has any type, which Kotlin alone can say.
  void history(Shape shape) {
    answer(StubResponse.json(json("{'id':'r','model':'m','output':[]}")));

    wrapped
        .responses()
        .create(
            ResponseCreateParams.builder()
                .model("m")
                .input(
                    JsonValue.from(
                        List.of(
                            Map.of("role", "user", "content", "Hi"),
                            shape.row().object("item").fields())))
                .build());

    assertThat(attributes("llm.input_messages.1.")).isEqualTo(expected(shape, ""));
  }

  private static void verify(Shape shape, String prefix) {
    assertThat(attributes("llm.output_messages.")).isEqualTo(expected(shape, prefix));
    assertThat(roles()).allMatch("assistant"::equals);
    Map<String, Object> all = attributes("");
    shape
        .row()
        .object("span")
        .fields()
        .forEach(
            (key, value) ->
                assertThat(all.get(String.valueOf(key)))
                    .as("%s", key)
                    .hasToString(value.toString()));
    String failure = shape.row().text("failure");
    assertThat(span().getStatus().getStatusCode())
        .isEqualTo(failure == null ? StatusCode.OK : StatusCode.ERROR);
    if (failure != null) {
      assertThat(span().getStatus().getDescription()).contains(failure);
    }
  }

  private static List<Object> roles() {
    List<Object> roles = new ArrayList<>();
    span()
        .getAttributes()
        .forEach(
            (key, value) -> {
              if (key.getKey().matches("llm.output_messages.\\d+.message.role")) {
                roles.add(value);
              }
            });
    return roles;
  }

  private static Map<String, Object> expected(Shape shape, String prefix) {
    Map<String, Object> expected = new TreeMap<>();
    boolean isItem = !shape.row().object("item").isEmpty();
    shape
        .row()
        .object("expected")
        .fields()
        .forEach((key, value) -> expected.put((isItem ? prefix : "") + key, parsed(key, value)));
    return expected;
  }

  /** Each release has an order of its own for the fields of an object. */
  private static Object parsed(Object key, Object value) {
    Map<String, ?> parsed =
        key.toString().endsWith("function.arguments") ? WireJson.parseAll(value.toString()) : null;
    return parsed == null ? value : parsed;
  }

  private static Map<String, Object> attributes(String prefix) {
    Map<String, Object> attributes = new TreeMap<>();
    span()
        .getAttributes()
        .forEach(
            (key, value) -> {
              String name = key.getKey();
              if (name.startsWith(prefix) && !name.endsWith("message.role")) {
                attributes.put(name.substring(prefix.length()), parsed(name, value));
              }
            });
    return attributes;
  }

  @Test
  void usageOfZerosAtTheEndDoesNotCount() {
    answer(
        StubResponse.sse(
            json(
                "{'type':'response.created','response':{'id':'r','output':[],"
                    + "'usage':{'input_tokens':3,'output_tokens':4,'total_tokens':7}}}"),
            text("Paris."),
            json(
                "{'type':'response.completed','response':{'id':'r','output':[],"
                    + "'usage':{'input_tokens':0,'output_tokens':0,'total_tokens':0}}}")));

    readStream();

    assertThat(attributes("llm.token_count."))
        .isEqualTo(Map.of("prompt", 3L, "completion", 4L, "total", 7L));
  }

  @Test
  void failedResponseIsAnError() {
    answer(
        StubResponse.json(
            json(
                "{'id':'r','model':'m','status':'failed','error':{'code':'server_error',"
                    + "'message':'Try again'},'output':[]}")));

    wrapped.responses().create(request());

    assertThat(span().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span().getStatus().getDescription()).isEqualTo("Try again");
  }

  @Test
  void failedStreamWithoutOutputKeepsWhatCame() {
    answer(
        StubResponse.sse(
            json(CREATED),
            text("Par"),
            json(
                "{'type':'response.failed','response':{'id':'r','status':'failed','output':[],"
                    + "'error':{'code':'server_error','message':'Try again'}}}")));

    readStream();

    assertThat(span().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span().getStatus().getDescription()).isEqualTo("Try again");
    assertThat(span().getAttributes().asMap().values()).contains("Par");
  }

  @Test
  void errorEventIsAnErrorAndKeepsWhatCame() {
    answer(
        StubResponse.sse(
            json(CREATED),
            text("Par"),
            json("{'type':'error','code':'overloaded','message':'Try again','param':null}")));

    try {
      readStream();
    } catch (OpenAIException e) {
      // A release may throw it.
    }

    assertThat(span().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span().getStatus().getDescription()).contains("Try again");
    assertThat(span().getAttributes().asMap().values()).contains("Par");
  }
}
