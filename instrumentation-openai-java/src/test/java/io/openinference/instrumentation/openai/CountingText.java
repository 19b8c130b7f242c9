// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** A text in a request that counts how often the request is read. */
@JsonSerialize(using = CountingText.Serializer.class)
final class CountingText {

  private final AtomicInteger reads = new AtomicInteger();
  private final IntConsumer onRead;

  CountingText() {
    this(count -> {});
  }

  /**
   * @param onRead is told how often it has been read, and may throw
   */
  CountingText(IntConsumer onRead) {
    this.onRead = onRead;
  }

  int reads() {
    return reads.get();
  }

  /** Returns a request with the text in it. */
  ChatCompletionCreateParams chat() {
    Map<String, ?> properties = Map.of("extra", this);
    @SuppressWarnings("unchecked") // Nothing but the mapper looks at the values.
    Map<String, JsonValue> extra = (Map<String, JsonValue>) properties;
    return SampleExchanges.CHAT.toBuilder().putAllAdditionalBodyProperties(extra).build();
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
