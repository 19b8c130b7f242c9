// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that follow OpenAI's protocol in their own way, which the exchanges do not show. */
class ChunkAccumulatorTest {

  private final ChunkAccumulator accumulator = new ChunkAccumulator(ContentBudget.open());

  @Test
  void isEmptyWithoutChunks() {
    assertThat(accumulator.response()).isEmpty();
  }

  @Test
  void growsStringsItDoesNotKnow() {
    add("{'delta':{'thoughts':'a','nested':{'plan':'x'}}}");
    add("{'delta':{'thoughts':'b','nested':{'plan':'y'}}}");

    assertThat(message()).isEqualTo(Map.of("thoughts", "ab", "nested", Map.of("plan", "xy")));
  }

  @Test
  void keepsIdAndNameThatComeWithEveryFragment() {
    String start =
        "{'delta':{'role':'assistant','tool_calls':[{'index':0,'id':'c','type':'function',";
    add(start + "'function':{'name':'f','arguments':'{'}}]}}");
    add(start + "'function':{'name':'','arguments':'}'}}]}}");

    assertThat(toolCalls())
        .containsExactly(
            Map.of(
                "index",
                0,
                "id",
                "c",
                "type",
                "function",
                "function",
                Map.of("name", "f", "arguments", "{}")));
  }

  @Test
  void tellsToolCallsWithoutIndexApartByTheirId() {
    add("{'delta':{'tool_calls':[{'id':'a','function':{'arguments':'1'}}]}}");
    add("{'delta':{'tool_calls':[{'function':{'arguments':'2'}}]}}");
    add("{'delta':{'tool_calls':[{'id':'b','function':{'arguments':'3'}}]}}");

    assertThat(toolCalls())
        .containsExactly(
            Map.of("id", "a", "function", Map.of("arguments", "12")),
            Map.of("id", "b", "function", Map.of("arguments", "3")));
  }

  @Test
  void mergesListsWithAnIndexAndLetsOthersGrow() {
    add("{'delta':{'details':[{'index':0,'text':'a'}],'annotations':[{'type':'x'}]}}");
    add("{'delta':{'details':[{'index':0,'text':'b'}],'annotations':[{'type':'y'}]}}");

    assertThat(message())
        .isEqualTo(
            Map.of(
                "details", List.of(Map.of("index", 0, "text", "ab")),
                "annotations", List.of(Map.of("type", "x"), Map.of("type", "y"))));
  }

  @Test
  void keepsEachTypeOfAField() {
    add("{'delta':{'content':'te'}}");
    add("{'delta':{'content':[{'type':'text','text':'part'}]}}");
    add("{'delta':{'content':'xt'}}");

    assertThat(message())
        .isEqualTo(Map.of("content", List.of("te", Map.of("type", "text", "text", "partxt"))));
  }

  @Test
  void keepsWhatWasTakenOutUnchangedByLaterChunks() {
    add("{'delta':{'content':'a'}}");
    Map<String, ?> before = accumulator.response();
    add("{'delta':{'content':'b'}}");

    assertThat(before.toString()).contains("content=a}");
  }

  @Test
  void joinsManyChunks() {
    for (int i = 0; i < 50_000; i++) {
      add("{'delta':{'content':'0123456789'}}");
    }

    assertThat(String.valueOf(message().get("content"))).hasSize(500_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'delta':{'content':'a'}}",
        "{'delta':{'content':'','refusal':'a'}}",
        "{'delta':{'reasoning_content':'a'}}",
        "{'delta':{'audio':{'id':'a'}}}",
        "{'delta':{'tool_calls':[{'index':0}]}}",
        "{'delta':{'function_call':{'name':'a'}}}",
        "{'text':'a'}"
      })
  void seesContent(String choice) {
    assertThat(add(choice)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'delta':{'role':'assistant','content':'','refusal':null}}",
        "{'delta':{},'finish_reason':'stop'}",
        "{'delta':null}",
        "{'delta':'a'}",
        "{'text':''}",
        "7"
      })
  void seesNoContent(String choice) {
    assertThat(add(choice)).isFalse();
  }

  private boolean add(String choice) {
    String chunk = "{'choices':[" + choice + "]}";
    return accumulator.add(WireJson.parse(chunk.replace('\'', '"')));
  }

  private Map<?, ?> message() {
    WireObject choice = WireObject.of(accumulator.response()).objects("choices").get(0);
    return choice.object("message").fields();
  }

  private List<Object> toolCalls() {
    return List.copyOf(WireObject.of(message()).list("tool_calls"));
  }
}
