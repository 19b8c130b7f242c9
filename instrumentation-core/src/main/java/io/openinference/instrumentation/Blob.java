// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Binary content of a traced call that is handed to a {@link BlobUploader}.
 *
 * @since 0.1.0
 */
public final class Blob {

  private final byte[] data;
  private final String mimeType;
  private final @Nullable String attributeKey;
  private final String sha256;

  /**
   * Creates a blob.
   *
   * @param data the bytes, not copied
   * @param mimeType the MIME type, such as {@code image/png}
   * @param attributeKey the span attribute that the content was captured for, or null
   * @return the blob
   */
  public static Blob of(byte[] data, String mimeType, @Nullable String attributeKey) {
    return new Blob(
        requireNonNull(data, "data"), requireNonNull(mimeType, "mimeType"), attributeKey);
  }

  Blob(byte[] data, String mimeType, @Nullable String attributeKey) {
    this.data = data;
    this.mimeType = mimeType;
    this.attributeKey = attributeKey;
    this.sha256 = HexFormat.of().formatHex(newSha256().digest(data));
  }

  /**
   * Returns the decoded bytes. The array is not copied, because images can be many megabytes.
   *
   * @return the bytes, which the caller must not change
   */
  public byte[] data() {
    return data;
  }

  /**
   * Returns the MIME type, such as {@code image/png}.
   *
   * @return the type as the traced call stated it, unchecked
   */
  public String mimeType() {
    return mimeType;
  }

  /**
   * Returns the kind of media, derived from the MIME type.
   *
   * @return the kind
   */
  public Modality modality() {
    String type = mimeType.toLowerCase(Locale.ROOT);
    for (Modality modality : Modality.values()) {
      if (type.startsWith(modality.typePrefix)) {
        return modality;
      }
    }
    return Modality.DOCUMENT;
  }

  /**
   * Returns the span attribute that the content was captured for.
   *
   * @return the key, or null if the content belongs to no attribute
   */
  public @Nullable String attributeKey() {
    return attributeKey;
  }

  /**
   * Returns the SHA-256 of the bytes.
   *
   * @return 64 lower-case hexadecimal digits
   */
  public String sha256() {
    return sha256;
  }

  /**
   * Returns a content-addressed name, {@code <sha256>.<extension>}. Equal content gets an equal
   * name, and the name is known before any byte is written. The extension is the MIME subtype, such
   * as {@code png}, or {@code bin} if the subtype contains other characters than letters and
   * digits.
   *
   * @return a name of letters, digits and one dot
   */
  public String fileName() {
    String subtype = mimeType.substring(mimeType.indexOf('/') + 1).toLowerCase(Locale.ROOT);
    int suffix = subtype.indexOf('+');
    String extension = suffix < 0 ? subtype : subtype.substring(0, suffix);
    // The type comes from the traced call and must not become a path.
    return sha256 + '.' + (extension.matches("[a-z0-9]{1,16}") ? extension : "bin");
  }

  /** Compares the SHA-256 of the bytes, the MIME type and the attribute. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Blob that
        && sha256.equals(that.sha256)
        && mimeType.equals(that.mimeType)
        && Objects.equals(attributeKey, that.attributeKey);
  }

  @Override
  public int hashCode() {
    return Objects.hash(sha256, mimeType, attributeKey);
  }

  @Override
  public String toString() {
    return "Blob{" + mimeType + ", " + data.length + " bytes, sha256=" + sha256 + '}';
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * Kinds of media.
   *
   * @since 0.1.0
   */
  public enum Modality {
    /** MIME types {@code image/*}. */
    IMAGE("image/"),
    /** MIME types {@code audio/*}. */
    AUDIO("audio/"),
    /** MIME types {@code video/*}. */
    VIDEO("video/"),
    /** All other MIME types. */
    DOCUMENT("");

    private final String typePrefix;

    Modality(String typePrefix) {
      this.typePrefix = typePrefix;
    }
  }
}
