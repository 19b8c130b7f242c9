// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.Serializers;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns an application's own objects into the maps, lists and scalars of their JSON, so that masks
 * can look into them. Libraries send such objects as the JSON that Jackson makes of them.
 *
 * @since 0.1.0
 */
public final class JsonTree {

  /** Deeper trees are left to Jackson, which refuses those without an end. */
  private static final int MAX_DEPTH = 100;

  private static final Set<Class<?>> SCALARS =
      Set.of(
          String.class,
          Boolean.class,
          Integer.class,
          Long.class,
          Double.class,
          Float.class,
          Short.class,
          Byte.class,
          BigInteger.class,
          BigDecimal.class);

  /**
   * Returns the JSON of a value as maps, lists and scalars.
   *
   * @param value any object of the application
   * @return the same value if it is such a tree already; null if it has no JSON
   */
  public static @Nullable Object of(@Nullable Object value) {
    if (isTree(value, 0)) {
      return value;
    }
    Object tree = treeOrNull(() -> PlainMapper.PLAIN, value);
    // The library's mapper may know types that a plain one does not, such as dates.
    return tree == null ? treeOrNull(() -> KnowingMapper.WITH_MODULES, value) : tree;
  }

  /** A mapper may fail when it is made, and while it writes an object of the application. */
  private static @Nullable Object treeOrNull(Supplier<JsonMapper> mapper, @Nullable Object value) {
    try {
      return tree(mapper.get(), value);
    } catch (IOException
        | RuntimeException
        | LinkageError
        | ServiceConfigurationError
        | StackOverflowError e) {
      return null;
    }
  }

  /** Writes text and reads it, because a mapper's own trees keep bytes and raw values. */
  private static @Nullable Object tree(JsonMapper mapper, @Nullable Object value)
      throws IOException {
    return mapper.readValue(mapper.writeValueAsString(value), Object.class);
  }

  private static boolean isTree(@Nullable Object value, int depth) {
    if (value == null || SCALARS.contains(value.getClass())) {
      return true;
    }
    if (depth == MAX_DEPTH) {
      return false;
    }
    if (value instanceof Map<?, ?> map) {
      return map.keySet().stream().allMatch(String.class::isInstance)
          && map.values().stream().allMatch(element -> isTree(element, depth + 1));
    }
    return value instanceof List<?> list
        && list.stream().allMatch(element -> isTree(element, depth + 1));
  }

  private static SimpleModule withoutLazyObjects() {
    return new SimpleModule() {
      @Override
      public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addSerializers(new LazyObjects());
      }
    };
  }

  private static final class PlainMapper {
    static final JsonMapper PLAIN = JsonMapper.builder().addModule(withoutLazyObjects()).build();
  }

  private static final class KnowingMapper {
    static final JsonMapper WITH_MODULES =
        JsonMapper.builder()
            .findAndAddModules()
            .addModule(withoutLazyObjects())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
  }

  /** Only the library may read an object that can be read once. */
  private static final class LazyObjects extends Serializers.Base {

    @Override
    public @Nullable JsonSerializer<?> findSerializer(
        SerializationConfig config, JavaType type, BeanDescription description) {
      Class<?> raw = type.getRawClass();
      boolean isLazy =
          Iterator.class.isAssignableFrom(raw)
              || BaseStream.class.isAssignableFrom(raw)
              || (Iterable.class.isAssignableFrom(raw) && !isKept(raw));
      return isLazy ? new Unread() : null;
    }

    private static boolean isKept(Class<?> type) {
      return Collection.class.isAssignableFrom(type)
          || TreeNode.class.isAssignableFrom(type)
          || Path.class.isAssignableFrom(type);
    }
  }

  private static final class Unread extends JsonSerializer<Object> {

    @Override
    public void serialize(Object value, JsonGenerator json, SerializerProvider serializers)
        throws IOException {
      json.writeNull();
    }
  }

  private JsonTree() {}
}
