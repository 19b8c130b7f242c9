// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields behave as a map of the JDK does. */
class WireFieldsTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 16, 17, 100})
  void equalsAMapOfTheJdk(int count) {
    @Nullable Object[] slots = new Object[2 * count];
    Map<String, @Nullable Object> expected = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      Object value = i % 3 == 0 ? null : i;
      slots[2 * i] = "field" + i;
      slots[2 * i + 1] = value;
      expected.put("field" + i, value);
    }

    Map<String, @Nullable Object> fields = WireFields.of(slots);

    assertThat(fields).isEqualTo(expected).hasSameHashCodeAs(expected).hasToString(expected + "");
    assertThat(fields.keySet()).containsExactlyElementsOf(expected.keySet());
    List<@Nullable Object> values = new ArrayList<>();
    fields.forEach((name, value) -> values.add(value));
    assertThat(values).isEqualTo(new ArrayList<>(expected.values()));
    expected.forEach((name, value) -> assertThat(fields.get(name)).isEqualTo(value));
    assertThat(fields.containsKey("field0")).isEqualTo(count > 0);
    assertThat(fields.containsKey("other")).isFalse();
    assertThat(fields.get(null)).isNull();
  }

  @Test
  void keepsTheLastValueOfARepeatedName() {
    assertThat(WireFields.of(new Object[] {"a", 1, "b", 2, "a", 3}))
        .isEqualTo(Map.of("a", 3, "b", 2));
  }

  @Test
  void cannotBeModified() {
    Map<String, @Nullable Object> fields = WireFields.of(new Object[] {"a", 1});

    assertThatThrownBy(() -> fields.put("b", 2)).isInstanceOf(UnsupportedOperationException.class);
    Iterator<String> names = fields.keySet().iterator();
    names.next();
    assertThatThrownBy(names::remove).isInstanceOf(UnsupportedOperationException.class);
  }
}
