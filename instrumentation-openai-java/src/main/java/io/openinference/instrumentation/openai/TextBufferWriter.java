// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import java.io.Writer;

/** Writes to a buffer, without the lock of the JDK's own. */
final class TextBufferWriter extends Writer {

  private final StringBuilder buffer;

  TextBufferWriter(StringBuilder buffer) {
    this.buffer = buffer;
  }

  @Override
  public void write(char[] text, int offset, int length) {
    buffer.append(text, offset, length);
  }

  @Override
  public void write(String text, int offset, int length) {
    buffer.append(text, offset, offset + length);
  }

  @Override
  public void write(int character) {
    buffer.append((char) character);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
