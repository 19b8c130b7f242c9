// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Trades a base64 image, audio, video or file for the address that a {@link BlobUploader} gives, or
 * for redaction.
 */
final class MediaUpload {

  private static final Logger LOGGER = Logger.getLogger(MediaUpload.class.getName());

  /** Starts with {@code scheme://}, as no path, drive letter or {@code data:} URI does. */
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://\\S+");

  private final @Nullable BlobUploader uploader;
  private final TelemetryGuard guard;
  private final AtomicBoolean warnedOfAddress = new AtomicBoolean();

  MediaUpload(@Nullable BlobUploader uploader, TelemetryGuard guard) {
    this.uploader = uploader;
    this.guard = guard;
  }

  String uploadOrRedact(String dataUri, String attributeKey) {
    if (uploader == null) {
      return TraceConfig.REDACTED_VALUE;
    }
    try {
      String address = upload(uploader, dataUri, attributeKey);
      return address == null ? TraceConfig.REDACTED_VALUE : address;
    } catch (Throwable fault) {
      guard.handle("BlobUploader.upload", fault);
      return TraceConfig.REDACTED_VALUE;
    }
  }

  private @Nullable String upload(BlobUploader uploader, String dataUri, String attributeKey) {
    Blob blob = Base64DataUri.decode(dataUri, attributeKey);
    String address = blob == null ? null : uploader.upload(blob);
    if (address == null || ADDRESS.matcher(address).matches()) {
      return address;
    }
    if (warnedOfAddress.compareAndSet(false, true)) {
      LOGGER.warning(
          "BlobUploader "
              + uploader.getClass().getName()
              + " returned no absolute URI with a scheme such as https or s3;"
              + " images and files over the limit are redacted. Reported once.");
    }
    return null;
  }
}
