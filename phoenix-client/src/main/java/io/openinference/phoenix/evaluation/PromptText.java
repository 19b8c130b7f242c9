// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A template with variables such as {@code {{input}}}. */
final class PromptText {

  private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*(\\w+)\\s*\\}\\}");

  private final String template;

  PromptText(String template) {
    this.template = template;
  }

  Set<String> variables() {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = VARIABLE.matcher(template);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** Fills the template in one pass, so that a value that looks like a variable stays as it is. */
  String fill(UnaryOperator<String> values) {
    return VARIABLE
        .matcher(template)
        .replaceAll(match -> Matcher.quoteReplacement(values.apply(match.group(1))));
  }
}
