// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that copies its bytes as they are read.
 *
 * @since 0.1.0
 */
public final class CopyingStream extends FilterInputStream {

  private final Copy copy;

  /** Creates the stream that is read in place of the source. */
  public CopyingStream(InputStream source, Copy copy) {
    super(source);
    this.copy = copy;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read >= 0) {
      copy.accept(new byte[] {(byte) read}, 0, 1);
    }
    return read;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    if (read > 0) {
      copy.accept(bytes, offset, read);
    }
    return read;
  }

  @Override
  public boolean markSupported() {
    return false; // Otherwise bytes that are read twice would be copied twice.
  }

  /**
   * Receives bytes that were read.
   *
   * @since 0.1.0
   */
  @FunctionalInterface
  public interface Copy {

    /** Passes bytes to the copy; never throws. */
    void accept(byte[] bytes, int offset, int length);
  }
}
