// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.wire.WireJson;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseAccumulatorTest {

  private static final String CREATED =
      "{'type':'response.created','response':{'id':'r','output':[]}}";

  private final ResponseAccumulator accumulator = new ResponseAccumulator(ContentBudget.open());

  @Test
  void isEmptyWithoutEvents() {
    assertThat(accumulator.response()).isEmpty();
  }

  @Test
  void isTheWholeResponseOnceThatHasArrived() {
    add(CREATED);
    add("{'type':'response.output_text.delta','output_index':0,'delta':'a'}");
    add("{'type':'response.completed','response':{'id':'r','output':[{'type':'x'}]}}");
    add("{'type':'response.output_text.delta','output_index':0,'delta':'b'}");

    assertThat(accumulator.response()).isEqualTo(parse("{'id':'r','output':[{'type':'x'}]}"));
  }

  @Test
  void putsDoneItemsInPlaceOfTheirFragments() {
    add(CREATED);
    add("{'type':'response.output_item.added','output_index':0,'item':{'type':'message'}}");
    add("{'type':'response.output_text.delta','output_index':0,'content_index':0,'delta':'a'}");
    add("{'type':'response.output_item.done','output_index':0,'item':{'type':'done'}}");
    add("{'type':'response.output_item.added','output_index':1,'item':{'type':'message'}}");
    add("{'type':'response.output_text.delta','output_index':1,'content_index':1,'delta':'b'}");
    add("{'type':'response.output_text.delta','output_index':1,'content_index':0,'delta':'c'}");
    add("{'type':'response.output_text.delta','output_index':1,'content_index':1,'delta':'d'}");

    assertThat(accumulator.response())
        .isEqualTo(
            parse(
                "{'id':'r','output':[{'type':'done'},{'type':'message','content':["
                    + "{'type':'output_text','text':'c'},{'type':'output_text','text':'bd'}]}]}"));
  }

  @Test
  void makesAMessageOfTextWhoseBeginningWasMissed() {
    add("{'type':'response.output_text.delta','output_index':3,'content_index':0,'delta':'a'}");

    assertThat(accumulator.response())
        .isEqualTo(
            parse(
                "{'output':[{'type':'message','role':'assistant',"
                    + "'content':[{'type':'output_text','text':'a'}]}]}"));
  }

  @Test
  void ignoresDeltasItDoesNotKnow() {
    add(CREATED);
    add("{'type':'response.hologram.delta','output_index':0,'delta':'a'}");

    assertThat(accumulator.response()).isEqualTo(parse("{'id':'r','output':[]}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "response.output_text.delta",
        "response.refusal.delta",
        "response.reasoning_text.delta",
        "response.reasoning_summary_text.delta",
        "response.function_call_arguments.delta",
        "response.hologram.delta"
      })
  void seesContentInDeltas(String type) {
    assertThat(add("{'type':'" + type + "','output_index':0,'delta':'a'}")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        CREATED,
        "{'type':'response.in_progress','response':{}}",
        "{'type':'response.output_item.added','output_index':0,'item':{'type':'message'}}",
        "{'type':'response.content_part.added','output_index':0,'part':{}}",
        "{'type':'response.output_text.delta','output_index':0,'delta':''}",
        "{'delta':'a'}",
        "{}"
      })
  void seesNoContentInTheFrame(String event) {
    assertThat(add(event)).isFalse();
  }

  private boolean add(String event) {
    return accumulator.add(parse(event));
  }

  private static Map<String, Object> parse(String json) {
    return WireJson.parse(json.replace('\'', '"'));
  }
}
