// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request. OpenInference has one JSON text, and gen_ai has one attribute for
 * each parameter.
 */
final class RequestParameters {

  private enum Type {
    INTEGER,
    DECIMAL,
    BOOLEAN,
    TEXT,
    TEXTS
  }

  /**
   * A parameter.
   *
   * @param genAi the attribute of {@code gen_ai}
   * @param names the names in the JSON text; the first one is written
   */
  private record Parameter(String genAi, Type type, List<String> names) {}

  private static final String ENCODING_FORMATS = "gen_ai.request.encoding_formats";

  private static final List<Parameter> PARAMETERS =
      List.of(
          new Parameter("gen_ai.request.temperature", Type.DECIMAL, List.of("temperature")),
          new Parameter("gen_ai.request.top_p", Type.DECIMAL, List.of("top_p", "topP")),
          new Parameter("gen_ai.request.top_k", Type.INTEGER, List.of("top_k", "topK")),
          new Parameter(
              "gen_ai.request.max_tokens",
              Type.INTEGER,
              List.of(
                  "max_tokens",
                  "max_completion_tokens",
                  "max_output_tokens",
                  "maxOutputTokens",
                  "maxTokens")),
          new Parameter(
              "gen_ai.request.frequency_penalty", Type.DECIMAL, List.of("frequency_penalty")),
          new Parameter(
              "gen_ai.request.presence_penalty", Type.DECIMAL, List.of("presence_penalty")),
          new Parameter("gen_ai.request.seed", Type.INTEGER, List.of("seed")),
          new Parameter("gen_ai.request.stream", Type.BOOLEAN, List.of("stream")),
          new Parameter(
              "gen_ai.request.stop_sequences",
              Type.TEXTS,
              List.of("stop_sequences", "stop", "stopSequences")),
          new Parameter(
              "gen_ai.request.choice.count",
              Type.INTEGER,
              List.of("n", "choice_count", "candidate_count")),
          new Parameter(
              ENCODING_FORMATS, Type.TEXTS, List.of("encoding_formats", "encoding_format")),
          new Parameter("gen_ai.request.reasoning.level", Type.TEXT, List.of("reasoning_effort")),
          new Parameter(
              "gen_ai.request.previous_response.id", Type.TEXT, List.of("previous_response_id")));

  private static final String OUTPUT_TYPE = "gen_ai.output.type";

  static Map<String, @Nullable Object> ofOpenInference(AttributeValues values) {
    Map<String, @Nullable Object> parameters =
        new LinkedHashMap<>(values.object("embedding.invocation_parameters"));
    parameters.putAll(values.object("llm.invocation_parameters"));
    return parameters;
  }

  static void writeGenAi(AttributesBuilder attributes, Map<String, @Nullable Object> parameters) {
    for (Parameter parameter : PARAMETERS) {
      for (String name : parameter.names()) {
        if (write(attributes, parameter, parameters.get(name))) {
          break;
        }
      }
    }
    String level = Trees.text(Trees.object(parameters.get("reasoning")), "effort");
    if (level != null && !parameters.containsKey("reasoning_effort")) {
      attributes.put("gen_ai.request.reasoning.level", level);
    }
    String outputType = outputType(parameters.get("response_format"));
    if (outputType != null) {
      attributes.put(OUTPUT_TYPE, outputType);
    }
  }

  private static boolean write(
      AttributesBuilder attributes, Parameter parameter, @Nullable Object value) {
    Object read = read(parameter.type(), value);
    // The convention does not record the number of choices if it is 1.
    if (read == null || (parameter.genAi().endsWith("choice.count") && read.equals(1L))) {
      return false;
    }
    put(attributes, parameter.genAi(), read);
    return true;
  }

  private static void put(AttributesBuilder attributes, String key, Object value) {
    if (value instanceof Long number) {
      attributes.put(key, number);
    } else if (value instanceof Double number) {
      attributes.put(key, number);
    } else if (value instanceof Boolean flag) {
      attributes.put(key, flag);
    } else if (value instanceof List<?> texts) {
      attributes.put(
          AttributeKey.stringArrayKey(key), texts.stream().map(JsonText::plain).toList());
    } else {
      attributes.put(key, value.toString());
    }
  }

  private static @Nullable Object read(Type type, @Nullable Object value) {
    return switch (type) {
      case INTEGER -> Numbers.integer(value);
      case DECIMAL -> Numbers.decimal(value);
      case BOOLEAN -> flag(value);
      case TEXT -> value instanceof String ? value : null;
      case TEXTS -> value instanceof String ? List.of(value) : value instanceof List ? value : null;
    };
  }

  private static @Nullable Boolean flag(@Nullable Object value) {
    String text = String.valueOf(value).toLowerCase(Locale.ROOT);
    return (text.equals("true") || text.equals("false")) ? Boolean.valueOf(text) : null;
  }

  private static @Nullable String outputType(@Nullable Object responseFormat) {
    Object type =
        responseFormat instanceof Map ? Trees.object(responseFormat).get("type") : responseFormat;
    return switch (String.valueOf(type).toLowerCase(Locale.ROOT)) {
      case "json", "json_object", "json_schema" -> "json";
      case "text" -> "text";
      default -> null;
    };
  }

  /** Returns the parameters of a span of {@code gen_ai}, empty if it has none. */
  static Map<String, @Nullable Object> ofGenAi(AttributeValues values) {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    String model = values.filled("gen_ai.request.model");
    if (model != null) {
      parameters.put("model", model);
    }
    for (Parameter parameter : PARAMETERS) {
      Object value = read(parameter.type(), values.get(parameter.genAi()));
      if (value != null && !List.of().equals(value)) {
        boolean isOneFormat =
            parameter.genAi().equals(ENCODING_FORMATS) && Trees.list(value).size() == 1;
        parameters.put(
            isOneFormat ? "encoding_format" : parameter.names().get(0),
            isOneFormat ? Trees.list(value).get(0) : json(parameter.type(), value));
      }
    }
    String outputType = values.filled(OUTPUT_TYPE);
    if ("json".equals(outputType)) {
      parameters.put("response_format", Trees.of("type", "json_object"));
    } else if ("text".equals(outputType)) {
      parameters.put("response_format", Trees.of("type", "text"));
    }
    return parameters;
  }

  /** Whole numbers stay whole: 1 and not 1.0. */
  private static Object json(Type type, Object value) {
    Long whole = type == Type.DECIMAL ? Numbers.integer(value) : null;
    return whole != null ? whole : value instanceof List<?> list ? new ArrayList<>(list) : value;
  }

  private RequestParameters() {}
}
