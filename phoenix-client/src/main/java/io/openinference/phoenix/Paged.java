// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A list on the server, which is read page by page while it is iterated. It holds one page in
 * memory. Each iteration asks the server anew.
 *
 * <p>A list may change while it is read. An element that is there from the first to the last page
 * comes exactly once.
 *
 * @param <T> the type of the elements
 * @since 0.1.0
 */
public final class Paged<T> implements Iterable<T> {

  private final Transport transport;
  private final List<Function<@Nullable String, ApiRequest>> lists;
  private final Function<Map<String, @Nullable Object>, T> reader;

  /**
   * Creates a list.
   *
   * @param page returns the request of the page at a cursor, or of the first page for null
   */
  Paged(
      Transport transport,
      Function<@Nullable String, ApiRequest> page,
      Function<Map<String, @Nullable Object>, T> reader) {
    this(transport, List.of(page), reader);
  }

  /** Creates a list that consists of several lists on the server. */
  Paged(
      Transport transport,
      List<Function<@Nullable String, ApiRequest>> lists,
      Function<Map<String, @Nullable Object>, T> reader) {
    this.transport = transport;
    this.lists = lists;
    this.reader = reader;
  }

  @Override
  public Iterator<T> iterator() {
    return new Pages();
  }

  /** Returns the elements as a stream that reads pages as it needs them. */
  public Stream<T> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  /** Reads all pages. */
  public List<T> toList() {
    return stream().toList();
  }

  private final class Pages implements Iterator<T> {

    private Iterator<T> elements = List.<T>of().iterator();
    private @Nullable String cursor;
    private int list;

    @Override
    public boolean hasNext() {
      while (!elements.hasNext() && list < lists.size()) {
        readPage();
      }
      return elements.hasNext();
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return elements.next();
    }

    private void readPage() {
      ApiAnswer answer = transport.send(lists.get(list).apply(cursor));
      Map<String, @Nullable Object> body = transport.object(answer);
      List<Map<String, @Nullable Object>> data = transport.list(answer, body);
      Object next = body.get("next_cursor");
      if (next != null && Objects.equals(next, cursor)) {
        throw new PhoenixException(
            answer.route(), answer.status(), "", "The next page is the same page again");
      }
      cursor = next == null ? null : next.toString();
      list += next == null ? 1 : 0;
      elements = data.stream().map(reader).iterator();
    }
  }
}
