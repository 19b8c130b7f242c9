// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.spi.TelemetryGuard;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces base64 images, audio, video and files with the URI that a {@link BlobUploader} returns,
 * or with the redaction marker.
 */
final class MediaUpload {

  private static final Logger LOGGER = Logger.getLogger(MediaUpload.class.getName());

  /**
   * Matches URIs that start with {@code scheme://}; paths, drive letters and {@code data:} URIs do
   * not match.
   */
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
    Blob blob = decode(dataUri, attributeKey);
    String address = blob == null ? null : uploader.upload(blob);
    if (address == null || ADDRESS.matcher(address).matches()) {
      return address;
    }
    if (warnedOfAddress.compareAndSet(false, true)) {
      LOGGER.warning(
          "BlobUploader "
              + uploader.getClass().getName()
              + " did not return an absolute URI with a scheme such as https or s3;"
              + " images and files over the limit are redacted. Reported once.");
    }
    return null;
  }

  /**
   * Decodes the payload of a data URI.
   *
   * @return the content, or null if the URI is not base64 or its payload is malformed
   */
  private static @Nullable Blob decode(String uri, String attributeKey) {
    int comma = uri.indexOf(',');
    String header = uri.substring(0, Math.max(comma, 0));
    if (!header.toLowerCase(Locale.ROOT).endsWith(";base64")) {
      return null;
    }
    byte[] data;
    try {
      data = Base64.getDecoder().decode(uri.substring(comma + 1));
    } catch (IllegalArgumentException malformed) {
      return null;
    }
    String mimeType = header.substring("data:".length(), header.indexOf(';'));
    return data.length == 0 ? null : Blob.of(data, mimeType, attributeKey);
  }
}
