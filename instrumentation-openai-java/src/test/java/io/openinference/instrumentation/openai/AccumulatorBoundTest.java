// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.wire.JsonSize;
import io.openinference.instrumentation.api.wire.WireJson;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Accumulators bound the text and the number of events of streams that never end. */
class AccumulatorBoundTest {

  private static final int LIMIT = 100_000;

  /** The size kept behind the bound, and the size of one event. */
  private static final int MARGIN = 100_000;

  private static final int EVENTS = 20_000;
  private static final String TEXT = "a".repeat(50);

  /** A stream, of which each event but the last few adds to what is kept. */
  enum Endless {
    CHAT_TEXT(chat(i -> delta("'content':'" + TEXT + "'"))),
    CHAT_REASONING(chat(i -> delta("'reasoning_content':'" + TEXT + "'"))),
    CHAT_AUDIO(chat(i -> delta("'audio':{'data':'" + TEXT + "'}"))),
    CHAT_TOOL_ARGUMENTS(
        chat(i -> delta("'tool_calls':[{'index':0,'function':{'arguments':'" + TEXT + "'}}]"))),
    CHAT_FUNCTION_ARGUMENTS(chat(i -> delta("'function_call':{'arguments':'" + TEXT + "'}"))),
    CHAT_TOOL_CALLS(
        chat(i -> delta("'tool_calls':[{'index':" + i + ",'function':{'arguments':'a'}}]"))),
    CHAT_TOOL_CALLS_BY_ID(
        chat(i -> delta("'tool_calls':[{'id':'" + i + "','function':{'arguments':'a'}}]"))),
    CHAT_CHOICES(chat(i -> "{'choices':[{'index':" + (i + 1) + ",'delta':{'content':'a'}}]}")),
    CHAT_LOGPROBS(
        chat(
            i ->
                "{'choices':[{'index':0,'delta':{},'logprobs':{'content':[{'token':'a',"
                    + "'logprob':0.5,'bytes':[1,2]}]}}]}")),
    CHAT_ANNOTATIONS(chat(i -> delta("'annotations':[{'url':'" + i + TEXT + "'}]"))),
    CHAT_EMPTY_ELEMENTS(chat(i -> delta("'annotations':[null," + i + "]"))),
    CHAT_UNKNOWN_FIELDS(chat(i -> "{'field" + i + "':1}")),
    CHAT_UNKNOWN_OBJECTS(chat(i -> delta("'object" + i + "':{'a':1}"))),
    CHAT_GROWING_ID(chat(i -> "{'id':'" + "a".repeat(100 * i) + "'}").times(1_200)),
    COMPLETION_TEXT(
        Stream.of("CompletionService", "{'choices':[]}")
            .then(i -> "{'choices':[{'index':0,'text':'" + TEXT + "'}]}")
            .end(chatEnd())),
    RESPONSE_TEXT(response(i -> responseDelta("output_text", "'content_index':0"))),
    RESPONSE_PARTS(response(i -> responseDelta("output_text", "'content_index':" + i))),
    RESPONSE_REFUSAL(response(i -> responseDelta("refusal", "'content_index':0"))),
    RESPONSE_REASONING(response(i -> responseDelta("reasoning_text", "'content_index':0"))),
    RESPONSE_SUMMARIES(
        response(i -> responseDelta("reasoning_summary_text", "'summary_index':" + i))),
    RESPONSE_ARGUMENTS(response(i -> responseDelta("function_call_arguments", "'a':0"))),
    RESPONSE_ITEMS(
        response(
            i -> "{'type':'response.output_text.delta','output_index':" + i + ",'delta':'a'}")),
    RESPONSE_WHOLE_ITEMS(response(i -> wholeItem(i, TEXT))),
    RESPONSE_LONG_ITEMS(response(i -> wholeItem(i, TEXT.repeat(i)), 200)),
    RESPONSE_LAST(
        Stream.of("ResponseService", "{'type':'response.created','response':{'id':'r'}}")
            .then(i -> responseDelta("output_text", "'content_index':0"))
            .end(
                "{'type':'response.completed','response':{'id':'r','output':[{'type':'message',"
                    + "'content':[{'type':'output_text','text':'"
                    + "b".repeat(2 * LIMIT)
                    + "'}]}],'usage':{'total_tokens':23}}}")),
    RESPONSE_BEGINNINGS(
        response(
                i ->
                    "{'type':'response.in_progress','response':{'id':'r','a"
                        + i
                        + "':'"
                        + TEXT
                        + "'}}")
            .notCut()),
    IMAGES(
        Stream.of("ImageService", "{}")
            .then(i -> "{'type':'image_generation.completed','b64_json':'" + TEXT + "'}")
            .end(
                "{'type':'image_generation.completed','b64_json':'a','usage':{'total_tokens':23}}")),
    SKETCHES(
        Stream.of("ImageService", "{}")
            .then(i -> "{'type':'image_generation.partial_image','b64_json':'" + TEXT + "'}")
            .end("{'type':'image_generation.completed','b64_json':'a','usage':{'total_tokens':23}}")
            .notCut()),
    TRANSCRIPTION(
        Stream.of("TranscriptionService", "{}")
            .then(i -> "{'type':'transcript.text.delta','delta':'" + TEXT + "'}")
            .end("{'type':'transcript.text.done','usage':{'total_tokens':23}}")),
    TRANSCRIPTION_LAST(
        Stream.of("TranscriptionService", "{}")
            .then(i -> "{'type':'transcript.text.delta','delta':'" + TEXT + "'}")
            .end(
                "{'type':'transcript.text.done','text':'"
                    + "b".repeat(2 * LIMIT)
                    + "','usage':{'total_tokens':23}}"));

