// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.spi.AbandonedObjects;
import io.opentelemetry.api.common.AttributeKey;
import java.lang.ref.Cleaner.Cleanable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what a span keeps of content that arrives in pieces, such as a stream that never ends.
 *
 * <pre>{@code
 * try (ContentBudget budget = ContentBudget.open()) {
 *   StringBuilder text = new StringBuilder();
 *   while (pieces.hasNext()) {
 *     budget.append(pieces.next(), text);
 *   }
 *   span.output(text.toString());
 *   budget.recordOn(span);
 * }
 * }</pre>
 *
 * <p>One span keeps at most 16 Mi characters, or a 32nd of the maximum heap in bytes if that is
 * less. All open spans together keep at most a 16th of the maximum heap; the first 64 Ki characters
 * of each span do not count there. After the first piece that does not fit the budget accepts no
 * more content, so that the kept text has no gap.
 *
 * <p>Not safe for use by several threads at once.
 *
 * @since 0.1.0
 */
public final class ContentBudget implements AutoCloseable {

  /** What a field that grows takes besides its text, in characters. */
  public static final int ENTRY = 64;

  /**
   * The size of what a span leaves out of its output, about in characters: the length of the text,
   * and a few characters for each field or element. A span with all of its output has no such
   * attribute.
   */
  static final AttributeKey<Long> OMITTED_SIZE =
      AttributeKey.longKey("openinference.output.omitted_size");

  private static final int MAX_LIMIT = 16 * 1024 * 1024;

  /** For what a span needs also when its content was cut, such as token counts. */
  private static final int RESERVE = 64 * 1024;

  /** In characters; most spans need one block and so never touch what all of them share. */
  private static final int BLOCK = 64 * 1024;

  private static final long HEAP = Runtime.getRuntime().maxMemory();
  private static final AtomicLong SHARED = new AtomicLong(HEAP / 16);

  private final int limit;
  private int granted;
  private int used;
  private int reserveUsed;
  private long omitted;
  private boolean cut;
  private @Nullable Loan loan;

  private ContentBudget(int limit) {
    this.limit = limit;
    this.granted = Math.min(limit, BLOCK);
  }

  /** Returns a budget with the limit that all spans have. */
  public static ContentBudget open() {
    return new ContentBudget(defaultLimit());
  }

  /**
   * Returns a budget with a limit of its own.
   *
   * @param limit in characters
   */
  public static ContentBudget open(int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("limit must not be negative but is " + limit);
    }
    return new ContentBudget(limit);
  }

  /** Returns how many characters one span keeps at most. */
  public static int defaultLimit() {
    return (int) Math.min(MAX_LIMIT, HEAP / 32);
  }

  /** Appends the beginning of a text, as much of it as the budget still allows. */
  public void append(String text, StringBuilder target) {
    int length = text.length();
    int kept = take(length);
    if (kept == length) {
      target.append(text);
    } else {
      target.append(text, 0, withoutHalfCharacter(text, kept));
    }
  }

  /** Returns the beginning of a text, as much of it as the budget still allows. */
  public String head(String text) {
    int kept = take(text.length());
    return kept == text.length() ? text : text.substring(0, withoutHalfCharacter(text, kept));
  }

  private int withoutHalfCharacter(String text, int kept) {
    if (kept > 0 && Character.isHighSurrogate(text.charAt(kept - 1))) {
      skip(1);
      return kept - 1;
    }
    return kept;
  }

  /**
   * Takes room for content of which a part is of use.
   *
   * @return how many characters may be kept; the budget counts the others as left out
   */
  public int take(int size) {
    if (size <= granted - used) {
      used += size;
      return size;
    }
    return takeBeyondGranted(size);
  }

  private int takeBeyondGranted(int size) {
    grow(size);
    int room = Math.min(size, granted - used);
    used += room;
    if (room < size) {
      leaveOut(size - room);
    }
    return room;
  }

  /** Tells whether the budget still allows for content of a size. */
  public boolean fits(int size) {
    grow(size);
    return size <= granted - used;
  }

  /**
   * Takes room for content that is of use only as a whole.
   *
   * @return false if the content does not fit; the budget counts it as left out
   */
  public boolean takeWhole(int size) {
    if (fits(size)) {
      used += size;
      return true;
    }
    leaveOut(size);
    return false;
  }

  /**
   * Takes room for a small value that a span needs also after its text was cut, such as a token
   * count or a finish reason.
   *
   * @return false if even the reserve for such values is used up
   */
  public boolean takeSmall(int size) {
    if (fits(size)) {
      used += size;
      return true;
    }
    if (size <= RESERVE - reserveUsed) {
      reserveUsed += size;
      return true;
    }
    leaveOut(size);
    return false;
  }

  /** Counts content as left out. The budget accepts no more content afterwards. */
  public void leaveOut(long size) {
    cut = true;
    granted = used;
    skip(size);
  }

  /** Counts content as left out that is too long by itself; content after it may still fit. */
  public void skip(long size) {
    omitted += size;
  }

  /** Counts all content as left out that the budget has accepted, because it was let go of. */
  public void leaveOutAll() {
    leaveOut(used);
    used = 0;
    granted = 0;
  }

  /** Begins again, because other content replaces all that the budget has accepted or left out. */
  public void restart() {
    used = 0;
    reserveUsed = 0;
    omitted = 0;
    cut = false;
    granted = Math.min(limit, BLOCK + (loan == null ? 0 : loan.size()));
  }

  /** Gives back room that was taken, because its content was replaced. */
  public void giveBack(int size) {
    used -= size;
    if (cut) {
      granted = used;
    }
  }

  /** Tells whether the budget has reached its end and so accepts no more content. */
  public boolean isCut() {
    return cut;
  }

  /** Returns the size of what the budget has accepted, without the reserve. */
  public int used() {
    return used;
  }

  /** Marks a span if content was left out, with the size of that. */
  public void recordOn(OpenInferenceSpan<?> span) {
    if (omitted > 0) {
      span.setAttribute(OMITTED_SIZE, omitted);
    }
  }

  private void grow(int size) {
    int missing = size - (granted - used);
    int wanted = Math.min(Math.max(missing, BLOCK), limit - granted);
    if (cut || missing <= 0 || wanted <= 0) {
      return;
    }
    if (loan == null) {
      loan = new Loan(this);
    }
    granted += loan.raise(wanted);
  }

  /** Gives back what the span took of what all spans share. The content is let go of by then. */
  @Override
  public void close() {
    granted = used;
    if (loan != null) {
      loan.end();
      loan = null;
    }
  }

  /** What one span has taken of what all spans share. */
  private static final class Loan {

    private final AtomicLong size = new AtomicLong();
    private final Cleanable end;

    Loan(ContentBudget owner) {
      AtomicLong lent = size;
      // Abandoned streams may never close their budget.
      end = AbandonedObjects.register(owner, () -> SHARED.addAndGet(lent.getAndSet(0)));
    }

    int size() {
      return (int) size.get();
    }

    int raise(int wanted) {
      long left = SHARED.getAndUpdate(free -> free - Math.max(0, Math.min(free, wanted)));
      int lent = (int) Math.max(0, Math.min(left, wanted));
      size.addAndGet(lent);
      return lent;
    }

    void end() {
      end.clean();
    }
  }

  /** Returns what all spans may still take. For tests. */
  static long shared() {
    return SHARED.get();
  }
}
