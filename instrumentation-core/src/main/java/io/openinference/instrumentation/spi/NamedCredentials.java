// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Replaces values behind the name of a credential or behind the scheme of an authorization. The
 * name stays.
 *
 * <pre>{@code
 * OPENAI_API_KEY=1a2b3c4d
 * {"client_secret" : "1a2b3c4d"}
 * Authorization: Bearer 1a2b3c4d
 * https://host?sig=1a2b3c4d
 * }</pre>
 *
 * <p>Most values must have a digit, because a failure may say {@code API key: missing}.
 */
final class NamedCredentials {

  private static final int MIN_LENGTH = 6;

  /** The part of a value that is searched for a digit, so that a long text is read once. */
  private static final int MAX_SEARCHED = 200;

  private static final int MAX_NAME_LENGTH = 48;

  /** The maximum number of spaces, quotes and escapes on each side of a separator. */
  private static final int MAX_GAP = 6;

  private static final String GAP_BEFORE = " \t\\\"'`]";
  private static final String GAP_AFTER = " \t\\\"'`[(>";
  private static final String QUOTES = "\"'`";
  private static final String ENDS_OF_WORD = " \t\r\n\f\\,;&<>\"'`";
  private static final String ENDS_OF_LINE = "\r\n\\\"'`";

  /** What may follow a value in a sentence or in the text of an object. */
  private static final String PUNCTUATION = ".:)]}";

  /** A person chooses such a value, which may be a word without a digit. */
  private static final List<String> PASSWORDS =
      List.of("password", "passwd", "pwd", "passphrase", "secret");

  private static final List<String> COOKIES = List.of("cookie", "cookies");

  private static final String PROVIDED = " provided";

  /** JSON may escape the {@code &} before a parameter. */
  private static final String ESCAPED_AND = "\\u0026";

  /** Another name and its value. */
  private static final Pattern PAIR = Pattern.compile("[A-Za-z_.-]++=[^=].*");

  private final String text;
  private final RedactedText redacted;

  private NamedCredentials(String text) {
    this.text = text;
    this.redacted = new RedactedText(text);
  }

  static String redact(String text) {
    return new NamedCredentials(text).read();
  }

  private String read() {
    int next = 0;
    while (next < text.length()) {
      int end =
          switch (text.charAt(next)) {
            case ':', '=' -> readPair(next);
            case ' ' -> readScheme(next);
            default -> -1;
          };
      next = Math.max(end, next + 1);
    }
    return redacted.toString();
  }

  /** Replaces the value behind a separator, and returns its end, or -1 if it is no credential. */
  private int readPair(int separator) {
    int start = afterGap(separator + 1);
    boolean isQuoted = isAt(start - 1, QUOTES);
    if (!isQuoted && isShort(afterScheme(start))) {
      return -1; // Nearly all, such as the lines of a stack trace.
    }
    String name = name(separator);
    if (name.isEmpty()) {
      return -1;
    }
    boolean isAssigned = isAt(separator, "=");
    if (endsWithAny(name, PASSWORDS) && (isQuoted || isAssigned)) {
      return replace(start, isQuoted ? quotedEnd(start) : wordEnd(start));
    }
    return endsWithAny(name, COOKIES) ? readLine(start) : readWord(name, isAssigned, start);
  }

  private boolean isShort(int start) {
    return end(start, ENDS_OF_WORD, start + MIN_LENGTH) < start + MIN_LENGTH;
  }

  private int readLine(int start) {
    return IssuedKeys.hasDigit(searched(start, ENDS_OF_LINE))
        ? replace(start, end(start, ENDS_OF_LINE, text.length()))
        : -1;
  }

  private int readWord(String name, boolean isAssigned, int start) {
    int value = afterScheme(start);
    String word = searched(value, ENDS_OF_WORD);
    boolean isValue =
        value > start ? isAfterScheme(word) : isValue(name, word) && (isAssigned || !isPair(word));
    return isValue ? replace(value, wordEnd(value)) : -1;
  }

  /** Replaces the word behind a scheme, and returns its end, or -1 if there is no scheme. */
  private int readScheme(int space) {
    for (String scheme : CredentialNames.SCHEMES) {
      int start = space + 1 - scheme.length();
      if (text.regionMatches(true, start, scheme, 0, scheme.length())
          && RedactedText.canStartWord(text, start)) {
        int value = afterGap(space + 1);
        boolean isValue = isAfterScheme(searched(value, ENDS_OF_WORD));
        return isValue ? replace(value, wordEnd(value)) : -1;
      }
    }
    return -1;
  }

