// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces keys that begin with a word of their issuer, such as {@code sk-} and {@code ghp_}. */
final class IssuedKeys {

  // Each pattern reads a word to its end, so that no word is read twice for one issuer.

  /** Providers that quote a key may replace a part of it by stars or dots. */
  private static final Pattern PARTS = Pattern.compile("[A-Za-z0-9_*.\\u2026-]*+");

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9*]*+");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/=*]*+");
  private static final Pattern CAPITALS = Pattern.compile("[A-Z0-9]*+");

  private static final List<Issuer> ISSUERS =
      List.of(
          // OpenAI, Anthropic, OpenRouter, DeepSeek, Langfuse and others.
          issuer(PARTS, IssuedKeys::isRandom, "sk-", "pk-"),
          // Stripe.
          issuer(PARTS, IssuedKeys::isRandom, "sk_live_", "sk_test_", "pk_live_", "pk_test_"),
          issuer(PARTS, IssuedKeys::isRandom, "rk_live_", "rk_test_"),
          // Groq, xAI, Hugging Face, Replicate, Perplexity, Cerebras.
          issuer(PLAIN, IssuedKeys::isLong, "gsk_", "xai-", "hf_", "r8_", "pplx-", "csk-"),
          // NVIDIA, Tavily, Pinecone, LangSmith, Jina.
          issuer(PARTS, IssuedKeys::isRandom, "nvapi-", "tvly-", "pcsk_", "lsv2_", "jina_"),
          // Google.
          issuer(PARTS, IssuedKeys::isRandom, "AIza", "ya29.", "GOCSPX-"),
          // AWS: the identifier of a key, and keys of Amazon Bedrock.
          issuer(CAPITALS, word -> word.length() >= 12, "AKIA"),
          issuer(CAPITALS, word -> word.length() >= 12 && hasDigit(word), "ASIA"),
          issuer(BASE64, IssuedKeys::isLong, "ABSK", "bedrock-api-key-"),
          // GitHub, GitLab, Slack, SendGrid.
          issuer(PARTS, IssuedKeys::isRandom, "ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
          issuer(PARTS, IssuedKeys::isRandom, "github_pat_", "glpat-", "xapp-"),
          issuer(PARTS, IssuedKeys::isRandom, "xoxa-", "xoxb-", "xoxe-", "xoxo-", "xoxp-"),
          issuer(PARTS, IssuedKeys::isRandom, "xoxr-", "xoxs-", "xoxe."),
          issuer(PARTS, word -> hasParts(word, 16, 16) && isRandom(word), "SG."),
          // JSON Web Tokens, such as the keys of Phoenix.
          issuer(PARTS, word -> hasParts(word, 8, 4), "eyJ"));

  static String redact(String text) {
    String redacted = text;
    for (Issuer issuer : ISSUERS) {
      for (String beginning : issuer.beginnings) {
        redacted = issuer.redact(redacted, beginning);
      }
    }
    return redacted;
  }

  private static Issuer issuer(Pattern word, Predicate<String> isKey, String... beginnings) {
    return new Issuer(List.of(beginnings), word, isKey);
  }

  private static boolean isLong(String word) {
    return word.length() >= 16;
  }

  /**
   * Tells whether a part of a word mixes letters and digits or is a long number. For example,
   * {@code sk-learn-pipeline-2} is no key.
   */
  private static boolean isRandom(String word) {
    int letters = 0;
    int digits = 0;
    for (int i = 0; i < word.length() && word.length() >= 8; i++) {
      char c = word.charAt(i);
      if (c == '*' || c == '\u2026') {
        return true;
      }
      if (c == '_' || c == '-' || c == '.') {
        letters = 0;
        digits = 0;
      } else if (c >= '0' && c <= '9') {
        digits++;
      } else {
        letters++;
      }
      if (digits >= 8 || (digits > 0 && letters > 0 && digits + letters >= 5)) {
        return true;
      }
    }
    return false;
  }

  static boolean hasDigit(String word) {
    return word.chars().anyMatch(c -> c >= '0' && c <= '9');
  }

  /** Tells whether a word has two parts of these lengths, with a dot between them. */
  private static boolean hasParts(String word, int first, int second) {
    int start = 0;
    for (int dot = word.indexOf('.'); dot >= 0; dot = word.indexOf('.', start)) {
      int next = word.indexOf('.', dot + 1);
      int end = next < 0 ? word.length() : next;
      if (dot - start >= first && end - dot > second) {
        return true;
      }
      start = dot + 1;
    }
    return false;
  }

  /**
   * @param beginnings the words that a key begins with
   * @param word the characters of the rest of a key
   * @param isKey tells whether the rest of a word is that of a key
   */
  private record Issuer(List<String> beginnings, Pattern word, Predicate<String> isKey) {

    String redact(String text, String beginning) {
      int start = text.indexOf(beginning);
      if (start < 0) {
        return text;
      }
      RedactedText redacted = new RedactedText(text);
      Matcher matcher = word.matcher(text);
      while (start >= 0) {
        int end = start + beginning.length();
        if (RedactedText.canStartWord(text, start)) {
          matcher.region(end, text.length()).lookingAt();
          String rest = withoutFullStop(matcher.group());
          if (isKey.test(rest)) {
            redacted.replace(start, end + rest.length());
          }
          end = matcher.end();
        }
        start = text.indexOf(beginning, end);
      }
      return redacted.toString();
    }

    private static String withoutFullStop(String word) {
      int end = word.length();
      while (end > 0 && word.charAt(end - 1) == '.') {
        end--;
      }
      return word.substring(0, end);
    }
  }

  private IssuedKeys() {}
}
