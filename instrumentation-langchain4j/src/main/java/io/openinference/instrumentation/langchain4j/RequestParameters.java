// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import io.openinference.instrumentation.api.door.OptionalProperty;
import io.openinference.instrumentation.api.masking.ContentMask;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads all parameters of a chat request, including those of a provider's own class.
 *
 * <p>Names have the form that providers' APIs use: {@code maxOutputTokens} becomes {@code
 * max_output_tokens}, and {@code modelName} becomes {@code model}.
 */
final class RequestParameters {

  /** Tools have attributes of their own, and the other fields are not parameters. */
  private static final Set<String> LEFT_OUT =
      Set.of("toolSpecifications", "hashCode", "toString", "getClass", "toBuilder", "clone");

  /** The fields that an application adds to a request, of OpenAI and of Bedrock. */
  private static final Set<String> ADDED_FIELDS =
      Set.of("custom_parameters", "additional_model_request_fields");

  /** Tools that the server runs; the span has the application's tools elsewhere. */
  private static final String SERVER_TOOLS = "server_tools";

  private static final ClassValue<List<Parameter>> PARAMETERS =
      new ClassValue<>() {
        @Override
        protected List<Parameter> computeValue(Class<?> type) {
          return parameters(type);
        }
      };

  /** The last result, because most calls have the same parameters as the previous call. */
  private static volatile @Nullable Written lastWritten;

  /** Returns the parameters that are set, or null if none is set. */
  static @Nullable String json(ChatRequestParameters parameters, ContentMask mask) {
    Map<String, Object> values = values(parameters, mask);
    if (values.isEmpty()) {
      return null;
    }
    if (!areScalars(values.values())) {
      return JsonText.withoutCredentials(values);
    }
    Written last = lastWritten;
    if (last == null || !last.values.equals(values)) {
      last = new Written(values, JsonText.withoutCredentials(values));
      lastWritten = last;
    }
    return last.json;
  }

  /** Tells whether all values are scalars, because other values could change later. */
  private static boolean areScalars(Collection<Object> values) {
    for (Object value : values) {
      if (!JsonText.isScalar(value)) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, Object> values(ChatRequestParameters parameters, ContentMask mask) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Parameter parameter : PARAMETERS.get(parameters.getClass())) {
      Object value =
          visible(
              parameter.wireName(),
              OptionalProperty.invoke(parameter.accessor(), parameters),
              mask);
      if (!JsonText.isEmpty(value) && value != null) {
        values.put(parameter.wireName(), jsonValue(value));
      }
    }
    return values;
  }

  private static @Nullable Object visible(String name, @Nullable Object value, ContentMask mask) {
    if (ADDED_FIELDS.contains(name) && value instanceof Map<?, ?> fields) {
      return mask.addedFields(fields);
    }
    return name.equals(SERVER_TOOLS) ? mask.toolsAmongParameters(value) : value;
  }

  private static List<Parameter> parameters(Class<?> type) {
    Set<String> properties = new TreeSet<>();
    for (Class<?> current = type; current != null; current = current.getSuperclass()) {
      for (Method method : current.getDeclaredMethods()) {
        if (isAccessor(method)) {
          properties.add(method.getName());
        }
      }
    }
    List<Parameter> parameters = new ArrayList<>();
    for (String name : properties) {
      Method accessor = OptionalProperty.accessor(type, name);
      if (accessor != null) {
        parameters.add(new Parameter(accessor, wireName(name)));
      }
    }
    return parameters;
  }

  private static boolean isAccessor(Method method) {
    return method.getParameterCount() == 0
        && Modifier.isPublic(method.getModifiers())
        && !Modifier.isStatic(method.getModifiers())
        && method.getReturnType() != void.class
        && !LEFT_OUT.contains(method.getName());
  }

  private static String wireName(String property) {
    if (property.equals("modelName")) {
      return "model";
    }
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < property.length(); i++) {
      char c = property.charAt(i);
      if (Character.isUpperCase(c)) {
        name.append('_').append(Character.toLowerCase(c));
      } else {
        name.append(c);
      }
    }
    return name.toString();
  }

  private static Object jsonValue(Object value) {
    if (value instanceof ResponseFormat format) {
      return responseFormat(format);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
    if (value instanceof Number
        || value instanceof Boolean
        || value instanceof Map
        || value instanceof Collection) {
      return value;
    }
    return value.toString();
  }

  private static Map<String, Object> responseFormat(ResponseFormat format) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", format.type().name().toLowerCase(Locale.ROOT));
    if (format.jsonSchema() != null) {
      Map<String, Object> schema = new LinkedHashMap<>();
      schema.put("name", format.jsonSchema().name());
      schema.put("schema", Tools.schema(format.jsonSchema().rootElement()));
      json.put("type", "json_schema");
      json.put("json_schema", schema);
    }
    return json;
  }

  private record Written(Map<String, Object> values, @Nullable String json) {}

  private record Parameter(Method accessor, String wireName) {}

  private RequestParameters() {}
}
