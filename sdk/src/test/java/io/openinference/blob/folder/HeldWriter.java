// SPDX-License-Identifier: Apache-2.0
package io.openinference.blob.folder;

import io.openinference.blob.folder.FolderBlobUploader.BlobWriter;
import io.openinference.instrumentation.Blob;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;

/** A disk that answers only once it is released. */
final class HeldWriter implements BlobWriter {

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final BlobFolder folder;

  HeldWriter(BlobFolder folder) {
    this.folder = folder;
  }

  @Override
  public void write(Blob blob) throws IOException {
    reached.countDown();
    try {
      released.await();
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw new InterruptedIOException("held until the end");
    }
    folder.write(blob);
  }

  void awaitWorker() throws InterruptedException {
    reached.await();
  }

  void awaitInterrupt() throws InterruptedException {
    interrupted.await();
  }

  void release() {
    released.countDown();
  }
}
