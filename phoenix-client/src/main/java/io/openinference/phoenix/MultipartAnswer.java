// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits an answer of the type {@code multipart/mixed}. */
final class MultipartAnswer {

  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");

  /** Returns the bodies of the parts. */
  static List<String> parts(ApiAnswer answer) throws IOException {
    Matcher boundary = BOUNDARY.matcher(answer.contentType());
    if (!boundary.find()) {
      throw new IOException("The answer has no parts");
    }
    String delimiter = "--" + boundary.group(1);
    String text = answer.text();
    if (!text.stripTrailing().endsWith(delimiter + "--")) {
      throw new IOException("The answer was cut off");
    }
    List<String> parts = new ArrayList<>();
    for (String part : text.split(Pattern.quote(delimiter), -1)) {
      int body = part.indexOf("\r\n\r\n");
      if (body >= 0) {
        parts.add(part.substring(body + 4).strip());
      }
    }
    return parts;
  }

  private MultipartAnswer() {}
}
