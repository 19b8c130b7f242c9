// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Makes requests of the AWS SDK from the JSON that they send. */
final class SdkRequests {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Sets the fields of a request that the JSON has, and builds it. */
  static <T> T read(String json, SdkBuilder<?, T> builder) {
    try {
      fill((SdkPojo) builder, JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    return builder.build();
  }

  private static void fill(SdkPojo pojo, JsonNode object) {
    List<String> unknown = new ArrayList<>();
    object.fieldNames().forEachRemaining(unknown::add);
    for (SdkField<?> field : pojo.sdkFields()) {
      JsonNode value = object.get(field.locationName());
      if (value != null) {
        unknown.remove(field.locationName());
        field.set(pojo, value(field, value));
      }
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(pojo.getClass() + " has no " + unknown);
    }
  }

  private static Object value(SdkField<?> field, JsonNode value) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.SDK_POJO) {
      SdkPojo pojo = field.constructor().get();
      fill(pojo, value);
      return ((Buildable) pojo).build();
    }
    if (type == MarshallingType.LIST) {
      SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
      List<Object> list = new ArrayList<>();
      value.forEach(element -> list.add(value(member, element)));
      return list;
    }
    if (type == MarshallingType.MAP) {
      SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
      Map<String, Object> map = new LinkedHashMap<>();
      value.properties().forEach(entry -> map.put(entry.getKey(), value(member, entry.getValue())));
      return map;
    }
    if (type == MarshallingType.SDK_BYTES) {
      return bytes(value);
    }
    return type == MarshallingType.DOCUMENT
        ? document(value)
        : JSON.convertValue(value, type.getTargetClass());
  }

  private static SdkBytes bytes(JsonNode base64) {
    try {
      return SdkBytes.fromByteArray(base64.binaryValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Document document(JsonNode value) {
    if (value.isObject()) {
      Map<String, Document> map = new LinkedHashMap<>();
      value.properties().forEach(entry -> map.put(entry.getKey(), document(entry.getValue())));
      return Document.fromMap(map);
    }
    if (value.isArray()) {
      List<Document> list = new ArrayList<>();
      value.forEach(element -> list.add(document(element)));
      return Document.fromList(list);
    }
    return value.isBoolean()
        ? Document.fromBoolean(value.booleanValue())
        : value.isNumber()
            ? Document.fromNumber(value.asText())
            : Document.fromString(value.asText());
  }

  private SdkRequests() {}
}
