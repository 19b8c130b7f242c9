// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the constants with {@code semantic-conventions.tsv}, the kept list of keys. */
class SemanticConventionsTest {

  private static final Map<String, JavaType> JAVA_TYPES =
      Map.ofEntries(
          entry("String", new JavaType(attributeKey("String"), AttributeType.STRING)),
          entry("String/Integer", new JavaType(attributeKey("String"), AttributeType.STRING)),
          entry("JSON String", new JavaType(attributeKey("String"), AttributeType.STRING)),
          entry("Integer", new JavaType(attributeKey("Long"), AttributeType.LONG)),
          entry("Float", new JavaType(attributeKey("Double"), AttributeType.DOUBLE)),
          entry("Integer/Float", new JavaType(attributeKey("Double"), AttributeType.DOUBLE)),
          entry("Boolean", new JavaType(attributeKey("Boolean"), AttributeType.BOOLEAN)),
          entry("List of strings", new JavaType(listKey("String"), AttributeType.STRING_ARRAY)),
          entry("List of floats", new JavaType(listKey("Double"), AttributeType.DOUBLE_ARRAY)),
          entry("Object", new JavaType(ObjectKey.class.getName(), AttributeType.STRING)),
          entry(
              "List of objects",
              new JavaType(ObjectListKey.class.getName(), AttributeType.STRING)));

  @Test
  void constantsAreTheKeysOfTheSpecification() throws Exception {
    Map<String, JavaType> expected = new TreeMap<>();
    for (String line : readLines("semantic-conventions.tsv")) {
      String[] keyAndType = line.split("\t", -1);
      assertThat(keyAndType).as(line).hasSize(2);
      assertThat(JAVA_TYPES).as(line).containsKey(keyAndType[1]);
      assertThat(expected.put(keyAndType[0], JAVA_TYPES.get(keyAndType[1]))).as(line).isNull();
    }

    Map<String, JavaType> actual = new TreeMap<>();
    for (Field constant : constants()) {
      AttributeKey<?> key = (AttributeKey<?>) constant.get(null);
      JavaType type = new JavaType(constant.getGenericType().getTypeName(), key.getType());
      assertThat(actual.put(key.getKey(), type)).as("earlier constant for %s", key).isNull();
    }

    assertThat(expected).hasSize(143);
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void constantsAreNamedLikeTheirKeys() throws Exception {
    for (Field constant : constants()) {
      String key = ((AttributeKey<?>) constant.get(null)).getKey();
      assertThat(constant.getName()).isEqualTo(key.toUpperCase(Locale.ROOT).replace('.', '_'));

      String namespace = key.replaceFirst("\\..*", "").replaceFirst("s$", "").replace("_", "");
      assertThat(constant.getDeclaringClass().getSimpleName())
          .as(key)
          .isEqualToIgnoringCase(namespace + "Attributes");
    }
  }

  @Test
  void namespaceClassesHoldOnlyConstants() throws Exception {
    for (Class<?> namespace : namespaces()) {
      assertThat(namespace).isPublic().isFinal();
      assertThat(namespace.getDeclaredConstructors())
          .as(namespace.getName())
          .extracting(Constructor::getModifiers)
          .containsExactly(Modifier.PRIVATE);
      assertThat(namespace.getDeclaredFields())
          .as(namespace.getName())
          .extracting(Field::getModifiers)
          .containsOnly(Modifier.PUBLIC | Modifier.STATIC | Modifier.FINAL);
      assertThat(namespace.getDeclaredMethods()).as(namespace.getName()).isEmpty();
    }
  }

  private static List<String> readLines(String resource) throws Exception {
    try (InputStream in = SemanticConventionsTest.class.getResourceAsStream(resource)) {
      assertThat(in).as(resource).isNotNull();
      return new String(in.readAllBytes(), UTF_8).lines().skip(1).toList();
    }
  }

  private static List<Field> constants() throws Exception {
    return namespaces().stream()
        .flatMap(namespace -> Arrays.stream(namespace.getFields()))
        .filter(field -> AttributeKey.class.isAssignableFrom(field.getType()))
        .toList();
  }

  private static List<Class<?>> namespaces() throws Exception {
    Path directory = Path.of(LlmAttributes.class.getResource("LlmAttributes.class").toURI());
    try (Stream<Path> files = Files.list(directory.getParent())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Attributes.class"))
          .<Class<?>>map(SemanticConventionsTest::load)
          .toList();
    }
  }

  private static Class<?> load(String classFile) {
    String simpleName = classFile.substring(0, classFile.length() - ".class".length());
    try {
      return Class.forName(LlmAttributes.class.getPackageName() + "." + simpleName);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String attributeKey(String valueType) {
    return AttributeKey.class.getName() + "<java.lang." + valueType + ">";
  }

  private static String listKey(String elementType) {
    return AttributeKey.class.getName() + "<java.util.List<java.lang." + elementType + ">>";
  }

  private record JavaType(String declaration, AttributeType attributeType) {}
}
