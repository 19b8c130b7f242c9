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
      return decoded.startsWith(type + ":")
          && decoded.substring(type.length() + 1).chars().allMatch(Character::isDigit);
    } catch (IllegalArgumentException noBase64) {
      return false;
    }
  }

  /** Returns whether a name can be a part of a path. Phoenix decodes %2F before it looks at it. */
  static boolean fitsIntoPath(String name) {
    return name.chars().noneMatch(c -> c == '/' || c == '?' || c == '#')
        && !name.equals(".")
        && !name.equals("..");
  }

  private GlobalId() {}
}
