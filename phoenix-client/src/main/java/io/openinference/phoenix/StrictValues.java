// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.math.BigInteger;

/**
 * Refuses values that Phoenix cannot keep. It would answer 500, keep null, or lose a span after it
 * has accepted the span.
 */
final class StrictValues {

  /** Returns the rules for all requests. */
  static Module module() {
    return spans()
        .addSerializer(Double.class, new Numbers<>(Double.class))
        .addSerializer(Float.class, new Numbers<>(Float.class));
  }

  /**
   * Returns the rules for spans, in which a number that is none becomes a text, as in OTLP JSON.
   */
  static SimpleModule spans() {
    return new SimpleModule()
        .addSerializer(BigInteger.class, new Integers())
        .addSerializer(String.class, new Texts());
  }

  private StrictValues() {}

  private static final class Numbers<T extends Number> extends StdScalarSerializer<T> {

    private static final long serialVersionUID = 1L;

    Numbers(Class<T> type) {
      super(type);
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (!Double.isFinite(value.doubleValue())) {
        throw JsonMappingException.from(json, value + " is no number of JSON");
      }
      if (value instanceof Float number) {
        json.writeNumber(number);
      } else {
        json.writeNumber(value.doubleValue());
      }
    }
  }

  private static final class Integers extends StdScalarSerializer<BigInteger> {

    private static final long serialVersionUID = 1L;

    Integers() {
      super(BigInteger.class);
    }

    @Override
    public void serialize(BigInteger value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (value.bitLength() >= Long.SIZE) {
        throw JsonMappingException.from(json, "Phoenix keeps integers of 64 bits at most");
      }
      json.writeNumber(value);
    }
  }

  private static final class Texts extends StdScalarSerializer<String> {

    private static final long serialVersionUID = 1L;

    Texts() {
      super(String.class);
    }

    @Override
    public void serialize(String value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      for (int i = 0; i < value.length(); i++) {
        char letter = value.charAt(i);
        if (Character.isHighSurrogate(letter)
            && i + 1 < value.length()
            && Character.isLowSurrogate(value.charAt(i + 1))) {
          i++;
        } else if (Character.isSurrogate(letter)) {
          throw JsonMappingException.from(json, "The text has half a character, at " + i);
        }
      }
      json.writeString(value);
    }
  }
}
