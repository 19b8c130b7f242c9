// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.JsonValue;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Responses API as servers other than OpenAI's send it. */
class ResponseServersTest extends AbstractOpenAITest {

  private static final String CREATED =
      "{'type':'response.created','response':{'id':'r','model':'m','status':'in_progress',"
          + "'output':[]}}";
  private static final String COMPLETED =
      "{'type':'response.completed','response':{'id':'r','model':'m','status':'completed',"
          + "'output':[]}}";
  private static final String CALL = "0.message.tool_calls.0.tool_call.";

  enum Shape {
    EMPTY_FINAL_OUTPUT_OF_VLLM(
        List.of(
            CREATED,
            added(0, "{'type':'message','id':'m1','role':'assistant','content':[]}"),
            text(0, "m1", "Par"),
            text(0, "m1", "is."),
            COMPLETED),
        Map.of(
            "0.message.contents.0.message_content.type", "text",
            "0.message.contents.0.message_content.text", "Paris.")),
    EMPTY_ITEM_AT_THE_END_OF_LITELLM(
        List.of(
            CREATED,
            added(0, "{'type':'message','id':'m1','role':'assistant','content':[]}"),
            text(0, "m1", "Paris."),
            done(
                0,
                "{'type':'message','id':'m1','role':'assistant',"
                    + "'content':[{'type':'output_text','text':'','annotations':[]}]}"),
            "{'type':'response.completed','response':{'id':'r','output':[{'type':'message',"
                + "'id':'m1','role':'assistant','content':[]}]}}"),
        Map.of(
            "0.message.contents.0.message_content.type", "text",
            "0.message.contents.0.message_content.text", "Paris.")),
    TWO_ITEMS_AT_ONE_INDEX_OF_SGLANG(
        List.of(
            added(0, call("a", "f", "")),
            arguments(0, "a", "{'x':1}"),
            added(0, call("b", "g", "")),
            arguments(0, "b", "{'y':2}"),
            arguments(0, "", "")),
        Map.of(
            CALL + "id",
            "call_a",
            CALL + "function.name",
            "f",
            CALL + "function.arguments",
            "{\"x\":1}",
            "1.message.tool_calls.0.tool_call.id",
            "call_b",
            "1.message.tool_calls.0.tool_call.function.name",
            "g",
            "1.message.tool_calls.0.tool_call.function.arguments",
            "{\"y\":2}")),
    ANOTHER_ID_IN_EACH_EVENT_OF_AZURE(
        List.of(
            added(0, call("a", "f", "")),
            arguments(0, "b", "{'x'"),
            arguments(0, "c", ":1}"),
            done(0, call("d", "f", "{'x':1}"))),
        Map.of(
            CALL + "id", "call_d",
            CALL + "function.name", "f",
            CALL + "function.arguments", "{\"x\":1}")),
    TEXT_THAT_ONLY_COMES_AS_A_WHOLE_FROM_OLLAMA(
        List.of(
            CREATED,
            added(0, call("a", "now", "")),
            "{'type':'response.function_call_arguments.done','output_index':0,'item_id':'a',"
                + "'name':'now','arguments':'{}'}",
            COMPLETED),
        Map.of(
            CALL + "id", "call_a",
            CALL + "function.name", "now",
            CALL + "function.arguments", "{}")),
    WHOLE_TEXT_AFTER_ITS_PIECES_FROM_XAI(
        List.of(
            text(0, "m1", "Par"),
            text(0, "m1", "is."),
            "{'type':'response.output_text.done','output_index':0,'item_id':'m1',"
                + "'content_index':0,'text':'Paris.'}"),
        Map.of(
            "0.message.contents.0.message_content.type", "text",
            "0.message.contents.0.message_content.text", "Paris.")),
    ARGUMENTS_THAT_ARE_AN_OBJECT_OF_DATABRICKS(
        List.of(done(0, call("a", "f", "").replace("'arguments':''", "'arguments':{'x':[1]}"))),
        Map.of(
            CALL + "id", "call_a",
            CALL + "function.name", "f",
            CALL + "function.arguments", "{\"x\":[1]}")),
    ARGUMENTS_THAT_ARE_AN_OBJECT_AT_THE_END_OF_OLLAMA(
        List.of(
            added(0, call("a", "f", "")),
            "{'type':'response.function_call_arguments.done','output_index':0,'item_id':'a',"
                + "'arguments':{'x':1}}"),
        Map.of(
            CALL + "id", "call_a",
            CALL + "function.name", "f",
            CALL + "function.arguments", "{\"x\":1}")),
    PARTS_THAT_ONLY_COME_WHOLE_FROM_LM_STUDIO(
        List.of(
            CREATED,
            "{'type':'response.reasoning_summary_part.done','output_index':0,'item_id':'r1',"
                + "'summary_index':0,'part':{'type':'summary_text','text':'Hm'}}",
            "{'type':'response.content_part.done','output_index':1,'item_id':'m1',"
                + "'content_index':0,'part':{'type':'output_text','text':'Paris.'}}",
            COMPLETED),
        Map.of(
            "0.message.contents.0.message_content.type", "reasoning",
            "0.message.contents.0.message_content.text", "Hm",
            "1.message.contents.0.message_content.type", "text",
            "1.message.contents.0.message_content.text", "Paris.")),
    OLDER_NAMES_OF_REASONING_OF_OPENROUTER(
        List.of(
            delta("reasoning", 0, "r1", "H"),
            delta("reasoning", 0, "r1", "m"),
            text(1, "m1", "Paris.")),
        Map.of(
            "0.message.contents.0.message_content.type", "reasoning",
            "0.message.contents.0.message_content.text", "Hm",
            "1.message.contents.0.message_content.type", "text",
            "1.message.contents.0.message_content.text", "Paris.")),
    CALL_THAT_THE_END_OF_LITELLM_LEAVES_OUT(
        List.of(
            added(0, "{'type':'message','id':'m1','role':'assistant','content':[]}"),
            text(0, "m1", "Hm"),
            done(1, call("a", "f", "{'x':1}")),
            "{'type':'response.completed','response':{'id':'r','output':[{'type':'message',"
                + "'id':'m1','role':'assistant','content':[{'type':'output_text','text':'Hm'}]}]}}"),
        Map.of(
            "0.message.contents.0.message_content.type", "text",
            "0.message.contents.0.message_content.text", "Hm",
            "1.message.tool_calls.0.tool_call.id", "call_a",
            "1.message.tool_calls.0.tool_call.function.name", "f",
            "1.message.tool_calls.0.tool_call.function.arguments", "{\"x\":1}")),
    END_OF_AZURE_WITH_OTHER_IDS(
        List.of(
            added(0, "{'type':'message','id':'m1','role':'assistant','content':[]}"),
            text(0, "m1", "Paris."),
            "{'type':'response.completed','response':{'id':'r','output':[{'type':'message',"
                + "'id':'m9','role':'assistant','content':[{'type':'output_text','text':'Paris.'}]}]}}"),
        Map.of(
            "0.message.contents.0.message_content.type", "text",
            "0.message.contents.0.message_content.text", "Paris.")),
    DONE_WITHOUT_ADDED_OF_GROQ(
        List.of(
            text(0, "m1", "Par"),
            text(0, "m1", "is."),
            done(
                0,
                "{'type':'message','id':'m1','role':'assistant',"
                    + "'content':[{'type':'output_text','text':'Paris.'}]}")),
        Map.of(
            "0.message.contents.0.message_content.type", "text",
            "0.message.contents.0.message_content.text", "Paris.")),
    ADDED_WITHOUT_DONE_OF_BEDROCK(
        List.of(CREATED, added(0, call("a", "f", "")), arguments(0, "a", "{'x'")),
        Map.of(
            CALL + "id", "call_a",
            CALL + "function.name", "f",
            CALL + "function.arguments", "{\"x\"")),
    INCOMPLETE_OF_DATABRICKS(
        List.of(
            CREATED,
            text(0, "m1", "Par"),
            "{'type':'response.incomplete','response':{'id':'r','status':'incomplete',"
                + "'incomplete_details':{'reason':'max_output_tokens'},'output':[]}}"),
        Map.of(
            "0.message.contents.0.message_content.type", "text",
            "0.message.contents.0.message_content.text", "Par")),
    ENDED_TWICE_BY_VLLM(
        List.of(CREATED, text(0, "m1", "Paris."), COMPLETED, COMPLETED),
        Map.of(
            "0.message.contents.0.message_content.type", "text",
            "0.message.contents.0.message_content.text", "Paris.")),
    PART_THAT_BEGINS_WITH_TEXT_OF_VLLM(
        List.of(
            added(0, "{'type':'message','id':'m1','role':'assistant','content':[]}"),
            "{'type':'response.content_part.added','output_index':0,'item_id':'m1',"
                + "'content_index':0,'part':{'type':'output_text','text':'Par'}}",
            text(0, "m1", "is."),
            COMPLETED),
        Map.of(
            "0.message.contents.0.message_content.type", "text",
            "0.message.contents.0.message_content.text", "Paris.")),
    ITEM_THAT_BEGINS_WITH_TEXT_OF_SGLANG(
        List.of(
            added(
                0,
                "{'type':'message','id':'m1','role':'assistant',"
                    + "'content':[{'type':'output_text','text':'Par'}]}"),
            text(0, "m1", "is."),
            COMPLETED),
        Map.of(
            "0.message.contents.0.message_content.type", "text",
            "0.message.contents.0.message_content.text", "Paris.")),
    ITEM_THAT_BEGINS_WITH_ARGUMENTS_OF_XAI(
        List.of(
            added(0, call("a", "f", "").replace("'arguments':''", "'arguments':'{\\'x\\''")),
            arguments(0, "a", ":1}"),
            COMPLETED),
        Map.of(
            CALL + "id", "call_a",
            CALL + "function.name", "f",
            CALL + "function.arguments", "{\"x\":1}")),
    ARGUMENTS_THAT_COME_AGAIN_IN_PIECES_FROM_OLLAMA(
        List.of(
            added(0, call("a", "f", "{'x':1}")),
            arguments(0, "a", "{'x'"),
            arguments(0, "a", ":1}"),
            COMPLETED),
        Map.of(
            CALL + "id", "call_a",
            CALL + "function.name", "f",
            CALL + "function.arguments", "{\"x\":1}")),
    SUMMARY_AND_REASONING_OF_GROQ(
        List.of(
            delta("reasoning_summary_text", 0, "r1", "Short"),
            delta("reasoning_text", 0, "r1", "Long"),
            COMPLETED),
        Map.of(
            "0.message.contents.0.message_content.type", "reasoning",
            "0.message.contents.0.message_content.text", "Short",
            "0.message.contents.1.message_content.type", "reasoning",
            "0.message.contents.1.message_content.text", "Long")),
    UNKNOWN_PART_OF_OPENROUTER(
        List.of(
            done(
                0,
                "{'type':'message','content':[{'type':'hologram','beam':1},"
                    + "{'type':'output_text','text':'a'}]}")),
        Map.of(
            "0.message.contents.0.message_content.type", "text",
            "0.message.contents.0.message_content.text", "a"));

