// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the part of a stream that a fragment belongs to, by index and id together.
 *
 * <ul>
 *   <li>A known id continues its part, whatever the index.
 *   <li>An id that is new for its index starts a part.
 *   <li>An index without an id continues the last part that had the index.
 *   <li>A fragment without index and id continues the last part.
 * </ul>
 *
 * <pre>{@code
 * index 0, id a   starts a
 * index 0         continues a
 * index 0, id b   starts b
 * index 3, id a   continues a
 * }</pre>
 *
 * @param <P> the type of a part; parts are compared by identity
 * @since 0.1.0
 */
public final class StreamedParts<P> {

  private final List<Entry<P>> entries = new ArrayList<>();
  private final Map<String, Entry<P>> byId = new HashMap<>();
  private final Map<Object, Entry<P>> byIndex = new HashMap<>();
  private @Nullable Entry<P> last;

  /** Creates a list without parts. */
  public StreamedParts() {}

  /**
   * Returns the part that a fragment continues.
   *
   * @param index the index that the fragment names, or a value that replaces it; null if the
   *     fragment names none
   * @param id the id that the fragment names; null or empty if it names none
   * @return null if the fragment starts a part
   */
  public @Nullable P find(@Nullable Object index, @Nullable String id) {
    Entry<P> found = entry(index, id == null || id.isEmpty() ? null : id);
    if (found == null) {
      return null;
    }
    refer(found, index, id);
    return found.part;
  }

  private @Nullable Entry<P> entry(@Nullable Object index, @Nullable String id) {
    if (id == null) {
      return index == null ? last : byIndex.get(index);
    }
    Entry<P> open = index == null ? last : byIndex.get(index);
    // Several parts may have one id.
    Entry<P> known = open != null && id.equals(open.id) ? open : byId.get(id);
    if (known != null) {
      return known;
    }
    // The id of a part may arrive late.
    return open == null || open.id != null ? null : open;
  }

  /** Returns the last part that had the id, or null. */
  @Nullable P withId(String id) {
    Entry<P> entry = byId.get(id);
    return entry == null ? null : entry.part;
  }

  /** Returns the last part that had the index, or null. */
  public @Nullable P at(@Nullable Object index) {
    Entry<P> entry = index == null ? null : byIndex.get(index);
    return entry == null ? null : entry.part;
  }

  /** Returns the part that the last fragment continued or started, or null. */
  public @Nullable P last() {
    return last == null ? null : last.part;
  }

  /**
   * Adds the part that a fragment starts.
   *
   * @param index the index as in {@link #find}
   * @param id the id as in {@link #find}
   */
  public void add(@Nullable Object index, @Nullable String id, P part) {
    Entry<P> entry = new Entry<>(part);
    entries.add(entry);
    refer(entry, index, id);
  }

  private void refer(Entry<P> entry, @Nullable Object index, @Nullable String id) {
    last = entry;
    if (index != null) {
      byIndex.put(index, entry);
    }
    if (id != null && !id.isEmpty()) {
      entry.id = entry.id == null ? id : entry.id;
      byId.put(id, entry);
    }
  }

  /** Returns the parts in the order in which they started. */
  public List<P> toList() {
    List<P> parts = new ArrayList<>(entries.size());
    for (Entry<P> entry : entries) {
      parts.add(entry.part);
    }
    return parts;
  }

  /** Removes all parts. */
  public void clear() {
    entries.clear();
    byId.clear();
    byIndex.clear();
    last = null;
  }

  private static final class Entry<P> {

    private final P part;
    private @Nullable String id;

    Entry(P part) {
      this.part = part;
    }
  }
}
