// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static io.openinference.phoenix.ScriptedServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.openinference.semconv.AnnotatorKind;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that JSON or Phoenix cannot keep. */
class ValuesTest {

  private final ScriptedServer server = new ScriptedServer();
  private final PhoenixClient client = PhoenixClient.builder().baseUrl(server.url()).build();

  @AfterEach
  void close() {
    server.close();
  }

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(Double.NaN, "NaN is no number of JSON"),
        Arguments.of(Float.NEGATIVE_INFINITY, "-Infinity is no number of JSON"),
        Arguments.of(BigInteger.TWO.pow(63), "integers of 64 bits"),
        Arguments.of("cut \uD83D", "half a character, at 4"),
        Arguments.of("\uDE00 cut", "half a character, at 0"),
        Arguments.of(new Object(), "java.lang.Object"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void areRefusedWithTheirPlaceBeforeTheyAreSent(Object value, String message) {
    List<DatasetExample> examples =
        List.of(DatasetExample.of(Map.of("list", Arrays.asList("a", value)), Map.of()));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.datasets().create("golden", examples))
        .withMessageContaining("at inputs[0].list[1]: ")
        .withMessageContaining(message);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void areKeptIfPhoenixKeepsThem() {
    server.then(json("{\"data\":{\"id\":\"x\"}}"));
    Map<String, Object> output = Map.of("a", Long.MAX_VALUE, "b", 0.1f, "c", 1e300, "d", -0.0);

    client
        .experiments()
        .recordRun(
            "e",
            ExperimentRun.builder("x", 1)
                .time(Instant.EPOCH, Instant.EPOCH)
                .output(output)
                .build());
    assertThat(server.requests().get(0)).contains("9223372036854775807", "0.1", "1.0E300", "-0.0");
  }

  @Test
  void areTextsInSpansAsInOtlp() {
    server.then(json("{}"));
    PhoenixSpan span =
        PhoenixSpan.builder("0123456789abcdef0123456789abcdef", "000000000000000a", "answer")
            .time(Instant.EPOCH, Instant.EPOCH)
            .attribute("score", Double.NaN)
            .build();

    assertThat(client.spans().log("shop", List.of(span))).isEqualTo(1);
    assertThat(server.requests().get(0)).contains("\"score\":\"NaN\"");
  }

  @Test
  void countTokensBeyondTheRangeOfInt() {
    server.then(json("{\"data\":[{\"token_count_total\":3000000000}],\"next_cursor\":null}"));

    assertThat(client.traces().list("UHJvamVjdDox"))
        .extracting(PhoenixTrace::totalTokens)
        .containsExactly(3_000_000_000L);
  }

  @Test
  void showTheirIdsAndNoContentAsText() {
    server.then(json("{\"data\":{\"id\":\"x\",\"name\":\"golden\",\"description\":\"secret\"}}"));

    assertThat(client.experiments().get("x")).hasToString("Experiment{id=x, name=golden}");
    assertThat(DatasetExample.of(Map.of("question", "secret"), Map.of()).toString())
        .doesNotContain("secret");
    assertThat(PromptVersion.builder("OPENAI", "gpt-5").message("user", "secret").build())
        .extracting(version -> version.format(Map.of()))
        .hasToString("FormattedPrompt{modelName=gpt-5, messages=1}");
    assertThat(
            TraceDataset.of(
                List.of(
                    PhoenixSpan.builder("0".repeat(32), "0".repeat(16), "answer")
                        .time(Instant.EPOCH, Instant.EPOCH)
                        .attribute("input.value", "secret")
                        .build())))
        .hasToString("TraceDataset{spans=1, annotations=0}");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void refuseAScoreThatIsNotFinite(double score) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExperimentEvaluation.builder("r", "e", AnnotatorKind.CODE).score(score));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PhoenixAnnotation.ofSpan("s", "e", AnnotatorKind.CODE).score(score));
  }
}