  private int replace(int start, int end) {
    if (end > start) {
      redacted.replace(start, end);
    }
    return end;
  }

  /** Returns the normal form of the name before a separator; empty if it names no credential. */
  private String name(int separator) {
    int end = separator;
    while (end > 0 && separator - end < MAX_GAP && isAt(end - 1, GAP_BEFORE)) {
      end--;
    }
    int start = end;
    while (start > 0 && end - start < MAX_NAME_LENGTH && isName(text.charAt(start - 1))) {
      start--;
    }
    String name = text.substring(start, end);
    if (isAt(separator, "=") && isParameter(name, start)) {
      return CredentialNames.normalized(name);
    }
    // OpenAI says "Incorrect API key provided: sk-1". An ARN of AWS has :secret: before a name.
    String named =
        name.endsWith(PROVIDED) ? name.substring(0, end - start - PROVIDED.length()) : name;
    return CredentialNames.isCredential(named) && !text.startsWith(":secret:", start - 1)
        ? CredentialNames.normalized(named)
        : "";
  }

  /** Tells whether a name is that of a credential in the query of a URL. */
  private boolean isParameter(String name, int start) {
    if (text.startsWith(ESCAPED_AND, start - 1)) {
      return CredentialNames.isQueryCredential(name.substring(ESCAPED_AND.length() - 1));
    }
    return start > 0 && isAt(start - 1, "?&;#") && CredentialNames.isQueryCredential(name);
  }

  private static boolean isName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == ' ';
  }

  private static boolean isValue(String name, String word) {
    boolean isNumber = name.endsWith("token") && word.chars().noneMatch(Character::isLetter);
    return word.length() >= MIN_LENGTH
        && IssuedKeys.hasDigit(word)
        && !word.contains("://")
        && !isNumber;
  }

  /** A user and a password in base64 may have no digit. */
  private static boolean isAfterScheme(String word) {
    return word.length() >= MIN_LENGTH
        && (IssuedKeys.hasDigit(word) || isMixedCase(word))
        && !isPair(word);
  }

  /** Tells whether a word has lower case and a capital behind its first letter. */
  private static boolean isMixedCase(String word) {
    return word.chars().anyMatch(Character::isLowerCase)
        && word.chars().skip(1).anyMatch(Character::isUpperCase);
  }

  private static boolean isPair(String word) {
    return PAIR.matcher(word).matches();
  }

  private int afterScheme(int start) {
    for (List<String> schemes : List.of(CredentialNames.SCHEMES, CredentialNames.RARE_SCHEMES)) {
      for (String scheme : schemes) {
        if (text.regionMatches(true, start, scheme, 0, scheme.length())) {
          return start + scheme.length();
        }
      }
    }
    return start;
  }

  private int afterGap(int start) {
    int next = start;
    while (next < text.length() && next - start < MAX_GAP && isAt(next, GAP_AFTER)) {
      next++;
    }
    return next;
  }

  /** Returns the end of a value between quotes, which may be escaped themselves. */
  private int quotedEnd(int start) {
    char quote = text.charAt(start - 1);
    boolean isEscaped = text.charAt(start - 2) == '\\';
    int next = start;
    while (next < text.length() && text.charAt(next) != quote && text.charAt(next) != '\n') {
      boolean isEscape = text.charAt(next) == '\\';
      if (isEscape && isEscaped) {
        return next;
      }
      next += isEscape ? 2 : 1;
    }
    return Math.min(next, text.length());
  }

  private String searched(int start, String ends) {
    int end = end(start, ends, start + MAX_SEARCHED);
    return text.substring(start, withoutPunctuation(start, end));
  }

  private int wordEnd(int start) {
    return withoutPunctuation(start, end(start, ENDS_OF_WORD, text.length()));
  }

  private int withoutPunctuation(int start, int end) {
    int last = end;
    while (last > start && isAt(last - 1, PUNCTUATION)) {
      last--;
    }
    return last;
  }

  private int end(int start, String ends, int limit) {
    int end = start;
    while (end < Math.min(limit, text.length()) && !isAt(end, ends)) {
      end++;
    }
    return end;
  }

  private boolean isAt(int index, String characters) {
    return characters.indexOf(text.charAt(index)) >= 0;
  }

  private static boolean endsWithAny(String name, List<String> ends) {
    return ends.stream().anyMatch(name::endsWith);
  }
}
