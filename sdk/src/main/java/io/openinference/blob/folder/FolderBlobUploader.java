// SPDX-License-Identifier: Apache-2.0
package io.openinference.blob.folder;

import io.openinference.instrumentation.Blob;
import io.openinference.instrumentation.BlobUploader;
import io.openinference.instrumentation.spi.TelemetryGuard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stores images in a folder, in files named after the SHA-256 of their content.
 *
 * <pre>{@code
 * FolderBlobUploader uploader =
 *     FolderBlobUploader.builder(Path.of("/var/lib/traces/images"))
 *         .baseUri("https://media.example/images")
 *         .build();
 * TraceConfig config = TraceConfig.builder().blobUploader(uploader).build();
 * }</pre>
 *
 * <p>{@link #upload} returns the address at once; one daemon thread writes the file later. The
 * queue is bounded by number and by bytes of images. The uploader rejects an image while the queue
 * is full, for 10 seconds after a failed write, and after {@link #close()}. The span then records
 * {@code __REDACTED__}.
 *
 * <p>{@link #close()} and the JVM's shutdown write the queued images, within 10 seconds.
 *
 * <p>Follows "External Blob Upload" of the OpenInference specification, which is experimental.
 *
 * @since 0.1.0
 */
public final class FolderBlobUploader implements BlobUploader, AutoCloseable {

  static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);

  private static final Logger LOGGER = Logger.getLogger(FolderBlobUploader.class.getName());
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final String baseUri;
  private final BlobWriter writer;
  private final LongSupplier nanoClock;
  private final WriteQueue queue;
  private final TelemetryGuard guard = TelemetryGuard.named("folder blob uploader");
  private final AtomicBoolean warnedOfFolder = new AtomicBoolean();
  private final Thread shutdownHook = new Thread(this::close, "openinference-blob-folder-shutdown");

  // Only the worker thread writes this field. Set before the flag, so that a thread that
  // reads the flag also sees the time.
  private volatile long failedAtNanos;
  private volatile boolean failing;

  /**
   * Returns an uploader that stores images in this folder, with the default bounds and {@code
   * file://} addresses.
   *
   * @param folder the folder, which is created if it does not exist
   * @throws IllegalArgumentException if the folder cannot be created or written to
   */
  public static FolderBlobUploader create(Path folder) {
    return builder(folder).build();
  }

  /**
   * Returns a builder of an uploader that stores images in this folder.
   *
   * @param folder the folder, which is created if it does not exist
   * @throws IllegalArgumentException if the folder cannot be created or written to
   */
  public static FolderBlobUploaderBuilder builder(Path folder) {
    return new FolderBlobUploaderBuilder(BlobFolder.open("folder", folder));
  }

  static FolderBlobUploader start(
      FolderBlobUploaderBuilder builder, BlobWriter writer, LongSupplier nanoClock) {
    FolderBlobUploader uploader = new FolderBlobUploader(builder, writer, nanoClock);
    unlessShuttingDown(() -> Runtime.getRuntime().addShutdownHook(uploader.shutdownHook));
    return uploader;
  }

  private FolderBlobUploader(
      FolderBlobUploaderBuilder builder, BlobWriter writer, LongSupplier nanoClock) {
    this.baseUri = builder.baseUri;
    this.writer = writer;
    this.nanoClock = nanoClock;
    this.queue = new WriteQueue(builder.maxQueueSize, builder.maxQueueBytes, this::write);
  }

  /**
   * Accepts an image and returns at once, without any disk access.
   *
   * @return the address that the image will have once it is written, or null if the uploader
   *     rejects it
   */
  @Override
  public @Nullable String upload(Blob blob) {
    return isPausing() || !queue.offer(blob) ? null : baseUri + blob.fileName();
  }

  /**
   * Rejects further images, writes the queued ones and stops the thread. Images that are not
   * written when the time is over are lost, and one warning says so.
   */
  @Override
  public void shutdown(Duration timeout) {
    unlessShuttingDown(() -> Runtime.getRuntime().removeShutdownHook(shutdownHook));
    int lost = queue.shutdown(timeout);
    if (lost > 0) {
      LOGGER.warning(
          lost + " images were not written to their folder within " + timeout + " and are lost.");
    }
  }

  /** Calls {@link #shutdown} with a timeout of 10 seconds. */
  @Override
  public void close() {
    shutdown(CLOSE_TIMEOUT);
  }

  private static void unlessShuttingDown(Runnable change) {
    try {
      change.run();
    } catch (IllegalStateException shuttingDown) {
      LOGGER.fine("The JVM is already shutting down and does not change its hooks.");
    }
  }

  private boolean isPausing() {
    return failing && nanoClock.getAsLong() - failedAtNanos < PAUSE_AFTER_FAILURE.toNanos();
  }

  private void write(Blob blob) {
    try {
      writer.write(blob);
      failing = false;
    } catch (Throwable fault) {
      failedAtNanos = nanoClock.getAsLong();
      failing = true;
      report(fault);
    }
  }

  /**
   * The message of an IOException names the file and the reason, such as a full disk. It quotes no
   * content.
   */
  private void report(Throwable fault) {
    if (!(fault instanceof IOException)) {
      guard.handle("FolderBlobUploader.write", fault);
    } else if (warnedOfFolder.compareAndSet(false, true)) {
      LOGGER.log(
          Level.WARNING,
          "An image could not be written to its folder. After each failure, images over the limit"
              + " are redacted for "
              + PAUSE_AFTER_FAILURE.toSeconds()
              + " seconds. Reported once.",
          fault);
    }
  }

  /** Writes content to the file that its address names. */
  @FunctionalInterface
  interface BlobWriter {

    /** Runs on the worker thread and may block. */
    void write(Blob blob) throws IOException;
  }
}
