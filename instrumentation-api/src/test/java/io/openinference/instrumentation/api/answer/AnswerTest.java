// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.openinference.instrumentation.Cost;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers in the words of several servers. */
class AnswerTest {

  private static WireObject object(String json) {
    return WireObject.of(WireJson.parse(json.replace('\'', '"')));
  }

  private static TokenCount.Builder count(long prompt, long completion, long total) {
    return TokenCount.builder().prompt(prompt).completion(completion).total(total);
  }

  static Stream<Arguments> usages() {
    return Stream.of(
        arguments(
            "{'usage':{'prompt_tokens':20,'completion_tokens':9,'total_tokens':29,"
                + "'prompt_cache_hit_tokens':16}}",
            count(20, 9, 29).promptCacheRead(16).build()),
        arguments(
            "{'x_groq':{'usage':{'prompt_tokens':20,'completion_tokens':9,'total_tokens':29}}}",
            count(20, 9, 29).build()),
        arguments(
            "{'choices':[{'usage':{'input_tokens':'20','output_tokens':9,'total_tokens':29}}]}",
            count(20, 9, 29).build()),
        arguments(
            "{'usage':{'prompt_tokens':0},'choices':[{'message':{'usage':{'prompt_tokens':20,"
                + "'completion_tokens':9,'total_tokens':29}}}]}",
            count(20, 9, 29).build()),
        arguments(
            "{'usage':{'prompt_tokens':32,'completion_tokens':9,'total_tokens':135,"
                + "'completion_tokens_details':{'reasoning_tokens':94}}}",
            count(32, 103, 135).completionReasoning(94).build()),
        arguments(
            "{'usage':{'input_tokens':11,'output_tokens':7,'total_tokens':138,"
                + "'cache_read_input_tokens':100,'cache_creation_input_tokens':20}}",
            count(131, 7, 138).promptCacheRead(100).promptCacheWrite(20).build()),
        arguments(
            "{'usage':{'prompt_tokens':120,'completion_tokens':7,'cache_creation_input_tokens':0,"
                + "'cache_creation':{'ephemeral_5m_input_tokens':60,"
                + "'ephemeral_1h_input_tokens':40}}}",
            TokenCount.builder().prompt(120).completion(7).promptCacheWrite(100).build()),
        arguments(
            "{'usage_metadata':{'prompt_token_count':10,'candidates_token_count':5,"
                + "'total_token_count':15}}",
            count(10, 5, 15).build()),
        arguments("{'usage':[]}", TokenCount.builder().build()));
  }

  @ParameterizedTest
  @MethodSource("usages")
  void includesDetailsWhereTheTotalProvesIt(String answer, TokenCount expected) {
    assertThat(TokenDetails.included(AnswerUsage.of(object(answer)).tokenCount()))
        .isEqualTo(expected);
  }

  @Test
  void leavesCountsWithoutProof() {
    TokenCount count = count(20, 9, 30).completionReasoning(5).promptCacheRead(3).build();

    assertThat(TokenDetails.included(count)).isEqualTo(count);
  }

  @Test
  void includesWhatAServerIsKnownToCountBeside() {
    assertThat(
            TokenDetails.withCacheInPrompt(
                count(11, 7, 18).promptCacheRead(100).promptCacheWrite(20).build()))
        .isEqualTo(count(131, 7, 138).promptCacheRead(100).promptCacheWrite(20).build());
    assertThat(
            TokenDetails.withReasoningInCompletion(
                count(11, 7, 48).completionReasoning(30).build()))
        .isEqualTo(count(11, 37, 48).completionReasoning(30).build());
  }

