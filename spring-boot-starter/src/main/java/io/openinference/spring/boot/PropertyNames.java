// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names the properties of methods in builders, such as that of {@code projectName}. */
final class PropertyNames {

  private static final Pattern METHOD = Pattern.compile("^[a-z][A-Za-z0-9]*(?=[ :])");

  /**
   * Returns the message of a builder that refuses a value, with the property in place of the method
   * that the message begins with.
   */
  static String inMessage(@Nullable String message) {
    String text = String.valueOf(message);
    Matcher method = METHOD.matcher(text);
    return method.find()
        ? "openinference." + hyphenated(method.group()) + text.substring(method.end())
        : text;
  }

  private static String hyphenated(String method) {
    return method.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private PropertyNames() {}
}
