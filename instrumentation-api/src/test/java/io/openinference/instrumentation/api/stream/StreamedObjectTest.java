// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.wire.WireJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules by which fragments of a message become one message. */
class StreamedObjectTest {

  private static Map<String, Object> message(String... fragments) {
    StreamedObject message = StreamedObject.message(ContentBudget.open());
    for (String fragment : fragments) {
      message.merge(WireJson.parse(fragment.replace('\'', '"')));
    }
    return message.toMap();
  }

  private static Map<String, Object> response(String... fragments) {
    StreamedObject response = StreamedObject.response(ContentBudget.open());
    for (String fragment : fragments) {
      response.merge(WireJson.parse(fragment.replace('\'', '"')));
    }
    return response.toMap();
  }

  private static Map<String, Object> json(String json) {
    return WireJson.parse(json.replace('\'', '"'));
  }

  @Test
  void keepsTextAroundAList() {
    assertThat(message("{'content':'a'}", "{'content':[{'x':1}]}", "{'content':'b'}"))
        .isEqualTo(json("{'content':['ab',{'x':1}]}"));
  }

  @Test
  void keepsAListBeforeText() {
    assertThat(message("{'content':[{'x':1}]}", "{'content':'a'}"))
        .isEqualTo(json("{'content':[{'x':1},'a']}"));
  }

  @Test
  void keepsNumbersInText() {
    assertThat(message("{'content':4}", "{'content':'2'}", "{'content':1}"))
        .isEqualTo(Map.of("content", "421"));
  }

  @Test
  void joinsPartsOfOneType() {
    assertThat(
            message(
                "{'content':[{'type':'text','text':'a'}]}",
                "{'content':[{'type':'text','text':'b'}]}",
                "{'content':[{'type':'thinking','thinking':'c'}]}"))
        .isEqualTo(
            json("{'content':[{'type':'text','text':'ab'},{'type':'thinking','thinking':'c'}]}"));
  }

  @Test
  void endsReasoningWithItsSignature() {
    assertThat(
            message(
                "{'blocks':[{'type':'thinking','thinking':'a'}]}",
                "{'blocks':[{'type':'thinking','thinking':'','signature':'s'}]}",
                "{'blocks':[{'type':'thinking','thinking':'b'}]}"))
        .isEqualTo(
            json(
                "{'blocks':[{'type':'thinking','thinking':'a','signature':'s'},"
                    + "{'type':'thinking','thinking':'b'}]}"));
  }

  @Test
  void keepsAListThatComesAgainOnce() {
    assertThat(response("{'citations':['a']}", "{'citations':['a']}", "{'citations':['a','b']}"))
        .isEqualTo(Map.of("citations", List.of("a", "b")));
  }

  @Test
  void keepsNumbersThatComeAgain() {
    assertThat(response("{'token_ids':[7]}", "{'token_ids':[7]}"))
        .isEqualTo(Map.of("token_ids", List.of(7, 7)));
  }

  @Test
  void keepsAListThatEndsEmpty() {
    assertThat(message("{'notes':[{'index':0,'text':'a'}]}", "{'notes':[]}"))
        .isEqualTo(json("{'notes':[{'index':0,'text':'a'}]}"));
  }

  @Test
  void fillsInFromTheMessageBesideTheDelta() {
    assertThat(
            response(
                "{'choices':[{'index':0,'delta':{'content':'a'},'message':{'content':'a'}}]}",
                "{'choices':[{'index':0,'delta':{'content':'b'},"
                    + "'message':{'content':'ab','name':'n'}}]}"))
        .isEqualTo(json("{'choices':[{'index':0,'message':{'content':'ab','name':'n'}}]}"));
  }

  @Test
  void keepsNamesOfArguments() {
    assertThat(message("{'tool_calls':[{'id':'a','function':{'arguments':{'delta':1}}}]}"))
        .isEqualTo(json("{'tool_calls':[{'id':'a','function':{'arguments':{'delta':1}}}]}"));
  }

  @Test
  void tellsWhatIsHollow() {
    assertThat(Hollow.isHollow(json("{'a':[{'type':'x','text':''}],'b':null,'c':{}}"))).isTrue();
    assertThat(Hollow.isHollow(json("{'a':[{'type':'x','text':' '}]}"))).isFalse();
    assertThat(Hollow.isHollow(0)).isFalse();
  }
}
