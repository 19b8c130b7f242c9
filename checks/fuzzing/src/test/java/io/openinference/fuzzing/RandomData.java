// SPDX-License-Identifier: Apache-2.0
package io.openinference.fuzzing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Texts and JSON values of all kinds, those that break programs more often than by chance. */
final class RandomData {

  private static final int DEEPEST = 300;
  private static final int LONGEST = 3_000;

  /** Texts, also such as are no valid Unicode. */
  static Arbitrary<String> text() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, Arbitraries.of(Corpus.WORDS)),
        Tuple.of(3, Arbitraries.strings().all().ofMaxLength(20)),
        Tuple.of(3, breaking()),
        Tuple.of(2, image()),
        Tuple.of(1, Arbitraries.integers().between(0, LONGEST).map("x"::repeat)));
  }

  /** Quotes, ends of lines, halves of surrogate pairs. */
  private static Arbitrary<String> breaking() {
    return Arbitraries.strings()
        .withChars("\"\\\n\r\t\0\u001f\u007f\u0085\u2028\ufeff\uffff{}[]:,.0é€")
        .withChars('\ud83d', '\ude00', '\ud800', '\udfff')
        .ofMaxLength(12);
  }

  private static Arbitrary<String> image() {
    return Combinators.combine(
            Arbitraries.of(
                "data:image/png;base64,", "data:image/", "data:image/;base64,", "base64,"),
            Arbitraries.strings().withCharRange('A', 'Z').withChars("+/=,; \n").ofMaxLength(60))
        .as((prefix, data) -> prefix + data);
  }

  /** Values that a JSON parser may give, null included. */
  static Arbitrary<Object> json() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, scalar()),
        Tuple.of(5, Arbitraries.recursive(RandomData::scalar, RandomData::nested, 1, 3)),
        Tuple.of(1, Arbitraries.integers().between(0, DEEPEST).map(RandomData::deep)));
  }

  static Arbitrary<Map<String, Object>> jsonObject() {
    return fields(json());
  }

  /** JSON values and places for objects that {@link Hostile#putInto} puts there. */
  static Arbitrary<Object> anything() {
    return Arbitraries.frequencyOf(
        Tuple.of(9, json()), Tuple.of(1, Arbitraries.of(Hostile.class).map(Object.class::cast)));
  }

  static Arbitrary<Map<String, Object>> anyMap() {
    return fields(anything());
  }

  private static Arbitrary<Object> scalar() {
    return Arbitraries.frequencyOf(
            Tuple.of(8, text()),
            Tuple.of(4, Arbitraries.of(0, 1, 2, 5, -1, 65_535, 65_536, Integer.MAX_VALUE)),
            Tuple.of(1, Arbitraries.longs()),
            Tuple.of(1, Arbitraries.doubles()),
            Tuple.of(1, Arbitraries.of(new BigDecimal("1E+400"), BigInteger.TEN.pow(300))),
            Tuple.of(2, Arbitraries.of(true, false)))
        .map(Object.class::cast)
        .injectNull(0.1);
  }

  private static Arbitrary<Object> nested(Arbitrary<Object> element) {
    return Arbitraries.oneOf(element.list().ofMaxSize(4), fields(element)).map(Object.class::cast);
  }

  private static Arbitrary<Map<String, Object>> fields(Arbitrary<Object> value) {
    Arbitrary<String> name =
        Arbitraries.frequencyOf(Tuple.of(9, Arbitraries.of(Corpus.FIELDS)), Tuple.of(1, text()));
    return Combinators.combine(name, value)
        .as(Tuple::of)
        .list()
        .ofMaxSize(6)
        .map(
            fields -> {
              // Unlike Arbitraries.maps(), which takes no null.
              Map<String, Object> map = new LinkedHashMap<>();
              fields.forEach(field -> map.put(field.get1(), field.get2()));
              return map;
            });
  }

  private static Object deep(int depth) {
    Object value = List.of();
    for (int i = 0; i < depth; i++) {
      value = i % 2 == 0 ? List.of(value) : Map.of("content", value);
    }
    return value;
  }

  private RandomData() {}
}
