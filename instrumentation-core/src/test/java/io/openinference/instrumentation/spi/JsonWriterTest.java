// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonWriterTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private enum Color {
    RED {
      @Override
      public String toString() {
        return "scarlet";
      }
    },
    GREEN
  }

  static Stream<Arguments> values() {
    UUID uuid = new UUID(1, 2);
    return Stream.of(
        Arguments.of(null, "null"),
        Arguments.of(true, "true"),
        Arguments.of(1, "1"),
        Arguments.of(-2L, "-2"),
        Arguments.of((byte) 3, "3"),
        Arguments.of(0.5, "0.5"),
        Arguments.of(1e100, "1.0E100"),
        Arguments.of(0.25f, "0.25"),
        Arguments.of(new BigDecimal("1.10"), "1.10"),
        Arguments.of(BigInteger.TWO.pow(80), "1208925819614629174706176"),
        Arguments.of(new AtomicInteger(4), "4"),
        Arguments.of(Double.NaN, "\"NaN\""),
        Arguments.of(Float.NEGATIVE_INFINITY, "\"-Infinity\""),
        Arguments.of("", "\"\""),
        Arguments.of('c', "\"c\""),
        Arguments.of(new StringBuilder("built"), "\"built\""),
        Arguments.of(Color.RED, "\"scarlet\""),
        Arguments.of(Color.GREEN, "\"GREEN\""),
        Arguments.of(Path.of("a", "b"), "\"" + Path.of("a", "b") + "\""),
        Arguments.of(LocalDate.of(2026, 1, 2), "\"2026-01-02\""),
        Arguments.of(uuid, "\"" + uuid + "\""),
        Arguments.of(Optional.of(1), "1"),
        Arguments.of(Optional.empty(), "null"),
        Arguments.of(List.of(), "[]"),
        Arguments.of(Map.of(), "{}"),
        Arguments.of(new int[0], "[]"),
        Arguments.of(Arrays.asList(1, null, "a"), "[1,null,\"a\"]"),
        Arguments.of(new int[][] {{1, 2}, {}, {3}}, "[[1,2],[],[3]]"),
        Arguments.of(new Object[] {new String[] {"a"}, 1}, "[[\"a\"],1]"),
        Arguments.of(Map.of("a", List.of(Map.of("b", 1))), "{\"a\":[{\"b\":1}]}"),
        Arguments.of(Collections.singletonMap(null, null), "{\"null\":null}"),
        Arguments.of(Map.of(1, 2), "{\"1\":2}"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void writes(Object value, String json) {
    assertThat(JsonWriter.write(value)).isEqualTo(json);
    parse(json);
  }

  @Test
  void keepsTheOrderOfAMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("z", 1);
    map.put("a", 2);

    assertThat(JsonWriter.write(map)).isEqualTo("{\"z\":1,\"a\":2}");
  }

  @Test
  void escapesEveryCharacterThatMustBe() {
    StringBuilder all = new StringBuilder();
    for (char c = 0; c < 0x300; c++) {
      all.append(c);
    }
    all.append("\u2028\u2029\uFFFE\uFFFF").appendCodePoint(0x1F600);

    assertThat(parse(JsonWriter.write(all)).textValue()).isEqualTo(all.toString());
    assertThat(parse(JsonWriter.write(Map.of(all, 1))).fieldNames().next())
        .isEqualTo(all.toString());
  }

  @Test
  void writesHalfASurrogatePairAsReplacement() {
    assertThat(JsonWriter.write("a\uD83D")).isEqualTo("\"a\uFFFD\"");
    assertThat(JsonWriter.write("\uDE00a\uD83D\uD83D\uDE00"))
        .isEqualTo("\"\uFFFDa\uFFFD\uD83D\uDE00\"");
  }

  @Test
  void leavesOutCycles() {
    List<Object> list = new ArrayList<>();
    Map<String, Object> map = new LinkedHashMap<>();
    Object[] array = {map};
    list.add(array);
    map.put("list", list);

    assertThat(JsonWriter.write(list)).isEqualTo("[[{\"list\":\"...\"}]]");
  }

  @Test
  void writesAgainWhatIsNotACycle() {
    List<Integer> shared = List.of(1);

    assertThat(JsonWriter.write(List.of(shared, shared))).isEqualTo("[[1],[1]]");
  }

  @Test
  void leavesOutWhatIsNestedTooDeep() {
    Object nested = "deep";
    for (int i = 0; i < 10_000; i++) {
      nested = i % 2 == 0 ? List.of(nested) : Optional.of(nested);
    }

    String json = JsonWriter.write(nested);

    assertThat(json).contains("\"...\"").hasSizeLessThan(200);
    parse(json);
  }

  @Test
  void leavesOutWhatIsTooLong() {
    List<Object> endless =
        new AbstractList<>() {
          @Override
          public Object get(int index) {
            return Map.of("index", index);
          }

          @Override
          public int size() {
            return Integer.MAX_VALUE;
          }
        };
    Map<Integer, Object> large = new LinkedHashMap<>();
    for (int i = 0; i < 200_000; i++) {
      large.put(i, "value");
    }

    for (Object value : List.of(endless, large, new long[2_000_000], List.of(large, 1, large))) {
      String json = JsonWriter.write(value);

      assertThat(json.length()).isBetween(JsonWriter.MAX_LENGTH, JsonWriter.MAX_LENGTH + 100);
      parse(json);
    }
  }

  @Test
  void cutsStringsThatAreTooLongAtACodePoint() {
    String text = "\uD83D\uDE00".repeat(JsonWriter.MAX_LENGTH);

    String json = JsonWriter.write(List.of("a", text, text));

    assertThat(json.length()).isBetween(JsonWriter.MAX_LENGTH, JsonWriter.MAX_LENGTH + 100);
    assertThat(new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(json);
    assertThat(parse(json).get(0).textValue()).isEqualTo("a");
    assertThat(parse(json).get(1).textValue()).startsWith("\uD83D\uDE00").endsWith("\uDE00...");
  }

  @Test
  void leavesOutWhatFails() {
    Object failing = failingWith(new IllegalStateException());
    Object erring = failingWith(new AssertionError());
    Object overflowing =
        new Object() {
          @Override
          public String toString() {
            return "again " + this;
          }
        };
    List<Object> breaking =
        new AbstractList<>() {
          @Override
          public Object get(int index) {
            if (index == 2) {
              throw new IllegalStateException();
            }
            return "\"" + index;
          }

          @Override
          public int size() {
            return 3;
          }
        };

    assertThat(JsonWriter.write(Arrays.asList(1, failing, erring, overflowing, breaking, 2)))
        .isEqualTo("[1,\"...\",\"...\",\"...\",\"...\",2]");
    assertThat(JsonWriter.write(Map.of("key", Map.of(failing, 1)))).isEqualTo("{\"key\":\"...\"}");
  }

  @Test
  void isValidWhateverIsWritten() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      parse(JsonWriter.write(randomValue(random, 0)));
    }
  }

  private static Object randomValue(Random random, int depth) {
    return switch (random.nextInt(depth > 5 ? 6 : 10)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> Double.longBitsToDouble(random.nextLong());
      case 3 -> new BigDecimal(BigInteger.valueOf(random.nextLong()), random.nextInt());
      case 4 -> randomString(random);
      case 5 -> failingWith(new IllegalStateException());
      case 6 -> Optional.ofNullable(randomValue(random, depth + 1));
      case 7 -> {
        Object[] array = new Object[random.nextInt(5)];
        Arrays.setAll(array, i -> randomValue(random, depth + 1));
        yield array;
      }
      case 8 -> Arrays.asList(randomValue(random, depth + 1), randomValue(random, depth + 1));
      default -> {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          map.put(randomString(random), randomValue(random, depth + 1));
        }
        yield map;
      }
    };
  }

  private static String randomString(Random random) {
    char[] chars = new char[random.nextInt(20)];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = (char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000);
    }
    return new String(chars);
  }

  private static Object failingWith(Throwable thrown) {
    return new Object() {
      @Override
      public String toString() {
        if (thrown instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) thrown;
      }
    };
  }

  private static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not JSON: " + json, e);
    }
  }

  @Test
  void cutsALongValue() {
    String text = "a\"".repeat(JsonWriter.MAX_LENGTH);

    assertThat(JsonWriter.write(text)).hasSizeLessThan(JsonWriter.MAX_LENGTH + 100);
  }
}