  @Test
  void readsCostsUnderEachName() {
    assertThat(
            AnswerUsage.of(
                    object(
                        "{'usage':{'cost':0.25,'cost_details':{"
                            + "'upstream_inference_prompt_cost':0.1,'completion_cost':0.15}}}"))
                .cost())
        .isEqualTo(Cost.builder().total(0.25).prompt(0.1).completion(0.15).build());
    assertThat(AnswerUsage.of(object("{'usage':{'prompt_tokens':1}}")).cost()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'reasoning_content':'a'}|a|",
        "{'reasoning':{'content':'a'}}|a|",
        "{'reasoning':'a','reasoning_content':'a'}|a|",
        "{'reasoning':'a','reasoning_details':[{'text':'a','signature':'s'}]}|a|s",
        "{'thinking_blocks':[{'thinking':'a','signature':'s'}]}|a|s",
        "{'reasoning':'a','thinking_blocks':[{'signature':'s'}]}|a|s"
      })
  void readsReasoningOnce(String message, String text, String signature) {
    assertThat(Reasonings.ofFields(object(message)))
        .containsExactly(
            MessageContent.builder("reasoning").text(text).signature(signature).build());
  }

  @Test
  void tellsReasoningAmongPartsFromThatOfFields() {
    WireObject message =
        object(
            "{'reasoning':'a','content':[{'type':'thinking','thinking':[{'text':'a'}]},"
                + "{'type':'redacted_thinking','data':'d'},{'type':'text','text':'b'}]}");

    assertThat(Reasonings.ofFields(message)).isEmpty();
    assertThat(Reasonings.ofContent(message))
        .containsExactly(
            MessageContent.builder("reasoning").text("a").build(),
            MessageContent.builder("reasoning").data("d").build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'error':{'message':'Overloaded','code':429}}|Overloaded",
        "{'choices':[{'finish_reason':'error','error':{'message':'Overloaded'}}]}|Overloaded",
        "{'object':'error','message':'Too long'}|Too long",
        "{'detail':'Not loaded'}|Not loaded",
        "{'error':{},'choices':[{'finish_reason':'stop'}]}|",
        "{'status':'completed','error':null}|",
        "{'status':'failed','error':null,'metadata':{'customer':'ACME'}}|The response failed",
        "{'status':'failed','message':{},'title':'','metadata':{'raw':'x'}}|The response failed",
        "{'errors':true,'choices':[{'message':{'content':'secret'}}]}|The response failed",
        "{'error_code':'E7','choices':[{'message':{'content':'secret'}}]}|The response failed: E7",
        "{'error':{'code':502,'metadata':{'raw':'closed','provider_name':'X'}}}|closed",
        "{'error':{'code':502,'metadata':{'provider_name':'X'}}}|"
            + "{\"code\":502,\"metadata\":{\"provider_name\":\"X\"}}"
      })
  void findsFailures(String answer, String message) {
    assertThat(AnswerFailures.find(object(answer))).isEqualTo(message);
  }

  @Test
  void takesNoFlagForTheTextOfAPart() {
    WireObject part = object("{'type':'reasoning','text':'','thought':true,'signature':'s'}");

    assertThat(Reasonings.ofPart(part))
        .isEqualTo(MessageContent.builder("reasoning").signature("s").build());
  }

  @Test
  void findsSignaturesOfThoughts() {
    WireObject call = object("{'id':'c','extra_content':{'google':{'thought_signature':'s'}}}");
    WireObject function = object("{'name':'f','thought_signature':'t'}");

    assertThat(ThoughtSignatures.ofToolCall(call, function)).isEqualTo("s");
    assertThat(ThoughtSignatures.ofToolCall(object("{'id':'c'}"), function)).isEqualTo("t");
    assertThat(ThoughtSignatures.of(object("{'id':'c'}"))).isNull();
  }

  @Test
  void findsTheFinishReasonOfTheFirstChoice() {
    assertThat(
            FinishReasons.ofFirst(
                object(
                    "{'choices':[{'index':1,'finish_reason':'length'},"
                        + "{'index':0,'finish_reason':'stop'}]}")))
        .isEqualTo("stop");
    assertThat(FinishReasons.ofFirst(object("{'choices':[]}"))).isNull();
  }
}
