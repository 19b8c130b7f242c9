// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionMessageParam;
import com.openai.models.chat.completions.ChatCompletionTool;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.ResponseInputContent;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseOutputMessage;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.Tool;
import io.openinference.conformance.Exchange;
import io.openinference.conformance.Library;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The exchanges have each kind of item, event, tool and content that openai-java knows. */
class ItemKindsTest {

  private static final JsonMapper MAPPER = ObjectMappers.jsonMapper();
  private static final List<Exchange> EXCHANGES = Exchange.all(Library.OPENAI);

  /** No kinds: validity, and types that read the same JSON as {@code isEasyInputMessage}. */
  private static final Set<String> NO_KINDS =
      Set.of("isValid", "isMessage", "isResponseOutputMessage");

  static Stream<Arguments> unions() {
    return Stream.of(
        Arguments.of(ChatCompletionMessageParam.class, requests("Chat", "messages")),
        Arguments.of(ChatCompletionContentPart.class, parts(requests("Chat", "messages"))),
        Arguments.of(ChatCompletionTool.class, requests("Chat", "tools")),
        Arguments.of(ResponseInputItem.class, requests("Response", "input")),
        Arguments.of(ResponseInputContent.class, parts(requests("Response", "input"))),
        Arguments.of(Tool.class, requests("Response", "tools")),
        Arguments.of(ResponseOutputItem.class, outputs()),
        Arguments.of(ResponseOutputMessage.Content.class, parts(outputs())),
        Arguments.of(ResponseStreamEvent.class, events()),
        Arguments.of(EmbeddingCreateParams.Input.class, embeddingInputs()));
  }

  @ParameterizedTest
  @MethodSource("unions")
  void areCovered(Class<?> union, List<JsonNode> values) {
    Set<String> covered = new TreeSet<>();
    for (JsonNode value : values) {
      Object member = MAPPER.convertValue(value, union);
      kinds(union).filter(kind -> is(member, kind)).map(Method::getName).forEach(covered::add);
    }

    assertThat(covered)
        .isEqualTo(
            kinds(union).map(Method::getName).collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Stream<Method> kinds(Class<?> union) {
    return Arrays.stream(union.getMethods())
        .filter(method -> method.getName().startsWith("is") && method.getParameterCount() == 0)
        .filter(method -> !NO_KINDS.contains(method.getName()));
  }

  private static boolean is(Object member, Method kind) {
    try {
      return (boolean) kind.invoke(member);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new AssertionError(e);
    }
  }

  private static List<JsonNode> requests(String service, String field) {
    return EXCHANGES.stream()
        .filter(exchange -> exchange.operation().startsWith(service))
        .flatMap(exchange -> elements(json(exchange.request()).path(field)))
        .toList();
  }

  private static List<JsonNode> outputs() {
    return EXCHANGES.stream()
        .filter(exchange -> exchange.operation().equals("ResponseService.create"))
        .flatMap(exchange -> elements(json(exchange.response()).path("output")))
        .toList();
  }

  private static List<JsonNode> events() {
    return EXCHANGES.stream()
        .filter(exchange -> exchange.operation().equals("ResponseService.createStreaming"))
        .flatMap(exchange -> exchange.events().stream())
        .map(ItemKindsTest::json)
        .toList();
  }

  private static List<JsonNode> parts(List<JsonNode> messages) {
    return messages.stream().flatMap(message -> elements(message.path("content"))).toList();
  }

  private static List<JsonNode> embeddingInputs() {
    return EXCHANGES.stream()
        .filter(exchange -> exchange.operation().startsWith("Embedding"))
        .map(exchange -> json(exchange.request()).path("input"))
        .toList();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return array.isArray() ? StreamSupport.stream(array.spliterator(), false) : Stream.empty();
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