    private final Stream stream;

    Endless(Stream stream) {
      this.stream = stream;
    }
  }

  private static String chatEnd() {
    return "{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}],"
        + "'usage':{'total_tokens':23}}";
  }

  private record Stream(
      String service,
      String begin,
      IntFunction<String> piece,
      int pieces,
      String end,
      boolean cut) {

    static Stream of(String service, String begin) {
      return new Stream(service, begin, i -> "{}", EVENTS, "{}", true);
    }

    Stream then(IntFunction<String> each) {
      return new Stream(service, begin, each, pieces, end, cut);
    }

    Stream times(int count) {
      return new Stream(service, begin, piece, count, end, cut);
    }

    Stream end(String last) {
      return new Stream(service, begin, piece, pieces, last, cut);
    }

    Stream notCut() {
      return new Stream(service, begin, piece, pieces, end, false);
    }
  }

  private static Stream chat(IntFunction<String> piece) {
    return Stream.of("ChatCompletionService", delta("'role':'assistant'"))
        .then(piece)
        .end(chatEnd());
  }

  private static String delta(String fields) {
    return "{'choices':[{'index':0,'delta':{" + fields + "}}]}";
  }

  private static Stream response(IntFunction<String> piece) {
    return response(piece, EVENTS);
  }

  private static Stream response(IntFunction<String> piece, int pieces) {
    return Stream.of("ResponseService", "{'type':'response.created','response':{'id':'r'}}")
        .then(piece)
        .times(pieces)
        .end("{'type':'response.completed','response':{'output':[],'usage':{'total_tokens':23}}}");
  }

  private static String responseDelta(String type, String index) {
    return "{'type':'response."
        + type
        + ".delta','output_index':0,"
        + index
        + ",'delta':'"
        + TEXT
        + "'}";
  }

  private static String wholeItem(int index, String text) {
    return "{'type':'response.output_item.done','output_index':"
        + index
        + ",'item':{'type':'message','content':[{'type':'output_text','text':'"
        + text
        + "'}]}}";
  }

  @ParameterizedTest
  @EnumSource
  void isKept(Endless endless) {
    Stream stream = endless.stream;
    ContentBudget budget = ContentBudget.open(LIMIT);
    StreamAccumulator accumulator =
        Operations.find(
                stream.service, stream.service.equals("ImageService") ? "generate" : "create")
            .accumulator(budget);

    accumulator.add(parse(stream.begin));
    for (int i = 0; i < stream.pieces; i++) {
      accumulator.add(parse(stream.piece.apply(i)));
    }
    accumulator.add(parse(stream.end));

    assertThat(JsonSize.of(accumulator.response())).isLessThan(LIMIT + MARGIN);
    assertThat(budget.isCut()).isEqualTo(stream.cut);
    String json = WireJson.toJson(accumulator.response());
    assertThat(json).contains("\"usage\":{\"total_tokens\":23}");
    if (stream.end.equals(chatEnd())) {
      assertThat(json).contains("\"finish_reason\":\"stop\"");
    }
    if (stream.cut) {
      assertThat(accumulator.response().toString().length()).isGreaterThan(LIMIT / 20);
    }
  }

  private static Map<String, Object> parse(String json) {
    return WireJson.parse(json.replace('\'', '"'));
  }
}
