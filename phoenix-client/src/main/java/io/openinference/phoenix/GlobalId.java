// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Ids of Phoenix, which are a type and a number in base64. */
final class GlobalId {

  /** Returns whether a text is an id of this type, and so no name that a user would choose. */
  static boolean isOf(String type, String text) {
    try {
      String decoded = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
      return decoded.matches(type + ":\\d+");
    } catch (IllegalArgumentException noBase64) {
      return false;
    }
  }

  /** Returns whether Phoenix takes a name in a path. It takes an id in place of any other name. */
  static boolean fitsIntoPath(String name) {
    return isPathSegment(name) && name.chars().noneMatch(c -> c == '?' || c == '#');
  }

  /**
   * Returns whether an encoded text stays one segment of a path. Phoenix decodes %2F before it
   * looks at the path, and proxies resolve dots.
   */
  static boolean isPathSegment(String text) {
    return !text.isBlank()
        && text.chars().noneMatch(c -> c == '/' || c == '\\')
        && !text.equals(".")
        && !text.equals("..");
  }

  private GlobalId() {}
}
