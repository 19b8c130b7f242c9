// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import io.openinference.instrumentation.Tool;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Maps the specifications of tools to their definitions as JSON schema. */
final class Tools {

  static List<Tool> map(@Nullable Collection<ToolSpecification> specifications) {
    return specifications == null
        ? List.of()
        : specifications.stream().map(Tools::map).filter(Objects::nonNull).toList();
  }

  private static @Nullable Tool map(ToolSpecification specification) {
    String json = JsonText.of(definition(specification));
    return json == null ? null : Tool.of(specification.name(), specification.description(), json);
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

  static Map<String, Object> inputSchema(ToolSpecification specification) {
    return specification.parameters() == null
        ? Map.of("type", "object", "properties", Map.of())
        : schema(specification.parameters());
  }

  static Map<String, Object> schema(JsonSchemaElement element) {
    return JsonSchemaElementUtils.toMap(element);
  }

  private Tools() {}
}
