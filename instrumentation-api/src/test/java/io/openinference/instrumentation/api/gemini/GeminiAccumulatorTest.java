// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.wire.WireJson;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The response that chunks add up to. */
class GeminiAccumulatorTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  static Stream<Arguments> parts() {
    return Stream.of(
        arguments(
            "texts are joined",
            List.of("{'text':'a'}", "{'text':''}", "{'text':'b'}"),
            "[{'text':'ab'}]"),
        arguments(
            "thoughts and texts are kept apart",
            List.of("{'text':'h','thought':true}", "{'text':'m','thought':true}", "{'text':'a'}"),
            "[{'text':'hm','thought':true},{'text':'a'}]"),
        arguments(
            "a signature comes alone at the end",
            List.of("{'text':'a'}", "{'text':'','thoughtSignature':'s'}"),
            "[{'text':'a','thoughtSignature':'s'}]"),
        arguments(
            "a signature ends its part",
            List.of("{'text':'a','thoughtSignature':'s'}", "{'text':'b'}"),
            "[{'text':'a','thoughtSignature':'s'},{'text':'b'}]"),
        arguments(
            "each call is one of its own",
            List.of("{'functionCall':{'name':'f','args':{}}},{'functionCall':{'name':'f'}}"),
            "[{'functionCall':{'name':'f','args':{}}},{'functionCall':{'name':'f'}}]"),
        arguments(
            "arguments come in pieces",
            List.of(
                "{'functionCall':{'name':'f','id':'1','willContinue':true},'thoughtSignature':'s'}",
                "{'functionCall':{'partialArgs':[{'jsonPath':'$.city','stringValue':'Ber',"
                    + "'willContinue':true}],'willContinue':true}}",
                "{'functionCall':{'partialArgs':[{'jsonPath':'$.city','stringValue':'gen'},"
                    + "{'jsonPath':'$.stops[1].depth','numberValue':0},"
                    + "{'jsonPath':'$[\\'a b\\']','boolValue':false},"
                    + "{'jsonPath':'$.none','nullValue':null}],'willContinue':true}}",
                "{'functionCall':{}}",
                "{'functionCall':{'name':'g'}}"),
            "[{'functionCall':{'name':'f','id':'1','args':{'city':'Bergen',"
                + "'stops':[null,{'depth':0}],'a b':false,'none':null}},'thoughtSignature':'s'},"
                + "{'functionCall':{'name':'g'}}]"),
        arguments(
            "the end of a call has its signature",
            List.of(
                "{'functionCall':{'name':'f','willContinue':true}}",
                "{'functionCall':{'args':{'a':1}}}",
                "{'functionCall':{},'thoughtSignature':'s'}"),
            "[{'functionCall':{'name':'f','args':{'a':1}},'thoughtSignature':'s'}]"),
        arguments(
            "a path that cannot be read is left out",
            List.of(
                "{'functionCall':{'name':'f','partialArgs':[{'jsonPath':'$..[?(@)]','stringValue':'a'},"
                    + "{'jsonPath':'$.list[999999]','stringValue':'b'},"
                    + "{'jsonPath':'$.ok','stringValue':'c'}]}}"),
            "[{'functionCall':{'name':'f','args':{'list':[],'ok':'c'}}}]"),
        arguments(
            "pieces of two calls come in turn",
            List.of(
                "{'functionCall':{'name':'f','id':'1','willContinue':true}}",
                "{'functionCall':{'name':'g','id':'2','willContinue':true}}",
                "{'functionCall':{'id':'1','partialArgs':[{'jsonPath':'$.a','stringValue':'x'}]}}",
                "{'functionCall':{'id':'2','partialArgs':[{'jsonPath':'$.b','numberValue':2}]}}"),
            "[{'functionCall':{'name':'f','id':'1','args':{'a':'x'}}},"
                + "{'functionCall':{'name':'g','id':'2','args':{'b':2}}}]"),
        arguments(
            "a text comes between the pieces of a call",
            List.of(
                "{'functionCall':{'name':'f','willContinue':true}}",
                "{'text':'wait'}",
                "{'functionCall':{'partialArgs':[{'jsonPath':'$.a','stringValue':'x'}]}}"),
            "[{'functionCall':{'name':'f','args':{'a':'x'}}},{'text':'wait'}]"),
        arguments(
            "a call that is over does not go on",
            List.of(
                "{'functionCall':{'name':'f','id':'1','args':{'a':1}}}",
                "{'functionCall':{'name':'f','id':'2','args':{'a':2}}}"),
            "[{'functionCall':{'name':'f','id':'1','args':{'a':1}}},"
                + "{'functionCall':{'name':'f','id':'2','args':{'a':2}}}]"),
        arguments(
            "empty and false arguments are values",
            List.of(
                "{'functionCall':{'name':'f','willContinue':true,'partialArgs':["
                    + "{'jsonPath':'$.a','stringValue':''},{'jsonPath':'$.b','boolValue':false},"
                    + "{'jsonPath':'$.c[0]','numberValue':0},{'jsonPath':'$.c[1]','nullValue':'NULL_VALUE'}]}}"),
            "[{'functionCall':{'name':'f','args':{'a':'','b':false,'c':[0,null]}}}]"),
        arguments(
            "pieces and whole arguments are one",
            List.of(
                "{'functionCall':{'name':'f','willContinue':true,'args':{'a':1}}}",
                "{'functionCall':{'partialArgs':[{'jsonPath':'$.b.c','stringValue':'x'}],'args':{}}}"),
            "[{'functionCall':{'name':'f','args':{'a':1,'b':{'c':'x'}}}}]"),
        arguments(
            "other parts stay as they are",
            List.of("{'inlineData':{'mimeType':'audio/wav','data':'AA'}}", "{'hologram':{'x':1}}"),
            "[{'inlineData':{'mimeType':'audio/wav','data':'AA'}},{'hologram':{'x':1}}]"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("parts")
  void partsOfACandidate(String name, List<String> chunks, String expected) throws Exception {
    JsonNode response =
        accumulate(
            chunks.stream()
                .map(parts -> "{'candidates':[{'content':{'parts':[" + parts + "]}}]}")
                .toList());

    assertThat(response.at("/candidates/0/content/parts")).isEqualTo(json(expected));
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        arguments(
            "a count that is left out, or zero, still holds",
            List.of(
                "{'usageMetadata':{'promptTokenCount':5,'cachedContentTokenCount':3,"
                    + "'thoughtsTokenCount':0}}",
                "{'usageMetadata':{'promptTokenCount':5,'candidatesTokenCount':2}}",
                "{'usageMetadata':{'candidatesTokenCount':9,'cachedContentTokenCount':0}}"),
            "{'usageMetadata':{'promptTokenCount':5,'cachedContentTokenCount':3,"
                + "'thoughtsTokenCount':0,'candidatesTokenCount':9}}"),
        arguments(
            "a finish reason stands early",
            List.of(
                "{'candidates':[{'finishReason':'STOP'}]}",
                "{'candidates':[{'content':{'role':'model','parts':[{'text':'a'}]}}]}",
                "{'candidates':[]}"),
            "{'candidates':[{'content':{'role':'model','parts':[{'text':'a'}]},'finishReason':'STOP'}]}"),
        arguments(
            "candidates are told apart by index",
            List.of(
                "{'candidates':[{'index':1,'content':{'parts':[{'text':'b'}]},'finishReason':'STOP'}]}",
                "{'candidates':[{'index':0,'content':{'parts':[{'text':'a'}]},'finishReason':'SAFETY'}]}"),
            "{'candidates':[{'content':{'parts':[{'text':'a'}]},'index':0,'finishReason':'SAFETY'},"
                + "{'content':{'parts':[{'text':'b'}]},'index':1,'finishReason':'STOP'}]}"),
        arguments(
            "a candidate of null is none",
            List.of(
                "{'candidates':[null,{'content':{'parts':[{'text':'a'}]},'finishReason':'STOP'}]}"),
            "{'candidates':[{'content':{'parts':[{'text':'a'}]},'finishReason':'STOP'}]}"),
        arguments(
            "an error in the middle stays beside what came before",
            List.of(
                "{'candidates':[{'content':{'parts':[{'text':'a'}]}}]}",
                "{'error':{'code':503,'status':'UNAVAILABLE','message':'later'}}"),
            "{'candidates':[{'content':{'parts':[{'text':'a'}]}}],"
                + "'error':{'code':503,'status':'UNAVAILABLE','message':'later'}}"),
        arguments(
            "a finish reason of nothing replaces none",
            List.of(
                "{'candidates':[{'finishReason':'MAX_TOKENS'}]}",
                "{'candidates':[{'finishReason':'FINISH_REASON_UNSPECIFIED'}]}"),
            "{'candidates':[{'finishReason':'MAX_TOKENS'}]}"),
        arguments(
            "citations of several chunks",
            List.of(
                "{'candidates':[{'citationMetadata':{'citations':[{'uri':'a','endIndex':4}]}}]}",
                "{'candidates':[{'citationMetadata':{'citations':[{'uri':'b','endIndex':9}]}}]}"),
            "{'candidates':[{'citationMetadata':{'citations':[{'uri':'a','endIndex':4},{'uri':'b','endIndex':9}]}}]}"),
        arguments(
            "sources that come again with each chunk, grown",
            List.of(
                "{'candidates':[{'groundingMetadata':{'groundingChunks':[{'web':{'uri':'a'}}]}}]}",
                "{'candidates':[{'groundingMetadata':{'groundingChunks':[{'web':{'uri':'a'}},{'web':{'uri':'b'}}],"
                    + "'searchEntryPoint':{'renderedContent':'x'}}}]}",
                "{'candidates':[{'groundingMetadata':{'webSearchQueries':['q']}}]}"),
            "{'candidates':[{'groundingMetadata':{'groundingChunks':[{'web':{'uri':'a'}},{'web':{'uri':'b'}}],"
                + "'searchEntryPoint':{'renderedContent':'x'},'webSearchQueries':['q']}}]}"),
        arguments(
            "log probabilities of each chunk",
            List.of(
                "{'candidates':[{'logprobsResult':{'chosenCandidates':[{'token':'ha','logProbability':-1}]}}]}",
                "{'candidates':[{'logprobsResult':{'chosenCandidates':[{'token':'ha','logProbability':-1}]}}]}"),
            "{'candidates':[{'logprobsResult':{'chosenCandidates':[{'token':'ha','logProbability':-1},"
                + "{'token':'ha','logProbability':-1}]}}]}"),
        arguments(
            "details of counts do not go away",
            List.of(
                "{'usageMetadata':{'promptTokensDetails':[{'modality':'AUDIO','tokenCount':6}]}}",
                "{'usageMetadata':{'promptTokensDetails':[],'totalTokenCount':9}}"),
            "{'usageMetadata':{'promptTokensDetails':[{'modality':'AUDIO','tokenCount':6}],'totalTokenCount':9}}"),
        arguments(
            "indices that are texts",
            List.of(
                "{'candidates':[{'index':'1','content':{'parts':[{'text':'b'}]}}]}",
                "{'candidates':[{'index':'0','content':{'parts':[{'text':'a'}]}}]}"),
            "{'candidates':[{'content':{'parts':[{'text':'a'}]},'index':'0'},"
                + "{'content':{'parts':[{'text':'b'}]},'index':'1'}]}"),
        arguments(
            "sources of a later chunk do not go away",
            List.of(
                "{'candidates':[{'groundingMetadata':{'webSearchQueries':['q']}}]}",
                "{'candidates':[{'groundingMetadata':{}}],'modelVersion':'m'}"),
            "{'candidates':[{'groundingMetadata':{'webSearchQueries':['q']}}],'modelVersion':'m'}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void chunksOfAnAnswer(String name, List<String> chunks, String expected) throws Exception {
    assertThat(accumulate(chunks)).isEqualTo(json(expected));
  }

  private static JsonNode accumulate(List<String> chunks) throws Exception {
    try (ContentBudget budget = ContentBudget.open()) {
      StreamAccumulator accumulator = new GeminiAccumulator(budget);
      for (String chunk : chunks) {
        accumulator.add(WireJson.parse(quoted(chunk)));
      }
      return MAPPER.readTree(WireJson.toJson(accumulator.response()));
    }
  }

  private static JsonNode json(String text) throws Exception {
    return MAPPER.readTree(quoted(text));
  }

  /** An escaped apostrophe stays one. */
  private static String quoted(String text) {
    return text.replace("\\'", "\u0001").replace('\'', '"').replace('\u0001', '\'');
  }
}
