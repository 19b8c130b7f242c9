// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.api.wire.ModelReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Turns the SDK's requests and responses into maps that equal their JSON on the wire. */
final class SdkModels {

  static final ModelReader READER =
      ModelReader.of(model -> model instanceof SdkPojo pojo ? toMap(pojo) : Map.of());

  /** Deeper than any request. A document may hold itself. */
  private static final int MAX_DEPTH = 200;

  /** Reads what of a model goes into the body. */
  static Map<String, ?> toMap(SdkPojo model) {
    return object(model, 0);
  }

  private static Map<String, Object> object(SdkPojo model, int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (SdkField<?> field : model.sdkFields()) {
      if (field.location() == MarshallLocation.PAYLOAD) {
        Object value = value(field.getValueOrDefault(model), depth + 1);
        if (value != null) {
          map.put(field.locationName(), value);
        }
      }
    }
    return map;
  }

  private static @Nullable Object value(@Nullable Object value, int depth) {
    if (value == null
        || depth > MAX_DEPTH
        || value instanceof SdkAutoConstructList
        || value instanceof SdkAutoConstructMap) {
      return null;
    }
    if (value instanceof SdkPojo model) {
      return object(model, depth);
    }
    if (value instanceof SdkBytes bytes) {
      return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
    }
    if (value instanceof Document document) {
      return document(document, depth);
    }
    if (value instanceof Map<?, ?> map) {
      return map(map, depth);
    }
    if (value instanceof List<?> list) {
      return list(list, depth);
    }
    return value instanceof Number || value instanceof Boolean ? value : scalar(value);
  }

  private static Object scalar(Object value) {
    return value instanceof Instant time ? time.getEpochSecond() : value.toString();
  }

  private static Map<String, @Nullable Object> map(Map<?, ?> map, int depth) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), value(value, depth + 1)));
    return copy;
  }

  private static List<@Nullable Object> list(List<?> list, int depth) {
    List<@Nullable Object> copy = new ArrayList<>(list.size());
    list.forEach(element -> copy.add(value(element, depth + 1)));
    return copy;
  }

  private static @Nullable Object document(Document document, int depth) {
    if (document.isNumber()) {
      return number(document.asNumber().stringValue());
    }
    if (document.isMap()) {
      return map(document.asMap(), depth);
    }
    if (document.isList()) {
      return list(document.asList(), depth);
    }
    if (document.isBoolean()) {
      return document.asBoolean();
    }
    return document.isString() ? document.asString() : null;
  }

  private static Object number(String digits) {
    try {
      BigDecimal number = new BigDecimal(digits);
      return number.scale() <= 0 && number.precision() < 19 ? number.longValueExact() : number;
    } catch (ArithmeticException | NumberFormatException e) {
      return digits;
    }
  }

  /**
   * Returns the text of a member, wherever it goes, or null where it has none.
   *
   * @param name the name of the getter: the SDK calls the member {@code ModelId}
   */
  static @Nullable String text(SdkPojo model, String name) {
    return member(model, name) instanceof String text && !text.isEmpty() ? text : null;
  }

  /** Returns the bytes of a member, or null where it has none. */
  static byte @Nullable [] blob(SdkPojo model, String name) {
    return member(model, name) instanceof SdkBytes bytes ? bytes.asByteArrayUnsafe() : null;
  }

  private static @Nullable Object member(SdkPojo model, String name) {
    for (SdkField<?> field : model.sdkFields()) {
      if (field.memberName().equalsIgnoreCase(name)) {
        return field.getValueOrDefault(model);
      }
    }
    return null;
  }

  private SdkModels() {}
}
