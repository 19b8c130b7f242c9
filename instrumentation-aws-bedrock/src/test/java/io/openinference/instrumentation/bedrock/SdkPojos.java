// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TraitType;
import software.amazon.awssdk.utils.builder.Buildable;

/** Makes requests of the SDK from JSON whose fields have the names of the members. */
final class SdkPojos {

  /** Sets the members of a builder. */
  static <B extends SdkPojo> B fill(B builder, JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    for (SdkField<?> field : builder.sdkFields()) {
      for (String name : names) {
        if (field.memberName().equalsIgnoreCase(name)) {
          field.set(builder, value(field, object.get(name)));
        }
      }
    }
    return builder;
  }

  private static Object value(SdkField<?> field, JsonNode json) {
    return switch (field.marshallingType().getTargetClass().getSimpleName()) {
      case "SdkPojo" -> ((Buildable) fill(field.constructor().get(), json)).build();
      case "List" -> list(field, json);
      case "Map" -> map(field, json);
      case "SdkBytes" -> bytes(json);
      case "Document" -> document(json);
      case "Integer" -> json.intValue();
      case "Long" -> json.longValue();
      case "Float" -> json.floatValue();
      case "Double" -> json.doubleValue();
      case "Boolean" -> json.booleanValue();
      default -> json.textValue();
    };
  }

  private static List<Object> list(SdkField<?> field, JsonNode json) {
    ListTrait trait = field.getTrait(ListTrait.class, TraitType.LIST_TRAIT);
    List<Object> list = new ArrayList<>();
    json.forEach(element -> list.add(value(trait.memberFieldInfo(), element)));
    return list;
  }

  private static Map<String, Object> map(SdkField<?> field, JsonNode json) {
    MapTrait trait = field.getTrait(MapTrait.class, TraitType.MAP_TRAIT);
    Map<String, Object> map = new LinkedHashMap<>();
    json.properties()
        .forEach(entry -> map.put(entry.getKey(), value(trait.valueFieldInfo(), entry.getValue())));
    return map;
  }

  /** Reads base64. Any other value is the JSON that the bytes are. */
  private static SdkBytes bytes(JsonNode json) {
    return json.isTextual()
        ? SdkBytes.fromByteArray(Base64.getDecoder().decode(json.textValue()))
        : SdkBytes.fromUtf8String(json.toString());
  }

  private static Document document(JsonNode json) {
    if (json.isObject()) {
      Map<String, Document> map = new LinkedHashMap<>();
      json.properties().forEach(field -> map.put(field.getKey(), document(field.getValue())));
      return Document.fromMap(map);
    }
    if (json.isArray()) {
      List<Document> list = new ArrayList<>();
      json.forEach(element -> list.add(document(element)));
      return Document.fromList(list);
    }
    if (json.isNumber()) {
      return Document.fromNumber(json.asText());
    }
    if (json.isBoolean()) {
      return Document.fromBoolean(json.booleanValue());
    }
    return json.isTextual() ? Document.fromString(json.textValue()) : Document.fromNull();
  }

  private SdkPojos() {}
}
