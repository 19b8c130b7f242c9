// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.spi.AbandonedObjects;
import io.opentelemetry.api.common.AttributeKey;
import java.lang.ref.Cleaner.Cleanable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Limits the content that a span keeps when the content arrives in pieces, such as an endless
 * stream.
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
 * <p>One span keeps at most 16 Mi characters, or 1/32 of the maximum heap in bytes if that is less.
 * All open spans together keep at most 1/16 of the maximum heap; the first 64 Ki characters of each
 * span do not count toward this limit. After the first piece that does not fit, the budget accepts
 * no more content, so the kept text has no gap.
 *
 * <p>Not thread-safe.
 *
 * @since 0.1.0
 */
public final class ContentBudget implements AutoCloseable {

  /** The size of a growing field without its text, in characters. */
  public static final int ENTRY = 64;

  /**
   * Attribute with the approximate number of characters that the span leaves out of its output: the
   * length of the text, plus a few characters for each field or element. A span that keeps all of
   * its output does not have this attribute.
   */
  static final AttributeKey<Long> OMITTED_SIZE =
      AttributeKey.longKey("openinference.output.omitted_size");

  private static final int MAX_LIMIT = 16 * 1024 * 1024;

  /**
   * Reserve for small values that a span needs even if its content was cut, such as token counts.
   */
  private static final int RESERVE = 64 * 1024;

  /**
   * The size of one block, in characters. Most spans need one block and never touch the shared
   * counter.
   */
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

  /** Returns a budget with the limit of all spans. */
  public static ContentBudget open() {
    return new ContentBudget(defaultLimit());
  }

  /**
   * Returns a budget with the given limit.
   *
   * @param limit the limit in characters
   */
  public static ContentBudget open(int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("limit must not be negative but is " + limit);
    }
    return new ContentBudget(limit);
  }

  /** Returns the maximum number of characters that one span keeps. */
  public static int defaultLimit() {
    return (int) Math.min(MAX_LIMIT, HEAP / 32);
  }

  /** Appends the beginning of a text, up to the rest of the budget. */
  public void append(String text, StringBuilder target) {
    int length = text.length();
    int kept = take(length);
    if (kept == length) {
      target.append(text);
    } else {
      target.append(text, 0, withoutHalfCharacter(text, kept));
    }
  }

  /** Returns the beginning of a text, up to the rest of the budget. */
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
   * Reserves room for content that is useful in part.
   *
   * @return the number of characters to keep; the budget counts the others as left out
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

  /** Tells whether content of the given size fits the budget. */
  public boolean fits(int size) {
    grow(size);
    return size <= granted - used;
  }

  /**
   * Reserves room for content that is useful only as a whole.
   *
   * @return false if the content does not fit; the budget then counts it as left out
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
   * Reserves room for a small value that a span needs even after its text was cut, such as a token
   * count or a finish reason.
   *
   * @return false if the reserve for such values is used up too
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

  /** Counts content as left out because it is too long by itself; later content may still fit. */
  public void skip(long size) {
    omitted += size;
  }

  /** Counts all accepted content as left out, because the caller dropped it. */
  public void leaveOutAll() {
    leaveOut(used);
    used = 0;
    granted = 0;
  }

  /** Starts again, because other content replaces everything accepted or left out so far. */
  public void restart() {
    used = 0;
    reserveUsed = 0;
    omitted = 0;
    cut = false;
    granted = Math.min(limit, BLOCK + (loan == null ? 0 : loan.size()));
  }

  /** Gives back the room of content that was replaced. */
  public void giveBack(int size) {
    used -= size;
    if (cut) {
      granted = used;
    }
  }

  /** Tells whether the budget is used up and accepts no more content. */
  public boolean isCut() {
    return cut;
  }

  /** Returns the size of the accepted content, without the reserve. */
  public int used() {
    return used;
  }

  /** Sets the attribute with the size of left-out content on a span, if content was left out. */
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

  /**
   * Gives back the room that the span took of the shared limit. The caller has dropped the content
   * by then.
   */
  @Override
  public void close() {
    granted = used;
    if (loan != null) {
      loan.end();
      loan = null;
    }
  }

  /** The room that one span has taken of the shared limit. */
  private static final class Loan {

    private final AtomicLong size = new AtomicLong();
    private final Cleanable end;

    Loan(ContentBudget owner) {
      AtomicLong lent = size;
      // A cleaner gives the room back, because abandoned streams may never close their budget.
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

  /** Returns the rest of the shared limit. Visible for tests. */
  static long shared() {
    return SHARED.get();
  }
}
