// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of a prompt: messages with variables, the model, its parameters, tools, and the form of
 * the answer.
 *
 * @since 0.1.0
 */
public final class PromptVersion extends ServerValue {

  PromptVersion(Map<String, @Nullable Object> json) {
    super(json);
  }

  /**
   * Returns a builder for a version to store.
   *
   * @param modelProvider as Phoenix names it, such as {@code OPENAI}, {@code ANTHROPIC} or {@code
   *     GOOGLE}
   */
  public static Builder builder(String modelProvider, String modelName) {
    return new Builder(modelProvider, modelName);
  }

  /**
   * Returns a builder with all that this version has, such as its tools. Messages that are added
   * come after those of this version; {@link Builder#messages} replaces them.
   *
   * @throws UnsupportedOperationException if this version is one text and not a chat
   */
  public Builder toBuilder() {
    Builder builder = new Builder(modelProvider(), modelName());
    builder.json.putAll(json());
    builder.json.remove("id");
    messages().forEach(builder::message);
    builder.parameters.putAll(parameters());
    builder.tools.addAll(tools());
    Map<String, @Nullable Object> choice = toolChoice();
    builder.toolChoice = choice.isEmpty() ? null : choice;
    return builder;
  }

  /** Returns the id. Empty for a version that is not on a server. */
  public String id() {
    return text("id");
  }

  /** Returns the description, or an empty text. */
  public String description() {
    return text("description");
  }

  /** Returns the provider of the model, such as {@code OPENAI}. */
  public String modelProvider() {
    return text("model_provider");
  }

  /** Returns the name of the model. */
  public String modelName() {
    return text("model_name");
  }

  /** Returns {@code MUSTACHE}, {@code F_STRING} or {@code NONE}. */
  public String templateFormat() {
    return text("template_format");
  }

  /** Returns the messages, with variables in them. */
  public List<PromptMessage> messages() {
    if (text("template_type").equals("STR")) {
      throw new UnsupportedOperationException(
          "This version is one text and not a chat. Phoenix's clients do not support it");
    }
    return Json.maps(object("template").get("messages")).stream().map(PromptMessage::new).toList();
  }

  /** Returns the parameters of the model, such as {@code temperature}. */
  public Map<String, @Nullable Object> parameters() {
    Map<String, @Nullable Object> typed = object("invocation_parameters");
    Object type = typed.get("type");
    return Json.map(type == null ? null : typed.get(type.toString()));
  }

  /** Returns the tools: each with {@code type} {@code function} and {@code function}, or raw. */
  public List<Map<String, @Nullable Object>> tools() {
    return Json.maps(object("tools").get("tools"));
  }

  /** Returns which tools the model may choose, with a {@code type}, or an empty object. */
  public Map<String, @Nullable Object> toolChoice() {
    return Json.map(object("tools").get("tool_choice"));
  }

  /**
   * Returns the form of the answer: {@code name}, {@code schema} and so on. Empty if it is free.
   */
  public Map<String, @Nullable Object> responseSchema() {
    return Json.map(object("response_format").get("json_schema"));
  }

  /**
   * Returns the prompt with the variables filled in.
   *
   * @param variables more than the template has do no harm
   * @throws IllegalArgumentException if a variable is missing
   */
  public FormattedPrompt format(Map<String, String> variables) {
    PromptTemplateFormat format = PromptTemplateFormat.of(templateFormat());
    return new FormattedPrompt(
        this,
        messages().stream()
            .map(message -> message.withTexts(text -> format.fill(text, variables)))
            .toList());
  }

  /**
   * Builds a {@link PromptVersion}.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private final Map<String, @Nullable Object> json = new LinkedHashMap<>();
    private final List<Map<String, @Nullable Object>> messages = new ArrayList<>();
    private final Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    private final List<Map<String, @Nullable Object>> tools = new ArrayList<>();
    private @Nullable Map<String, @Nullable Object> toolChoice;

    private Builder(String modelProvider, String modelName) {
      json.put("model_provider", requireNonNull(modelProvider, "modelProvider"));
      json.put("model_name", requireNonNull(modelName, "modelName"));
      json.put("template_type", "CHAT");
      json.put("template_format", "MUSTACHE");
    }

    /** Sets the description. */
    public Builder description(String description) {
      json.put("description", requireNonNull(description, "description"));
      return this;
    }

    /** Sets how variables are written: {@code MUSTACHE}, {@code F_STRING} or {@code NONE}. */
    public Builder templateFormat(String format) {
      json.put("template_format", PromptTemplateFormat.of(format).name());
      return this;
    }

    /** Adds a message. */
    public Builder message(String role, String text) {
      return message(PromptMessage.of(role, text));
    }

    /** Adds a message. */
    public Builder message(PromptMessage message) {
      messages.add(message.json());
      return this;
    }

    /** Replaces all messages. */
    public Builder messages(List<PromptMessage> messages) {
      this.messages.clear();
      messages.forEach(this::message);
      return this;
    }

    /** Sets a parameter of the model, such as {@code temperature}. */
    public Builder parameter(String name, Object value) {
      parameters.put(name, requireNonNull(value, "value"));
      return this;
    }

    /**
     * Adds a tool.
     *
     * @param parameters the JSON schema of the arguments
     */
    public Builder tool(String name, String description, Map<String, ?> parameters) {
      Map<String, @Nullable Object> function =
          Json.object("name", name, "description", description, "parameters", parameters);
      tools.add(Json.object("type", "function", "function", function));
      return this;
    }

    /**
     * Sets which tools the model may choose.
     *
     * @param type {@code none}, {@code zero_or_more} or {@code one_or_more}
     */
    public Builder toolChoice(String type) {
      toolChoice = Json.object("type", type);
      return this;
    }

    /** Sets the JSON schema of the answer. */
    public Builder responseSchema(String name, Map<String, ?> schema) {
      json.put(
          "response_format",
          Map.of("type", "json_schema", "json_schema", Map.of("name", name, "schema", schema)));
      return this;
    }

    /** Returns the version. */
    public PromptVersion build() {
      json.put("template", Map.of("type", "chat", "messages", List.copyOf(messages)));
      String type = parameterType();
      if (type.equals("anthropic")) {
        // Phoenix and the model demand it.
        parameters.putIfAbsent("max_tokens", FormattedPrompt.DEFAULT_MAX_TOKENS);
      }
      json.put("invocation_parameters", Json.object("type", type, type, parameters));
      if (!tools.isEmpty()) {
        // A version that is there may say more, such as that tools are called one by one.
        Map<String, @Nullable Object> all = new LinkedHashMap<>(Json.map(json.get("tools")));
        all.putAll(Json.object("type", "tools", "tools", tools, "tool_choice", toolChoice));
        json.put("tools", all);
      }
      return new PromptVersion(json);
    }

    /** Returns the name of the object with the parameters. It is that of the provider. */
    private String parameterType() {
      Object type = Json.map(json.get("invocation_parameters")).get("type");
      Object provider = type == null ? json.get("model_provider") : type;
      return String.valueOf(provider).toLowerCase(Locale.ROOT);
    }
  }
}
