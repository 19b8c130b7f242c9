// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.completions.Completion;
import com.openai.models.responses.ResponseStreamEvent;
import io.openinference.conformance.Exchange;
import io.openinference.conformance.Library;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.stream.StreamedObject;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Text of parsed events is appended without a look at their JSON: that must make the response that
 * their JSON makes, to the order of its fields, whatever stands in the events.
 */
class ParsedEventsTest {

  private static final JsonMapper MAPPER = ObjectMappers.jsonMapper();

  private static final Map<String, Class<?>> MODELS =
      Map.of(
          "ChatCompletionService.createStreaming", ChatCompletionChunk.class,
          "CompletionService.createStreaming", Completion.class,
          "ResponseService.createStreaming", ResponseStreamEvent.class);

  private static final List<String> MORE_FIELDS =
      List.of("text", "delta", "response", "unheard_of", "id", "name", "refusal");

  /** Events after which a stream is cut. */
  private static final int MAX_CUTS = 16;

  private static final String FRAME =
      "\"object\":\"chat.completion.chunk\",\"created\":17,\"model\":\"gpt-4o\"";

  /** The events of one of the streams: a beginning, events of text alone, and the rest. */
  enum Sample {
    TEXT(
        "ChatCompletionService.createStreaming",
        chunk("'role':'assistant','content':'','refusal':null", "'obfuscation':'a'"),
        List.of(
            chunk("'content':'Par'", "'obfuscation':'bc'"),
            chunk("'content':'is'", "'obfuscation':'d'")),
        chunk("", "'obfuscation':'efg'").replace("\"finish_reason\":null", "\"finish_reason\":7")),
    ARGUMENTS(
        "ChatCompletionService.createStreaming",
        chunk(
            "'role':'assistant','content':null,'tool_calls':[{'index':0,'id':'call_1',"
                + "'type':'function','function':{'name':'weather','arguments':''}}]",
            "'usage':null"),
        List.of(
            chunk("'tool_calls':[{'index':0,'function':{'arguments':'{'}}]", "'usage':null"),
            chunk("'tool_calls':[{'index':0,'function':{'arguments':'}'}}]", "'usage':null")),
        chunk("'tool_calls':[{'index':1,'id':'call_2','function':{}}]", "'usage':{'a':1}")),
    OTHER_SERVER(
        "ChatCompletionService.createStreaming",
        filtered("'role':'assistant','content':'Paris'"),
        List.of(
            filtered("'role':'assistant','content':' is','reasoning_content':null"),
            filtered("'role':'assistant','content':' big','reasoning_content':null")),
        filtered("'role':'assistant','reasoning_content':'Why?'")),
    RESPONSE(
        "ResponseService.createStreaming",
        json(
            "{'type':'response.output_item.added','output_index':0,'sequence_number':1,"
                + "'item':{'type':'message','id':'m','role':'assistant','content':[]}}"),
        List.of(
            json(
                "{'type':'response.output_text.delta','item_id':'m','output_index':0,"
                    + "'content_index':0,'delta':'Par','sequence_number':2,'obfuscation':'a'}"),
            json(
                "{'type':'response.function_call_arguments.delta','item_id':'f',"
                    + "'output_index':1,'delta':'{','sequence_number':3}")),
        json(
            "{'type':'response.output_text.delta','item_id':'m','output_index':0,"
                + "'content_index':1,'delta':'is','sequence_number':4,'logprobs':[]}"));

    private final String operation;
    private final String beginning;
    private final List<String> texts;
    private final String after;

    Sample(String operation, String beginning, List<String> texts, String after) {
      this.operation = operation;
      this.beginning = beginning;
      this.texts = texts;
      this.after = after;
    }

    private static String chunk(String delta, String more) {
      return json(
          "{'id':'%s',%s,'system_fingerprint':'fp','service_tier':'default',%s,'choices':"
              + "[{'index':0,'delta':{%s},'logprobs':null,'finish_reason':null}]}",
          "id of " + delta.hashCode(), FRAME, more, delta);
    }

    private static String filtered(String delta) {
      return json(
          "{'id':'c',%s,'vendor':'%s','vendor_version':2,'choices':[{'index':0,'delta':{%s},"
              + "'content_filter_results':{'hate':{'filtered':false,'severity':'safe'}}}]}",
          FRAME, "vendor of " + delta.hashCode(), delta);
    }

    private static String json(String text, Object... arguments) {
      return text.replace('\'', '"').formatted(quoted(arguments));
    }

