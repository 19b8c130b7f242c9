// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.instrumentation.api.door.OptionalProperty;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the address that a LangChain4j model calls, and the name of the model. Many servers use
 * OpenAI's protocol, so the class of a model does not reveal the server.
 *
 * <p>LangChain4j has no method that returns the address, and some classes of models have none that
 * returns the name. If their private fields cannot be read, there is no address and no name.
 */
final class ModelAddresses {

  private static final String LANGCHAIN4J = "dev.langchain4j.";
  private static final ClassValue<Optional<Field>> CLIENTS =
      fields(Set.of("client", "geminiService"));
  private static final ClassValue<Optional<Field>> ADDRESSES = fields(Set.of("baseUrl"));
  private static final OptionalProperty NAME = OptionalProperty.named("modelName");
  private static final ClassValue<Optional<Field>> NAMES = fields(Set.of("modelName"));

  /** Returns the address, or null. */
  static @Nullable String of(Object model) {
    Object client = read(CLIENTS, model);
    return client != null && read(ADDRESSES, client) instanceof String address ? address : null;
  }

  /** Returns the name of the model that the application has chosen, or null. */
  static @Nullable String modelNameOf(Object model) {
    String name = NAME.readString(model);
    return name == null && read(NAMES, model) instanceof String field ? field : name;
  }

  private static @Nullable Object read(ClassValue<Optional<Field>> fields, Object target) {
    Optional<Field> field = fields.get(target.getClass());
    try {
      return field.isPresent() ? field.get().get(target) : null;
    } catch (IllegalAccessException e) {
      return null;
    }
  }

  private static ClassValue<Optional<Field>> fields(Set<String> names) {
    return new ClassValue<>() {
      @Override
      protected Optional<Field> computeValue(Class<?> type) {
        return Optional.ofNullable(field(type, names));
      }
    };
  }

  private static @Nullable Field field(Class<?> type, Set<String> names) {
    for (Class<?> current = type; current != null; current = current.getSuperclass()) {
      if (current.getName().startsWith(LANGCHAIN4J)) {
        for (Field field : current.getDeclaredFields()) {
          if (names.contains(field.getName())
              && !Modifier.isStatic(field.getModifiers())
              && field.trySetAccessible()) {
            return field;
          }
        }
      }
    }
    return null;
  }

  private ModelAddresses() {}
}
