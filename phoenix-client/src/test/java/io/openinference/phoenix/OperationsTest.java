// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The list of Phoenix's operations: each has a call here, or a place in the README. */
class OperationsTest {

  private static final String LEFT_OUT = "left out: ";

  /** Returns the calls, or the groups that are left out, by method and path. */
  static Map<String, String> operations() {
    Map<String, String> operations = new LinkedHashMap<>();
    try (InputStream list = OperationsTest.class.getResourceAsStream("operations.tsv")) {
      for (String line : new String(list.readAllBytes(), UTF_8).lines().toList()) {
        String[] columns = line.split("\t", -1);
        assertThat(columns).as(line).hasSize(2);
        assertThat(operations.put(columns[0], columns[1])).as(line).isNull();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return operations;
  }

  @Test
  void haveACallOrAPlaceInTheReadme() throws Exception {
    String readme = Files.readString(Path.of("README.md"));

    for (Map.Entry<String, String> operation : operations().entrySet()) {
      String call = operation.getValue();
      if (call.startsWith(LEFT_OUT)) {
        assertThat(readme).contains("| " + call.substring(LEFT_OUT.length()) + " |");
      } else {
        assertThat(hasMethod(call)).as(operation.toString()).isTrue();
      }
    }
  }

  private static boolean hasMethod(String call) throws ClassNotFoundException {
    int dot = call.indexOf('.');
    Class<?> type = Class.forName("io.openinference.phoenix." + call.substring(0, dot));
    return Arrays.stream(type.getMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .map(Method::getName)
        .anyMatch(call.substring(dot + 1)::equals);
  }
}