    private static Object[] quoted(Object... arguments) {
      Object[] quoted = arguments.clone();
      for (int i = 0; i < quoted.length; i++) {
        quoted[i] = String.valueOf(quoted[i]).replace('\'', '"');
      }
      return quoted;
    }

    List<String> events() {
      List<String> events = new ArrayList<>();
      events.add(beginning);
      events.addAll(texts);
      events.add(after);
      return events;
    }
  }

  static List<Exchange> exchanges() {
    return Exchange.all(Library.OPENAI).stream()
        .filter(Exchange::streaming)
        .filter(exchange -> MODELS.containsKey(exchange.operation()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void makeTheResponseOfTheirJson(Exchange exchange) throws Exception {
    List<String> events = exchange.events();
    assertSameResponse(exchange.operation(), events);
    for (int count = 1; count < Math.min(events.size(), MAX_CUTS); count++) {
      assertSameResponse(exchange.operation(), events.subList(0, count));
    }
  }

  @ParameterizedTest
  @EnumSource
  void makeItWithAnyValueAnywhere(Sample sample) throws Exception {
    List<?> values =
        List.of("text", 1, Map.of("text", "a"), Map.of("delta", Map.of("content", "b")));
    for (int place = 0; place < sample.events().size(); place++) {
      Map<String, Object> event = WireJson.parse(sample.events().get(place));
      List<Map<String, ?>> mutations = new ArrayList<>();
      Mutations.forEach(event, mutations::add);
      Mutations.forEach(event, values, mutations::add);
      for (String name : MORE_FIELDS) {
        Mutations.forEachWith(name, event, values, mutations::add);
      }
      for (Map<String, ?> mutation : mutations) {
        assertSameResponse(sample, place, WireJson.toJson(mutation));
      }
    }
  }

  private static void assertSameResponse(Sample sample, int place, String mutation)
      throws Exception {
    List<String> events = sample.events();
    events.set(place, mutation);
    assertSameResponse(sample.operation, events.subList(0, place + 1));
    // Of which the later ones may be taken for repetitions of the first.
    events.addAll(place, Collections.nCopies(2, mutation));
    assertSameResponse(sample.operation, events);
  }

  private static void assertSameResponse(String operation, List<String> events) throws Exception {
    StreamAccumulator ofModels = accumulator(operation);
    StreamAccumulator ofJson = accumulator(operation);
    for (String event : events) {
      Object model = model(operation, event);
      assertThat(ofModels.addModel(model, Models.JSON))
          .as(event)
          .isEqualTo(ofJson.add(Models.JSON.toMap(model)));
    }
    assertThat(WireJson.toJson(ofModels.response()))
        .as("%s", events)
        .isEqualTo(WireJson.toJson(ofJson.response()));
  }

  private static Object model(String operation, String json) throws JsonProcessingException {
    return MAPPER.readValue(json, MODELS.get(operation));
  }

  private static StreamAccumulator accumulator(String operation) {
    String[] call = operation.split("\\.");
    return Operations.find(call[0], call[1]).accumulator(ContentBudget.open());
  }

  /** Fails if a release has fields that keep the text of chunks from being appended. */
  @ParameterizedTest
  @EnumSource(names = {"TEXT", "ARGUMENTS", "OTHER_SERVER"})
  void ofTextAloneAreNotReadAsJson(Sample sample) throws Exception {
    StreamedObject response = StreamedObject.response(ContentBudget.open());
    ChatDeltas deltas = new ChatDeltas(response);
    Map<String, Object> beginning = WireJson.parse(sample.beginning);
    response.merge(beginning);
    deltas.rememberMerged(model(sample.operation, sample.beginning), beginning);

    for (String text : sample.texts) {
      assertThat(deltas.appendText(model(sample.operation, text))).as(text).isTrue();
    }
    assertThat(deltas.appendText(model(sample.operation, sample.after))).isFalse();
  }

  @Test
  void keepTheLastOfWhatComesWithEach() throws Exception {
    StreamAccumulator accumulator = accumulator(Sample.TEXT.operation);
    accumulator.addModel(model(Sample.TEXT.operation, Sample.TEXT.beginning), Models.JSON);
    for (String text : Sample.TEXT.texts) {
      accumulator.addModel(model(Sample.TEXT.operation, text), Models.JSON);
    }

    assertThat(WireObject.of(accumulator.response()).string("obfuscation")).isEqualTo("d");
  }
}
