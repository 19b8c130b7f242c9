// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Trades a base64 image for the address that a {@link BlobUploader} gives, or for redaction. */
final class ImageUpload {

  private static final Logger LOGGER = Logger.getLogger(ImageUpload.class.getName());

  private final @Nullable BlobUploader uploader;
  private final TelemetryGuard guard;
  private final AtomicBoolean warnedOfAddress = new AtomicBoolean();

  ImageUpload(@Nullable BlobUploader uploader, TelemetryGuard guard) {
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
    Blob blob = ImageDataUri.decode(dataUri, attributeKey);
    String address = blob == null ? null : uploader.upload(blob);
    if (address == null || isAddress(address)) {
      return address;
    }
    if (warnedOfAddress.compareAndSet(false, true)) {
      LOGGER.warning(
          "BlobUploader "
              + uploader.getClass().getName()
              + " returned no absolute URI with a scheme such as https or s3;"
              + " images over the limit are redacted. Reported once.");
    }
    return null;
  }

  private static boolean isAddress(String address) {
    try {
      URI uri = new URI(address);
      // A data URI would bring the content back into the span.
      return uri.isAbsolute() && !"data".equalsIgnoreCase(uri.getScheme());
    } catch (URISyntaxException invalid) {
      return false;
    }
  }
}
