// SPDX-License-Identifier: Apache-2.0
package io.openinference.fuzzing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openinference.conformance.Exchange;
import io.openinference.conformance.Library;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The exchanges with OpenAI from which others are made, and the words that they are made of. */
final class Corpus {

  static final ObjectMapper JSON = new ObjectMapper();

  /** Longer strings are contents, which mean nothing to what reads them. */
  private static final int MAX_WORD_LENGTH = 60;

  static final List<Exchange> EXCHANGES = Exchange.all(Library.OPENAI);
  static final List<String> FIELDS;
  static final List<String> WORDS;

  static {
    Set<String> fields = new TreeSet<>();
    Set<String> words = new TreeSet<>();
    EXCHANGES.stream().flatMap(Corpus::trees).forEach(tree -> collect(tree, fields, words));
    FIELDS = List.copyOf(fields);
    WORDS = List.copyOf(words);
  }

  private static Stream<Object> trees(Exchange exchange) {
    List<String> responses =
        exchange.streaming() ? exchange.events() : List.of(exchange.response());
    return Stream.concat(Stream.of(exchange.request()), responses.stream()).map(Corpus::parse);
  }

  private static void collect(Object tree, Set<String> fields, Set<String> words) {
    if (tree instanceof Map<?, ?> map) {
      map.forEach(
          (name, value) -> {
            fields.add((String) name);
            collect(value, fields, words);
          });
    } else if (tree instanceof List<?> list) {
      list.forEach(element -> collect(element, fields, words));
    } else if (tree instanceof String text && text.length() <= MAX_WORD_LENGTH) {
      words.add(text);
    }
  }

  /** Parses what is JSON; other texts are their own value. */
  static Object parse(String json) {
    try {
      return JSON.readValue(json, Object.class);
    } catch (JsonProcessingException e) {
      return json;
    }
  }

  static String write(Object tree) {
    try {
      return JSON.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Corpus() {}
}