    private final List<String> events;
    private final Map<String, Object> expected;

    Shape(List<String> events, Map<String, Object> expected) {
      this.events = events;
      this.expected = expected;
    }

    private static String added(int index, String item) {
      return "{'type':'response.output_item.added','output_index':"
          + index
          + ",'item':"
          + item
          + "}";
    }

    private static String done(int index, String item) {
      return "{'type':'response.output_item.done','output_index':"
          + index
          + ",'item':"
          + item
          + "}";
    }

    private static String call(String id, String name, String arguments) {
      return "{'type':'function_call','id':'%s','call_id':'call_%s','name':'%s','arguments':'%s'}"
          .formatted(id, id, name, arguments.replace("'", "\\'"));
    }

    private static String text(int index, String id, String delta) {
      return delta("output_text", index, id, delta);
    }

    private static String arguments(int index, String id, String delta) {
      return delta("function_call_arguments", index, id, delta.replace("'", "\\'"));
    }

    private static String delta(String type, int index, String id, String delta) {
      return "{'type':'response.%s.delta','output_index':%d,'content_index':0,'item_id':'%s',"
              .formatted(type, index, id)
          + "'delta':'"
          + delta
          + "'}";
    }

    StubResponse answer() {
      return StubResponse.sse(
          events.stream().map(ResponseServersTest::json).toArray(String[]::new));
    }
  }

