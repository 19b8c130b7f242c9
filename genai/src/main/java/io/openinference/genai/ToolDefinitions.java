// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import static io.openinference.semconv.LlmAttributes.LLM_TOOLS;
import static io.openinference.semconv.ToolAttributes.TOOL_DESCRIPTION;
import static io.openinference.semconv.ToolAttributes.TOOL_JSON_SCHEMA;
import static io.openinference.semconv.ToolAttributes.TOOL_NAME;

import io.opentelemetry.api.common.AttributesBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tools that a model may call: {@code llm.tools} and {@code gen_ai.tool.definitions}. */
final class ToolDefinitions {

  private static final String FUNCTION = "function";

  /** Returns the tools in the form of {@code gen_ai}. */
  static List<Map<String, @Nullable Object>> ofOpenInference(AttributeValues values) {
    List<Map<String, @Nullable Object>> tools = new ArrayList<>();
    for (AttributeValues tool : values.list("llm.tools")) {
      Map<String, @Nullable Object> definition = flat(tool.object("tool.json_schema"));
      String name = tool.text("tool.name");
      String description = tool.text("tool.description");
      if (name != null) {
        definition.put("name", name);
      }
      if (description != null) {
        definition.put("description", description);
      }
      add(tools, definition);
    }
    for (Object tool : Trees.list(Trees.structured(values.get("llm.tools")))) {
      add(tools, flat(Trees.object(Trees.structured(tool))));
    }
    return tools;
  }

  private static void add(
      List<Map<String, @Nullable Object>> tools, Map<String, @Nullable Object> definition) {
    if (!definition.isEmpty()) {
      definition.putIfAbsent("type", FUNCTION);
      // The convention requires a name. A tool of the provider may have none.
      definition.putIfAbsent("name", definition.get("type"));
      tools.add(definition);
    }
  }

  /** Moves the fields of {@code function} up, and keeps the other fields. */
  private static Map<String, @Nullable Object> flat(Map<String, @Nullable Object> schema) {
    Map<String, @Nullable Object> flat = new LinkedHashMap<>(schema);
    if (schema.get(FUNCTION) instanceof Map) {
      flat.remove(FUNCTION);
      flat.putAll(Trees.object(schema.get(FUNCTION)));
    }
    if (flat.get("input_schema") != null && flat.get("parameters") == null) {
      flat.put("parameters", flat.remove("input_schema"));
    }
    return flat;
  }

  /** Writes the tools of a span of {@code gen_ai} in OpenAI's form, which viewers know. */
  static void writeOpenInference(AttributesBuilder attributes, AttributeValues values) {
    int index = 0;
    for (Map<String, @Nullable Object> tool : ofGenAi(values)) {
      String name = Trees.text(tool, "name");
      Map<String, @Nullable Object> schema =
          name != null && FUNCTION.equals(tool.getOrDefault("type", FUNCTION))
              ? nested(tool)
              : tool;
      attributes.put(LLM_TOOLS.at(index, TOOL_JSON_SCHEMA), JsonText.write(schema));
      if (name != null) {
        attributes.put(LLM_TOOLS.at(index, TOOL_NAME), name);
      }
      String description = Trees.text(tool, "description");
      if (description != null) {
        attributes.put(LLM_TOOLS.at(index, TOOL_DESCRIPTION), description);
      }
      index++;
    }
  }

  private static List<Map<String, @Nullable Object>> ofGenAi(AttributeValues values) {
    List<Map<String, @Nullable Object>> tools = new ArrayList<>();
    PartialJson.Result definitions = values.json("gen_ai.tool.definitions");
    if (definitions != null) {
      for (Object tool : Trees.list(definitions.value())) {
        Map<String, @Nullable Object> flat = flat(Trees.object(Trees.structured(tool)));
        if (!flat.isEmpty()) {
          tools.add(flat);
        }
      }
      return tools;
    }
    for (AttributeValues tool : values.list("llm.request.functions")) {
      tools.add(
          Trees.of(
              "name",
              tool.text("name"),
              "description",
              tool.text("description"),
              "parameters",
              Trees.structured(tool.get("parameters"))));
    }
    return tools;
  }

  private static Map<String, @Nullable Object> nested(Map<String, @Nullable Object> tool) {
    Map<String, @Nullable Object> function = new LinkedHashMap<>(tool);
    function.remove("type");
    if (function.get("inputSchema") != null && function.get("parameters") == null) {
      function.put("parameters", function.remove("inputSchema"));
    }
    return Trees.of("type", FUNCTION, FUNCTION, function);
  }

  private ToolDefinitions() {}
}
