// SPDX-License-Identifier: Apache-2.0
package io.openinference.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.openinference.testing.PhoenixView;
import io.openinference.testing.ReceivedSpan;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The rules of every span, for any input. */
final class Validity {

  private static final Pattern KEY =
      Pattern.compile("[a-z][a-z_]*(\\.([a-z][a-z_]*|0|[1-9]\\d*))*");

  private static final Pattern JSON_KEY =
      Pattern.compile(
          "llm\\.invocation_parameters|llm\\.prompt_template\\.variables|(.*\\.)?metadata"
              + "|llm\\.tools\\.\\d+\\.tool\\.json_schema|llm\\.function_call");

  static void check(ReceivedSpan span) {
    assertThat(span.name()).isNotEmpty();
    assertThat(span.status()).isNotEqualTo(StatusCode.UNSET);
    assertThat(span.endEpochNanos()).isGreaterThanOrEqualTo(span.startEpochNanos());
    assertThat(span.openInferenceKind()).isNotEqualTo("UNKNOWN");

    SortedMap<String, Object> attributes = new TreeMap<>(span.attributes());
    attributes.forEach(Validity::checkAttribute);
    attributes.keySet().forEach(key -> checkNoneBelow(key, attributes));
    checkJsonOfType("input", attributes);
    checkJsonOfType("output", attributes);
    assertThat(PhoenixView.of(attributes)).isNotNull();
  }

  private static void checkAttribute(String key, Object value) {
    assertThat(key).matches(KEY);
    assertThat(value).as(key).isNotNull();
    if (key.startsWith("llm.token_count.")) {
      assertThat(value).as(key).isInstanceOf(Long.class);
    }
    if (JSON_KEY.matcher(key).matches() && !value.equals("__REDACTED__")) {
      checkJson(key, value);
    }
    if (value instanceof Collection<?> list) {
      assertThat(list.stream().map(Object::getClass).distinct().count())
          .as(key)
          .isLessThanOrEqualTo(1);
    }
  }

  /** A value at a prefix would hide those below it. */
  private static void checkNoneBelow(String key, SortedMap<String, Object> attributes) {
    String prefix = key + ".";
    SortedMap<String, Object> behind = attributes.tailMap(prefix);
    boolean hidden = !behind.isEmpty() && behind.firstKey().startsWith(prefix);
    assertThat(hidden).as("something below " + key).isFalse();
  }

  private static void checkJsonOfType(String side, Map<String, Object> attributes) {
    if ("application/json".equals(attributes.get(side + ".mime_type"))) {
      assertThat(attributes).containsKey(side + ".value");
      checkJson(side + ".value", attributes.get(side + ".value"));
    }
  }

  private static void checkJson(String key, Object value) {
    assertThatCode(() -> Corpus.JSON.readTree((String) value)).as(key).doesNotThrowAnyException();
    assertThat((String) value).as(key).isNotBlank();
  }

  private Validity() {}
}
