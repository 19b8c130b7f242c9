// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

/** Reads the fields of a protobuf message. Fields that the caller does not read are skipped. */
final class ProtobufFields {

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED_32 = 5;

  private final byte[] bytes;
  private final int end;
  private int position;
  private int number;
  private int wireType;
  private long value;
  private int contentStart;

  ProtobufFields(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  /**
   * Moves to the next field.
   *
   * @return true if there is a next field
   * @throws IllegalArgumentException if the bytes are not a protobuf message
   */
  boolean next() {
    if (position == end) {
      return false;
    }
    long tag = varint();
    number = (int) (tag >>> 3);
    wireType = (int) (tag & 7);
    if (number <= 0 || tag >>> 32 != 0) {
      throw new IllegalArgumentException("field number");
    }
    switch (wireType) {
      case VARINT -> value = varint();
      case FIXED_64 -> skip(8);
      case FIXED_32 -> skip(4);
      case LENGTH_DELIMITED -> {
        value = varint();
        contentStart = position;
        skip(value);
      }
      default -> throw new IllegalArgumentException("wire type");
    }
    return true;
  }

  private void skip(long count) {
    if (count < 0 || count > end - position) {
      throw new IllegalArgumentException("length");
    }
    position += (int) count;
  }

  private long varint() {
    long result = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (position == end) {
        throw new IllegalArgumentException("end");
      }
      byte next = bytes[position++];
      result |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return result;
      }
    }
    throw new IllegalArgumentException("varint");
  }

  int number() {
    return number;
  }

  boolean isMessage() {
    return wireType == LENGTH_DELIMITED;
  }

  /** Returns the number in the field, if the field holds a number. */
  long value() {
    return wireType == VARINT ? value : 0;
  }

  ProtobufFields message() {
    return new ProtobufFields(bytes, contentStart, contentStart + (int) value);
  }
}
