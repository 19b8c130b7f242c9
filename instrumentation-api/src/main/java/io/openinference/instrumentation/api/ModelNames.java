// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import io.openinference.semconv.LlmSystem;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the maker of a model from the model's name.
 *
 * <p>The last segment of a path is matched before the segments in front of it. In a segment, the
 * entry that matches first wins, because a name begins with its maker. For example, {@code
 * deepseek-r1-distill-llama-70b} is DeepSeek's. If several entries match at the same place, the
 * longest wins. The order of the table therefore does not matter.
 */
final class ModelNames {

  /** The places where an entry can match. */
  enum Kind {
    /** The beginning of a word, as {@code llama} in {@code meta.llama3-70b}. */
    FAMILY,
    /** A whole word, as {@code meta} in {@code us.meta.llama3-70b} but not in {@code metamath}. */
    WORD,
    /** A whole word that the name begins with, as {@code o1} in {@code o1-mini}. */
    FIRST_WORD
  }

  /**
   * An entry of the table.
   *
   * @param system the system, or null for a family whose name begins like another family's
   */
  record Entry(Kind kind, String text, @Nullable LlmSystem system) {

    boolean matches(String name, int start) {
      if (!name.startsWith(text, start) || (kind == Kind.FIRST_WORD && start > 0)) {
        return false;
      }
      int end = start + text.length();
      return kind == Kind.FAMILY || end == name.length() || !isWordPart(name.charAt(end));
    }
  }

  /** Prefixes that OpenAI and Mistral write before the name of a fine-tuned model. */
  private static final String FINE_TUNED = "ft:";

  /**
   * The maximum number of cached names. An application calls few models, and each of them often.
   */
  private static final int MAX_FOUND = 256;

  private final List<Entry> longestFirst;
  private final Map<String, Optional<LlmSystem>> found = new ConcurrentHashMap<>();

  ModelNames(Collection<Entry> entries) {
    longestFirst =
        entries.stream()
            .sorted(Comparator.comparingInt((Entry entry) -> -entry.text().length()))
            .toList();
  }

  static ModelNames known() {
    return new ModelNames(ModelNameTable.ENTRIES);
  }

  @Nullable LlmSystem systemOf(String modelName) {
    Optional<LlmSystem> known = found.get(modelName);
    if (known == null) {
      known = Optional.ofNullable(find(modelName));
      if (found.size() < MAX_FOUND) {
        found.put(modelName, known);
      }
    }
    return known.orElse(null);
  }

  private @Nullable LlmSystem find(String modelName) {
    String path = ModelOrigins.normalized(modelName);
    while (!path.isEmpty()) {
      int slash = path.lastIndexOf('/');
      Entry entry = firstMatch(withoutPrefix(path.substring(slash + 1)));
      if (entry != null) {
        return entry.system();
      }
      path = path.substring(0, Math.max(slash, 0));
    }
    return null;
  }

  private static String withoutPrefix(String name) {
    return name.startsWith(FINE_TUNED) ? name.substring(FINE_TUNED.length()) : name;
  }

  private @Nullable Entry firstMatch(String name) {
    for (int start = 0; start < name.length(); start++) {
      if (start == 0 || !isWordPart(name.charAt(start - 1))) {
        for (Entry entry : longestFirst) {
          if (entry.matches(name, start)) {
            return entry;
          }
        }
      }
    }
    return null;
  }

  private static boolean isWordPart(char character) {
    return Character.isLetterOrDigit(character);
  }
}
