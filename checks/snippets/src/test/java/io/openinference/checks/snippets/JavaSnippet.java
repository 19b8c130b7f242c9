// SPDX-License-Identifier: Apache-2.0
package io.openinference.checks.snippets;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Java code of a Markdown file, wrapped so that the compiler takes it.
 *
 * <p>The wrapping never adds a line, so that a line of the source minus one is a line of the block.
 */
final class JavaSnippet {

  /** The forms of a snippet, in the order in which they are tried. */
  enum Form {
    TYPES,
    STATEMENTS,
    MEMBERS
  }

  /** Variables that many snippets use. A comment above a block declares any others. */
  private static final Map<String, String> VARIABLES = new LinkedHashMap<>();

  static {
    VARIABLES.put("openTelemetry", "OpenTelemetry");
    VARIABLES.put("sdk", "OpenInferenceSdk");
    VARIABLES.put("tracer", "OpenInferenceTracer");
    VARIABLES.put("client", "OpenAIClient");
    VARIABLES.put("params", "ChatCompletionCreateParams");
    VARIABLES.put("question", "String");
    VARIABLES.put("chatId", "String");
  }

  private static final Pattern IMPORT = Pattern.compile("(?m)^import [^;]+;");
  private static final Pattern NAME = Pattern.compile("(?<![.\\w])[A-Z]\\w*");
  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|interface|record|enum)\\s+(\\w+)");

  private final CodeBlock block;
  private final String code;
  private final List<String> imports;

  JavaSnippet(CodeBlock block) {
    this.block = block;
    this.imports = IMPORT.matcher(block.text()).results().map(MatchResult::group).toList();
    this.code = IMPORT.matcher(block.text()).replaceAll("");
  }

  String source(Form form) {
    String variables = variables();
    String header = header(variables);
    return switch (form) {
      case TYPES -> header + "\n" + code + "\n" + block.setup();
      case MEMBERS -> header + "class Snippet { " + variables + block.setup() + "\n" + code + "\n}";
      case STATEMENTS ->
          header
              + "class Snippet { "
              + variables
              + block.setup()
              + " void run() throws Exception {\n"
              + code
              + "\n}}";
    };
  }

  private String variables() {
    return VARIABLES.entrySet().stream()
        .filter(variable -> uses(code, variable.getKey()) && !isDeclared(variable.getKey()))
        .map(variable -> variable.getValue() + " " + variable.getKey() + "; ")
        .collect(joining());
  }

  private static boolean uses(String code, String name) {
    return Pattern.compile("\\b" + name + "\\b").matcher(code).find();
  }

  private boolean isDeclared(String variable) {
    // Parameters of declared methods end with another character.
    return Pattern.compile("\\b" + variable + "\\s*[;=]").matcher(block.setup()).find();
  }

  private String header(String variables) {
    String all = variables + block.setup() + code;
    Set<String> declared =
        TYPE.matcher(all).results().map(type -> type.group(1)).collect(Collectors.toSet());
    String derived =
        NAME.matcher(all)
            .results()
            .map(MatchResult::group)
            .distinct()
            .filter(name -> !declared.contains(name) && !isImported(name))
            .flatMap(name -> KnownTypes.find(name).stream())
            .map(type -> "import " + type + ";")
            .collect(joining());
    return "package snippet;" + String.join("", imports) + derived;
  }

  private boolean isImported(String name) {
    return imports.stream().anyMatch(line -> line.endsWith("." + name + ";"));
  }
}
