// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
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
  MessageCreateParams in(String request) {
    return Params.of(request).toBuilder().putAllAdditionalBodyProperties(field()).build();
  }

  /** Returns a field of a request whose value is the text. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // Nothing but the mapper looks at the values.
  Map<String, JsonValue> field() {
    return (Map) Map.of("extra", this);
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
