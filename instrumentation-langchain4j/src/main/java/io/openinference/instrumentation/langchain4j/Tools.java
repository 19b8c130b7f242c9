// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import io.openinference.instrumentation.ToolDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps tool specifications to definitions as JSON schema. */
final class Tools {

  /**
   * The number of cached definitions, enough for a few services; further definitions are written
   * again.
   */
  private static final int LIMIT = 128;

  /**
   * Compared by identity, because a service passes the same objects with each call. Always replaced
   * as a whole.
   */
  private volatile IdentityHashMap<ToolSpecification, Written> written = new IdentityHashMap<>();

  List<ToolDefinition> map(@Nullable Collection<ToolSpecification> specifications) {
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
  @Nullable String inputSchemaJson(ToolSpecification specification) {
    return written(specification).inputSchema();
  }

  private Written written(ToolSpecification specification) {
    IdentityHashMap<ToolSpecification, Written> known = written;
    Written found = known.get(specification);
    if (found == null) {
      found = write(specification);
      IdentityHashMap<ToolSpecification, Written> extended = new IdentityHashMap<>();
      if (known.size() < LIMIT) {
        extended.putAll(known);
      }
      extended.put(specification, found);
      // If two threads add a definition at once, one is lost and is written again later.
      written = extended;
    }
    return found;
  }

  private static Written write(ToolSpecification specification) {
    String json = JsonText.withoutCredentials(definition(specification));
    ToolDefinition tool =
        json == null
            ? null
            : ToolDefinition.of(specification.name(), specification.description(), json);
    return new Written(tool, JsonText.withoutCredentials(inputSchema(specification)));
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
}
