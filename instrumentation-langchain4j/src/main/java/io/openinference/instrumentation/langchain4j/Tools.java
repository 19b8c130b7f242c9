// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import io.openinference.instrumentation.ToolDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Maps the specifications of tools to their definitions as JSON schema. */
final class Tools {

  /** What was written before, because a service offers the same tools at each call. */
  private static final Map<ToolSpecification, Written> WRITTEN =
      Collections.synchronizedMap(new WeakHashMap<>());

  static List<ToolDefinition> map(@Nullable Collection<ToolSpecification> specifications) {
    if (specifications == null) {
      return List.of();
    }
    List<ToolDefinition> tools = new ArrayList<>(specifications.size());
    for (ToolSpecification specification : specifications) {
      ToolDefinition tool = written(specification).tool();
      if (tool != null) {
        tools.add(tool);
      }
    }
    return tools;
  }

  /** Returns the JSON schema of a tool's arguments. */
  static @Nullable String inputSchemaJson(ToolSpecification specification) {
    return written(specification).inputSchema();
  }

  private static Written written(ToolSpecification specification) {
    Written written = WRITTEN.get(specification);
    if (written == null) {
      String json = JsonText.withoutCredentials(definition(specification));
      written =
          new Written(
              json == null
                  ? null
                  : ToolDefinition.of(specification.name(), specification.description(), json),
              JsonText.withoutCredentials(inputSchema(specification)));
      WRITTEN.put(specification, written);
    }
    return written;
  }

  private static Map<String, Object> definition(ToolSpecification specification) {
    Map<String, Object> function = new LinkedHashMap<>();
    function.put("name", specification.name());
    if (specification.description() != null) {
      function.put("description", specification.description());
    }
    function.put("parameters", inputSchema(specification));
    Map<String, Object> definition = new LinkedHashMap<>();
    definition.put("type", "function");
    definition.put("function", function);
    return definition;
  }

  private static Map<String, Object> inputSchema(ToolSpecification specification) {
    return specification.parameters() == null
        ? Map.of("type", "object", "properties", Map.of())
        : schema(specification.parameters());
  }

  static Map<String, Object> schema(JsonSchemaElement element) {
    return JsonSchemaElementUtils.toMap(element);
  }

  private record Written(@Nullable ToolDefinition tool, @Nullable String inputSchema) {}

  private Tools() {}
}
