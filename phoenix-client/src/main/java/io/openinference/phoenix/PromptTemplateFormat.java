// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How variables are written in a prompt. */
enum PromptTemplateFormat {
  /** {@code {{ name }}}, unless a backslash stands before it. */
  MUSTACHE(Pattern.compile("(?<!\\\\)\\{\\{\\s*(\\w+)\\s*}}", Pattern.UNICODE_CHARACTER_CLASS)),
  /** {@code {name}}, with two braces for one. */
  F_STRING(Pattern.compile("\\{\\{|}}|\\{([^{}:!]*)(?:![rsa])?(?::[^{}]*)?}")),
  /** No variables. */
  NONE(Pattern.compile("(?!)"));

  private final Pattern pattern;

  PromptTemplateFormat(Pattern pattern) {
    this.pattern = pattern;
  }

  static PromptTemplateFormat of(String name) {
    return name.isEmpty() ? NONE : valueOf(name);
  }

  String fill(String template, Map<String, String> variables) {
    Set<String> missing = new LinkedHashSet<>();
    String filled =
        pattern
            .matcher(template)
            .replaceAll(found -> Matcher.quoteReplacement(value(found, variables, missing)));
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("The prompt needs the variables " + missing);
    }
    return filled;
  }

  private static String value(
      MatchResult found, Map<String, String> variables, Set<String> missing) {
    String name = found.group(1);
    if (name == null) {
      return found.group().substring(1);
    }
    String value = variables.get(name);
    if (value == null) {
      missing.add(name);
      return "";
    }
    return value;
  }
}
