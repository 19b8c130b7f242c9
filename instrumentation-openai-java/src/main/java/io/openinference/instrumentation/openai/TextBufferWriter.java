// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import java.io.Writer;

/** Writes to a buffer, without the lock of the JDK's own. */
final class TextBufferWriter extends Writer {

  private final TextBuffers buffers;
  private final StringBuilder buffer;

  /**
   * @param buffers make room
   */
  TextBufferWriter(TextBuffers buffers, StringBuilder buffer) {
    this.buffers = buffers;
    this.buffer = buffer;
  }

  @Override
  public void write(char[] text, int offset, int length) {
    buffers.makeRoom(buffer, length);
    buffer.append(text, offset, length);
  }

  @Override
  public void write(String text, int offset, int length) {
    buffers.makeRoom(buffer, length);
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
