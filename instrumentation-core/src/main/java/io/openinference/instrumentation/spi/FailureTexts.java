// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import io.openinference.instrumentation.TraceConfig;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces credentials in the texts of failures: messages and stack traces of exceptions,
 * descriptions of statuses, and errors in bodies. Providers quote the key that they refuse.
 *
 * <pre>{@code
 * Incorrect API key provided: sk-proj-1a2b3c4d.  ->  Incorrect API key provided: __REDACTED__.
 * }</pre>
 *
 * <p>The form of a text decides, because a failure has no names of fields. Texts of messages are
 * not searched: there, a user may write about keys.
 *
 * @since 0.1.0
 */
public final class FailureTexts {

  // The repetitions that something must follow are bounded, so that a long text is read in one
  // pass.

  /** Providers that quote a key may replace a part of it by stars or dots. */
  private static final String KEY = "[A-Za-z0-9_*.\\u2026-]{8,}(?<!\\.)";

  private static final String PLAIN = "[A-Za-z0-9*]{16,}";

  /** Keys that begin with a word of their issuer. */
  private static final String ISSUED =
      "\\b(?:"
          // OpenAI, Anthropic, OpenRouter, DeepSeek and others; Stripe.
          + ("(?:[sp]k-|[spr]k_(?:live|test)_)" + KEY)
          // Groq, xAI, Hugging Face, Replicate, Perplexity, NVIDIA, Cerebras.
          + ("|(?:gsk_|xai-|hf_|r8_|pplx-|csk-)" + PLAIN + "|nvapi-" + KEY)
          // Google.
          + ("|AIza" + KEY + "|ya29\\." + KEY + "|GOCSPX-" + KEY)
          // AWS: the identifier of a key, and keys of Amazon Bedrock.
          + "|(?:AKIA|ASIA)[A-Z0-9]{12,}|(?:ABSK|bedrock-api-key-)[A-Za-z0-9+/=]{16,}"
          // GitHub, GitLab, Slack, SendGrid.
          + ("|(?:gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|xapp-|SG\\.)" + KEY)
          // JSON Web Tokens, such as the keys of Phoenix.
          + "|eyJ[A-Za-z0-9_-]{8,512}+\\.[A-Za-z0-9_-]{4,}(?:\\.[A-Za-z0-9_-]*)?"
          + ")";

  private static final String PRIVATE_KEY =
      "-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[A-Za-z0-9+/=\\s\\\\]*"
          + "(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?";

  /** A word with a digit. "Basic authentication failed" names no credential. */
  private static final String WORD = "(?=[^\\s\"',;&0-9]{0,200}+[0-9])[^\\s\"',;&]{6,}(?<!\\.)";

  /** The value of a header, a field or a parameter; its name stays. */
  private static final String NAMED =
      "(\\b(?:(?i:Bearer|Basic) "
          + "|(?i:api[-_ ]?key|access[-_ ]?(?:key|token)|auth[-_ ]?token|password|secret)"
          + "(?: provided)?[\"']?(?:: ?|=)[\"']?"
          + "|(?<=[?&])(?:key|sig|code)=)"
          + ")"
          + WORD;

  private static final String USER_INFO = "(://)[^/\\s@?#\"']{1,200}(?=@)";

  private static final Pattern CREDENTIAL =
      Pattern.compile(String.join("|", NAMED, USER_INFO, ISSUED, PRIVATE_KEY));

  /**
   * Returns a text without credentials.
   *
   * @return the same text if it holds none
   */
  public static @Nullable String redact(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Matcher matcher = CREDENTIAL.matcher(text);
    return matcher.find() ? matcher.replaceAll(FailureTexts::redacted) : text;
  }

  private static String redacted(MatchResult found) {
    String name = found.group(1) == null ? found.group(2) : found.group(1);
    return Matcher.quoteReplacement((name == null ? "" : name) + TraceConfig.REDACTED_VALUE);
  }

  private FailureTexts() {}
}
