// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * A text in a request or response that counts how often Jackson reads it.
 *
 * @since 0.1.0
 */
@JsonSerialize(using = CountingText.Serializer.class)
public final class CountingText {

  private final AtomicInteger reads = new AtomicInteger();
  private final IntConsumer onRead;

  /** Makes a text that only counts. */
  public CountingText() {
    this(count -> {});
  }

  /**
   * Makes a text that calls code at each read.
   *
   * @param onRead gets the number of reads so far, and may throw
   * @throws NullPointerException if {@code onRead} is null
   */
  public CountingText(IntConsumer onRead) {
    this.onRead = requireNonNull(onRead, "onRead");
  }

  /** Returns how often Jackson has read the text. */
  public int reads() {
    return reads.get();
  }

  static final class Serializer extends StdSerializer<CountingText> {

    private static final long serialVersionUID = 1L;

    Serializer() {
      super(CountingText.class);
    }

    @Override
    public void serialize(CountingText value, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      value.onRead.accept(value.reads.incrementAndGet());
      generator.writeString("counted");
    }
  }
}
