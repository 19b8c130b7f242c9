// SPDX-License-Identifier: Apache-2.0
package io.openinference.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.openinference.fuzzing.CannedTransport.Answer;
import io.openinference.instrumentation.openai.OpenAIInstrumentor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** However a stream is cut, mixed and numbered, the ids in it tell what belongs together. */
class StreamIdentityFuzzTest {

  private static final ChatCompletionCreateParams REQUEST =
      ChatCompletionCreateParams.builder().model("m").addUserMessage("Hi").build();

  private final CannedTransport transport = new CannedTransport();
  private Telemetry telemetry;
  private OpenAIClient client;

  /** The whole answer of a model. */
  record Answered(String reasoning, String content, List<Called> calls) {}

  /** A call of a tool; the arguments are JSON. */
  record Called(String name, Map<String, String> arguments) {}

  @BeforeProperty
  void start() {
    telemetry = new Telemetry();
    client = OpenAIInstrumentor.create(telemetry.openTelemetry()).wrap(transport.client());
  }

  @AfterProperty
  void stop() {
    telemetry.close();
  }

  @Property(tries = 400)
  void anyCutMixAndNumbering(@ForAll("answers") Answered answer, @ForAll long seed) {
    Map<String, Object> expected = spanOf(whole(answer));

    assertThat(spanOf(chunks(answer, new Random(seed)))).isEqualTo(expected);
  }

  @Property(tries = 400)
  void anyTypeOfAFragment(@ForAll("words") List<String> words, @ForAll long seed) {
    Random random = new Random(seed);
    int changed = random.nextInt(words.size());
    List<Object> deltas = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      deltas.add(Map.of("content", i == changed ? other(words.get(i), random) : words.get(i)));
    }

    Map<String, Object> span = spanOf(deltas);

    for (String word : words) {
      assertThat(span.toString()).contains(word);
    }
  }

  /** Returns a value of another type that holds a text. */
  private static Object other(String word, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> List.of(Map.of("type", "text", "text", word));
      case 1 -> Map.of("type", "text", "text", word);
      case 2 -> List.of(word);
      default -> List.of(Map.of("type", "unheard_of", "text", word), 7);
    };
  }

  private static List<Object> whole(Answered answer) {
    List<Object> calls = new ArrayList<>();
    for (int i = 0; i < answer.calls.size(); i++) {
      calls.add(fragment(i, "call_" + i, answer.calls.get(i).name, arguments(answer.calls.get(i))));
    }
    Map<String, Object> delta = new LinkedHashMap<>();
    delta.put("reasoning_content", answer.reasoning);
    delta.put("content", answer.content);
    delta.put("tool_calls", calls);
    return List.of(delta);
  }

  private static String arguments(Called call) {
    return Corpus.write(call.arguments);
  }

  private static Map<String, Object> fragment(
      Integer index, String id, String name, String arguments) {
    Map<String, Object> function = new LinkedHashMap<>();
    if (name != null) {
      function.put("name", name);
    }
    function.put("arguments", arguments);
    Map<String, Object> fragment = new LinkedHashMap<>();
    if (index != null) {
      fragment.put("index", index);
    }
    fragment.put("id", id);
    fragment.put("function", function);
    return fragment;
  }

  /** Cuts an answer into deltas; what starts a part keeps its order. */
  private static List<Object> chunks(Answered answer, Random random) {
    List<List<Object>> tracks = new ArrayList<>();
    tracks.add(texts("reasoning_content", answer.reasoning, random));
    tracks.add(texts("content", answer.content, random));
    List<Object> starts = new ArrayList<>();
    for (int i = 0; i < answer.calls.size(); i++) {
      String id = "call_" + i;
      List<String> pieces = cut(arguments(answer.calls.get(i)), random);
      boolean isNamedAlone = random.nextBoolean();
      String first = isNamedAlone ? "" : pieces.remove(0);
      starts.add(call(fragment(index(random), id, answer.calls.get(i).name, first)));
      List<Object> rest = new ArrayList<>();
      for (String piece : pieces) {
        rest.add(call(fragment(index(random), id, null, piece)));
      }
      tracks.add(rest);
    }
    List<Object> deltas = new ArrayList<>(starts);
    tracks.removeIf(List::isEmpty);
    while (!tracks.isEmpty()) {
      deltas.add(tracks.get(random.nextInt(tracks.size())).remove(0));
      tracks.removeIf(List::isEmpty);
    }
    return deltas;
  }

  private static Integer index(Random random) {
    return random.nextInt(3) == 0 ? null : Integer.valueOf(random.nextInt(3));
  }

  private static Map<String, Object> call(Map<String, Object> fragment) {
    return Map.of("tool_calls", List.of(fragment));
  }

  private static List<Object> texts(String name, String text, Random random) {
    List<Object> deltas = new ArrayList<>();
    for (String piece : cut(text, random)) {
      deltas.add(Map.of(name, piece));
    }
    return deltas;
  }

  private static List<String> cut(String text, Random random) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = Math.min(text.length(), start + 1 + random.nextInt(6));
      pieces.add(text.substring(start, end));
      start = end;
    }
    if (pieces.isEmpty()) {
      pieces.add("");
    }
    return pieces;
  }

  /** Returns the attributes of the output message. */
  private Map<String, Object> spanOf(List<Object> deltas) {
    StringBuilder body = new StringBuilder();
    for (Object delta : deltas) {
      Object chunk = Map.of("choices", List.of(Map.of("index", 0, "delta", delta)));
      body.append("data: ").append(Corpus.write(chunk)).append("\n\n");
    }
    body.append("data: [DONE]\n\n");
    transport.answer(
        new Answer(200, "text/event-stream", body.toString().getBytes(StandardCharsets.UTF_8)));
    var spans = telemetry.check(this::read);
    Map<String, Object> message = new TreeMap<>();
    spans
        .get(0)
        .attributes()
        .forEach(
            (key, value) -> {
              if (key.startsWith("llm.output_messages.")) {
                message.put(key, value);
              }
            });
    return message;
  }

  private void read() {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(REQUEST)) {
      stream.stream().forEach(chunk -> {});
    }
  }

  @Provide
  Arbitrary<Answered> answers() {
    Arbitrary<String> text =
        Arbitraries.strings().ofMaxLength(60).withChars("abcde {}[]\"\\:,\n0éß");
    Arbitrary<Called> call =
        Combinators.combine(
                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8),
                Arbitraries.maps(Arbitraries.strings().alpha().ofMaxLength(4), text).ofMaxSize(3))
            .as(Called::new);
    return Combinators.combine(text, text, call.list().ofMaxSize(4)).as(Answered::new);
  }

  @Provide
  Arbitrary<List<String>> words() {
    return Arbitraries.integers()
        .between(100, 999)
        .map(number -> "word" + number + " ")
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }
}
