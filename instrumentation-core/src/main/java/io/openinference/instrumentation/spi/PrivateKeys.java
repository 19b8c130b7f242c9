// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces private keys in PEM and in the form of PGP, from their first line to their last. */
final class PrivateKeys {

  private static final String BEGIN = "-----BEGIN ";
  private static final String DASHES = "-----";

  /** The first or last line. */
  private static final Pattern LINE =
      Pattern.compile("-----(?:BEGIN|END) [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----");

  /** A line of a key whose last line is missing. It holds nothing else, unlike a sentence. */
  private static final Pattern BODY =
      Pattern.compile(
          "[\\s\\\\rn]{0,8}+(?:Proc-Type|DEK-Info|Version|Comment|Charset):[^\\r\\n\\\\]{0,200}"
              + "|\\s*+[A-Za-z0-9+/=\\\\]++(?=[\\r\\n\"']|$)"
              + "|\\s*+[A-Za-z0-9+/=\\\\]{32,}+");

  static String redact(String text) {
    int begin = text.indexOf(BEGIN);
    if (begin < 0) {
      return text;
    }
    RedactedText redacted = new RedactedText(text);
    Matcher line = LINE.matcher(text);
    while (begin >= 0) {
      int end = begin + BEGIN.length();
      if (line.region(begin, text.length()).lookingAt()) {
        end = end(text, line.end(), line);
        redacted.replace(begin, end);
      }
      begin = text.indexOf(BEGIN, end);
    }
    return redacted.toString();
  }

  private static int end(String text, int body, Matcher line) {
    int dashes = text.indexOf(DASHES, body);
    if (dashes >= 0
        && !text.startsWith(BEGIN, dashes)
        && line.region(dashes, text.length()).lookingAt()) {
      return line.end();
    }
    int end = body;
    Matcher next = BODY.matcher(text);
    while (next.region(end, text.length()).lookingAt()) {
      end = next.end();
    }
    return end;
  }

  private PrivateKeys() {}
}