  /** Single quotes stand for double ones, escaped or not. */
  private static String json(String text) {
    return text.replace("\\'", "\\\"").replace('\'', '"');
  }

  private static ResponseCreateParams request() {
    return ResponseCreateParams.builder().model("m").input("Hi").build();
  }

  @ParameterizedTest
  @EnumSource
  void stream(Shape shape) {
    answer(shape.answer());

    readStream();

    verify(shape);
  }

  @ParameterizedTest
  @EnumSource
  void bodyThatTheApplicationReads(Shape shape) {
    answer(shape.answer());

    try (HttpResponseFor<StreamResponse<ResponseStreamEvent>> response =
        wrapped.withRawResponse().responses().createStreaming(request())) {
      response.body().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    verify(shape);
  }

  private void readStream() {
    try (StreamResponse<ResponseStreamEvent> stream =
        wrapped.responses().createStreaming(request())) {
      stream.stream().forEach(event -> {});
    }
  }

  private static void verify(Shape shape) {
    String prefix = "llm.output_messages.";
    Map<String, Object> actual = new TreeMap<>();
    span()
        .getAttributes()
        .forEach(
            (key, value) -> {
              String name = key.getKey();
              if (name.startsWith(prefix) && name.endsWith("message.role")) {
                assertThat(value).isEqualTo("assistant");
              } else if (name.startsWith(prefix)) {
                actual.put(name.substring(prefix.length()), value);
              }
            });
    assertThat(actual).isEqualTo(new TreeMap<>(shape.expected));
  }

  /** What is the same to the model and from it. */
  enum Item {
    ARGUMENTS_OF_OLLAMA(
        "{'type':'function_call','call_id':'c','name':'f','arguments':{'x':1}}",
        Map.of(
            "message.tool_calls.0.tool_call.id", "c",
            "message.tool_calls.0.tool_call.function.name", "f",
            "message.tool_calls.0.tool_call.function.arguments", "{\"x\":1}")),
    NO_ARGUMENTS_OF_OPENAI(
        "{'type':'function_call','call_id':'c','name':'f','arguments':'{}'}",
        Map.of(
            "message.tool_calls.0.tool_call.id", "c",
            "message.tool_calls.0.tool_call.function.name", "f",
            "message.tool_calls.0.tool_call.function.arguments", "{}")),
    SEARCH_OF_XAI(
        "{'type':'web_search_call','id':'w','action':{'type':'search','query':'q',"
            + "'sources':[{'type':'url','url':'u'}]}}",
        Map.of(
            "message.tool_calls.0.tool_call.id",
            "w",
            "message.tool_calls.0.tool_call.function.name",
            "web_search_call",
            "message.tool_calls.0.tool_call.function.arguments",
            "{\"type\":\"search\",\"query\":\"q\"}",
            "message.contents.0.message_content.type",
            "text",
            "message.contents.0.message_content.text",
            "{\"type\":\"url\",\"url\":\"u\"}")),
    SEARCH_OF_AZURE(
        "{'type':'file_search_call','id':'s','queries':['q'],'results':[{'text':'found'}]}",
        Map.of(
            "message.tool_calls.0.tool_call.id", "s",
            "message.tool_calls.0.tool_call.function.name", "file_search_call",
            "message.tool_calls.0.tool_call.function.arguments", "{\"queries\":[\"q\"]}",
            "message.contents.0.message_content.type", "text",
            "message.contents.0.message_content.text", "{\"text\":\"found\"}")),
    NESTED_FUNCTION_OF_LM_STUDIO(
        "{'type':'function_call','call_id':'c','function':{'name':'f','arguments':{'x':1}}}",
        Map.of(
            "message.tool_calls.0.tool_call.id", "c",
            "message.tool_calls.0.tool_call.function.name", "f",
            "message.tool_calls.0.tool_call.function.arguments", "{\"x\":1}")),
    CALL_OF_ANOTHER_TYPE_OF_MISTRAL(
        "{'type':'tool_call','id':'t','name':'f','arguments':{'x':1}}",
        Map.of(
            "message.tool_calls.0.tool_call.id", "t",
            "message.tool_calls.0.tool_call.function.name", "f",
            "message.tool_calls.0.tool_call.function.arguments", "{\"x\":1}")),
    SIGNATURE_OF_GEMINI(
        "{'type':'function_call','call_id':'c','name':'f','arguments':'{}',"
            + "'extra_content':{'google':{'thought_signature':'ts'}}}",
        Map.of(
            "message.tool_calls.0.tool_call.id", "c",
            "message.tool_calls.0.tool_call.function.name", "f",
            "message.tool_calls.0.tool_call.function.arguments", "{}",
            "message.tool_calls.0.tool_call.reasoning_signature", "ts")),
    TEXTS_WITHOUT_PARTS_OF_LLAMA_CPP(
        "{'type':'message','role':'assistant','content':['Par','is.']}",
        Map.of(
            "message.contents.0.message_content.type", "text",
            "message.contents.0.message_content.text", "Par",
            "message.contents.1.message_content.type", "text",
            "message.contents.1.message_content.text", "is.")),
    SUMMARY_OF_TEXTS_OF_DATABRICKS(
        "{'type':'reasoning','id':'rs','summary':['Hm',' so']}",
        Map.of(
            "message.contents.0.message_content.type", "reasoning",
            "message.contents.0.message_content.id", "rs",
            "message.contents.0.message_content.text", "Hm so")),
    SUMMARY_AND_REASONING_OF_GROQ(
        "{'type':'reasoning','id':'rs','summary':[{'type':'summary_text','text':'Short'}],"
            + "'content':[{'type':'reasoning_text','text':'Long'}]}",
        Map.of(
            "message.contents.0.message_content.type", "reasoning",
            "message.contents.0.message_content.id", "rs",
            "message.contents.0.message_content.text", "Short",
            "message.contents.1.message_content.type", "reasoning",
            "message.contents.1.message_content.text", "Long")),
    SIGNED_REASONING_OF_BEDROCK(
        "{'type':'reasoning','id':'rs','content':'Hm','signature':'s'}",
        Map.of(
            "message.contents.0.message_content.type", "reasoning",
            "message.contents.0.message_content.id", "rs",
            "message.contents.0.message_content.text", "Hm",
            "message.contents.0.message_content.signature", "s")),
    REASONING_OF_VLLM(
        "{'type':'reasoning','id':'rs','summary':[],"
            + "'content':[{'type':'reasoning_text','text':'Hm'}],'encrypted_content':'e'}",
        Map.of(
            "message.contents.0.message_content.type", "reasoning",
            "message.contents.0.message_content.id", "rs",
            "message.contents.0.message_content.text", "Hm",
            "message.contents.0.message_content.encrypted_content", "e"));

    private final String json;
    private final Map<String, Object> expected;

    Item(String json, Map<String, Object> expected) {
      this.json = json;
      this.expected = expected;
    }
  }

  @ParameterizedTest
  @EnumSource
  void answer(Item item) {
    answer(StubResponse.json(json("{'id':'r','model':'m','output':[" + item.json + "]}")));

    wrapped.responses().create(request());

    verify("llm.output_messages.0.", item);
  }

  @ParameterizedTest
  @EnumSource
  @SuppressWarnings("unchecked") // JSON has any type, which Kotlin alone can say.
  void history(Item item) {
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
                            WireJson.parse(json(item.json)))))
                .build());

    verify("llm.input_messages.1.", item);
  }

  private static void verify(String prefix, Item item) {
    assertThat(parsed(attributes(prefix))).isEqualTo(parsed(item.expected));
  }

  private static JsonNode tree(Object json) {
    try {
      return Json.MAPPER.readTree(json.toString());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each release has an order of its own for the fields of an object. */
  private static Map<String, Object> parsed(Map<String, Object> attributes) {
    Map<String, Object> parsed = new TreeMap<>(attributes);
    parsed.computeIfPresent(
        "message.tool_calls.0.tool_call.function.arguments", (key, json) -> tree(json));
    return parsed;
  }

  private static Map<String, Object> attributes(String prefix) {
    Map<String, Object> attributes = new TreeMap<>();
    span()
        .getAttributes()
        .forEach(
            (key, value) -> {
              if (key.getKey().startsWith(prefix) && !key.getKey().endsWith("message.role")) {
                attributes.put(key.getKey().substring(prefix.length()), value);
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
            json(Shape.text(0, "m1", "Paris.")),
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
            json(Shape.text(0, "m1", "Par")),
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
            json(Shape.text(0, "m1", "Par")),
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
